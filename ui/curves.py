"""兑现曲线 drawn on the server as SVG text. Pure functions, no style attribute.

The bar in three parts of ``ui.svg``, one column a month: reached from below, missed
from above, between them what is not known. So the lower edge of the hatching is the
least that can be the case and its upper edge the most. The estimate runs between
them as a dashed line; the last day of the plan is a bold line, and what came later
lies to its right under a veil.  What another moment knew of the bounds is dotted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from ui import format as fmt
from ui import palette
from ui.svg import Split, chart, element, patterns, percent

TOP, BOTTOM = 34, 314
HEIGHT = 340
GRID = 4
ROOM_FOR_A_YEAR = 150  # days of a year that carry its number


@dataclass(frozen=True)
class Column:
    """One month: its last day, the counts, and the estimate as fractions (lowest, highest).

    ``before`` are the counts of the same month as another moment knew them.
    """

    day: date
    split: Split
    estimate: tuple[float, float] | None = None
    before: Split | None = None


@dataclass(frozen=True)
class _Frame:
    """Where a day stands along the axis."""

    starts: date
    last: date

    def at(self, day: date) -> Fraction:
        return Fraction((day - self.starts).days, (self.last - self.starts).days)


def curve_svg(
    columns: Sequence[Column], uid: str, title: str, desc: str, *, starts: date, ends: date
) -> str:
    """Return the curve from ``starts`` to the last column; ``ends`` is the plan's last day.

    Columns of equal counts are drawn as one. Raises ``ValueError`` without columns, where
    the days do not rise after ``starts``, or where no item counts.
    """
    days = [starts, *(column.day for column in columns)]
    if not columns or any(a >= b for a, b in pairwise(days)):
        raise ValueError("a curve needs columns in rising days")
    if not all(column.split.total for column in columns):
        raise ValueError("a share of nothing cannot be drawn")
    frame = _Frame(starts, columns[-1].day)
    runs = list(_runs(columns, starts))
    return chart(
        uid, HEIGHT, title, desc,
        patterns(uid),
        *(shape for run in runs for shape in _areas(run, frame, uid)),
        *_veil(frame, ends),
        *_grid(),
        *_then(columns, frame),
        *_edges(runs, frame),
        *_estimates(columns, frame),
        *_years(frame),
        *_end_of_plan(frame, ends),
        *_labels(columns, frame, ends),
        *_then_labels(columns, frame),
    )  # fmt: skip


_Run = tuple[date, date, Split]


def _runs(columns: Sequence[Column], starts: date) -> Iterator[_Run]:
    """Neighbouring columns with the same counts: first day, last day, counts."""
    begin = starts
    for split, same in groupby(columns, key=lambda column: column.split):
        end = list(same)[-1].day
        yield begin, end, split
        begin = end


def _up(share: Fraction | float) -> float:
    return round(BOTTOM - float(share) * (BOTTOM - TOP), 2)


_FILLS = ("reached", "undetermined", "no_data", "missed")


def _areas(run: _Run, frame: _Frame, uid: str) -> Iterator[str]:
    """The four parts of a column from below: known, half known, unknown, ruled out."""
    begin, end, split = run
    counts = dict(split.segments)
    height = Fraction(0)
    for name in _FILLS:
        share = Fraction(counts[name], split.total)
        if share:
            yield element(
                "rect",
                class_=f"chart__{name}",
                x=percent(frame.at(begin)),
                y=_up(height + share),
                width=percent(frame.at(end) - frame.at(begin)),
                height=round(_up(height) - _up(height + share), 2),
                fill=palette.REACHED if name == "reached" else f"url(#{uid}-{name})",
                shape_rendering="crispEdges",  # else neighbouring columns show seams
            )
        height += share


def _veil(frame: _Frame, ends: date) -> Iterator[str]:
    """Lightens what came after the plan's end."""
    if frame.last > ends >= frame.starts:
        left = frame.at(ends)
        yield element(
            "rect", x=percent(left), y=TOP, width=percent(1 - left), height=BOTTOM - TOP,
            fill=palette.PAPER, fill_opacity=0.45,
        )  # fmt: skip


def _grid() -> Iterator[str]:
    for step in range(GRID + 1):
        y = _up(Fraction(step, GRID))
        yield element("line", x1="0%", x2="100%", y1=y, y2=y, stroke=palette.EDGE,
                      stroke_width=1 if step in (0, GRID) else 0.5)  # fmt: skip
        yield element("text", f"{100 * step // GRID}%", x=-6, y=y, dy="0.36em",
                      text_anchor="end", fill=palette.SECOND, class_="chart__scale")  # fmt: skip


def _line(one: tuple[Fraction, float], other: tuple[Fraction, float], **look: object) -> str:
    return element("line", x1=percent(one[0]), y1=one[1], x2=percent(other[0]), y2=other[1], **look)


_Step = tuple[tuple[Fraction, float], tuple[Fraction, float]]
_Share = Callable[[Split], Fraction]


def _edges(runs: Sequence[_Run], frame: _Frame) -> Iterator[str]:
    """The two bounds as steps: the lower bold, the upper thin."""
    for wide, share in ((2.5, _low), (1.25, _high)):
        before = None
        for begin, end, split in runs:
            left, right, y = frame.at(begin), frame.at(end), _up(share(split))
            if before is not None and before != y:
                yield _line((left, before), (left, y), stroke=palette.INK, stroke_width=wide)
            yield _line((left, y), (right, y), stroke=palette.INK, stroke_width=wide)
            before = y


