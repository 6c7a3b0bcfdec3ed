"""The facts that decide what is known of a work, found by index however many are on file.

Of the facts that stand alone, the first and the last of each class decide
(`projects.rules.bearing`); what belongs together, and what ends or stops a work, is read whole.
The outcome equals that of reading every fact
(`projects.queries.dossiers`), which tests prove on drawn histories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from calc.facts import span
from calc.moments import Moment
from plan.models import Plan, Ruling
from plan.queries import end_of, rulings, standing
from projects.models import Part, Progress, Project
from projects.queries.items import Dossier, to_facts
from projects.queries.statements import AFTERS, ENDS, KNOWN, NAMED, TOGETHER, statement
from projects.rules import first_day_after

# Owner and key of a fact.
Place = tuple[int, str]


@dataclass(slots=True)
class Told:
    """One stored fact, reduced to what decides; groups may be joined in memory.

    Its percentage decides nothing.
    """

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
    confidence: str
    status: str
    event_group: str
    conflict_group: str
    replaces: list[str]
    bearing: str | None
    published_on: date | None
    part: Part | None = None
    percent: None = None


def decided(plan: Plan, moment: Moment, codes: Collection[str] | None = None) -> list[Dossier]:
    """All projects (or those named) with their deciding facts at the moment's knowledge.

    A fixed number of queries; the time one project takes does not grow with the number of facts
    that only repeat others.
    """
    projects = Project.objects.filter(plan=plan).select_related("plan")
    if codes is not None:
        projects = projects.filter(code__in=codes)
    listed = list(projects)
    parts = list(Part.objects.filter(project__in=listed))
    ruled = rulings(plan, moment)
    rows = _told_of(parts, Reading(moment, [project.pk for project in listed]).rows(ruled))
    by_project: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        by_project[row.owner].append(row)
    codes_of: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        codes_of[part.project_id].append(part.code)
    return [
        Dossier(
            project,
            tuple(codes_of[project.pk]),
            to_facts(project.ladder, standing(by_project[project.pk], ruled)),
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
        found = self._joined(ruled, beside)
        found |= {(row.owner, row.key): row for row in self._told(ENDS)}
        found |= {(row.owner, row.key): row for row in self._afters(found.values())}
        return [found[place] for place in sorted(found)]

    def _joined(
        self, ruled: Mapping[str, Ruling], beside: Iterable[Progress] = ()
    ) -> dict[Place, Told]:
        """The facts that do not stand alone, which from now on are not taken for such."""
        together = self._told(TOGETHER)
        self._leave_out([*together, *beside], ruled)
        named = self._told(NAMED) if self.values["keys"] else ()
        return {(row.owner, row.key): row for row in (*together, *named)}

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
