"""A small line chart drawn on the server as SVG text. Pure functions.

For a handful of values of one quantity by year: every point carries its value, so that no
axis is needed and none can mislead; the height of the line shows the course only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise

from ui import format as fmt
from ui import palette
from ui.svg import chart, element, percent

HEIGHT = 112
TOP, BOTTOM = 24, 84
FEWEST = 3
# Room left and right for the words of the outer points.
INSET = Fraction(8, 100)


@dataclass(frozen=True)
class Point:
    """The value of one year and how it is printed."""

    year: int
    value: fmt.Number
    text: str


def line_chart_svg(points: Sequence[Point], uid: str, title: str) -> str:
    """Return the course of a quantity; years without a value are bridged by a dashed line.

    Raises ``ValueError`` for fewer than three points, years that do not rise, or a value
    that is no finite number.
    """
    years = [point.year for point in points]
    if len(points) < FEWEST or any(a >= b for a, b in pairwise(years)):
        raise ValueError("a line needs three or more points in rising years")
    spots = [(_across(p.year, years), _up(p.value, points), p) for p in points]
    lines = [_segment(one, other) for one, other in pairwise(spots)]
    marks = [mark for spot in spots for mark in _spot(*spot)]
    desc = "；".join(f"{point.year}年{point.text}" for point in points) + "。"
    return chart(uid, HEIGHT, title, desc, *lines, *marks)


def _across(year: int, years: Sequence[int]) -> Fraction:
    return INSET + (1 - 2 * INSET) * Fraction(year - years[0], years[-1] - years[0])


def _up(value: fmt.Number, points: Sequence[Point]) -> float:
    values = [Fraction(fmt.to_decimal(point.value)) for point in points]
    low, high = min(values), max(values)
    share = (
        Fraction(1, 2) if low == high else (Fraction(fmt.to_decimal(value)) - low) / (high - low)
    )
    return round(float(BOTTOM - share * (BOTTOM - TOP)), 2)


def _segment(one: tuple[Fraction, float, Point], other: tuple[Fraction, float, Point]) -> str:
    dashes = {} if other[2].year - one[2].year == 1 else {"stroke_dasharray": "4 4"}
    return element(
        "line", x1=percent(one[0]), y1=one[1], x2=percent(other[0]), y2=other[1],
        stroke=palette.NAVY, stroke_width=1.5, **dashes,
    )  # fmt: skip


def _spot(at: Fraction, height: float, point: Point) -> list[str]:
    place = {"x": percent(at), "text_anchor": "middle"}
    return [
        element("circle", cx=percent(at), cy=height, r=3, fill=palette.NAVY),
        element("text", escape(point.text), **place, y=height - 8, fill=palette.INK),
        element("text", str(point.year), **place, y=HEIGHT - 6, fill=palette.SECOND),
    ]
