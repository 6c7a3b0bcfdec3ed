"""Worked tables: what a cell means, and a row that does not come out is said."""

import pytest

from dashboards.methods import Worked, checked, value_of, worked
from dashboards.methods.reading import Grid


@pytest.mark.parametrize(
    ("cell", "value"),
    [("57.35", 57.35), ("60", 60), ("−0.154", -0.154), ("3.7%", 0.037), ("1e-3", 0.001),
     ("是", True), ("否", False), ("—", None), ("6.7%、6.9%", [0.067, 0.069]),
     ("0.9、0.4、—", [0.9, 0.4, None]), ("2、", [2]), ("滞后", "滞后"), ("甲、乙", "甲、乙"),
     ("暂无数据 `no_data`", "no_data"), ("开工 `a 2016`；投用 `b 2017`", ["a 2016", "b 2017"]),
     ("`2016`", "2016")],
)  # fmt: skip
def test_what_a_cell_means(cell, value):
    found = value_of(cell)
    assert found == value if not isinstance(value, float) else found == pytest.approx(value)
    assert type(found) is type(value)


def grid(*rows, before="算例方法：`share`，误差 0.01", heads=None):
    return Grid(heads or ("算例", "分子 `num`", "分母 `den`", "→ 百分数 `pct`"), rows, before)


def test_a_worked_table_is_inputs_and_what_must_come_out():
    assert worked(grid(("甲", "34", "41", "82.93"), ("零", "0", "0", "—"))) == [
        Worked("甲", "share", {"num": 34, "den": 41}, {"pct": 82.93}, 0.01),
        Worked("零", "share", {"num": 0, "den": 0}, {"pct": None}, 0.01),
    ]


def test_a_blank_cell_gives_no_argument_and_asks_nothing():
    row = worked(grid(("甲", "34", "", "")))[0]
    assert (row.inputs, row.expected) == ({"num": 34}, {})


def test_a_table_without_the_line_is_no_worked_one():
    assert worked(grid(("甲", "1", "2", "50"), before="下表：")) == []


def test_a_table_in_the_wrong_form_is_refused():
    with pytest.raises(ValueError, match="没有“→”列"):
        worked(grid(("甲", "1"), heads=("算例", "分子 `num`")))
    with pytest.raises(ValueError, match="格数与表头不同"):
        worked(grid(("甲", "1")))


@pytest.mark.parametrize(
    ("row", "said"),
    [(("甲", "34", "41", "82.93"), "与算例一致"),
     (("甲", "34", "41", "83"), "不一致：pct 应为 83，算得 82.9"),
     (("甲", "34", "", "83"), "不一致：TypeError：缺少参数“den”")],
)  # fmt: skip
def test_a_row_is_recomputed_and_the_difference_named(row, said):
    assert checked(worked(grid(row))[0]).words.startswith(said)


def test_an_unknown_method_is_no_match():
    row = worked(grid(("甲", "1", "2", "50"), before="算例方法：`astrology`"))[0]
    assert checked(row).words == "不一致：系统没有方法 astrology"
