"""What the plan says besides works, measures and indicators: roles, duties, spatial pattern."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from calc.moments import Moment
from dashboards.marking import with_marks
from dashboards.queries.annotated import anchor
from dashboards.queries.related import Kin, related_to
from dashboards.rules import ZONE_WORDS
from metrics.rules import CHANGED_WORDS, wanted_change
from plan.models import Clause, Duty, Function, Plan, Span, Zone
from plan.text.normalise import fold
from projects.queries import heirs
from projects.rules import shown_name
from regions.models import Place

NOBODY = "规划没有写明责任主体"


@dataclass(frozen=True)
class Role:
    """One of them: whom it concerns, its clause in context, and the items linked to it.

    ``words`` are the whole paragraph as escaped HTML, blank where no text was imported.
    """

    code: str
    name: str
    whom: tuple[str, ...]
    quote: str
    address: str
    anchor: str
    words: str
    kin: list[Kin]

    @property
    def kinds(self) -> Collection[str]:
        """What kinds of change the linked items went through."""
        return {kind for group in self.kin for row in group.rows for kind in row.kinds}


@dataclass(frozen=True)
class RoleGroup:
    """Roles of one kind under its head."""

    title: str
    rows: list[Role]


def functions(
    plan: Plan, moment: Moment, before: Moment | None = None, *, area: str = ""
) -> list[RoleGroup]:
    """战略定位, 城市定位, 功能定位 and 产业布局; of one city and what lies in it where asked.

    ``before``, here and below: the moment that the linked items are held against.
    """
    rows = Function.objects.filter(plan=plan).select_related("clause__passage", "place__parent")
    here = [row for row in rows if not area or (row.place and row.place.city_code == area)]
    return _grouped(Named(plan, "function", moment, before), here, lambda row: row.kind, _place)


def _place(row: Function) -> tuple[str, ...]:
    where = row.place.name if row.place else "城市群"
    return (where, row.industry) if row.industry else (where,)


def duties(plan: Plan, moment: Moment, before: Moment | None = None) -> list[RoleGroup]:
    """实施职责 by whom the plan names, with the offices of then and of today."""
    rows = list(
        Duty.objects.filter(plan=plan)
        .select_related("clause__passage")
        .prefetch_related("organisations")
    )
    today = heirs()

    def offices(row: Duty) -> tuple[str, ...]:
        return tuple(
            shown_name(one.name, today[one.pk].name if one.pk in today else "")
            for one in row.organisations.all()
        )

    named = Named(plan, "duty", moment, before)
    return _grouped(named, rows, lambda row: row.who or NOBODY, offices)


def zones(plan: Plan, moment: Moment, before: Moment | None = None) -> list[RoleGroup]:
    """The spatial pattern by kind, with the places that belong to each part."""
    rows = (
        Zone.objects.filter(plan=plan).select_related("clause__passage").prefetch_related("members")
    )
    named = Named(plan, "zone", moment, before)
    return _grouped(named, rows, lambda row: ZONE_WORDS.get(row.kind, "其他"), _members)


def _members(row: Zone) -> tuple[str, ...]:
    names = [place.short_name or place.name for place in row.members.all()]
    return ("、".join(names),) if names else ()


@dataclass(frozen=True)
class Named:
    """What is read of which plan, when, and against which moment."""

    plan: Plan
    kind: str
    moment: Moment
    before: Moment | None


def _grouped(
    named: Named, rows: Iterable[Any], head: Callable[[Any], str],
    whom: Callable[[Any], tuple[str, ...]],
) -> list[RoleGroup]:  # fmt: skip
    """Under heads in the order of the plan; links and marks of all rows read at once."""
    listed = list(rows)
    codes = [row.code for row in listed]
    kin = related_to(named.plan, named.kind, codes, named.moment, named.before)
    spans = _spans(named.plan, named.kind)
    groups: dict[str, list[Role]] = {}
    for row in listed:
        words = _words(row.clause, spans.get(row.code, []))
        groups.setdefault(head(row), []).append(Role(
            row.code, row.name, whom(row), row.quote, row.clause.address, anchor(row.clause),
            words, kin.get(row.code, []),
        ))  # fmt: skip
    return [RoleGroup(title, found) for title, found in groups.items()]


def _spans(plan: Plan, kind: str) -> dict[str, list[tuple[int, int, int]]]:
    found: dict[str, list[tuple[int, int, int]]] = {}
    for item, *span in Span.objects.filter(plan=plan, kind=kind).values_list(
        "item", "clause_id", "start", "end"
    ):
        found.setdefault(item, []).append((span[0], span[1], span[2]))
    return found


def _words(clause: Clause, spans: Iterable[tuple[int, int, int]]) -> str:
    passage = getattr(clause, "passage", None)
    if passage is None:
        return ""
    folded = fold(passage.text)
    places = [
        folded.source_span(start, end)
        for owner, start, end in spans
        if owner == clause.pk and end <= len(folded.text)
    ]
    return with_marks(passage.text, places)


def stirred(groups: Iterable[RoleGroup]) -> Mapping[str, int]:
    """How many roles have linked items that went through each kind of change."""
    kinds = [role.kinds for group in groups for role in group.rows]
    return {code: sum(wanted_change(one, code) for one in kinds) for code in CHANGED_WORDS}


def narrowed(groups: Iterable[RoleGroup], change: str) -> list[RoleGroup]:
    """The roles of which a linked item changed so, each with these items alone."""
    kept = [RoleGroup(group.title, _changed(group.rows, change)) for group in groups]
    return [group for group in kept if group.rows]


def _changed(roles: Iterable[Role], change: str) -> list[Role]:
    kept = [replace(role, kin=_changed_kin(role.kin, change)) for role in roles]
    return [role for role in kept if role.kin]


def _changed_kin(kin: Iterable[Kin], change: str) -> list[Kin]:
    kept = [
        Kin(one.title, tuple(row for row in one.rows if wanted_change(row.kinds, change)),
            total=len(one.rows))
        for one in kin
    ]  # fmt: skip
    return [one for one in kept if one.rows]


def areas(plan: Plan) -> list[tuple[str, str]]:
    """The cities that roles speak of, in the order of the plan."""
    named = Function.objects.filter(plan=plan, place__isnull=False).select_related("place__parent")
    codes = {row.place.city_code for row in named if row.place}
    cities = Place.objects.filter(code__in=codes).order_by("plan_order", "code")
    return [(city.code, city.short_name or city.name) for city in cities]
