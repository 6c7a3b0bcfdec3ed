"""One named rate under all conventions, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from calc.conventions import Counts, Dimension, Line, deciding
from calc.rates import Rate, conclusion, rate
from projects.compute.conventions.panorama import Alternative, Headline, Varying
from projects.compute.conventions.words import Words
from projects.compute.conventions.works import PLACES
from projects.models import Project
from projects.rules import STANDING_WORDS, conclusion_words
from ui.format import pct, pct_range
from ui.strip import Pair

OUTSIDE = "不在本数之内"
NONE = "不适用"


@dataclass(frozen=True)
class Step:
    """One convention that departs from the house's in one thing, and what that moves.

    ``outside`` are items that only enter or leave the figure.
    """

    dimension: str
    house: str
    member: str
    bounds: str
    conclusion: str
    moved: list[tuple[Project, str, str]]
    outside: list[Project]


@dataclass(frozen=True)
class Row:
    """All conventions that share one choice on the dimensions of all items."""

    members: list[str]
    number: int
    low: str
    high: str
    conclusion: str
    house: bool


@dataclass(frozen=True)
class Named:
    """One named rate; its sentence, its strip and its tables."""

    name: str
    words: Words
    headline: Headline

    @property
    def metric(self) -> str:
        """The name of the figure among the Results."""
        return self.headline.metric

    @property
    def number(self) -> int:
        """How many conventions there are."""
        return self.headline.spread.number

    @property
    def house(self) -> str:
        """The house's own figure."""
        return bounds(rate_of(self.headline.spread.house))

    @property
    def own(self) -> str:
        """What the house's own figure lets one say."""
        return conclude(self.headline.spread.house)

    @property
    def unruled(self) -> str:
        """The figure as if no ruling were followed; blank where no ruling bears on it."""
        same = self.headline.unruled == self.headline.spread.house
        return "" if same else bounds(rate_of(self.headline.unruled))

    @cached_property
    def pairs(self) -> list[Pair]:
        """The bounds of every distinct result, the house's marked."""
        own = self.headline.spread.house
        found = {counts: rate_of(counts) for counts in self.headline.spread.results}
        return [
            Pair(one.low, one.high, counts == own)
            for counts, one in found.items()
            if one.low is not None and one.high is not None
        ]

    @property
    def sentence(self) -> str:
        """The figure under all conventions in one sentence, and what it depends on."""
        head = f"在{self.number}种口径下，{self.name}"
        if not self.pairs:
            return f"{head}没有计入比率的项目，不适用。"
        lows, highs = [p.low for p in self.pairs], [p.high for p in self.pairs]
        spans = f"下限{pct_range(min(lows), max(lows))}，上限{pct_range(min(highs), max(highs))}"
        return f"{head}为{pct(min(lows))}～{pct(max(highs))}（{spans}）；{self.verdict}。"

    @property
    def depends(self) -> str:
        """What the conclusion depends on; blank where it stands under every convention."""
        return self.words.depends(deciding(self.headline.spread, conclude))

    @cached_property
    def verdict(self) -> str:
        """结论不随口径改变：…, or 结论取决于…：…."""
        spread = self.headline.spread
        own = conclude(spread.house)
        sets = deciding(spread, conclude)
        if not sets:
            return f"结论不随口径改变：{own}"
        others = "；或".join(sorted({conclude(counts) for counts in spread.results} - {own}))
        on = self.words.depends(sets)
        return f"结论取决于{on}：本系统所用口径下{own}，改用其他口径则{others}"

    @property
    def steps(self) -> list[Step]:
        """One thing changed at a time."""
        return [self._step(one) for one in self.headline.alternatives]

    @property
    def heads(self) -> list[str]:
        """The dimensions of all items with a choice."""
        return [self.words.dimension(d.key) for d in self._chosen]

    @property
    def many(self) -> bool:
        """Whether disagreeing sources make several conventions of one row."""
        return bool(self.headline.spread.local)

    @property
    def rows(self) -> list[Row]:
        """All conventions, one row per choice on the dimensions of all items."""
        return [self._row(line) for line in self.headline.spread.lines]

    @property
    def varying(self) -> list[tuple[Project, str, str, str]]:
        """Items whose place differs: the house's, the others, what it depends on."""
        return [
            (one.project, place(one.house), "、".join(map(place, one.words)),
             self.words.depends(one.depends))
            for one in self.headline.varying if not _enters(one)
        ]  # fmt: skip

    @property
    def entering(self) -> list[Project]:
        """Items that by one choice are in the figure and by another are not, and no more."""
        return [one.project for one in self.headline.varying if _enters(one)]

    @property
    def _chosen(self) -> list[Dimension]:
        return [d for d in self.headline.own if len(d.members) > 1]

    def _step(self, one: Alternative) -> Step:
        key = one.dimension.key
        return Step(
            self.words.dimension(key), self.words.member(key, one.dimension.house),
            self.words.member(key, one.member), bounds(rate_of(one.counts)),
            conclude(one.counts),
            [(m.project, place(m.before), place(m.after)) for m in one.moved
             if m.before and m.after],
            [m.project for m in one.moved if not (m.before and m.after)],
        )  # fmt: skip

    def _row(self, line: Line) -> Row:
        found = [rate_of(counts) for counts in line.results]
        return Row(
            [self.words.member(d.key, line.setting[d.key]) for d in self._chosen], line.number,
            _span([one.low for one in found]), _span([one.high for one in found]),
            "；或".join(sorted({conclude(counts) for counts in line.results})),
            self._is_house(line.setting),
        )  # fmt: skip

    def _is_house(self, setting: Mapping[str, str]) -> bool:
        return all(setting[d.key] == d.house for d in self.headline.own)


def rate_of(counts: Counts) -> Rate:
    """The rate that the counts make."""
    return rate(**dict(zip(PLACES, counts, strict=True)))


def conclude(counts: Counts) -> str:
    """What the counts let one say, in words."""
    return conclusion_words(conclusion(rate_of(counts)))


def bounds(found: Rate) -> str:
    """A rate as 下限～上限; a rate of nothing is 不适用."""
    return pct_range(found.low, found.high, NONE)


def place(code: str) -> str:
    """Where an item stands in a figure, in words."""
    return STANDING_WORDS[code] if code else OUTSIDE


def _span(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return pct_range(min(known), max(known)) if known else NONE


def _enters(one: Varying) -> bool:
    """Whether an item is now in and now out of the figure, its verdict being the same."""
    return {one.house, *one.words} - {""} == {one.house or one.words[0]} - {""} and (
        "" in (one.house, *one.words)
    )
