"""Comparison, sums and rounding."""

import math
from decimal import Decimal

import pytest

from calc import numbers

BAD = [math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("Infinity")]


@pytest.mark.parametrize("value", BAD)
def test_nan_and_infinity_are_refused_everywhere(value: float) -> None:
    for refuse in (
        lambda: numbers.finite(value),
        lambda: numbers.total([1, value]),
        lambda: numbers.at_least(value, 1),
        lambda: numbers.reaches(1, value, 1),
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


def test_each_reason_for_absence_has_its_words() -> None:
    assert numbers.REASON_WORDS == {
        "no_data": "暂无数据",
        "too_early": "未到评价时点",
        "not_applicable": "不适用",
    }
