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
    """The value of one year and how it is printed.

    ``foretold`` draws it hollow, on a dashed line; ``low`` and ``high`` are the ends of its band.
    """

    year: int
    value: fmt.Number
    text: str
    foretold: bool = False
    low: fmt.Number | None = None
    high: fmt.Number | None = None

    @property
    def said(self) -> str:
        """The point in words."""
        return f"{self.year}年{'推算' if self.foretold else ''}{self.text}"


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
    bands = [_band(_across(p.year, years), p, points) for p in points if p.low is not None]
    desc = "；".join(point.said for point in points) + "。"
    return chart(uid, HEIGHT, title, desc, *bands, *lines, *marks)


def _across(year: int, years: Sequence[int]) -> Fraction:
    return INSET + (1 - 2 * INSET) * Fraction(year - years[0], years[-1] - years[0])


def _up(value: fmt.Number, points: Sequence[Point]) -> float:
    drawn = (v for p in points for v in (p.value, p.low, p.high) if v is not None)
    values = [Fraction(fmt.to_decimal(one)) for one in drawn]
    low, high = min(values), max(values)
    share = (
        Fraction(1, 2) if low == high else (Fraction(fmt.to_decimal(value)) - low) / (high - low)
    )
    return round(float(BOTTOM - share * (BOTTOM - TOP)), 2)


def _segment(one: tuple[Fraction, float, Point], other: tuple[Fraction, float, Point]) -> str:
    solid = other[2].year - one[2].year == 1 and not other[2].foretold
    dashes = {} if solid else {"stroke_dasharray": "4 4"}
    return element(
        "line", x1=percent(one[0]), y1=one[1], x2=percent(other[0]), y2=other[1],
        stroke=palette.NAVY, stroke_width=1.5, **dashes,
    )  # fmt: skip


def _band(at: Fraction, point: Point, points: Sequence[Point]) -> str:
    low, high = (_up(end, points) for end in (point.low, point.high) if end is not None)
    return element(
        "line", x1=percent(at), x2=percent(at), y1=low, y2=high,
        stroke=palette.HAIRLINE, stroke_width=12,
    )  # fmt: skip


def _spot(at: Fraction, height: float, point: Point) -> list[str]:
    place = {"x": percent(at), "text_anchor": "middle"}
    return [
        element("circle", cx=percent(at), cy=height, r=3, **_fill(point)),
        element("text", escape(point.text), **place, y=height - 8, fill=palette.INK),
        element("text", str(point.year), **place, y=HEIGHT - 6, fill=palette.SECOND),
    ]


def _fill(point: Point) -> dict[str, object]:
    if point.foretold:
        return {"fill": palette.PAPER, "stroke": palette.NAVY, "stroke_width": 1.5}
    return {"fill": palette.NAVY}
