"""Hints on reported figures: each rule, its words, and the grade that follows."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.rules import quality
from reporting.rules.quality import HINT_WORDS, Assessment, Figure, Hint


def figures(*values, first=2010, source="公报"):
    return [
        Figure(date(first + i, 12, 31), Decimal(str(v)), f"PE-{i}", f"{source}{i}")
        for i, v in enumerate(values)
    ]


def codes(hints):
    return [hint.code for hint in hints]


def test_a_falling_percentage_is_named_with_both_days():
    (hint,) = quality.percent_hints(figures(0, 30, 28), "形象进度")
    assert hint == Hint("fall", "形象进度由2011年12月31日的30%减为2012年12月31日的28%")
    assert quality.percent_hints(figures(0, 30, 29.5), "形象进度") == []


def test_a_falling_amount_is_measured_against_itself():
    assert codes(quality.amount_hints(figures(1000, 990), "累计完成投资")) == ["fall"]
    assert quality.amount_hints(figures(1000, 996), "累计完成投资") == []


def test_a_jump_needs_eight_changes_before_it():
    even = [10 * i for i in range(9)]
    assert codes(quality.percent_hints(figures(*even, 86), "形象进度")) == []
    (hint,) = quality.percent_hints(figures(*even, 96), "形象进度")
    assert (hint.code, hint.words) == (
        "jump", "形象进度最近一次变动16个百分点，比此前8次的通常变动多出限度",
    )  # fmt: skip
    assert codes(quality.percent_hints(figures(*even[:8], 96), "形象进度")) == []


def test_a_plateau_before_the_end():
    assert codes(quality.percent_hints(figures(95, 95.5, 96), "形象进度")) == ["plateau"]
    assert quality.percent_hints(figures(95, 96, 100), "形象进度") == []


def test_a_value_outside_the_range_on_file():
    assert codes(quality.percent_hints(figures(50, 101), "形象进度")) == ["range"]


@pytest.mark.parametrize(
    ("one", "other", "percent", "found"),
    [(10, 12, True, []), (10, 12.1, True, ["differ"]), (1000, 1050, False, []),
     (1000, 1060, False, ["differ"])],
)  # fmt: skip
def test_two_sources_of_one_day(one, other, percent, found):
    rows = [Figure(date(2020, 1, 1), Decimal(str(v)), f"PE-{v}", f"来源{v}") for v in (one, other)]
    assert codes(quality.differ_hints(rows, "数值", percent=percent)) == found
    same = [Figure(row.day, row.value, row.key, "公报") for row in rows]
    assert quality.differ_hints(same, "数值", percent=percent) == []


def test_physical_progress_against_investment():
    physical = Figure(date(2020, 1, 1), Decimal(60))
    (hint,) = quality.physical_hint(physical, Decimal(39), Decimal(100))
    assert hint.words == "形象进度60%，累计完成投资占总投资39.0%，相差21.0个百分点"
    assert quality.physical_hint(physical, Decimal(40), Decimal(100)) == []
    assert quality.physical_hint(physical, Decimal(40), Decimal(0)) == []


def test_stale_after_one_and_a_half_periods():
    last = date(2020, 1, 1)
    assert quality.stale_hint(last, date(2020, 5, 18), 92) == []
    (hint,) = quality.stale_hint(last, date(2020, 5, 19), 92)
    assert (
        hint.words == "最近一条说的是2020年1月1日的情况，到截至日已139天，超过138天（1.5个报告期）"
    )
    assert quality.stale_hint(last, date(2019, 1, 1), 92) == []


def test_a_day_is_printed_no_more_precisely_than_it_is_known():
    last = date(2016, 12, 31)
    (hint,) = quality.stale_hint(last, date(2020, 12, 31), 92, precision="year")
    assert hint.words.startswith("最近一条说的是2016年的情况")
    rows = [Figure(date(2015 + i, 12, 31), Decimal(50 - 9 * i), precision="year") for i in (0, 1)]
    (fall,) = quality.percent_hints(rows, "形象进度")
    assert fall.words == "形象进度由2015年的50%减为2016年的41%"


def test_an_office_whose_works_all_step_in_the_fourth_quarter():
    def work(month):
        days = (date(2018, 3, 31), date(2018, 6, 30), date(2018, month, 28))
        return [Figure(day, Decimal(v)) for day, v in zip(days, (0, 5, 60), strict=True)]

    (hint,) = quality.heaping_hint([work(12) for _ in range(4)], "长春市发展改革委")
    assert hint.words == (
        "长春市发展改革委填报的4个项目中，有4个最大的一步在第四季度，难以用偶然解释"
    )
    assert quality.heaping_hint([work(12) for _ in range(3)], "长春市发展改革委") == []
    assert quality.heaping_hint([work(9) for _ in range(9)], "长春市发展改革委") == []
    assert quality.heaping_hint([], "长春市发展改革委") == []


@pytest.mark.parametrize(
    ("codes", "grade"),
    [([], "A"), (["fall", "plateau"], "A"), (["stale"], "B"), (["differ", "gap"], "B"),
     (["stale", "jump"], "C"), (["stale", "jump", "gap"], "D"),
     (["stale", "jump", "differ", "heap"], "D")],
)  # fmt: skip
def test_each_kind_of_doubt_costs_one_grade(codes, grade):
    assert Assessment(tuple(Hint(code, "") for code in codes)).grade == grade


def test_every_hint_has_a_name():
    assert {Hint(code, "").name for code in HINT_WORDS} == set(HINT_WORDS.values())


@pytest.mark.parametrize(
    ("before", "now", "slip"), [(12, 120_000, True), (120_000, 12, True), (12, 1200, False)]
)
def test_a_slip_of_the_unit(before, now, slip):
    assert quality.slips(Decimal(before), Decimal(now)) is slip
    assert not quality.slips(None, Decimal(now))
