"""Numbers, dates and links as people type them."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.rules import numbers
from reporting.rules.numbers import Unreadable

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("１２．５", "12.5"),
        ("1,234.5", "1234.5"),
        ("-0.50", "-0.50"),
        ("+3", 3),
        (" 7 ", 7),
    ],
)
def test_number_reads_what_people_type(typed, value):
    assert numbers.number(typed, places=4) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["NaN", "nan", "Infinity", "-inf", "∞", "1e5", "1E400", "0x10", "1_000", "12,34", "1.2.3",
     "--1", "一百", "1 2", "", ".", "5.", "٣", "9" * 31, "1" * 5000, "½", "12abc"],
)  # fmt: skip
def test_number_refuses_everything_else_with_an_example(typed):
    with pytest.raises(Unreadable, match="不是数字"):
        numbers.number(typed, places=4)


def test_too_many_decimals_are_refused_not_cut():
    with pytest.raises(Unreadable, match="小数最多 2 位"):
        numbers.number("1.234", places=2)


@pytest.mark.parametrize(
    ("typed", "value"), [("0", 0), ("100", 100), ("85.25%", "85.25"), ("８５％", 85)]
)
def test_percent_reads_both_ends_and_the_sign(typed, value):
    assert numbers.percent(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["-0.01", "100.01", "101", "-5", "1000"])
def test_percent_outside_its_range_is_refused(typed):
    with pytest.raises(Unreadable, match="0 至 100 之间"):
        numbers.percent(typed)


@pytest.mark.parametrize(
    ("typed", "value"), [("0", 0), ("365200", 365200), ("365,200.55", "365200.55")]
)
def test_amount_reads_wan(typed, value):
    assert numbers.amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("36.52亿元", "1 亿元填 10000"), ("500万元", "只填数字"), ("-1", "不能为负"),
     ("100000001", "核对单位"), ("1.001", "小数最多 2 位"), ("NaN", "不是数字")],
)  # fmt: skip
def test_amount_says_how_to_fill_it(typed, reason):
    with pytest.raises(Unreadable, match=reason):
        numbers.amount(typed)


def test_a_share_is_bounded_a_rate_of_change_is_not():
    assert numbers.measured("-3.5", bounded=False) == Decimal("-3.5")
    assert numbers.measured("66.5%", bounded=True) == Decimal("66.5")
    with pytest.raises(Unreadable, match="百分比"):
        numbers.measured("120", bounded=True)
    with pytest.raises(Unreadable, match="数值过大"):
        numbers.measured("9" * 17, bounded=False)


@pytest.mark.parametrize(
    ("typed", "precision", "found"),
    [
        ("2020-09-26", "day", date(2020, 9, 26)),
        ("２０２０年９月２６日", "day", date(2020, 9, 26)),
        ("2020/9/6", "day", date(2020, 9, 6)),
        ("2020.09.26", "day", date(2020, 9, 26)),
        ("2024-02-29", "day", date(2024, 2, 29)),
        ("2020-09", "month", date(2020, 9, 1)),
        ("2020年9月", "month", date(2020, 9, 1)),
        ("2020-09-26", "month", date(2020, 9, 1)),
        ("2020", "year", date(2020, 1, 1)),
        ("2020年", "year", date(2020, 1, 1)),
        ("2020-09", "year", date(2020, 1, 1)),
        ("2026-11-25", "day", TODAY),
        ("2026年11月", "month", date(2026, 11, 1)),
    ],
)
def test_day_reads_dates_at_their_precision(typed, precision, found):
    assert numbers.day(typed, precision, TODAY) == found


@pytest.mark.parametrize(
    ("typed", "precision", "reason"),
    [
        ("2023-02-29", "day", "不存在"),
        ("2020-13-01", "day", "不存在"),
        ("2020-13", "month", "月份不存在"),
        ("昨天", "day", "不是日期"),
        ("26/09/2020", "day", "不是日期"),
        ("20200926", "day", "不是日期"),
        ("2020-9", "day", "填到年月日"),
        ("2020", "day", "填到年月日"),
        ("2020", "month", "填到年和月"),
        ("2026-11-26", "day", "不能晚于今天"),
        ("2026-12", "month", "不能晚于今天"),
        ("2027", "year", "不能晚于今天"),
        ("1999-12-31", "day", "2000 年至 2099 年"),
        ("0000", "year", "不存在"),
        ("1999", "year", "2000 年至 2099 年"),
        ("99999999999999999999-01-01", "day", "不是日期"),
    ],
)
def test_day_says_what_is_wrong(typed, precision, reason):
    with pytest.raises(Unreadable, match=reason):
        numbers.day(typed, precision, TODAY)


@pytest.mark.parametrize(
    ("typed", "found"), [("2020", 2020), ("２０２６年", 2026), (" 2000 ", 2000)]
)
def test_year_reads_a_year_that_has_begun(typed, found):
    assert numbers.year(typed, TODAY) == found


@pytest.mark.parametrize("typed", ["20", "1999", "2027", "二〇二〇", "2020.5", ""])
def test_year_refuses_the_rest(typed):
    with pytest.raises(Unreadable):
        numbers.year(typed, TODAY)


@pytest.mark.parametrize(
    ("first", "precision", "last"),
    [
        (date(2020, 2, 1), "month", date(2020, 2, 29)),
        (date(2020, 1, 1), "year", date(2020, 12, 31)),
        (date(2020, 9, 26), "day", date(2020, 9, 26)),
    ],
)
def test_last_day_of_a_period(first, precision, last):
    assert numbers.last_day(first, precision) == last


@pytest.mark.parametrize("typed", ["https://www.jl.gov.cn/a?b=1", " http://example.org:8080/甲 "])
def test_link_takes_web_addresses(typed):
    assert numbers.link(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "ftp://example.org", "//example.org", "www.example.org", "https://",
     "http://a b", "https://[::1", "https://a:b/", 'https://a/"x', "data:text/html,x",
     "https:\\\\a"],
)  # fmt: skip
def test_link_refuses_everything_else(typed):
    with pytest.raises(Unreadable, match="http://"):
        numbers.link(typed)


def test_long_text_is_repeated_in_part_only():
    assert numbers.shown("长" * 50) == "长" * 20 + "…"
