"""Draws a curve of the outline as SVG, one drawing for docx and pdf; plain Python.

The same parts and patterns as the bars, one column a month. Both bounds are lines of their
own, the estimate is dashed, the plan's end a bold line; what came later is paler.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from xml.sax.saxutils import quoteattr

from evaluation.bars import (
    EMPTY,
    FAINT,
    FILLS,
    INK,
    LEGEND_LEFT,
    SIZE,
    WIDTH,
    box,
    draw_bars,
    words_at,
)
from evaluation.outline.figures import WHOLE, Bars, Curve, CurvePoint
from evaluation.outline.words import percent

LEFT, RIGHT = 34.0, 438.0
LEGEND, TOP, BOTTOM = 20.0, 44.0, 204.0
HEIGHT = 222.0
ROOM_FOR_A_YEAR = 150  # days of a year that carry its number
GRID = 4
ROOM_FOR_FIGURES = 0.2  # between the bounds, to hold the figures of both
DASHES = "5 3"
LATE = 0.5  # how much paper lies over what came after the plan's end


def draw_figure(figure: Bars | Curve, family: str) -> str:
    """SVG text of any figure without its title; `family` is the typeface."""
    return draw_bars(figure, family) if isinstance(figure, Bars) else draw_curve(figure, family)


def draw_curve(curve: Curve, family: str) -> str:
    """SVG text of the curve without its title, sizes in pt."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}pt" height="{HEIGHT:g}pt" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" font-family={quoteattr(family)} '
        f'font-size="{SIZE}" fill="{INK}">'
    )
    sheet = _Sheet(curve)
    parts = (_legend, _areas, _veil, _grid, _bounds, _estimates, _years, _end, _figures)
    return "".join([head, *(text for part in parts for text in part(sheet)), "</svg>"])


@dataclass(frozen=True)
class _Sheet:
    """A curve with the places of its days."""

    curve: Curve

    @property
    def starts(self) -> date:
        return date.fromisoformat(self.curve.starts)

    @property
    def ends(self) -> date:
        return date.fromisoformat(self.curve.ends)

    @property
    def last(self) -> date:
        return date.fromisoformat(self.curve.points[-1].day)

    def across(self, day: date) -> float:
        share = (day - self.starts).days / (self.last - self.starts).days
        return LEFT + share * (RIGHT - LEFT)

    def runs(self) -> Iterator[tuple[float, float, tuple[int, int, int]]]:
        """Neighbouring months of equal counts: from, to, counts."""
        left = LEFT
        for counts, same in groupby(self.curve.points, key=lambda point: point.counts):
            right = self.across(date.fromisoformat(list(same)[-1].day))
            yield left, right, counts
            left = right


def _up(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


Segment = tuple[float, float, float, float]


def _line(segment: Segment, stroke: str, width: float, dashes: str = "") -> str:
    x1, y1, x2, y2 = segment
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{stroke}" '
        f'stroke-width="{width:g}"{more}/>'
    )


def _legend(sheet: _Sheet) -> Iterator[str]:
    x = LEGEND_LEFT
    for part, fill in zip(sheet.curve.parts, FILLS, strict=True):
        yield box(x, 4, 11, 9, fill)
        yield words_at(x + 15, 12, part)
        x += 15 + SIZE * len(part) + 14
    if any(point.estimate for point in sheet.curve.points):
        yield _line((x, 8.5, x + 20, 8.5), INK, 1.6, DASHES)
        yield words_at(x + 24, 12, "推算")


def _areas(sheet: _Sheet) -> Iterator[str]:
    """The hatching once over the whole, then the two known parts on top of it."""
    yield box(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, FILLS[1])
    for left, right, counts in sheet.runs():
        low, high = _ends(counts)
        yield from _area(left, right, (_up(low), BOTTOM), FILLS[0])
        yield from _area(left, right, (TOP, _up(high)), FILLS[2])


def _area(left: float, right: float, heights: tuple[float, float], fill: str) -> Iterator[str]:
    top, bottom = heights
    if bottom > top:
        yield (
            f'<rect x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" '
            f'height="{bottom - top:.2f}" fill="{fill}" shape-rendering="crispEdges"/>'
        )


def _veil(sheet: _Sheet) -> Iterator[str]:
    if sheet.starts <= sheet.ends < sheet.last:
        x = sheet.across(sheet.ends)
        yield (
            f'<rect x="{x:.2f}" y="{TOP:g}" width="{RIGHT - x:.2f}" height="{BOTTOM - TOP:g}" '
            f'fill="{EMPTY}" fill-opacity="{LATE:g}"/>'
        )


