import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import format as fmt

WORKS = ["未启动", "前期", "批复", "在建", "建成", "投用"]
DAY = datetime.date(2019, 8, 5)


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [
        (Decimal("0.341"), "34.1%"),
        (Fraction(1, 3), "33.3%"),
        (0.125, "12.5%"),
        (0, "0.0%"),
        (1, "100.0%"),
        (Decimal("0.0005"), "0.1%"),
        (Decimal("0.9995"), "100.0%"),
        (Decimal("-0.0005"), "-0.1%"),
        (Decimal("-0.0001"), "0.0%"),
        (0.28345, "28.3%"),
    ],
)
def test_percentages_have_one_decimal_and_round_halves_away_from_zero(fraction, shown):
    assert fmt.pct(fraction) == shown


def test_a_missing_value_is_never_a_zero():
    assert fmt.pct(None) == "暂无数据"
    assert fmt.pct(None, "—") == "—"
    assert fmt.pct_range(None, 0.5) == fmt.pct_range(0.5, None) == "暂无数据"
    assert fmt.num(None) == fmt.yi(None) == fmt.yi_num(None) == fmt.pp(None) == "暂无数据"
    assert fmt.num(0) == "0"
    assert fmt.yi_num(0) == "0.00"


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
@pytest.mark.parametrize("shown", [fmt.pct, fmt.num, fmt.yi, fmt.pp])
def test_what_is_not_a_finite_number_is_refused(shown, bad):
    with pytest.raises(ValueError, match="finite"):
        shown(bad)


def test_a_range_carries_the_sign_at_both_ends():
    assert fmt.pct_range(0.125, 0.875) == "12.5%～87.5%"
    assert fmt.pct_range(Fraction(1, 2), 0.5) == "50.0%"


def test_differences_of_rates_are_points_with_their_sign():
    assert fmt.pp(Decimal("0.0733")) == "+7.3个百分点"
    assert fmt.pp(Decimal("-0.2")) == "-20.0个百分点"
    assert fmt.pp(Decimal("0.0001")) == fmt.pp(Decimal("-0.0001")) == "0.0个百分点"


def test_money_is_held_in_wan_and_shown_in_yi():
    assert fmt.yi(Decimal("365253")) == "36.53亿元"
    assert fmt.yi(Decimal("50")) == "0.01亿元"
    assert fmt.yi_num(Decimal("1234567890.12")) == "123456.79"


def test_numbers_are_neither_grouped_nor_padded():
    assert fmt.num(1234567) == "1234567"
    assert fmt.num(Decimal("12.500")) == "12.5"
    assert fmt.num(Decimal("1E+3")) == "1000"
    assert fmt.num(Decimal("-0.0")) == "0"
    assert fmt.num(5.11) == "5.11"
    assert fmt.num(Decimal("2.345"), 2) == "2.35"


@given(st.decimals(min_value=-1, max_value=1, places=6))
def test_a_printed_percentage_is_within_half_a_tenth(fraction):
    printed = Decimal(fmt.pct(fraction).rstrip("%"))
    assert abs(printed - fraction * 100) <= Decimal("0.05")


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("day", "2019年8月5日"),
        ("month", "2019年8月"),
        ("quarter", "2019年三季度"),
        ("half", "2019年下半年"),
        ("year", "2019年"),
    ],
)
def test_only_the_known_part_of_a_date_is_printed(precision, shown):
    assert fmt.cdate(DAY, precision) == shown


def test_the_first_half_ends_in_june():
    assert fmt.cdate(datetime.date(2018, 6, 30), "half") == "2018年上半年"


def test_an_unknown_date_says_so():
    assert fmt.cdate(None) == "日期不详"
    assert fmt.fact_date(None, "day", "by") == "日期不详"


@pytest.mark.parametrize(
    ("precision", "basis", "shown"),
    [
        ("month", "event", "2019年8月"),
        ("year", "by", "截至2019年"),
        ("month", "reported", "截至2019年8月"),
        ("month", "scheduled", "预定2019年8月"),
        ("year", "period", "2019年全年"),
        ("month", "period", "2019年8月"),
    ],
)
def test_a_fact_says_what_its_date_means(precision, basis, shown):
    assert fmt.fact_date(DAY, precision, basis) == shown


def test_clocks_are_printed_to_the_second_and_stamps_to_the_minute():
    moment = datetime.datetime(2026, 3, 2, 9, 5, 7)  # noqa: DTZ001
    assert fmt.clock(moment) == "09:05:07"
    assert fmt.stamp(moment) == "2026年3月2日 09:05"
    assert fmt.clock(None) == fmt.stamp(None) == "—"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (5, 5, "投用"),
        (0, 0, "未启动"),
        (3, 5, "不早于在建"),
        (0, 2, "不晚于批复"),
        (2, 4, "批复～建成"),
        (0, 5, "阶段尚不能确定"),
    ],
)
def test_an_interval_of_stages_is_said_in_words(low, high, words):
    assert fmt.stage_words(WORKS, low, high) == words


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (2.25, 1, "2.3"),
        (-2.25, 1, "-2.3"),
        (0.855, 2, "0.86"),
        (1.0005, 3, "1.001"),
        (97.15, 1, "97.2"),
        (3, 1, "3.0"),
        (2.5, 0, "3"),
        (0, 1, "0.0"),
        (-0.04, 1, "0.0"),
        (Decimal("2.25"), 1, "2.3"),
        (1e-9, 1, "0.0"),
        (123456789.05, 1, "123456789.1"),
    ],
)
def test_a_rounded_figure_rounds_half_away_from_zero(value: float, digits: int, shown: str) -> None:
    assert fmt.fixed(value, digits) == shown
