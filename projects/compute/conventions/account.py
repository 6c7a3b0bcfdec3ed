"""The account of works under every convention, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from audit.queries import first_day
from calc.conventions import deciding
from calc.moments import Moment
from plan.models import Plan
from projects.compute.conventions.named import Named
from projects.compute.conventions.panorama import Headline, Panorama, knowledges, panorama
from projects.compute.conventions.words import Choice, Words
from projects.compute.conventions.works import PLACES
from projects.models import Project
from projects.rules import EVENT_WORDS

RATE_NAMES = {"promise_rate": "承诺兑现率", "built_rate": "建成率", "started_rate": "开工率"}
COUNT_NAMES = {
    "reached": "可确认达到",
    "missed": "可确认未达到",
    "undetermined": "不能确定",
    "no_data": "其中暂无资料",
    "adjusted": "已调整",
}
LATE = "逾期后完成"


@dataclass(frozen=True)
class Count:
    """One counted number: the house's, the least and the most, what it depends on."""

    name: str
    house: int
    least: int
    most: int
    depends: str
    metric: str


@dataclass(frozen=True)
class Dispute:
    """Sources that disagree on a stage, and whether that bears on any headline figure."""

    event: str
    sides: list[str]
    projects: list[Project]
    touches: bool


class Conventions:
    """The panorama of one account in words."""

    def __init__(self, found: Panorama) -> None:
        self.found = found
        self.words = Words(found)

    @property
    def size(self) -> int:
        """How many items have a verdict at all."""
        return len(self.found.works)

    @property
    def failed(self) -> list[Project]:
        """The items that could not be computed; each is 不能确定 in what it touches."""
        for headline in self.found.headlines.values():
            headline.spread  # noqa: B018  looks at every item under every convention
        return [one.project for one in self.found.works if one.failed or one.troubled]

    @cached_property
    def rates(self) -> list[Named]:
        """The three named rates."""
        return [
            Named(name, self.words, self.found.headlines[metric])
            for metric, name in RATE_NAMES.items()
        ]

    @cached_property
    def counts(self) -> list[Count]:
        """The counts behind 承诺兑现率, and those completed late."""
        promise = self.found.headlines["promise_rate"]
        rows = [
            self._count(promise, PLACES.index(code), name) for code, name in COUNT_NAMES.items()
        ]
        if self.late_applies:
            rows.append(self._count(self.found.headlines["late"], 0, LATE))
        return rows

    @property
    def late_applies(self) -> bool:
        """Before the plan has ended nothing can be late."""
        return any(self.found.moment.as_of > work.ends for work in self.found.works)

    @property
    def choices(self) -> list[Choice]:
        """The convention table."""
        return self.words.choices()

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The open disagreements on stages, those that bear on a figure first."""
        touching = {d.key for h in self.found.headlines.values() for d in h.spread.local}
        rows = [
            Dispute(
                EVENT_WORDS[one.event], [self.words.side(one, name) for name in one.sides],
                [self.words.names[code] for code in sorted(one.items)], one.key in touching,
            )
            for one in self.found.disagreements
        ]  # fmt: skip
        return sorted(rows, key=lambda row: not row.touches)

    @property
    def ruled(self) -> int:
        """How many groups of sources a ruling has settled."""
        return len(self.found.ruled)

    def _count(self, headline: Headline, place: int, name: str) -> Count:
        numbers = [counts[place] for counts in headline.spread.results]
        sets = deciding(headline.spread, lambda counts: counts[place])
        return Count(
            name, headline.spread.house[place], min(numbers), max(numbers),
            self.words.depends(sets), headline.metric,
        )  # fmt: skip


def conventions(plan: Plan, moment: Moment, account: str = "all") -> Conventions | None:
    """The panorama of an account at a moment; None where it has no item with a verdict."""
    recorded = first_day() if moment.known_at else None
    found = panorama(plan, knowledges(moment, timezone.localdate(), recorded), account)
    return Conventions(found) if found else None
