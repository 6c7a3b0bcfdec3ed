"""Charts drawn on the server as SVG text. Pure functions, no style attribute.

Lengths along the value axis are percentages, so a chart fills its place without
distorting its hatching. Colours are presentation attributes: the same text serves
pages, print and documents. Every chart carries a title and a description, and every
id begins with ``uid``, which the caller keeps unique on its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape

from ui import format as fmt
from ui import palette


@dataclass(frozen=True)
class Split:
    """Counts of one ledger: ``no_data`` is the part of ``undetermined`` without any source."""

    reached: int
    missed: int
    undetermined: int
    no_data: int = 0

    def __post_init__(self) -> None:
        if min(self.reached, self.missed, self.undetermined, self.no_data) < 0:
            raise ValueError("a count is negative")
        if self.no_data > self.undetermined:
            raise ValueError("no_data is a part of undetermined and cannot exceed it")

    @property
    def total(self) -> int:
        """All items that are counted."""
        return self.reached + self.missed + self.undetermined

    @property
    def segments(self) -> list[tuple[str, int]]:
        """The four drawn parts in order; they sum to ``total``."""
        some_data = self.undetermined - self.no_data
        return [
            ("reached", self.reached),
            ("missed", self.missed),
            ("undetermined", some_data),
            ("no_data", self.no_data),
        ]

    def share(self, count: int) -> Fraction | None:
        """``count`` as a share of the total; none of nothing is none."""
        return Fraction(count, self.total) if self.total else None

    def describe(self, unit: str = "项") -> str:
        """The whole split in words, the text alternative of its chart."""
        return (
            f"共{self.total}{unit}：可确认达到{self.reached}{unit}，"
            f"可确认未达到{self.missed}{unit}，不能确定{self.undetermined}{unit}"
            f"（其中暂无资料{self.no_data}{unit}）。"
        )


_STROKES = {
    "reached": palette.REACHED,
    "missed": palette.MISSED,
    "undetermined": palette.UNKNOWN,
    "no_data": palette.UNKNOWN,
}


def element(name: str, *children: str, **attributes: object) -> str:
    """Return one SVG element; ``_`` in attribute names becomes ``-``, values are escaped."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def percent(part: Fraction) -> str:
    """Return a share of the axis as an SVG length, at most four decimals."""
    return f"{round(float(part) * 100, 4):g}%"


def _pattern(uid: str, name: str, step: int, path: str, width: float) -> str:
    paper = palette.MISSED_WASH if name == "missed" else palette.PAPER
    stroke = _STROKES[name]
    return element(
        "pattern",
        element("rect", width=step, height=step, fill=paper),
        element("path", d=path, stroke=stroke, stroke_width=width, fill="none"),
        id=f"{uid}-{name}",
        width=step,
        height=step,
        patternUnits="userSpaceOnUse",
    )


def _rising(step: int) -> str:
    return f"M-1 1L1 -1M0 {step}L{step} 0M{step - 1} {step + 1}L{step + 1} {step - 1}"


def _falling(step: int) -> str:
    return f"M{step - 1} -1L{step + 1} 1M0 0L{step} {step}M-1 {step - 1}L1 {step + 1}"


def patterns(uid: str) -> str:
    """Return the hatchings: missed (falling), undetermined (rising), no_data (crossed)."""
    return element(
        "defs",
        _pattern(uid, "missed", 8, _falling(8), 1.6),
        _pattern(uid, "undetermined", 6, _rising(6), 1),
        _pattern(uid, "no_data", 6, _rising(6) + _falling(6), 0.8),
    )


def chart(uid: str, height: int, title: str, desc: str, *content: str) -> str:
    """Return an SVG image of full width with its name and description."""
    return element(
        "svg",
        element("title", escape(title), id=f"{uid}-t"),
        element("desc", escape(desc), id=f"{uid}-d"),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        width="100%",
        height=height,
        role="img",
        aria_labelledby=f"{uid}-t {uid}-d",
    )


def _fill(uid: str, name: str) -> str:
    return palette.REACHED if name == "reached" else f"url(#{uid}-{name})"


def _segment(uid: str, name: str, start: Fraction, share: Fraction, height: int) -> str:
    return element(
        "rect",
        class_=f"chart__{name}",
        x=percent(start),
        y=0.5,
        width=percent(share),
        height=height - 1,
        fill=_fill(uid, name),
        stroke=_STROKES[name],
        stroke_width=1,
    )


def _count(name: str, at: Fraction, count: int, height: int) -> str:
    solid = name == "reached"
    halo = {} if solid else {"stroke": palette.PAPER, "stroke_width": 5, "paint_order": "stroke"}
    return element(
        "text",
        str(count),
        class_="chart__count",
        x=percent(at),
        y=height / 2,
        dy="0.36em",
        text_anchor="middle",
        fill=palette.PAPER if solid else palette.INK,
        **halo,
    )


_ROOM_FOR_A_COUNT = Fraction(5, 100)
_HEIGHT_FOR_A_COUNT = 20


