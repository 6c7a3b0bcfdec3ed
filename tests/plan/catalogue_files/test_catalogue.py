"""A folder is read whole and typed, or refused with every fault named."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plan.catalogue_files import CatalogueRefusedError, read_catalogue
from tests.plan.catalogue_files import samples
from tests.plan.catalogue_files.samples import (
    CATALOGUE,
    WORDS,
    At,
    Slip,
    catalogue,
    changed,
    only_fault,
)


def refused(folder: Path, file: str, old: str, new: str) -> CatalogueRefusedError:
    with pytest.raises(CatalogueRefusedError) as caught:
        catalogue(folder, changed(CATALOGUE, file, old, new))
    return caught.value


def test_right_folder_is_read_into_typed_rows(tmp_path: Path) -> None:
    read = catalogue(tmp_path)
    assert read.plan.starts == date(2031, 1, 1)
    assert read.plan.notice_on is None
    assert [s.section for s in read.sections[:3]] == [None, None, 1]
    rail = read.projects[0]
    assert (rail.line, rail.code, rail.box, rail.verb_strict) == (2, "rail-jia-yi", 1, "")
    assert rail.aliases == ("甲乙铁路", "甲乙线")
    assert read.projects[1].aliases == ()
    assert read.indicators[0].value == Decimal(900)
    assert read.indicators[0].value_high is None
    assert read.places[1].plan_area is True
    assert read.places[2].valid_to == date(2033, 6, 30)
    assert read.zones[0].members == ("990100", "990200")
    assert read.informants[0].offices == ("发展改革部门", "铁路单位")
    assert (read.parts[0].code, read.stories[0].order, read.verbs[0].commitment) == (
        "east",
        1,
        "study",
    )


@pytest.mark.parametrize(
    ("slip", "at"),
    [
        (
            ("zones.csv", "990100；990200", "990100；990900"),
            (2, "members", "“990900”不在 places.csv"),
        ),
        (("places.csv", "市,990000,,,,,1", "市,991000,,,,,1"), (3, "parent", "不在 places.csv")),
        (("places.csv", "day,990100", "day,990199"), (4, "successor", "不在 places.csv")),
        (("places.csv", "2033-06-30", "2019-06-30"), (4, "valid_to", "晚于")),
        (("projects.csv", "railway,建设", "railway,搞好"), (2, "verb", "“搞好”不在 verbs.csv")),
        (("projects.csv", "建设,,build", "建设,搞好,build"), (2, "verb_strict", "不在 verbs.csv")),
        (
            ("projects.csv", "建设,,build,build", "建设,研究建设,build,build"),
            (2, "commitment_strict", "与用语“研究建设”的承诺“study”不符"),
        ),
        (("projects.csv", "railway,", "rocket,"), (2, "category", "领域“rocket”不在用语表中")),
        (
            ("projects.csv", "990100,990000,2,1,3,1", "990100,990000,2,1,9,1"),
            (3, "paragraph", "2、1、1、9"),
        ),
        (("projects.csv", "990100,990000,2", "990100,980000,2"), (3, "provinces", "980000")),
        (("projects.csv", "road-g1112,", "rail-jia-yi,"), (3, "code", "重复，第2行已有")),
        (("projects.csv", "road-g1112,", "Road_G1112,"), (3, "code", "不是代码")),
        (("criteria.csv", "railway,", "rocket,"), (2, "category", "领域“rocket”不在用语表中")),
        (("parts.csv", "rail-jia-yi,", "rail-jia-bing,"), (2, "project", "不在 projects.csv")),
        (("informants.csv", "；铁路单位", "；"), (2, "offices", "空项")),
        (("indicators.csv", ",900,", ",９００,"), (2, "value", "半角")),
        (("indicators.csv", ",900,", ",NaN,"), (2, "value", "不是数值")),
        (("indicators.csv", ",900,", ",,"), (2, "value", "基期值不能为空")),
        (("indicators.csv", ",900,,", ",900,800,"), (2, "value_high", "大于下限")),
        (("indicators.csv", "2030,,1,no", ",,1,no"), (2, "year", "应写年份")),
        (("indicators.csv", "2030,,1,no", "2030,,2,no"), (2, "direction", "-1 至 1")),
        (("indicators.csv", "2030,,1,no", "2030,,1,maybe"), (2, "strict", "yes 或 no")),
        (("indicators.csv", "baseline", "qualitative"), (2, "value", "定性目标不带数值")),
        (("boxes.csv", "1,2,1,铁路", "1,2,5,铁路"), (2, "section", "2、5")),
        (("clauses.csv", "0,,,2,", "0,,,3,"), (3, "paragraph", "上一段是第1段")),
        (("clauses.csv", "3,,,1,", "3,,,2,"), (16, "paragraph", "从 1 数起")),
        (("clauses.csv", "2,1,2,1,甲州", "2,1,5,1,甲州"), (13, "box", "不在 boxes.csv")),
        (
            ("clauses.csv", "增强供水能力,任务（待录）", "增强供水能力,待录"),
            (15, "untouched", "“待录”不在用语表中，应为：任务（待录）、背景、原则、重复"),
        ),
        (("plan.csv", "2035-12-31", "2030-12-31"), (2, "ends", "晚于")),
        (("plan.csv", "2035-12-31", "2035-12-32"), (2, "ends", "不存在")),
        (("verbs.csv", "研究建设,study", "研究建设,hope"), (2, "commitment", "不在用语表中")),
    ],
)
def test_bad_row_is_refused_with_file_line_column_and_reason(
    slip: Slip, at: At, tmp_path: Path
) -> None:
    fault = only_fault(refused(tmp_path, *slip))
    assert (fault.file, fault.line, fault.column) == (slip[0], *at[:2])
    assert at[2] in fault.reason


def test_same_code_twice_is_refused(tmp_path: Path) -> None:
    row = CATALOGUE["places.csv"].splitlines(keepends=True)[2]
    with pytest.raises(CatalogueRefusedError) as caught:
        catalogue(tmp_path, {**CATALOGUE, "places.csv": CATALOGUE["places.csv"] + row})
    fault = only_fault(caught.value)
    assert (fault.file, fault.line, fault.column) == ("places.csv", 5, "code")
    assert fault.reason == "“990100”重复，第3行已有"


def test_section_of_no_chapter_is_refused(tmp_path: Path) -> None:
    fault = only_fault(refused(tmp_path, "sections.csv", "2,2,水利\n", "2,2,水利\n7,1,能源\n"))
    assert (fault.line, fault.column) == (8, "chapter")
    assert fault.reason == "章节“7、空”不在 sections.csv 中"


def test_quote_longer_than_40_characters_is_refused(tmp_path: Path) -> None:
    fault = only_fault(refused(tmp_path, "projects.csv", "1,建设甲州至乙城", f"1,{'长' * 41}"))
    assert (fault.column, fault.reason) == ("quote", "有 41 个字符，最多 40 个")


def test_all_faults_are_told_at_once_in_file_and_line_order(tmp_path: Path) -> None:
    files = changed(CATALOGUE, "projects.csv", "railway,建设", "rocket,搞好")
    files = changed(files, "projects.csv", "road,新改建", "road,建起")
    files = changed(files, "indicators.csv", ",900,", ",many,")
    with pytest.raises(CatalogueRefusedError) as caught:
        catalogue(tmp_path, files)
    assert samples.faults_of(caught.value) == [
        ("indicators.csv", 2, "value"),
        ("projects.csv", 2, "category"),
        ("projects.csv", 3, "verb"),
    ]
    assert str(caught.value).splitlines()[0] == "indicators.csv 第2行 value 列：“many”不是数值"


def test_faulty_row_makes_no_faults_where_it_is_named(tmp_path: Path) -> None:
    fault = only_fault(refused(tmp_path, "projects.csv", "railway,", "rocket,"))
    assert fault.column == "category"  # and none for the part of that project


def test_broken_header_makes_no_faults_where_the_file_is_named(tmp_path: Path) -> None:
    fault = only_fault(refused(tmp_path, "places.csv", "code,name", "kode,name,code"))
    assert (fault.file, fault.line, fault.column) == ("places.csv", 1, "kode")


@pytest.mark.parametrize("file", ["plan", "sections", "clauses", "places", "verbs", "projects"])
def test_missing_file_is_refused(file: str, tmp_path: Path) -> None:
    files = {name: text for name, text in CATALOGUE.items() if name != f"{file}.csv"}
    with pytest.raises(CatalogueRefusedError, match=rf"{file}\.csv：缺少这个文件"):
        catalogue(tmp_path, files)


def test_files_a_plan_need_not_have_may_be_missing(tmp_path: Path) -> None:
    optional = {"zones", "parts", "informants", "indicators", "stories"}
    files = {n: t for n, t in CATALOGUE.items() if n.removesuffix(".csv") not in optional}
    read = catalogue(tmp_path, files)
    assert (read.zones, read.parts, read.stories) == ((), (), ())


def test_file_of_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueRefusedError) as caught:
        catalogue(tmp_path, {**CATALOGUE, "project.csv": "code\n"})
    assert str(caught.value) == "project.csv：不认识这个文件"


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueRefusedError, match="文件夹不存在"):
        read_catalogue(tmp_path / "nowhere", WORDS)


def test_folder_without_a_plan_row_is_refused(tmp_path: Path) -> None:
    head = CATALOGUE["plan.csv"].splitlines(keepends=True)[0]
    with pytest.raises(CatalogueRefusedError, match="没有规划"):
        catalogue(tmp_path, {**CATALOGUE, "plan.csv": head})


def test_second_plan_in_one_folder_is_refused(tmp_path: Path) -> None:
    row = CATALOGUE["plan.csv"].splitlines(keepends=True)[1].replace("jianghai", "other")
    with pytest.raises(CatalogueRefusedError, match="只能有一个规划"):
        catalogue(tmp_path, {**CATALOGUE, "plan.csv": CATALOGUE["plan.csv"] + row})