def _then(columns: Sequence[Column], frame: _Frame) -> Iterator[str]:
    """The bounds as another moment knew them, dotted on a pale ground: the lower the bolder.

    Drawn below the bounds of now, so that they are seen only where they differ.
    """
    for wide, share in ((3.5, _low), (2, _high)):
        path = list(_then_steps(columns, frame, share))
        for one, other in path:
            yield _line(one, other, stroke=palette.PAPER, stroke_width=wide + 3)
        for one, other in path:
            yield _line(one, other, stroke=palette.ADJUSTED, stroke_width=wide,
                        stroke_dasharray="1 5", stroke_linecap="round")  # fmt: skip


def _then_steps(columns: Sequence[Column], frame: _Frame, share: _Share) -> Iterator[_Step]:
    begin, before = frame.starts, None
    for here, same in groupby(columns, key=lambda c: c.before and _up(share(c.before))):
        last = list(same)[-1].day
        left, right = frame.at(begin), frame.at(last)
        if here is not None:
            if before is not None:
                yield (left, before), (left, here)
            yield (left, here), (right, here)
        begin, before = last, here


def _then_labels(columns: Sequence[Column], frame: _Frame) -> Iterator[str]:
    """The names of the dotted lines, where the two curves are farthest apart."""
    for word, share in (("对照下限", _low), ("对照上限", _high)):
        apart = [(abs(share(c.split) - share(c.before)), c) for c in columns if c.before]
        far, column = max(apart, key=lambda pair: (pair[0], -pair[1].day.toordinal()),
                          default=(0, None))  # fmt: skip
        if far and column and column.before:
            above = share(column.before) > share(column.split)
            end = frame.at(column.day) > Fraction(1, 2)
            place: dict[str, object] = {"x": percent(frame.at(column.day)),
                                        "text_anchor": "end" if end else "start"}  # fmt: skip
            yield _figure(word, _up(share(column.before)) + (-7 if above else 17), place)


def _low(split: Split) -> Fraction:
    return Fraction(split.reached, split.total)


def _high(split: Split) -> Fraction:
    return Fraction(split.total - split.missed, split.total)


def _estimates(columns: Sequence[Column], frame: _Frame) -> Iterator[str]:
    """The estimate as dashed steps on a pale ground; two of them where only bounds are known."""
    looks = (
        {"stroke": palette.PAPER, "stroke_width": 6},
        {"stroke": palette.NAVY, "stroke_width": 2.5, "stroke_dasharray": "7 4"},
    )
    paths = [list(_steps(columns, frame, end)) for end in (0, 1)]
    if paths[0] == paths[1]:
        paths.pop()
    for look in looks:
        for path in paths:
            yield from (_line(one, other, **look) for one, other in path)


def _steps(columns: Sequence[Column], frame: _Frame, end: int) -> Iterator[_Step]:
    """One step for each stretch of equal height, else the dashes begin anew every month."""
    begin, before = frame.starts, None
    for here, same in groupby(columns, key=lambda c: c.estimate and _up(c.estimate[end])):
        last = list(same)[-1].day
        left, right = frame.at(begin), frame.at(last)
        if here is not None:
            if before is not None:
                yield (left, before), (left, here)
            yield (left, here), (right, here)
        begin, before = last, here


def _years(frame: _Frame) -> Iterator[str]:
    look = {"text_anchor": "middle", "fill": palette.SECOND}
    for year in range(frame.starts.year, frame.last.year + 1):
        first, last = max(date(year, 1, 1), frame.starts), min(date(year, 12, 31), frame.last)
        if year > frame.starts.year:
            x = percent(frame.at(first))
            yield element("line", x1=x, x2=x, y1=BOTTOM, y2=BOTTOM + 6, stroke=palette.EDGE)
        if (last - first).days >= ROOM_FOR_A_YEAR:
            middle = percent((frame.at(first) + frame.at(last)) / 2)
            # a phone has room for every other year
            turn = "chart__minor" if (year - frame.starts.year) % 2 else "chart__major"
            name = f"chart__scale {turn}"
            yield element("text", str(year), x=middle, y=HEIGHT - 6, class_=name, **look)


def _end_of_plan(frame: _Frame, ends: date) -> Iterator[str]:
    if not frame.starts <= ends <= frame.last:
        return
    x, end = percent(frame.at(ends)), frame.at(ends) > Fraction(9, 10)
    yield element("line", x1=x, x2=x, y1=TOP - 10, y2=BOTTOM + 8, stroke=palette.FOCUS,
                  stroke_width=3)  # fmt: skip
    yield element("text", "规划期末", x=x, y=TOP - 16, text_anchor="end" if end else "middle",
                  fill=palette.INK)  # fmt: skip


def _labels(columns: Sequence[Column], frame: _Frame, ends: date) -> Iterator[str]:
    """Both bounds in figures at the plan's end and at the last day."""
    chosen = {column.day: column for column in columns if column.day in (ends, frame.last)}
    for day, column in chosen.items():
        low, high = _low(column.split), _high(column.split)
        place = {"x": percent(frame.at(day)), "dx": -6, "text_anchor": "end"}
        yield _figure(fmt.pct(low), _up(low) + (-7 if _clear(low, high) else 17), place)
        if low != high:
            yield _figure(fmt.pct(high), _up(high) + (17 if _clear(low, high) else -7), place)


def _clear(low: Fraction, high: Fraction) -> bool:
    """Whether both figures fit between the bounds."""
    return high - low > Fraction(1, 5)


def _figure(text: str, y: float, place: dict[str, object]) -> str:
    return element("text", text, **place, y=round(y, 2), fill=palette.INK, stroke=palette.PAPER,
                   stroke_width=5, paint_order="stroke", class_="chart__bound")  # fmt: skip
