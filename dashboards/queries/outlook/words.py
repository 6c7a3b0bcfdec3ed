"""Foretold values and chances in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor

from calc.outlook import MEASURED, MIN_FORECAST, PROBS, SERIES_TESTED
from indicators.models import Observation
from indicators.rules import value_words
from ui.format import Number, fixed, to_decimal
from ui.lines import Point

LEAST = PROBS[0]
WAN_PER_YI = 10_000


@dataclass(frozen=True)
class Record:
    """What the back-test found, as the pages say it."""

    fewest: int
    series: int
    skill: str
    held: str


def _three(shares: Iterable[float]) -> str:
    two, three, four = (f"{round(share * 100)}%" for share in shares)
    return f"{two}、{three}和{four}"


RECORD = Record(
    MIN_FORECAST,
    SERIES_TESTED,
    _three(one.skill for one in MEASURED.values()),
    _three(one.held_80 for one in MEASURED.values()),
)


def chance_words(probability: float) -> str:
    """A chance in words, never surer than the errors allow: 十次里约有七次."""
    if probability <= LEAST:
        return "十次里不到一次"
    if probability >= 1 - LEAST:
        return "十次里有九次以上"
    tenths = min(9, max(1, floor(probability * 10 + 0.5)))
    return f"十次里约有{'零一二三四五六七八九'[tenths]}次"


def in_words(like: Observation, value: Number | None) -> str:
    """A value with its unit and as many decimals as the published one."""
    if value is None:
        return ""
    number = to_decimal(value)
    if like.unit == "万元":
        return value_words(number, like.unit)
    return f"{fixed(number, _places(like))}{like.unit}"


def in_point(
    row: Observation, *, year: int | None = None, value: Number | None = None,
    low: Number | None = None, high: Number | None = None,
) -> Point:  # fmt: skip
    """A value, or a foretold one of its kind, in the drawing; the unit stands in the title."""
    known = row.value if value is None else value
    scale, places = (WAN_PER_YI, 2) if row.unit == "万元" else (1, _places(row))
    text = fixed(to_decimal(known) / scale, places)
    return Point(year or row.year, known, text, value is not None, low, high)


def signed(like: Observation, change: float) -> str:
    """A yearly change with its sign; of percentages in points."""
    unit = "个百分点" if like.unit == "%" else like.unit
    if like.unit == "万元":
        return f"{'+' if change > 0 else ''}{value_words(to_decimal(change), like.unit)}"
    places = max(1, _places(like))
    return f"{'+' if change > 0 else ''}{fixed(to_decimal(change), places)}{unit}"


def _places(row: Observation) -> int:
    exponent = row.value.normalize().as_tuple().exponent
    return min(2, max(0, -int(exponent)))


def is_share(by_year: Mapping[int, Observation]) -> bool:
    return all(row.unit == "%" for row in by_year.values())
