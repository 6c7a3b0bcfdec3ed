"""How figures, dates and gaps are printed."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.outline import words
from evaluation.outline.words import Gap

DAY = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("56.50"), "56.5"),
        (Decimal("5.11"), "5.11"),
        (Decimal(200), "200"),
        (Decimal("1E+3"), "1000"),
        (Decimal(0), "0"),
        ("50—100", "50—100"),
        (Gap.UNKNOWN, "暂无资料"),
        (Gap.NO_VALUE, "暂无数据"),
        (Gap.NOT_APPLICABLE, "—"),
        (Gap.NOT_DUE, "未到时点"),
    ],
)
def test_values_print_as_given_and_gaps_in_their_words(value, shown):
    assert words.plain(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("37.45", "37.5%"), ("0", "0.0%"), ("-0.04", "0.0%"), ("-12.25", "-12.3%"), ("100", "100.0%")],
)
def test_rates_have_one_decimal_rounded_half_up(value, shown):
    assert words.percent(Decimal(value)) == shown


def test_table_rates_have_no_sign_of_their_own():
    assert words.rate(Decimal("-12.25")) == "-12.3"
    assert words.rate(Gap.UNKNOWN) == "暂无资料"


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("show", [words.plain, words.rate, words.percent, words.yi])
def test_what_is_not_a_number_is_never_printed(show, bad):
    with pytest.raises(ValueError, match="有限数"):
        show(Decimal(bad))


def test_ranges_carry_the_sign_at_both_ends_and_collapse_when_alike():
    assert words.percent_range(Decimal("37.5"), Decimal("87.5")) == "37.5%—87.5%"
    assert words.percent_range(Decimal("50.01"), Decimal("50.04")) == "50.0%"
    assert words.percent_range(None, None) == "无可评价项目"


def test_money_in_ten_thousands_prints_in_hundred_millions():
    assert words.yi(Decimal(115000)) == "11.50"
    assert words.yi(Decimal("49.99")) == "0.00"
    assert words.yi(Decimal(50)) == "0.01"
    assert words.yi(Gap.UNKNOWN) == "暂无资料"


def test_dates_are_no_finer_than_known():
    shown = [words.day(DAY, precision) for precision in ("day", "month", "year")]
    assert shown == ["2020年12月31日", "2020年12月", "2020年"]
    shown = [words.table_day(date(2020, 3, 1), p) for p in ("day", "month", "year")]
    assert shown == ["2020-03-01", "2020-03", "2020"]


def test_text_dates_have_no_leading_zeros():
    assert words.day(date(2018, 6, 3)) == "2018年6月3日"


def test_source_marks():
    assert words.marks([1, 12]) == "[1] [12]"
    assert words.marks([]) == "暂无资料"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")],
)
def test_chapter_numerals(number, shown):
    assert words.numeral(number) == shown
