"""A strip of dots on an axis from 0 to 100 %, drawn on the server as SVG text. Pure functions.

One dot per result: solid for a lower bound, hollow for an upper one; the house's own pair are
diamonds on a line through the strip. Dots that would cover each other are stacked, so the strip
reads without colour; the words beside it say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ui import format as fmt
from ui import palette
from ui.svg import chart, element, percent

STEP, RADIUS = 9, 3.5
APART = Fraction(12, 1000)
AXIS = 14
QUARTERS = tuple(Fraction(step, 4) for step in range(5))
# Room left and right, so that the outermost dots and words stay whole.
INSET = Fraction(3, 100)


@dataclass(frozen=True)
class Pair:
    """The two bounds of one result, as fractions; ``house`` is the house's own convention."""

    low: fmt.Number
    high: fmt.Number
    house: bool = False


def strip_svg(pairs: Sequence[Pair], uid: str, title: str) -> str:
    """Return the strip; raises ``ValueError`` for no pair or one outside 0 ≤ low ≤ high ≤ 1."""
    spans = [(_fraction(p.low), _fraction(p.high)) for p in pairs]
    if not spans or any(not 0 <= low <= high <= 1 for low, high in spans):
        raise ValueError("a strip needs pairs with 0 <= low <= high <= 1")
    own = next((span for span, pair in zip(spans, pairs, strict=True) if pair.house), None)
    house = [(at, solid) for at, solid in zip(own or (), (True, False), strict=False)]
    bounds = {bound for low, high in spans for bound in ((low, True), (high, False))}
    dots = _stacked([*house, *sorted(bounds - set(house))])
    floor = 8 + STEP * (1 + max(level for *_, level in dots))
    shapes = [*_axis(floor), *_lines(own, floor)]
    shapes += [_dot(at, floor, level, solid, (at, solid) in house) for at, solid, level in dots]
    return chart(uid, floor + AXIS + 4, title, _said(spans, own), *shapes)


def _fraction(value: fmt.Number) -> Fraction:
    return Fraction(fmt.to_decimal(value))


def _across(at: Fraction) -> str:
    return percent(INSET + (1 - 2 * INSET) * at)


def _stacked(dots: Iterable[tuple[Fraction, bool]]) -> list[tuple[Fraction, bool, int]]:
    """Each dot with the lowest level on which it covers none placed before it."""
    placed: list[tuple[Fraction, bool, int]] = []
    for at, solid in dots:
        taken = {level for other, _, level in placed if abs(other - at) < APART}
        level = next(n for n in range(len(placed) + 1) if n not in taken)
        placed.append((at, solid, level))
    return placed


def _axis(floor: int) -> Iterable[str]:
    yield element("line", x1=_across(Fraction(0)), y1=floor, x2=_across(Fraction(1)), y2=floor,
                  stroke=palette.EDGE)  # fmt: skip
    for at in QUARTERS:
        yield element("line", x1=_across(at), y1=floor, x2=_across(at), y2=floor + 4,
                      stroke=palette.EDGE)  # fmt: skip
        yield element("text", f"{fmt.num(at * 100)}%", class_="chart__tick", x=_across(at),
                      y=floor + AXIS + 2, text_anchor="middle", fill=palette.SECOND)  # fmt: skip


def _lines(own: tuple[Fraction, Fraction] | None, floor: int) -> Iterable[str]:
    half = _across(Fraction(1, 2))
    yield element("line", x1=half, y1=2, x2=half, y2=floor, stroke=palette.HAIRLINE,
                  stroke_dasharray="3 3")  # fmt: skip
    for at in own or ():
        yield element("line", x1=_across(at), y1=2, x2=_across(at), y2=floor,
                      stroke=palette.FOCUS, stroke_width=1)  # fmt: skip


def _dot(at: Fraction, floor: int, level: int, solid: bool, own: bool) -> str:
    height = floor - 8 - STEP * level
    look = {"fill": palette.NAVY if solid else palette.PAPER, "stroke": palette.NAVY,
            "stroke_width": 1.5}  # fmt: skip
    if not own:
        return element("circle", cx=_across(at), cy=height, r=RADIUS, **look)
    # A nested drawing, because the points of a polygon know no percentages.
    diamond = element("path", d="M0 -6L6 0L0 6L-6 0Z", **look)
    return element("svg", diamond, x=_across(at), y=height, overflow="visible")


def _said(spans: Sequence[tuple[Fraction, Fraction]], own: tuple[Fraction, Fraction] | None) -> str:
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    words = (
        f"下限{fmt.pct_range(min(lows), max(lows))}，上限{fmt.pct_range(min(highs), max(highs))}"
    )
    house = f"；本系统所用口径{fmt.pct_range(*own)}" if own else ""
    return f"{words}{house}。"
