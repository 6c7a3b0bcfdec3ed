"""Load offices, roles, duties, links, and which characters of the plan are covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plan.actions.changes import Changes, sync
from plan.actions.structure import Address, citation, clauses_by_address, places_by_code
from plan.catalogue_files import Catalogue
from plan.catalogue_files.cells import LIST_MARK
from plan.models import Clause, CriterionPattern, Duty, Function, Link, Plan, Span
from plan.pinyin import keys
from regions.models import Organisation

LINK = ("source_kind", "source", "relation", "target_kind", "target")


def load_commitments(plan: Plan, catalogue: Catalogue) -> Changes:
    """Store what a catalogue says besides works, measures and indicators."""
    clauses = clauses_by_address(plan)
    changes = _offices(catalogue.organisations)
    changes.extend(_functions(plan, catalogue, clauses))
    changes.extend(_duties(plan, catalogue, clauses))
    changes.extend(_spans(plan, catalogue, clauses))
    changes.extend(_links(plan, catalogue))
    changes.extend(_patterns(plan, catalogue))
    return changes


def _offices(rows: Iterable[Any]) -> Changes:
    """Offices are shared by all plans, so none is taken out; successors come afterwards."""
    listed = list(rows)
    places = places_by_code()
    plain = ("code", "name", "short_name", "level", "valid_from", "valid_to", "source", "note")
    stored = Organisation.objects.filter(code__in=[row.code for row in listed])
    fresh = (
        {name: getattr(row, name) for name in plain}
        | {
            "place": places[row.place] if row.place else None,
            "pinyin": keys([row.name, row.short_name]),
        }
        for row in listed
    )
    changes, kept = sync(stored, fresh, key=("code",))
    followed = (
        {"code": row.code, "successor": kept[(row.successor,)] if row.successor else None}
        for row in listed
    )
    found, _ = sync(stored.all(), followed, key=("code",))
    changes.extend(found)
    return changes


def _functions(plan: Plan, catalogue: Catalogue, clauses: Mapping[Address, Clause]) -> Changes:
    places = places_by_code()
    fresh = [
        {"plan": plan, "code": row.code, "name": row.name, "kind": row.kind,
         "industry": row.industry, "place": places[row.place] if row.place else None}
        | citation(row, clauses, order)
        for order, row in enumerate(catalogue.functions, 1)
    ]  # fmt: skip
    changes, _ = sync(Function.objects.filter(plan=plan), fresh, key=("code",))
    return changes


def _duties(plan: Plan, catalogue: Catalogue, clauses: Mapping[Address, Clause]) -> Changes:
    offices = {office.code: office for office in Organisation.objects.all()}
    fresh = [
        {"plan": plan, "code": row.code, "name": row.name, "who": row.who, "verb": row.verb,
         "organisations": [offices[code] for code in row.organisations]}
        | citation(row, clauses, order)
        for order, row in enumerate(catalogue.duties, 1)
    ]  # fmt: skip
    changes, _ = sync(Duty.objects.filter(plan=plan), fresh, key=("code",), many=("organisations",))
    return changes


def _spans(plan: Plan, catalogue: Catalogue, clauses: Mapping[Address, Clause]) -> Changes:
    fresh = [
        {"plan": plan, "start": row.start, "end": row.end, "kind": row.kind, "item": row.item,
         "reason": row.reason,
         "clause": clauses[(row.chapter, row.section, row.box, row.paragraph)]}
        for row in catalogue.spans
    ]  # fmt: skip
    return replace_all(Span, Span.objects.filter(plan=plan), fresh)


def _links(plan: Plan, catalogue: Catalogue) -> Changes:
    fresh = [
        {"plan": plan, "note": row.note} | {name: getattr(row, name) for name in LINK}
        for row in catalogue.links
    ]
    return replace_all(Link, Link.objects.filter(plan=plan), fresh)


def _patterns(plan: Plan, catalogue: Catalogue) -> Changes:
    plain = ("judgement", "ladder", "category", "commitment", "commitment_strict", "pattern")
    fresh = [
        {"plan": plan, "order": order, "match": LIST_MARK.join(row.match)}
        | {name: getattr(row, name) for name in plain}
        for order, row in enumerate(catalogue.criteria, 1)
    ]
    return replace_all(CriterionPattern, CriterionPattern.objects.filter(plan=plan), fresh)


def replace_all(model: Any, stored: Any, fresh: list[dict[str, Any]]) -> Changes:
    """Rows nobody refers to: put in what is new, take out what is gone, and say how many.

    The database checks them; the reader of the files has checked each cell before.
    """
    names = list(fresh[0]) if fresh else []
    held = {tuple(getattr(row, _attname(model, n)) for n in names): row.pk for row in stored}
    wanted = {tuple(_flat(values[n]) for n in names): values for values in fresh}
    gone = [pk for slot, pk in held.items() if slot not in wanted]
    added = [model(**values) for slot, values in wanted.items() if slot not in held]
    model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(added)
    return _counted(model._meta.verbose_name, len(added), len(gone))


def _attname(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).attname)


def _flat(value: Any) -> Any:
    return getattr(value, "pk", value)


def _counted(word: str, added: int, gone: int) -> Changes:
    changes = Changes()
    if added:
        changes.add("新增", f"{word} {added} 条")
    if gone:
        changes.add("移出", f"{word} {gone} 条")
    return changes
