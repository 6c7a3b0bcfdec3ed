"""Load the document itself: structure, places, zones, informants, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plan.actions.changes import Changes, sync
from plan.catalogue_files import Catalogue
from plan.models import Box, Clause, Informant, Plan, Section, Story, Zone
from plan.pinyin import keys
from regions.models import Place

Address = tuple[int, int | None, int | None, int]


def load_structure(catalogue: Catalogue) -> tuple[Plan, Changes]:
    """Store everything of a catalogue that belongs to the document and the map."""
    changes = Changes()
    plan = _plan(catalogue, changes)
    _places(catalogue, changes)
    clauses = _document(plan, catalogue, changes)
    _zones(plan, catalogue, clauses, changes)
    _rest(plan, catalogue, changes)
    return plan, changes


def clauses_by_address(plan: Plan) -> dict[Address, Clause]:
    """Paragraphs by chapter, section, box and number."""
    rows = Clause.objects.filter(plan=plan)
    return {(c.chapter, c.section, c.box, c.paragraph): c for c in rows}


def places_by_code() -> dict[str, Place]:
    """All places by code."""
    return {place.code: place for place in Place.objects.all()}


def citation(row: Any, clauses: Mapping[Address, Clause], order: int) -> dict[str, Any]:
    """The fields of a Citation from a catalogue row."""
    address = (row.chapter, row.section, getattr(row, "box", None), row.paragraph)
    return {"clause": clauses[address], "quote": row.quote, "order": order}


def _plan(catalogue: Catalogue, changes: Changes) -> Plan:
    row = catalogue.plan
    values = {
        "code": row.code,
        "title": row.title,
        "approval": f"{row.approval}（{row.approval_number}）",
        "starts": row.starts,
        "ends": row.ends,
        "outlook_year": row.outlook_year,
        "without_numbers": row.without_numbers,
    }
    found, plans = sync(Plan.objects.filter(code=row.code), [values], key=("code",))
    changes.extend(found)
    plan: Plan = plans[(row.code,)]
    return plan


def _places(catalogue: Catalogue, changes: Changes) -> None:
    """Places are shared by all plans, so none is taken out; parents come before children."""
    depth = {row.code: row.parent for row in catalogue.places}
    rows = sorted(catalogue.places, key=lambda row: (_depth(row.code, depth), row.code))
    known: dict[str, Place] = {}
    for level in sorted({_depth(row.code, depth) for row in rows}):
        here = [row for row in rows if _depth(row.code, depth) == level]
        stored = Place.objects.filter(code__in=[row.code for row in here])
        fresh = (_place(row, known) for row in here)
        found, kept = sync(stored.select_related("parent"), fresh, key=("code",))
        changes.extend(found)
        known |= {place.code: place for place in kept.values()}


def _depth(code: str, parents: Mapping[str, str]) -> int:
    parent = parents.get(code, "")
    return 0 if not parent else 1 + _depth(parent, parents)


def _place(row: Any, known: Mapping[str, Place]) -> dict[str, Any]:
    plain = ("code", "name", "short_name", "level", "type", "valid_from", "valid_to",
             "valid_precision", "plan_order", "pinyin", "initials")  # fmt: skip
    return {name: getattr(row, name) for name in plain} | {
        "parent": known[row.parent] if row.parent else None,
        "successor_code": row.successor,
        "aliases": list(row.aliases),
        "readings": keys([row.name, row.short_name, *row.aliases]),
        "in_plan": row.plan_area,
    }


def _document(plan: Plan, catalogue: Catalogue, changes: Changes) -> dict[Address, Clause]:
    _load(plan, Section, catalogue.sections, ("chapter", "section", "title"), keys=2, to=changes)
    boxes = ({"plan": plan, "number": r.box, "chapter": r.chapter, "section": r.section,
              "title": r.title} for r in catalogue.boxes)  # fmt: skip
    found, _ = sync(Box.objects.filter(plan=plan), boxes, key=("number",))
    changes.extend(found)
    names = ("chapter", "section", "box", "paragraph", "lead", "untouched")
    _load(plan, Clause, catalogue.clauses, names, keys=4, to=changes)
    return clauses_by_address(plan)


def _load(
    plan: Plan, model: Any, rows: Iterable[Any], names: tuple[str, ...], *, keys: int, to: Changes
) -> None:
    fresh = ({"plan": plan} | {name: getattr(row, name) for name in names} for row in rows)
    found, _ = sync(model.objects.filter(plan=plan), fresh, key=names[:keys])
    to.extend(found)


def _zones(
    plan: Plan, catalogue: Catalogue, clauses: Mapping[Address, Clause], changes: Changes
) -> None:
    places = places_by_code()
    fresh = [
        {"plan": plan, "code": row.code, "name": row.name, "kind": row.kind}
        | citation(row, clauses, order)
        | {"members": [places[code] for code in row.members]}
        for order, row in enumerate(catalogue.zones, 1)
    ]
    found, _ = sync(Zone.objects.filter(plan=plan), fresh, key=("code",), many=("members",))
    changes.extend(found)


def _rest(plan: Plan, catalogue: Catalogue, changes: Changes) -> None:
    offices: Callable[[Any], dict[str, Any]] = lambda row: {  # noqa: E731
        "plan": plan, "category": row.category, "offices": "、".join(row.offices),
    }  # fmt: skip
    found, _ = sync(
        Informant.objects.filter(plan=plan), map(offices, catalogue.informants), key=("category",)
    )
    changes.extend(found)
    names = ("code", "order", "subject_kind", "subject", "pattern", "arguments")
    _load(plan, Story, catalogue.stories, names, keys=1, to=changes)
