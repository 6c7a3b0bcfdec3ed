"""History rows speak of projects, parts, stages, indicators and places of the catalogue."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plan.catalogue_files import CatalogueRefusedError
from tests.plan.catalogue_files.samples import HISTORY, At, Slip, changed, history, only_fault


def test_right_folder_is_read_into_typed_rows(tmp_path: Path) -> None:
    read = history(tmp_path)
    event, value = read.events[0], read.observations[0]
    assert (event.project, event.part, event.date) == (("rail-jia-yi",), "east", date(2033, 5, 1))
    assert (event.moves, event.value, event.at_least) == (True, Decimal(120), "")
    assert (value.indicator, value.value, value.period_end) == (
        "ind-population",
        Decimal("310.5"),
        date(2033, 12, 31),
    )
    assert read.reference_indicators[0].code == "ref-gdp"
    assert (read.demo[0].id, read.demo[0].submitter) == ("E-1", "li")


@pytest.mark.parametrize(
    ("slip", "at"),
    [
        (
            ("events.csv", "E-1,rail-jia-yi,", "E-1,rail-nowhere,"),
            (2, "project", "不在目录的 projects.csv"),
        ),
        (("events.csv", ",east,", ",west,"), (2, "part", "没有“west”这一部分")),
        (("events.csv", "opened", "exploded"), (2, "event", "事件“exploded”不在用语表中")),
        (("events.csv", "2033-05-01,month", "2033-05-09,month"), (2, "date", "第一天")),
        (("events.csv", "2033-05-01,month", "2033-05-01,year"), (2, "date", "第一天")),
        (("events.csv", "event,,,yes", "event,flying,,yes"), (2, "at_least", "不在用语表中")),
        (
            ("events.csv", "event,,,yes", "event,operating,,yes"),
            (2, "at_least", "不是该项目的阶段"),
        ),
        (
            ("events.csv", "event,,,yes", "event,in_use,approved,yes"),
            (2, "at_most", "低于至少阶段"),
        ),
        (("events.csv", "event,,,yes", "event,,,"), (2, "moves", "不能为空")),
        (("events.csv", ",公里,", ",,"), (2, "value", "同时")),
        (("events.csv", "2033-05-02,day", "2033-05-02,"), (2, "published_precision", "同时")),
        (("events.csv", ",high,", ",sure,"), (2, "confidence", "可信度")),
        (
            ("observations.csv", "O-1,ind-population", "O-1,ind-nothing"),
            (2, "indicator", "不在目录和参考"),
        ),
        (
            ("observations.csv", "甲州市,990100", "甲州市,990900"),
            (2, "area_code", "不在目录的 places.csv"),
        ),
        (("observations.csv", "310.5", "inf"), (2, "value", "不是数值")),
        (("observations.csv", "310.5", ""), (2, "value", "不能为空")),
        (("observations.csv", ",,2033,", ",,2032,"), (2, "year", "与期末不一致")),
        (
            ("observations.csv", "2033-12-31,2033-12-31", "2034-12-31,2033-12-31"),
            (2, "period_start", "晚于期末"),
        ),
        (("observations.csv", "first_release", "second_release"), (2, "vintage", "版次")),
        (("demo.csv", "E-1", "E-9"), (2, "id", "“E-9”不在 events.csv")),
        (("reference_indicators.csv", "ref-gdp", "ind-population"), (2, "code", "已有这个代码")),
    ],
)
def test_bad_row_is_refused_with_file_line_column_and_reason(
    slip: Slip, at: At, tmp_path: Path
) -> None:
    with pytest.raises(CatalogueRefusedError) as caught:
        history(tmp_path, changed(HISTORY, *slip))
    fault = only_fault(caught.value)
    assert (fault.file, fault.line, fault.column) == (slip[0], *at[:2])
    assert at[2] in fault.reason


def test_zero_is_a_value_and_not_a_blank(tmp_path: Path) -> None:
    assert history(tmp_path, changed(HISTORY, "observations.csv", "310.5", "0")).observations[
        0
    ].value == Decimal(0)


def test_value_of_a_reference_series_is_taken(tmp_path: Path) -> None:
    files = changed(HISTORY, "observations.csv", "O-1,ind-population", "O-1,ref-gdp")
    assert history(tmp_path, files).observations[0].indicator == "ref-gdp"


def test_row_about_several_projects_names_each_that_lacks_the_part(tmp_path: Path) -> None:
    files = changed(HISTORY, "events.csv", "E-1,rail-jia-yi,", "E-1,rail-jia-yi；road-g1112,")
    with pytest.raises(CatalogueRefusedError, match="项目“road-g1112”没有“east”"):
        history(tmp_path, files)


def test_same_id_twice_is_refused(tmp_path: Path) -> None:
    row = HISTORY["events.csv"].splitlines(keepends=True)[1]
    files = {**HISTORY, "events.csv": HISTORY["events.csv"] + row}
    with pytest.raises(CatalogueRefusedError, match="“E-1”重复，第2行已有"):
        history(tmp_path, files)
