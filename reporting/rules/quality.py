"""Hints on reported figures: an unusual pattern, never a mistake; no value is ever changed.

The checks are those of ``calc.quality``; here they take what is on file and say what they see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from calc import quality
from calc.house import HOUSE
from calc.quality import Grade
from ui.format import cdate, num

HINT_WORDS: dict[str, str] = {
    "range": "超出范围",
    "fall": "累计数减少",
    "stale": "资料陈旧",
    "jump": "变动反常",
    "plateau": "临近完成而停滞",
    "heap": "年末集中",
    "differ": "来源不一",
    "gap": "形象进度与投资不一",
}


@dataclass(frozen=True)
class Hint:
    """One unusual pattern: its code in HINT_WORDS, and what was seen."""

    code: str
    words: str

    @property
    def name(self) -> str:
        """The pattern in a word."""
        return HINT_WORDS[self.code]


@dataclass(frozen=True)
class Figure:
    """One reported figure: the last day it speaks of, its value and the key of its fact.

    ``precision`` says how precisely the day is known; no more of it is printed.
    """

    day: date
    value: Decimal
    key: str = ""
    source: str = ""
    precision: str = "day"

    @property
    def when(self) -> str:
        """The day in words, as precisely as it is known."""
        return cdate(self.day, self.precision)

    @property
    def said(self) -> str:
        """Its number and its key, as a hint names it."""
        return f"{num(self.value)}（编号{self.key}）" if self.key else num(self.value)


@dataclass(frozen=True)
class Assessment:
    """The hints on one subject, and the confidence grade that follows from them."""

    hints: tuple[Hint, ...]

    @property
    def grade(self) -> Grade:
        """4 points minus one each for stale, jump, two reporters and the office's pattern."""
        codes = {hint.code for hint in self.hints}
        return quality.grade(
            stale="stale" in codes, jump_open="jump" in codes,
            differ_open=bool(codes & {"differ", "gap"}), unit_flag="heap" in codes,
        )  # fmt: skip


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Oldest first; of one day the last on file."""
    return list({f.day: f for f in sorted(figures, key=lambda f: (f.day, f.key))}.values())


def percent_hints(figures: Iterable[Figure], what: str) -> list[Hint]:
    """Q1, Q2, Q4 and Q5 on cumulative percentages of one whole."""
    rows = in_order(figures)
    values = [row.value for row in rows]
    found = [_range(row, what) for row in rows if not quality.in_range(row.value)]
    found += _falls(rows, quality.monotone(values), what, "%")
    found += jump_hints(rows, what)
    if quality.plateau(values):
        found.append(Hint("plateau", f"{what}最近{HOUSE.plateau_periods}期都在"
                          f"{num(values[-HOUSE.plateau_periods])}%上下，每期变动不到"
                          f"{HOUSE.plateau_step_pp:g}个百分点"))  # fmt: skip
    return found


def _range(row: Figure, what: str) -> Hint:
    return Hint("range", f"{what}{row.said}不在0至100之间")


def amount_hints(figures: Iterable[Figure], what: str) -> list[Hint]:
    """Q2 on cumulative amounts in 万元."""
    rows = in_order(figures)
    return _falls(rows, quality.amounts_fall([row.value for row in rows]), what, "万元")


def _falls(rows: Sequence[Figure], at: Iterable[int], what: str, unit: str) -> list[Hint]:
    return [
        Hint(
            "fall",
            f"{what}由{rows[i - 1].when}的{num(rows[i - 1].value)}{unit}减为"
            f"{rows[i].when}的{num(rows[i].value)}{unit}",
        )
        for i in at
    ]


def jump_hints(rows: Sequence[Figure], what: str) -> list[Hint]:
    """Q4: the last change of a percentage against the eight before it."""
    seen = quality.jump([row.value for row in rows])
    if seen is None or not seen.flag:
        return []
    change = rows[-1].value - rows[-2].value
    return [Hint("jump", f"{what}最近一次变动{num(change)}个百分点，比此前"
                 f"{HOUSE.jump_window}次的通常变动多出限度")]  # fmt: skip


def differ_hints(figures: Sequence[Figure], what: str, *, percent: bool) -> list[Hint]:
    """Q12: two sources on the same day that lie too far apart."""
    return [
        Hint("differ", f"{what}：{one.said}与{other.said}相差较大")
        for one, other in combinations(figures, 2)
        if one.day == other.day
        and not (one.source and one.source == other.source)
        and quality.reporters_differ(one.value, other.value, percent=percent)
    ]


def physical_hint(physical: Figure, invested: Decimal, whole: Decimal) -> list[Hint]:
    """Q12: 形象进度 against 投资完成率, both of the whole; ``whole`` is the total investment."""
    if not whole or invested > whole * 10:
        return []
    share = invested / whole * 100
    if not quality.physical_against_investment(physical.value, share):
        return []
    apart = num(abs(physical.value - share), 1)
    return [Hint("gap", f"形象进度{num(physical.value)}%，累计完成投资占总投资{num(share, 1)}%，"
                 f"相差{apart}个百分点")]  # fmt: skip


def stale_hint(last: date, as_of: date, period_days: int, *, precision: str = "day") -> list[Hint]:
    """Q3: the newest figure is older than one and a half reporting periods."""
    age, limit = (as_of - last).days, quality.stale_after(period_days)
    if age <= 0 or not quality.staleness(age, period_days, limit).stale:
        return []
    return [Hint("stale", f"最近一条说的是{cdate(last, precision)}的情况，到截至日已{age}天，超过"
                 f"{limit:g}天（{HOUSE.stale_periods:g}个报告期）")]  # fmt: skip


def heaping_hint(works: Iterable[Sequence[Figure]], office: str) -> list[Hint]:
    """Q6: an office whose works take their largest step at the year's end too often.

    Each work gives its percentages, three or more; steps are told by quarter.
    """
    last_quarter, counted = 0, 0
    for figures in works:
        rows = in_order(figures)
        if len(rows) >= 3:  # noqa: PLR2004 - two steps to choose from
            steps = [(b.value - a.value, b.day) for a, b in pairwise(rows)]
            counted += 1
            last_quarter += max(steps)[1].month >= 10  # noqa: PLR2004 - fourth quarter
    if not counted or not quality.heaped(last_quarter, counted, 4):
        return []
    return [Hint("heap", f"{office}填报的{counted}个项目中，有{last_quarter}个最大的一步在"
                 "第四季度，难以用偶然解释")]  # fmt: skip


def slips(previous: Decimal | None, value: Decimal) -> bool:
    """Q1: whether an amount looks as if typed in another unit than the one before it."""
    return previous is not None and quality.unit_slip(previous, value)
