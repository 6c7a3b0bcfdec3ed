"""Comparison, sums and rounding."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import numbers

BAD = [math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("Infinity")]


@pytest.mark.parametrize("value", BAD)
def test_nan_and_infinity_are_refused_everywhere(value: float) -> None:
    for refuse in (
        lambda: numbers.finite(value),
        lambda: numbers.total([1, value]),
        lambda: numbers.at_least(value, 1),
        lambda: numbers.reaches(1, value, 1),
        lambda: numbers.display(value, 1),
    ):
        with pytest.raises(ValueError, match="finite"):
            refuse()


def test_a_limit_is_reached_within_the_tolerance() -> None:
    assert 0.38 / 0.4 < 0.95 or numbers.at_least(0.38 / 0.4, 0.95)
    assert numbers.at_least(0.95 * (1 - 9e-10), 0.95)
    assert not numbers.at_least(0.95 * (1 - 3e-9), 0.95)
    assert not numbers.above(0.95 * (1 + 9e-10), 0.95)
    assert numbers.above(0.95 * (1 + 3e-9), 0.95)


@pytest.mark.parametrize(
    ("value", "target", "direction", "strict", "met"),
    [
        (80, 80, 1, False, True),
        (80, 80, 1, True, False),
        (80.0, 80, 1, True, False),
        (80.04, 80, 1, True, True),
        (79.9, 80, 1, False, False),
        (5, 5, -1, False, True),
        (5, 5, -1, True, False),
        (4.9, 5, -1, True, True),
        (0.1 + 0.2, 0.3, -1, False, True),
        (0.1 + 0.2, 0.3, 1, True, False),
        (0, 0, 1, False, True),
        (0, 0, 1, True, False),
        (-1, 0, 1, False, False),
    ],
)
def test_strict_targets_are_not_met_by_equality(
    value: float, target: float, direction: int, strict: bool, met: bool
) -> None:
    assert numbers.reaches(value, target, direction, strict=strict) == met


def test_a_direction_is_plus_or_minus_one() -> None:
    with pytest.raises(ValueError, match="direction"):
        numbers.reaches(1, 1, 0)


def test_sums_lose_nothing() -> None:
    assert numbers.total([0.1] * 10) == 1.0
    assert numbers.total([1e16, 1.0, -1e16]) == 1.0


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
def test_display_rounds_half_away_from_zero(value: float, digits: int, shown: str) -> None:
    assert numbers.display(value, digits) == shown


@pytest.mark.parametrize(("value", "shown"), [(2.25, "2.2"), (2.35, "2.4"), (-2.25, "-2.2")])
def test_a_report_by_the_standard_rounds_half_to_even(value: float, shown: str) -> None:
    assert numbers.display_even(value, 1) == shown


@given(st.decimals(-(10**6), 10**6, places=3), st.integers(0, 3))
def test_display_is_within_half_a_unit(value: Decimal, digits: int) -> None:
    shown = Decimal(numbers.display(value, digits))
    assert abs(shown - value) <= Decimal(1).scaleb(-digits) / 2


def test_each_reason_for_absence_has_its_words() -> None:
    assert numbers.REASON_WORDS == {
        "no_data": "暂无数据",
        "too_early": "未到评价时点",
        "not_applicable": "不适用",
    }
