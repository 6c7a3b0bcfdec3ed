"""The tables: official columns, figures in their units, gaps in their words."""

from decimal import Decimal

from evaluation.outline import Gap, IndicatorRow, grids
from evaluation.outline.references import References
from tests.evaluation.samples import ADJUSTED, account


def works():
    sample = account()
    return grids.works_table("表2", sample.sectors, References(sample.sources))


def indicators(*rows):
    sample = account(indicators=rows) if rows else account()
    return grids.indicator_table("表1", sample, References(sample.sources))


def test_the_works_table_has_the_official_columns():
    assert [column.title for column in works().columns] == [
        "序号",
        "项目名称",
        "建设地点",
        "规划要求（承诺）",
        "阶段",
        "形象进度",
        "总投资",
        "承诺评价",
        "资料来源",
    ]
    assert works().unit == "亿元"


def test_sectors_head_their_works_and_numbers_run_through():
    rows = works().rows
    assert rows[0].cells == (
        "铁路：共5项，可确认达到1项，可确认未达到1项，不能确定3项（其中暂无资料2项）",
    )
    numbers = [row.cells[0] for row in rows if row.kind == "body"]
    assert numbers == [str(number) for number in range(1, 9)]


def test_a_work_shows_what_is_known_and_says_what_is_not():
    rows = works().rows
    assert rows[1].cells[4:] == ("投用", "100.0%", "暂无资料", "可确认达到", "[1] [2]")
    assert rows[5].cells[4:] == ("未启动—投用", "暂无资料", "暂无资料", "不能确定", "暂无资料")
    assert rows[-1].cells[6] == "11.50"


def test_indicators_name_the_years_and_keep_zero_apart_from_gaps():
    zero = IndicatorRow("甲", "个", "—", Decimal(0), Gap.NOT_APPLICABLE, Gap.NO_VALUE)
    table = indicators(zero)
    assert [column.title for column in table.columns][4:6] == ["2015年基期", "2020年目标"]
    assert table.rows[0].cells[4:7] == ("0", "—", "暂无数据")
    assert "均不等于0" in table.note


def test_an_indicator_with_target_shows_progress_and_points():
    row = IndicatorRow(
        "甲", "%", "预期性", Decimal(50), Decimal(60), Decimal("55.0"), "2018年",
        Decimal(50), Decimal(60), Decimal(-10), "滞后于进度要求", ("hajia",),
    )  # fmt: skip
    cells = indicators(row).rows[0].cells
    assert cells[4:] == (
        "50", "60", "55（2018年）", "50.0", "60.0", "-10.0", "滞后于进度要求", "[1]",
    )  # fmt: skip


def test_late_works_name_both_days_and_the_date_as_known():
    sample = account()
    table = grids.late_table("表3", sample, References(sample.sources))
    titles = [column.title for column in table.columns]
    assert titles[3:5] == ["2020年12月31日阶段", "2026年3月2日阶段"]
    assert table.rows[0].cells == (
        "1", "佳木斯至牡丹江铁路", "建设", "在建", "投用", "2021-12-06", "[1]",
    )  # fmt: skip


def test_adjusted_works_name_the_document():
    sample = account()
    (row,) = grids.adjusted_table("表4", [ADJUSTED], References(sample.sources)).rows
    assert row.cells[3:] == ("线路调整的公开报道", "2021", "[1]")


def test_unknown_items_stand_under_those_who_may_know():
    first, second = account().unknown
    table = grids.unknown_table("表5", (first, second, first))
    assert [row.cells for row in table.rows] == [
        ("铁路（2项，可能知情：铁路主管部门、发展改革部门）",),
        ("1", first.name, "期末未开工", first.settles),
        ("2", first.name, "期末未开工", first.settles),
        ("铁路（1项，可能知情：暂无资料）",),
        ("3", second.name, "暂无资料", second.settles),
    ]
    assert "不是责任单位" in table.note


def test_the_reading_of_the_verbs_is_printed():
    table = grids.promise_table(account())
    assert table.rows[0].cells == ("研究", "研究建设、研究", "批复，或正式决定不实施")
