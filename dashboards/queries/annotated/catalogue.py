"""What the plan holds by name besides works and measures, and its heads; one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.fields import CharField, IntegerField
from django.db.models.functions import Coalesce

from indicators.models import Indicator
from plan.models import Box, Duty, Function, Plan, Section, Zone

HEAD = "head"
NAMED = (("indicator", Indicator), ("zone", Zone), ("function", Function), ("duty", Duty))


@dataclass(frozen=True)
class Catalogue:
    """Kind, code and name of each item; chapter, section, box and title of each head."""

    items: list[tuple[str, str, str]]
    heads: list[tuple[int, int, int, str]]


def catalogue(plan: Plan) -> Catalogue:
    """All of them, the heads in the order of the plan."""
    none, number = Value(0, output_field=IntegerField()), Coalesce(F("section"), 0)
    head, blank = Value(HEAD, output_field=CharField()), Value("", output_field=CharField())
    first, *rest = [
        model.objects.filter(plan=plan)
        .order_by()
        .values_list(Value(kind, output_field=CharField()), "code", "name", none, none, none)
        for kind, model in NAMED
    ]
    heads = [
        model.objects.filter(plan=plan)
        .order_by()
        .values_list(head, blank, "title", "chapter", number, place)
        for model, place in ((Section, none), (Box, F("number")))
    ]
    rows = list(first.union(*rest, *heads, all=True))
    return Catalogue(
        [(kind, code, name) for kind, code, name, *_ in rows if kind != HEAD],
        sorted((c, s, b, title) for kind, _, title, c, s, b in rows if kind == HEAD),
    )
