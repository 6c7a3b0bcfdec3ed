"""The frozen form of a report: what goes in comes out, and nothing else gets in."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from evaluation.outline import (
    BarRow,
    Bars,
    Column,
    Heading,
    Outline,
    OutlineError,
    Paragraph,
    Row,
    Table,
)
from tests.evaluation.samples import ADJUSTED, outline

COLUMNS = (Column("序号", 1, "center"), Column("名称", 3))


def test_an_outline_comes_back_equal_from_its_json():
    before = outline(adjusted=(ADJUSTED,))
    assert Outline.from_json(before.to_json()) == before
    assert Outline.from_json(before.to_json()).to_json() == before.to_json()


def test_json_is_the_same_for_equal_outlines_and_names_its_schema():
    assert outline().to_json() == outline().to_json()
    assert json.loads(outline().to_json())["schema"] == 1
    assert "哈长城市群" in outline().to_json()


def test_data_stored_by_a_database_reads_back_like_json():
    before = outline()
    assert Outline.from_data(json.loads(before.to_json())) == before
    assert Outline.from_data(before.to_data()) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.update(schema=2), "版本应为1"),
        (lambda data: data["sections"][0].update(block="video"), "“video”不是已知的组成部分"),
        (lambda data: data["sections"][0].update(level=9), "级次应为1至4"),
        (lambda data: data["sections"][0].update(colour="red"), "无法读取"),
        (lambda data: data.pop("title"), "无法读取"),
        (lambda data: data.update(as_of="2020年"), "无法读取"),
        (lambda data: data.update(frozen_at="2026-03-02T01:05:00"), "须带时区"),
    ],
)
def test_json_that_is_not_ours_is_refused_with_the_reason(change, words):
    data = outline().to_data()
    change(data)
    with pytest.raises(OutlineError, match=words):
        Outline.from_data(data)


def test_broken_json_names_the_line():
    with pytest.raises(OutlineError, match="第1行第2列"):
        Outline.from_json("{")


def test_a_row_with_the_wrong_number_of_cells_is_refused():
    with pytest.raises(OutlineError, match="“表1”第2行应有2格，现有1格"):
        Table("表1", COLUMNS, (Row(("1", "甲")), Row(("2",))))


def test_a_group_row_has_one_cell():
    table = Table("表1", COLUMNS, (Row(("铁路",), "group"), Row(("1", "甲"))))
    assert table.alt == "表1：2列，1行。"
    with pytest.raises(OutlineError, match="应有1格"):
        Table("表1", COLUMNS, (Row(("铁路", "公路"), "group"),))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Heading(0, "一、"),
        lambda: Paragraph("甲", style="loud"),
        lambda: Column("甲", 0),
        lambda: Column("甲", 1, "middle"),
        lambda: Row(("甲",), "footer"),
        lambda: Table("表1", (), ()),
        lambda: BarRow("甲", (1, 2)),
        lambda: BarRow("甲", (1, 2, -1)),
        lambda: BarRow("甲", (1, 2, 0.5)),
        lambda: replace(outline(), frozen_at=datetime(2026, 3, 2)),  # noqa: DTZ001
    ],
)
def test_blocks_that_cannot_be_printed_are_refused(make):
    with pytest.raises(OutlineError):
        make()


def test_control_characters_go_and_line_breaks_become_spaces():
    assert Paragraph("甲\x00\x0b乙\ud800\ufffe\r\n丙\t丁 ").text == "甲乙 丙 丁"
    assert Row(("a\x1fb", "<&>")).cells == ("ab", "<&>")


def test_a_figure_says_all_its_counts_in_words():
    parts = ("可确认达到", "不能确定", "可确认未达到")
    bars = Bars(
        "图1", parts, (BarRow("铁路", (1, 3, 0), "25.0%—100.0%"), BarRow("公路", (0, 0, 0)))
    )
    assert bars.alt == (
        "图1。铁路：可确认达到1项、不能确定3项、可确认未达到0项，25.0%—100.0%；"
        "公路：可确认达到0项、不能确定0项、可确认未达到0项。"
    )


def test_the_full_title_carries_the_day():
    assert outline().full_title == "《哈长城市群发展规划》实施情况评估报告（截至2020年12月31日）"
