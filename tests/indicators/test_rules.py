"""How values, periods and editions are written."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.rules import (
    COMMON_NOTE,
    edition_words,
    own_note,
    period_words,
    target_words,
    value_words,
)


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("62.6400", "%", "", "62.64%"),
        ("2000", "万人", "approx", "约2000万人"),
        ("80", "%", "over", "＞80%"),
        ("136985000", "万元", "", "13698.50亿元"),
        ("0", "%", "", "0%"),
        ("-36.3", "%", "", "-36.3%"),
    ],
)
def test_a_value_carries_its_unit_and_money_is_in_yi(value, unit, qualifier, words):
    assert value_words(Decimal(value), unit, qualifier) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "strict", "words"),
    [
        ("200", None, "年一遇", False, "200年一遇"),
        ("20", "100", "年一遇", False, "20～100年一遇"),
        ("63", "68", "%", False, "63%～68%"),
        ("80", None, "%", True, "＞80%"),
        (None, None, "%", False, ""),
    ],
)
def test_a_number_of_the_plan_is_one_or_a_range_or_none(low, high, unit, strict, words):
    numbers = [None if n is None else Decimal(n) for n in (low, high)]
    assert target_words(*numbers, unit, strict=strict) == words


@pytest.mark.parametrize(
    ("kind", "start", "end", "precision", "words"),
    [
        ("year", (2019, 1, 1), (2019, 12, 31), "year", "2019年"),
        ("year_end", (2019, 12, 31), (2019, 12, 31), "year", "2019年末"),
        ("point", (2020, 11, 1), (2020, 11, 1), "day", "2020年11月1日"),
        ("point", (2015, 10, 31), (2015, 10, 31), "month", "2015年10月"),
        ("point", (2015, 12, 31), (2015, 12, 31), "year", "2015年"),
        ("cumulative", (2016, 1, 1), (2020, 12, 31), "year", "2016—2020年累计"),
        ("cumulative", (2016, 1, 1), (2020, 11, 30), "month", "2016年1月至2020年11月累计"),
        ("interim", (2019, 1, 1), (2019, 11, 30), "month", "2019年1—11月"),
        ("interim", (2017, 1, 1), (2017, 11, 13), "day", "2017年1月1日至2017年11月13日"),
        ("interim", None, (2017, 11, 13), "day", "2017年11月13日"),
    ],
)
def test_a_period_says_no_more_than_is_known(kind, start, end, precision, words):
    first = date(*start) if start else None
    assert period_words(kind, first, date(*end), precision) == words


def test_an_edition_names_what_is_told_and_nothing_else():
    assert (
        edition_words("post_census", "revised", "after_2020_06") == "普查后修订，修订数，区划调整后"
    )
    assert edition_words("", "derived", "") == "推算数"
    assert edition_words("", "", "") == ""


def test_the_note_common_to_all_reference_series_is_left_out():
    assert own_note(f"{COMMON_NOTE}；多年累计") == "多年累计"
    assert own_note(COMMON_NOTE) == ""
    assert own_note("别的") == "别的"
