"""All evidence about the ledger of works, under several kinds of knowledge at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from calc.moments import Moment
from calc.stages import Interval
from metrics.models import Result
from plan.models import Plan, Ruling
from plan.queries import known, rulings, standing
from projects import rules
from projects.models import Part, Progress, Project
from projects.queries.items import to_fact
from projects.rules import Evidence, admitted

Rows = dict[str, tuple[Evidence, ...]]


@dataclass(frozen=True)
class Material:
    """The works of a plan and, by the name of each knowledge, what counts or may count.

    ``settled`` are works on which no convention can differ, with their stage by day, so that
    their facts need not be read; ``unruled`` is the evidence of the first knowledge as it were
    without any ruling, for the works on which it then differs; ``rows`` are the facts read, by
    item and key.
    """

    works: dict[str, Project]
    parts: dict[str, tuple[str, ...]]
    settled: dict[str, dict[date, Interval]]
    evidence: dict[str, Rows]
    unruled: Rows
    ruled: dict[str, Ruling]
    rows: dict[tuple[str, str], Progress]


def material(plan: Plan, knowledge: Mapping[str, Moment]) -> Material:
    """Read everything the conventions differ on.

    Six queries, and one more for each knowledge after the first.  ``knowledge`` names the
    kinds of knowledge, the reader's own first; the rulings the reader knows of hold in all of
    them, so that what was decided is never opened again.
    """
    works = {p.code: p for p in Project.objects.filter(plan=plan, kind=Project.Kind.WORKS)}
    house, *others = knowledge.values()
    settled = _settled(plan, house, others, works)
    codes = {p.pk: code for code, p in works.items() if code not in settled}
    ruled = rulings(plan, house)
    every = _rows(codes, house)
    rows = [every, *(_rows(codes, moment) for moment in others)]
    evidence = {
        name: _evidence(known_, ruled, works, codes)
        for name, known_ in zip(knowledge, rows, strict=True)
    }
    own = next(iter(evidence.values()))
    without = _evidence(every, {}, works, codes) if ruled else own
    return Material(
        works, _parts(plan), settled, evidence,
        {code: found for code, found in without.items() if found != own.get(code)}, ruled,
        {(codes[row.project_id], row.key): row for row in (r for some in rows for r in some)},
    )  # fmt: skip


def _settled(
    plan: Plan, house: Moment, others: Collection[Moment], works: Mapping[str, Project]
) -> dict[str, dict[date, Interval]]:
    """The stored stages of works of which no fact is in question.

    However long the history, only works with a question are read whole.  With a day of
    knowledge the bases may differ on any fact, so nothing is settled then.
    """
    if house.known_at is not None:
        return {}
    facts = Progress.objects.filter(project__plan=plan, project__kind=Project.Kind.WORKS)
    last = min((moment.known_at for moment in others if moment.known_at), default=None)
    late = Q(published_on__gt=last) if last else Q()
    asked = (Q(confidence="low") | Q(status="derived") | ~Q(conflict_group="")
             | Q(published_on=None) | late)  # fmt: skip
    open_ = set(facts.filter(asked).order_by().values_list("project_id", flat=True).distinct())
    days = {house.as_of, *([plan.ends] if house.as_of > plan.ends else [])}
    names = {f"{plan.code}/{p.code}": p.code for p in works.values() if p.pk not in open_}
    found: dict[str, dict[date, Interval]] = defaultdict(dict)
    rows = Result.objects.filter(
        moment__in=[house.at(day).key for day in days], subject_kind="project", metric="stage",
        subject__in=list(names),
    ).order_by()  # fmt: skip
    for name, day, low, high, detail in rows.values_list(
        "subject", "as_of", "low", "high", "detail"
    ):
        found[names[name]][day] = Interval(
            int(low or 0),
            int(high or 0),
            outcome=detail["outcome"] or None,
            no_data=detail["no_data"],
        )
    return {code: stages for code, stages in found.items() if stages.keys() == days}


def _rows(codes: Mapping[int, str], moment: Moment) -> list[Progress]:
    """Facts known at the moment; the arithmetic sorts by key, so the order is by key."""
    rows = known(Progress.objects.filter(project__in=list(codes)), moment)
    return list(rows.select_related("part").order_by("key"))


def _evidence(
    rows: list[Progress], ruled: dict[str, Ruling], works: Mapping[str, Project],
    codes: Mapping[int, str],
) -> Rows:  # fmt: skip
    """Joining rows to groups writes on them, and each knowledge joins them in its own way."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in standing([copy(row) for row in rows], ruled):
        code = codes[row.project_id]
        found[code].append(_admitted(works[code].ladder, row))
    return {code: tuple(rows) for code, rows in found.items()}


def _admitted(ladder: str, row: Progress) -> Evidence:
    fact = to_fact(ladder, row)
    would = rules.counts(row.relation, row.event, row.date_basis, "medium", row.moves)
    return admitted(fact, unverified=would and not fact.counts)


def _parts(plan: Plan) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    rows = Part.objects.filter(project__plan=plan).values_list("project__code", "code")
    for project, code in rows:
        found[project] = (*found.get(project, ()), code)
    return found
