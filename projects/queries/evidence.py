"""All evidence about the ledger of works, under several kinds of knowledge at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import partial

from calc.moments import Moment
from calc.stages import Interval
from metrics.models import Result
from metrics.queries import attempted
from plan.models import Plan, Ruling
from plan.queries import rulings, standing
from projects import rules
from projects.models import Part, Project
from projects.queries.deciding import Reading, Told, with_parts
from projects.queries.items import to_fact
from projects.rules import Evidence, admitted

Rows = dict[str, tuple[Evidence, ...]]


@dataclass(frozen=True)
class Material:
    """The works of a plan and, by the name of each knowledge, what counts or may count.

    ``settled`` are works on which no convention can differ, with their stage by day; of the
    others, ``unruled`` is the evidence of the first knowledge as it were without any ruling,
    where it then differs, and ``rows`` are the facts that can decide, by item and key.
    ``failed`` are works that could not be computed on file, or of which a fact cannot be read.
    """

    works: dict[str, Project]
    parts: dict[str, tuple[str, ...]]
    settled: dict[str, dict[date, Interval]]
    evidence: dict[str, Rows]
    unruled: Rows
    ruled: dict[str, Ruling]
    rows: dict[tuple[str, str], Told]
    failed: frozenset[str] = frozenset()


def material(plan: Plan, knowledge: Mapping[str, Moment]) -> Material:
    """Read everything the conventions differ on.

    A fixed number of queries for each knowledge; the time does not grow with the number of
    facts that only repeat others.  ``knowledge`` names the
    kinds of knowledge, the reader's own first; the rulings the reader knows of hold in all of
    them, so that what was decided is never opened again.
    """
    works = {p.code: p for p in Project.objects.filter(plan=plan, kind=Project.Kind.WORKS)}
    house, *others = knowledge.values()
    ruled = rulings(plan, house)
    every = _rows(house, [project.pk for project in works.values()], ruled)
    settled, failed = _settled(plan, house, others, works, every)
    codes = {p.pk: code for code, p in works.items() if code not in settled}
    every = [row for row in every if row.owner in codes]
    rows = [every, *(_rows(moment, list(codes), ruled) for moment in others)]
    evidence = {
        name: _evidence(known_, ruled, works, codes, failed)
        for name, known_ in zip(knowledge, rows, strict=True)
    }
    own = next(iter(evidence.values()))
    without = _evidence(every, {}, works, codes, failed) if ruled else own
    return Material(
        works, _parts(plan), settled, evidence,
        {code: found for code, found in without.items() if found != own.get(code)}, ruled,
        {(codes[row.owner], row.key): row for row in (r for some in rows for r in some)},
        frozenset(failed),
    )  # fmt: skip


def _settled(
    plan: Plan, house: Moment, others: Collection[Moment], works: Mapping[str, Project],
    rows: Iterable[Told],
) -> tuple[dict[str, dict[date, Interval]], set[str]]:  # fmt: skip
    """The stored stages of works of which no fact that can decide is in question.

    With a day of knowledge the bases may differ on any fact, so nothing is settled then.
    Beside them the works that could not be computed at one of the days.
    """
    last = min((moment.known_at for moment in others if moment.known_at), default=None)
    open_ = {row.owner for row in rows if _asked(row, last)}
    days = {house.as_of, *([plan.ends] if house.as_of > plan.ends else [])}
    names = {f"{plan.code}/{code}": code for code in works}
    failed: set[str] = set()
    found: dict[str, dict[date, Interval]] = defaultdict(dict)
    rows = Result.objects.filter(
        moment__in=[house.at(day).key for day in days], subject_kind="project", metric="stage",
        subject__in=list(names),
    ).order_by()  # fmt: skip
    for name, day, low, high, detail in rows.values_list(
        "subject", "as_of", "low", "high", "detail"
    ):
        if detail.get("failed"):
            failed.add(names[name])
        found[names[name]][day] = Interval(
            int(low or 0),
            int(high or 0),
            outcome=detail["outcome"] or None,
            no_data=detail["no_data"],
        )
    asked = house.known_at is not None
    settled = {
        code: stages for code, stages in found.items()
        if not asked and stages.keys() == days and works[code].pk not in open_
    }  # fmt: skip
    return settled, failed


def _asked(row: Told, last: date | None) -> bool:
    """Whether a convention may read a fact otherwise; ``last`` is the least known day."""
    in_question = row.confidence == "low" or row.status == "derived" or bool(row.conflict_group)
    published = row.published_on
    return in_question or published is None or (last is not None and published > last)


def _rows(moment: Moment, projects: Collection[int], ruled: Mapping[str, Ruling]) -> list[Told]:
    """Facts known at the moment that can decide, by key; of a class the others change nothing."""
    rows = Reading(moment, list(projects), unverified=True).rows(ruled)
    return sorted(with_parts(rows), key=lambda row: row.key)


def _evidence(
    rows: list[Told], ruled: dict[str, Ruling], works: Mapping[str, Project],
    codes: Mapping[int, str], failed: set[str],
) -> Rows:  # fmt: skip
    """Joining rows to groups writes on them, and each knowledge joins them in its own way.

    A work of which a fact cannot be read is added to those that ``failed``.
    """
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in standing([copy(row) for row in rows], ruled):
        code = codes[row.owner]
        one = attempted(partial(_admitted, works[code].ladder, row), code)
        if one is None:
            failed.add(code)
        else:
            found[code].append(one)
    return {code: tuple(rows) for code, rows in found.items()}


def _admitted(ladder: str, row: Told) -> Evidence:
    fact = to_fact(ladder, row)
    would = rules.counts(row.relation, row.event, row.date_basis, "medium", row.moves)
    return admitted(fact, unverified=would and not fact.counts)


def _parts(plan: Plan) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    rows = Part.objects.filter(project__plan=plan).values_list("project__code", "code")
    for project, code in rows:
        found[project] = (*found.get(project, ()), code)
    return found
