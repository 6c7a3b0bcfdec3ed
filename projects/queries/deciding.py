"""The facts that decide what is known of a work, found by index however many are on file.

Of the facts that stand alone, the first and the last of each class decide
(`projects.rules.bearing`); what belongs together, and what ends or stops a work, is read whole.
Reported percentages are summed up per moment.  The outcome equals that of reading every fact
(`projects.queries.dossiers`), which tests prove on drawn histories.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from calc.facts import span
from calc.moments import Moment
from calc.stages import Interval
from plan.models import Plan, Ruling
from plan.queries import end_of, rulings, standing
from projects.models import Part, Progress, Project
from projects.queries.items import Dossier, to_facts
from projects.queries.statements import AFTERS, ENDS, KNOWN, NAMED, PERCENTS, TOGETHER, statement
from projects.rules import first_day_after


@dataclass(slots=True)
class Told:
    """One stored fact, reduced to what decides; groups may be joined in memory."""

    pk: int
    key: str
    owner: int
    part_id: int | None
    part_said: str
    relation: str
    event: str
    day: date
    precision: str
    date_basis: str
    at_least: str
    at_most: str
    moves: bool
    percent: Any
    confidence: str
    status: str
    event_group: str
    conflict_group: str
    replaces: list[str]
    bearing: str | None
    published_on: date | None
    part: Part | None = None


@dataclass(frozen=True)
class Percents:
    """形象进度 of the whole at each of some days, ascending: reached by then, not passed then."""

    days: Sequence[date] = ()
    lows: Sequence[float | None] = ()
    highs: Sequence[float | None] = ()

    def at(self, as_of: date) -> tuple[float | None, float | None]:
        """What was reached and what was not yet passed on one of the days."""
        number = bisect_right(self.days, as_of) - 1
        return (self.lows[number], self.highs[number]) if self.lows else (None, None)


NO_PERCENTS = Percents()


@dataclass(frozen=True)
class Decided(Dossier):
    """A project with the facts that decide, and the percentages that all of them report."""

    percents: Percents = field(default=NO_PERCENTS)

    def known(self, as_of: date) -> Interval:
        """Its stage on one of the days it was read for."""
        return self.with_percent(self.timeline.at(as_of), as_of)

    def with_percent(self, known: Interval, as_of: date) -> Interval:
        """A stage with what was reported of its percentage by a day.

        Facts that exclude each other let nothing be concluded, and so no percentage either.
        """
        if known.contradicts:
            return known
        reached, passed = self.percents.at(as_of)
        low, high = _most(known.percent_low, reached), _least(known.percent_high, passed)
        if (low, high) == (known.percent_low, known.percent_high):
            return known
        return replace(known, percent_low=low, percent_high=high)


def decided(
    plan: Plan, moment: Moment, as_of: Collection[date], codes: Collection[str] | None = None
) -> list[Decided]:
    """All projects (or those named) with their deciding facts at the moment's knowledge.

    ``as_of`` are the days on which they will be looked at.  A fixed number of queries; the
    time one project takes does not grow with the number of facts that only repeat others.
    """
    projects = Project.objects.filter(plan=plan).select_related("plan")
    if codes is not None:
        projects = projects.filter(code__in=codes)
    listed = list(projects)
    parts = list(Part.objects.filter(project__in=listed))
    ruled = rulings(plan, moment)
    reading = Reading(moment, [project.pk for project in listed])
    rows = _told_of(parts, reading.rows(ruled))
    percents = reading.percents(sorted(set(as_of))) if as_of else {}
    by_project: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        by_project[row.owner].append(row)
    codes_of: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        codes_of[part.project_id].append(part.code)
    return [
        Decided(
            project,
            tuple(codes_of[project.pk]),
            to_facts(project.ladder, standing(by_project[project.pk], ruled)),
            percents.get(project.pk, NO_PERCENTS),
        )
        for project in listed
    ]


def deciding(
    project: Project, moment: Moment, ruled: Mapping[str, Ruling], beside: Iterable[Progress] = ()
) -> list[Told]:
    """The facts on file that can decide about one project, also beside some not on file yet."""
    return with_parts(Reading(moment, [project.pk]).rows(ruled, beside))


def with_parts(rows: list[Told]) -> list[Told]:
    """The same rows, each knowing the declared part it speaks of."""
    return _told_of(Part.objects.filter(pk__in={row.part_id for row in rows} - {None}), rows)


def _told_of(parts: Iterable[Part], rows: list[Told]) -> list[Told]:
    by_key: dict[int | None, Part] = {part.pk: part for part in parts}
    for row in rows:
        row.part = by_key.get(row.part_id)
    return rows


class Reading:
    """Reads the deciding facts of some projects at one knowledge.

    ``unverified``: also those that would decide if low confidence did not forbid it.
    """

    def __init__(
        self, moment: Moment, projects: Sequence[int], *, unverified: bool = False
    ) -> None:
        self.unverified = unverified
        self.known = KNOWN[moment.basis] if moment.known_at else "true"
        self.values: dict[str, Any] = {"projects": list(projects)}
        if moment.known_at:
            known = moment.known_at
            self.values["known"] = end_of(known) if moment.basis == "system" else known

    def rows(self, ruled: Mapping[str, Ruling], beside: Iterable[Progress] = ()) -> list[Told]:
        """The deciding facts by key, each once; facts ``beside`` them may name some as well."""
        together = self._told(TOGETHER)
        self._leave_out([*together, *beside], ruled)
        found = {(row.owner, row.key): row for row in (*together, *self._told(NAMED))}
        found |= {(row.owner, row.key): row for row in self._told(ENDS)}
        found |= {(row.owner, row.key): row for row in self._afters(found.values())}
        return [found[place] for place in sorted(found)]

    def percents(self, days: Sequence[date]) -> dict[int, Percents]:
        """What the facts that stand alone report of each whole, up to and from each day."""
        lows: dict[int, list[float | None]] = {}
        highs: dict[int, list[float | None]] = {}
        for owner, reached, passed, most, least in self._fetch(PERCENTS, as_of=list(days)):
            low = lows.setdefault(owner, [None] * (len(days) + 1))
            high = highs.setdefault(owner, [None] * (len(days) + 1))
            low[reached] = _most(low[reached], float(most))
            high[passed] = _least(high[passed], float(least))
        return {
            owner: Percents(days, _rising(lows[owner][:-1]), _falling(highs[owner][1:]))
            for owner in lows
        }

    def _leave_out(self, together: Iterable[Told | Progress], ruled: Mapping[str, Ruling]) -> None:
        """From now on, facts named by others are not taken for facts that stand alone."""
        named = {(row.owner, name) for row in together for name in _names(row, ruled) if name}
        self.values["owners"] = [owner for owner, _ in sorted(named)]
        self.values["keys"] = [key for _, key in sorted(named)]

    def _afters(self, rows: Collection[Told]) -> list[Told]:
        """What each class says first after each stop of its work."""
        stops = sorted({
            (row.owner, span(row.day, row.precision, row.date_basis)[1])
            for row in rows if row.event == "suspended"
        })  # fmt: skip
        if not stops:
            return []
        return self._told(
            AFTERS, stopped=[owner for owner, _ in stops],
            days=[first_day_after(day, "day") for _, day in stops],
            months=[first_day_after(day, "month") for _, day in stops],
            years=[first_day_after(day, "year") for _, day in stops],
        )  # fmt: skip

    def _told(self, query: str, **more: Any) -> list[Told]:
        return [Told(*row) for row in self._fetch(query, **more)]

    def _fetch(self, query: str, **more: Any) -> list[tuple[Any, ...]]:
        words = statement(
            query, known=self.known, named=bool(self.values.get("keys")),
            unverified=self.unverified,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(words, self.values | more)
            return list(cursor.fetchall())


def _names(row: Told | Progress, ruled: Mapping[str, Ruling]) -> tuple[str, ...]:
    """The keys by which a fact may name another: as its group, as replaced, as the one chosen."""
    ruling = ruled.get(row.conflict_group)
    chosen = (ruling.chosen,) if ruling else ()
    return (row.event_group, row.conflict_group, *row.replaces, *chosen)


def _most(one: float | None, other: float | None) -> float | None:
    return max((value for value in (one, other) if value is not None), default=None)


def _least(one: float | None, other: float | None) -> float | None:
    return min((value for value in (one, other) if value is not None), default=None)


def _rising(values: Sequence[float | None]) -> list[float | None]:
    """The largest up to each place."""
    found: list[float | None] = []
    for value in values:
        found.append(_most(found[-1] if found else None, value))
    return found


def _falling(values: Sequence[float | None]) -> list[float | None]:
    """The smallest from each place on."""
    found: list[float | None] = []
    for value in reversed(values):
        found.append(_least(found[-1] if found else None, value))
    return found[::-1]