def three_part_bar_svg(
    split: Split, uid: str, title: str = "兑现情况", height: int = 34, unit: str = "项"
) -> str:
    """Return one bar: reached solid, missed falling hatch, undetermined rising, no data crossed.

    A count is written into a part that is wide enough; the words stand beside the bar.
    """
    shapes, labels, start = [], [], Fraction(0)
    for name, count in split.segments:
        if not count:
            continue
        share = Fraction(count, split.total)
        shapes.append(_segment(uid, name, start, share, height))
        if share >= _ROOM_FOR_A_COUNT and height >= _HEIGHT_FOR_A_COUNT:
            labels.append(_count(name, start + share / 2, count, height))
        start += share
    if not shapes:
        shapes.append(_empty_frame(height))
    return chart(uid, height, title, split.describe(unit), patterns(uid), *shapes, *labels)


def _empty_frame(height: int) -> str:
    return element(
        "rect", x=0, y=0.5, width="100%", height=height - 1, fill="none", stroke=palette.HAIRLINE
    )


def range_svg(lower: fmt.Number, upper: fmt.Number, uid: str, title: str = "下限至上限") -> str:
    """Return a rate known as a range on an axis from 0 to 100 %.

    Solid up to ``lower`` (certain), hatched to ``upper`` (possible), blank beyond
    (ruled out). Both are fractions; raises ``ValueError`` unless 0 ≤ lower ≤ upper ≤ 1.
    """
    low, high = Fraction(fmt.to_decimal(lower)), Fraction(fmt.to_decimal(upper))
    if not 0 <= low <= high <= 1:
        raise ValueError("a range needs 0 <= lower <= upper <= 1")
    body = [_band(0, low, palette.NAVY), _band(low, high - low, f"url(#{uid}-undetermined)")]
    ticks = [_tick(Fraction(step, 4)) for step in range(5)]
    desc = f"下限{fmt.pct(lower)}，上限{fmt.pct(upper)}。"
    return chart(uid, 22, title, desc, patterns(uid), *ticks, *(b for b in body if b))


def _band(start: Fraction | int, width: Fraction, fill: str) -> str:
    if width <= 0:
        return ""
    return element(
        "rect",
        x=percent(Fraction(start)),
        y=3.5,
        width=percent(width),
        height=11,
        fill=fill,
        stroke=palette.NAVY,
    )


def _tick(at: Fraction) -> str:
    ends = {"x1": percent(at), "x2": percent(at)}
    return element("line", **ends, y1=1, y2=20, stroke=palette.HAIRLINE)


def ladder_svg(
    steps: list[str],
    at_least: int,
    at_most: int,
    uid: str,
    required: int | None = None,
    *,
    small: bool = False,
) -> str:
    """Return a stage ladder: solid up to ``at_least``, hatched to ``at_most``, then empty.

    Rank 0 is no achievement: while more is possible it is hatched like the rest.

    A bold edge closes the ``required`` stage; ``small`` is the form for table cells.
    Ranks count from 0; raises ``ValueError`` unless 0 ≤ at_least ≤ at_most < number of steps.
    """
    if not 0 <= at_least <= at_most < len(steps):
        raise ValueError("ranks need 0 <= at_least <= at_most < number of steps")
    width, top = Fraction(1, len(steps)), 0.5 if small else 4.5
    states = [step_state(rank, at_least, at_most) for rank in range(len(steps))]
    cells = [_cell(uid, state, rank * width, width, top) for rank, state in enumerate(states)]
    if required is not None:
        cells.append(_promise((required + 1) * width))
    words = fmt.stage_words(steps, at_least, at_most)
    desc = f"{words}。" if required is None else f"{words}；承诺阶段为{steps[required]}。"
    return chart(uid, 14 if small else 22, "阶段", desc, patterns(uid), *cells)


def step_state(rank: int, at_least: int, at_most: int) -> str:
    """Return whether the stage ``rank`` is ``known`` as passed, ``possible`` or ``out``."""
    if rank <= at_least and (at_least > 0 or at_most == 0):
        return "known"
    return "possible" if rank <= at_most else "out"


def _cell(uid: str, state: str, start: Fraction, width: Fraction, top: float) -> str:
    fills = {"known": palette.NAVY, "possible": f"url(#{uid}-undetermined)", "out": palette.PAPER}
    return element(
        "rect",
        x=percent(start),
        y=top,
        width=percent(width),
        height=13,
        fill=fills[state],
        stroke=palette.EDGE if state == "out" else palette.NAVY,
    )


def _promise(at: Fraction) -> str:
    ends = {"x1": percent(at), "x2": percent(at)}
    return element("line", **ends, y1=0, y2=22, stroke=palette.FOCUS, stroke_width=4)


def ladder_steps(
    steps: list[str], at_least: int, at_most: int, required: int | None = None
) -> list[tuple[str, str, bool]]:
    """Return the words under a ladder: word, ``known`` / ``possible`` / ``out``, is promised."""
    return [
        (word, step_state(rank, at_least, at_most), rank == required)
        for rank, word in enumerate(steps)
    ]
