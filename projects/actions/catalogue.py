"""Load the works and measures of a catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from calc.stages import LADDERS, required
from plan.actions import Changes, sync
from plan.actions.structure import citation, clauses_by_address, places_by_code
from plan.catalogue_files import Catalogue
from plan.catalogue_files.drafting import drafted
from plan.models import Plan
from plan.pinyin import keys
from projects.actions.criteria import add_drafts
from projects.actions.facts import refuse_contradiction
from projects.models import Part, Progress, Project
from regions.models import Place

PLAIN = ("code", "name", "kind", "category", "verb", "verb_strict", "commitment",
         "commitment_strict", "judgement", "ladder")  # fmt: skip


def load_projects(plan: Plan, catalogue: Catalogue) -> Changes:
    """Store the projects of a catalogue and their declared parts."""
    places = places_by_code()
    clauses = clauses_by_address(plan)
    items = (*catalogue.projects, *catalogue.measures)
    fresh = [
        _project(plan, row, places)
        | {
            "criterion": row.criterion or drafted(row, catalogue.criteria),
            "named_units": [one.unit for one in catalogue.named_units if one.item == row.code],
        }
        | citation(row, clauses, order)
        for order, row in enumerate(items, 1)
    ]
    rows = Project.objects.filter(plan=plan)
    changes, kept = sync(rows, fresh, key=("code",), many=("places",))
    by_code = {project.code: project for project in kept.values()}
    _keep_drafts(by_code, items)
    changes.extend(_parts(by_code, catalogue.parts, places))
    if changes:
        _refuse_unfit(plan)
    return changes


def _keep_drafts(by_code: Mapping[str, Project], items: Iterable[Any]) -> None:
    """The criterion of each item as the catalogue words it, with where it stands there."""
    stated = {row.code: "目录载明" if row.criterion else "按判据表拟定" for row in items}
    rows = by_code.values()
    add_drafts({row.pk: row.criterion for row in rows}, {row.pk: stated[row.code] for row in rows})


def _refuse_unfit(plan: Plan) -> None:
    """Facts on file must still fit ladders and parts that were changed."""
    told = Progress.objects.filter(project__plan=plan).values("project")
    for project in Project.objects.filter(pk__in=told).select_related("plan"):
        refuse_contradiction(project)


def _project(plan: Plan, row: Any, places: Mapping[str, Place]) -> dict[str, Any]:
    ladder = LADDERS[row.ladder]
    here = [places[code] for code in row.places]
    result = row.verb_strict or row.verb
    return {name: getattr(row, name) for name in PLAIN} | {
        "plan": plan,
        "aliases": list(row.aliases),
        "pinyin": keys([row.name, *row.aliases]),
        "required": ladder.key(required(row.commitment, row.verb, ladder)),
        "required_strict": ladder.key(required(row.commitment_strict, result, ladder)),
        "places": here,
        "provinces": sorted(row.provinces),
        "cities": cities(here),
    }


def cities(places: Iterable[Place]) -> list[str]:
    """Codes of the plan's cities among the places, or those the places lie in."""
    return sorted({place.city_code for place in places if place.in_plan and place.city_code})


def _parts(
    projects: Mapping[str, Project], rows: Iterable[Any], places: Mapping[str, Place]
) -> Changes:
    count: dict[str, int] = defaultdict(int)
    fresh = []
    for row in rows:
        count[row.project] += 1
        fresh.append({
            "project": projects[row.project], "code": row.code, "name": row.name,
            "order": count[row.project], "note": row.note,
            "places": [places[code] for code in row.places],
        })  # fmt: skip
    stored = Part.objects.filter(project__in=projects.values())
    changes, _ = sync(stored, fresh, key=("project", "code"), many=("places",))
    return changes