def _grid(_: _Sheet) -> Iterator[str]:
    for step in range(GRID + 1):
        y = _up(step / GRID)
        yield _line((LEFT, y, RIGHT, y), FAINT, 0.4)
        yield words_at(LEFT - 4, y + 3, f"{100 * step // GRID}%", "end", 8)


def _bounds(sheet: _Sheet) -> Iterator[str]:
    """Lower bound bold, upper bound thin, both as steps."""
    for width, end in ((1.8, 0), (0.9, 1)):
        before = None
        for left, right, counts in sheet.runs():
            y = _up(_ends(counts)[end])
            if before is not None:
                yield _line((left, before, left, y), INK, width)
            yield _line((left, y, right, y), INK, width)
            before = y


def _ends(counts: tuple[int, int, int]) -> tuple[float, float]:
    reached, unknown, missed = counts
    return reached / sum(counts), (reached + unknown) / (reached + unknown + missed)


def _estimates(sheet: _Sheet) -> Iterator[str]:
    """Dashed steps on a pale ground; two of them where only bounds are known."""
    paths = [list(_steps(sheet, end)) for end in (0, 1)]
    if paths[0] == paths[1]:
        paths.pop()
    for path in paths:
        for step in path:
            yield _line(step, EMPTY, 3.6)
    for path in paths:
        for step in path:
            yield _line(step, INK, 1.6, DASHES)


def _steps(sheet: _Sheet, end: int) -> Iterator[Segment]:
    """One step for each stretch of equal height, else the dashes begin anew every month."""
    left, before = LEFT, None
    for y, same in groupby(sheet.curve.points, key=lambda point: _height(point, end)):
        right = sheet.across(date.fromisoformat(list(same)[-1].day))
        if y is not None:
            if before is not None:
                yield left, before, left, y
            yield left, y, right, y
        left, before = right, y


def _height(point: CurvePoint, end: int) -> float | None:
    return round(_up(point.estimate[end] / WHOLE), 2) if point.estimate else None


def _years(sheet: _Sheet) -> Iterator[str]:
    for year in range(sheet.starts.year, sheet.last.year + 1):
        first, last = max(date(year, 1, 1), sheet.starts), min(date(year, 12, 31), sheet.last)
        if year > sheet.starts.year:
            x = sheet.across(first)
            yield _line((x, BOTTOM, x, BOTTOM + 4), FAINT, 0.6)
        if (last - first).days >= ROOM_FOR_A_YEAR:
            middle = (sheet.across(first) + sheet.across(last)) / 2
            yield words_at(middle, BOTTOM + 13, str(year), "middle", 8)


def _end(sheet: _Sheet) -> Iterator[str]:
    if sheet.starts <= sheet.ends <= sheet.last:
        x = sheet.across(sheet.ends)
        anchor = "end" if x > RIGHT - 24 else "middle"
        yield _line((x, TOP - 8, x, BOTTOM + 6), INK, 2.2)
        yield words_at(x, TOP - 12, "规划期末", anchor, 9)


def _figures(sheet: _Sheet) -> Iterator[str]:
    """Both bounds in figures at the plan's end and on the last day."""
    shown = {date.fromisoformat(point.day): point.counts for point in sheet.curve.points}
    for day in sorted({sheet.ends, sheet.last} & set(shown)):
        reached, unknown, _ = shown[day]
        low, high = _ends(shown[day])
        clear, x = high - low > ROOM_FOR_FIGURES, sheet.across(day) - 4
        yield _figure(x, _up(low) + (-4 if clear else 11), _percent(reached, shown[day]))
        if unknown:
            upper = _percent(reached + unknown, shown[day])
            yield _figure(x, _up(high) + (11 if clear else -4), upper)


def _percent(count: int, counts: tuple[int, int, int]) -> str:
    return percent(Decimal(100 * count) / Decimal(sum(counts)))


def _figure(x: float, y: float, words: str) -> str:
    """On a box of paper: not every renderer paints a stroke behind its letters."""
    width = 4.9 * len(words)
    ground = (
        f'<rect x="{x - width:.2f}" y="{y - 8:.2f}" width="{width + 1:.2f}" height="10" '
        f'fill="{EMPTY}" fill-opacity="0.85"/>'
    )
    return ground + words_at(x, y, words, "end", 8.5)
