"""An account over many moments: kept up as its members change, not added up anew each time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, NamedTuple

from calc.moments import Moment
from calc.rates import BUILT_RANK, STARTED_RANK, Rate, judgeable, missing_to_judge, rate
from calc.stages import Interval, Verdict, verdict
from metrics.rules import FAILED, Outcome, stored
from projects.models import Project
from projects.rules import RATED_JUDGEMENTS

VERSION = 1
FORMULAS = {
    "promise_rate": "calc.rates.promise_rate",
    "promise_rate_strict": "calc.rates.promise_rate",
    "built_rate": "calc.rates.built_rate",
    "started_rate": "calc.rates.started_rate",
}
# What a rate tells beside its bounds.
COUNTS = tuple(one.name for one in fields(Rate) if one.name not in ("low", "high"))


class Share(NamedTuple):
    """What one member adds to its accounts while nothing about it changes.

    ``verdicts`` by the rates that count it; ``late`` by both readings, None before the end of
    the plan.  ``failed``: it could not be computed, and is among those nobody can judge.
    """

    verdicts: tuple[tuple[str, Verdict], ...]
    no_data: bool
    late: tuple[bool, bool] | None
    failed: bool = False


class Stay(NamedTuple):
    """A share and the numbers of the first and the last moment at which it is so."""

    first: int
    last: int
    share: Share


def share(project: Project, figures: Mapping[str, Any]) -> Share:
    """What a project adds to its accounts, from its figures at one moment."""
    stage = figures["stage"]
    no_data, failed = stage.detail["no_data"], stage.detail.get("failed", False)
    if project.judgement not in RATED_JUDGEMENTS:
        return Share((), no_data, None, failed)
    known = Interval(int(stage.low or 0), int(stage.high or 0), stage.detail["outcome"] or None)
    verdicts: dict[str, Verdict] = {
        "promise_rate": figures["promise"].text,
        "promise_rate_strict": figures["promise_strict"].text,
        "built_rate": verdict(known, BUILT_RANK),
        "started_rate": verdict(known, STARTED_RANK),
    }
    late = figures["late"].detail if "late" in figures else None
    flags = (late["late"], late["late_strict"]) if late is not None else None
    found = tuple((metric, verdicts[metric]) for metric in rates_of(project))
    return Share(found, no_data, flags, failed)


def rates_of(project: Project) -> list[str]:
    """The rates that count a project; only works are ever built or started."""
    if project.judgement not in RATED_JUDGEMENTS:
        return []
    found = ["promise_rate", "promise_rate_strict"]
    if project.kind == Project.Kind.WORKS and project.commitment_strict in ("build", "complete"):
        found.append("built_rate")
    if project.kind == Project.Kind.WORKS and project.commitment not in ("study", "plan"):
        found.append("started_rate")
    return found


def told_failed(count: int) -> dict[str, int]:
    """How many items of a figure could not be computed; no word of it while all could be."""
    return {FAILED: count} if count else {}


@dataclass
class Running:
    """An account as it stands while the moments pass."""

    key: str
    projects: Sequence[Project]

    def __post_init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {metric: Counter() for metric in FORMULAS}
        self.shares: dict[int, Share] = {}
        self.since: dict[str, int] = {}
        self.inputs: dict[str, tuple[str, ...]] = {}

    def over(
        self, stays: Mapping[int, Iterable[Stay]], moments: Sequence[Moment]
    ) -> Iterator[Outcome]:
        """The figures of the account at the moments, each for as long as no member changes it."""
        changes: dict[int, dict[int, Share | None]] = defaultdict(dict)
        for place, project in enumerate(self.projects):
            for stay in stays.get(project.pk, ()):
                changes[stay.first][place] = stay.share
                changes[stay.last + 1].setdefault(place, None)
        for number in sorted(number for number in changes if number < len(moments)):
            touched = self._touched(changes[number])
            yield from self._ended(touched, number, moments)
            for place, now in changes[number].items():
                self._change(place, now)
            if self.shares:
                self.since |= dict.fromkeys(touched, number)
        yield from self._ended([*self.since], len(moments), moments)

    def _touched(self, changes: Mapping[int, Share | None]) -> list[str]:
        """The figures that are no longer what they were; all, where members come or go."""
        met: set[str] = set()
        for place, now in changes.items():
            before = self.shares.get(place)
            if before is None or now is None:
                self.inputs.clear()
                return [*FORMULAS, "late"]
            old, new = dict(before.verdicts), dict(now.verdicts)
            alike = (before.no_data, before.failed) == (now.no_data, now.failed)
            met |= {metric for metric in new if not alike or old[metric] != new[metric]}
            met |= {"late"} if (before.late, before.failed) != (now.late, now.failed) else set()
        return [metric for metric in (*FORMULAS, "late") if metric in met]

    def _ended(
        self, touched: Iterable[str], number: int, moments: Sequence[Moment]
    ) -> Iterator[Outcome]:
        """The figures that held until just before a moment."""
        last = moments[number - 1]
        for metric in touched:
            if metric in self.since:
                first = moments[self.since.pop(metric)]
                late = metric == "late"
                yield self._late(first, last) if late else self._rate(metric, first, last)

    def _change(self, place: int, now: Share | None) -> None:
        before = self.shares.pop(place, None)
        if before is not None:
            self._count(before, -1)
        if now is not None:
            self.shares[place] = now
            self._count(now, 1)

    def _count(self, share: Share, step: int) -> None:
        for metric, word in share.verdicts:
            self.counts[metric][word] += step
            if share.no_data and word == "undetermined":
                self.counts[metric]["no_data"] += step
            if share.failed:
                self.counts[metric][FAILED] += step

    def _rate(self, metric: str, first: Moment, last: Moment) -> Outcome:
        counts = self.counts[metric]
        found = rate(
            reached=counts["reached"], missed=counts["missed"], adjusted=counts["adjusted"],
            undetermined=counts["undetermined"], no_data=counts["no_data"],
        )  # fmt: skip
        low, high = found.low, found.high
        detail = (
            {name: getattr(found, name) for name in COUNTS}
            | {
                "counted": found.denominator,
                "ledger": len(self.shares),
                "missing": missing_to_judge(found),
            }
            | told_failed(counts[FAILED])
        )
        return Outcome(
            first, "account", self.key, metric, FORMULAS[metric], VERSION,
            low=stored(low), high=stored(high),
            text="judgeable" if judgeable(found) else "open",
            detail=detail, inputs=self._counted(metric), until=last.as_of,
        )  # fmt: skip

    def _counted(self, metric: str) -> tuple[str, ...]:
        """The items that a rate counts; the same for as long as nobody comes or goes."""
        if metric not in self.inputs:
            self.inputs[metric] = self._codes(
                place
                for place in sorted(self.shares)
                if any(name == metric for name, _ in self.shares[place].verdicts)
            )
        return self.inputs[metric]

    def _late(self, first: Moment, last: Moment) -> Outcome:
        """逾期后完成, by both readings; before the plan has ended it does not apply."""
        places = [place for place in sorted(self.shares) if self.shares[place].late is not None]
        flags = [(place, self.shares[place].late or (False, False)) for place in places]
        lenient = sorted(self._codes(place for place, late in flags if late[0]))
        strict = sorted(self._codes(place for place, late in flags if late[1]))
        failed = sum(self.shares[place].failed for place in places)
        count = stored(Decimal(len(lenient))) if places else None
        most = stored(Decimal(len(lenient) + failed)) if places else None
        return Outcome(
            first, "account", self.key, "late", "calc.rates.late", VERSION,
            low=count, high=most, text="" if places else "not_applicable",
            detail={"late": lenient, "late_strict": strict} | told_failed(failed),
            inputs=self._codes(places), until=last.as_of,
        )  # fmt: skip

    def _codes(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.projects[place].code for place in places)
