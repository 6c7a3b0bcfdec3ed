"""All evidence about the ledger of works, under several kinds of knowledge at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

from calc.moments import Moment
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

    ``unruled`` is the evidence of the first knowledge as it were without any ruling, for the
    works on which it then differs; ``rows`` are the stored facts by item and key.
    """

    works: dict[str, Project]
    parts: dict[str, tuple[str, ...]]
    evidence: dict[str, Rows]
    unruled: Rows
    ruled: dict[str, Ruling]
    rows: dict[tuple[str, str], Progress]


def material(plan: Plan, knowledge: Mapping[str, Moment]) -> Material:
    """Read everything the conventions differ on.

    Four queries, and one more for each knowledge after the first.  ``knowledge`` names the
    kinds of knowledge, the reader's own first; the rulings the reader knows of hold in all of
    them, so that what was decided is never opened again.
    """
    works = {p.code: p for p in Project.objects.filter(plan=plan, kind=Project.Kind.WORKS)}
    codes = {project.pk: code for code, project in works.items()}
    house, *others = knowledge.values()
    ruled = rulings(plan, house)
    every = _rows(plan, house)
    rows = [every, *(_rows(plan, moment) for moment in others)]
    evidence = {
        name: _evidence(known_, ruled, works, codes)
        for name, known_ in zip(knowledge, rows, strict=True)
    }
    own = next(iter(evidence.values()))
    without = _evidence(every, {}, works, codes) if ruled else own
    return Material(
        works, _parts(plan), evidence,
        {code: found for code, found in without.items() if found != own.get(code)}, ruled,
        {(codes[row.project_id], row.key): row for row in (r for some in rows for r in some)},
    )  # fmt: skip


def _rows(plan: Plan, moment: Moment) -> list[Progress]:
    """Facts known at the moment; the arithmetic sorts by key, so the order is by key."""
    rows = Progress.objects.filter(project__plan=plan, project__kind=Project.Kind.WORKS)
    return list(known(rows, moment).select_related("part").order_by("key"))


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
