"""The drawing of the back-test: skill against no change, and what the bands held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from backtest.scores import Coverage, Range
from ui import palette
from ui.svg import element

WIDTH, LEFT, RIGHT = 760, 190, 60
ROW, GAP, HEAD = 16, 12, 44


@dataclass(frozen=True)
class Axis:
    """A horizontal axis from ``low`` to ``high``, both shares, with its ticks."""

    low: float
    high: float
    ticks: Sequence[float]

    def at(self, share: float) -> float:
        """Where a share stands, kept inside the axis."""
        inside = min(max(share, self.low), self.high)
        width = WIDTH - LEFT - RIGHT
        return round(LEFT + (inside - self.low) / (self.high - self.low) * width, 2)


SKILL = Axis(-0.4, 0.4, (-0.4, -0.2, 0, 0.2, 0.4))
HELD = Axis(0.70, 1.0, (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0))

Skills = Mapping[int, Mapping[str, Range]]
Held = Sequence[tuple[int, Coverage]]


def drawing(words: Mapping[str, str], skills: Skills, held: Held) -> str:
    """Both panels as one picture; ``words`` names the methods, in the order of the rows."""
    years = sorted(skills)
    below = HEAD + len(words) * (ROW * len(years) + GAP) + 40
    height = below + HEAD + len(held) * ROW + GAP + 50
    parts = [
        element("title", "回测"), element("desc", "各方法与不变相比的误差，以及区间的覆盖率。"),
        element("rect", width=WIDTH, height=height, fill=palette.PAPER),
        *_skill_panel(words, skills, years),
        *_held_panel(held, below),
    ]  # fmt: skip
    return element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", width=WIDTH, height=height,
        viewBox=f"0 0 {WIDTH} {height}", role="img", font_family="sans-serif", font_size=12,
    ) + "\n"  # fmt: skip


def _skill_panel(words: Mapping[str, str], skills: Skills, years: Sequence[int]) -> Iterator[str]:
    block = ROW * len(years) + GAP
    bottom = HEAD + len(words) * block
    yield _text(8, 20, "平均误差比“不变”减少多少（右为好；横线为 95% 区间）", weight="bold")
    yield from _frame(SKILL, HEAD - 8, bottom, zero=0)
    for row, (method, word) in enumerate(words.items()):
        top = HEAD + row * block
        yield _text(8, top + block / 2, word)
        for line, known in enumerate(years):
            height = top + ROW * (line + 0.5)
            yield _text(LEFT - 8, height + 4, f"已知 {known} 年", anchor="end", fill=palette.SECOND)
            yield from _range(skills[known][method], height, palette.NAVY)


def _held_panel(held: Held, top: float) -> Iterator[str]:
    bottom = top + HEAD + len(held) * ROW + GAP
    yield _text(
        8, top + 20, "区间实际包住多少（灰条：区间正确时 95% 的机会落在其中）", weight="bold"
    )
    yield from _frame(HELD, top + HEAD - 8, bottom)
    for row, (known, one) in enumerate(held):
        height = top + HEAD + ROW * (row + 0.5) + (GAP if row >= len(held) / 2 else 0)
        words = f"{one.level:.0%} 区间，已知 {known} 年"
        low, high = one.expected
        yield _text(LEFT - 8, height + 4, words, anchor="end")
        yield element(
            "rect", x=HELD.at(low), y=height - 5, width=round(HELD.at(high) - HELD.at(low), 2),
            height=10, fill=palette.HAIRLINE,
        )  # fmt: skip
        yield _dot(HELD.at(one.share), height, palette.REACHED if one.right else palette.MISSED)
        yield _text(WIDTH - RIGHT + 8, height + 4, f"{one.share:.1%}")


def _frame(axis: Axis, top: float, bottom: float, *, zero: float | None = None) -> Iterator[str]:
    for tick in axis.ticks:
        strong = tick == zero
        yield element(
            "line", x1=axis.at(tick), x2=axis.at(tick), y1=top, y2=bottom,
            stroke=palette.EDGE if strong else palette.HAIRLINE, stroke_width=1.5 if strong else 1,
        )  # fmt: skip
        yield _text(axis.at(tick), bottom + 16, f"{tick:.0%}", anchor="middle", fill=palette.SECOND)


def _range(one: Range, height: float, colour: str) -> Iterator[str]:
    low, high = SKILL.at(one.low), SKILL.at(one.high)
    yield element("line", x1=low, x2=high, y1=height, y2=height, stroke=colour, stroke_width=1.5)
    yield _dot(SKILL.at(one.value), height, colour)
    yield _text(WIDTH - RIGHT + 8, height + 4, f"{one.value:+.0%}")


def _dot(x: float, y: float, colour: str) -> str:
    return element("circle", cx=x, cy=y, r=3.5, fill=colour)


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal",
    fill: str = palette.INK,
) -> str:  # fmt: skip
    return element(
        "text", escape(words), x=x, y=y, text_anchor=anchor, font_weight=weight, fill=fill
    )
