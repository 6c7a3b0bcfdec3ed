"""What the list of works can be narrowed to; every parameter of the list has its place here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from calc.moments import Moment
from plan.models import Plan
from projects.models import Project
from projects.queries import Line, lines, works
from projects.rules import (
    CATEGORY_WORDS,
    COMMITMENT_WORDS,
    JUDGEMENT_WORDS,
    STANDING_WORDS,
    fold,
)
from regions.models import Place

NOT_OFFERED = "“%(value)s”不在可选范围内，请重新选择。"


def _provinces() -> list[tuple[str, str]]:
    rows = Place.objects.filter(level="province").order_by("code")
    return list(rows.values_list("code", "name"))


def _cities() -> list[tuple[str, str]]:
    rows = Place.objects.filter(level="prefecture", in_plan=True).order_by("code")
    return list(rows.values_list("code", "short_name"))


def choice(label: str, choices: Any, **more: Any) -> filters.ChoiceFilter:
    """A filter by one word of a table; an unknown one is an error of the field."""
    return filters.ChoiceFilter(
        label=label, choices=choices, empty_label="全部",
        error_messages={"invalid_choice": NOT_OFFERED}, **more,
    )  # fmt: skip


class WorkFilter(filters.FilterSet):
    """Keyword, sector, commitment, judgement, verdict, province and city."""

    q = filters.CharFilter(label="名称或别称", method="by_name", max_length=50)
    category = choice("领域", list(CATEGORY_WORDS.items()))
    commitment = choice("承诺", list(COMMITMENT_WORDS.items()))
    judgement = choice("判定类型", list(JUDGEMENT_WORDS.items()))
    verdict = choice("承诺评价", list(STANDING_WORDS.items()), method="by_standing")
    province = choice("省", _provinces, field_name="provinces", lookup_expr="contains")
    city = choice("市（州）", _cities, field_name="cities", lookup_expr="contains")

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], *, plan: Plan, moment: Moment) -> None:
        super().__init__(data, queryset=works(plan))
        self.plan = plan
        self.moment = moment

    def by_name(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Works whose name or one of whose aliases contains the text."""
        wanted = fold(value)
        if not wanted:
            return rows
        named = rows.values_list("pk", "name", "aliases")
        found = [pk for pk, name, more in named if any(wanted in fold(t) for t in (name, *more))]
        return rows.filter(pk__in=found)

    def by_standing(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Left to :meth:`lines`: a verdict is a figure of the moment, not a column."""
        return rows

    def lines(self) -> list[Line]:
        """The works that fit, as rows of the list; none while a parameter is wrong."""
        if not self.is_valid():
            return []
        found = lines(self.qs, self.plan, self.moment)
        wanted = self.form.cleaned_data["verdict"]
        return [line for line in found if not wanted or wanted in line.standings]

    def words(self) -> str:
        """The chosen conditions in words: 领域：铁路；承诺评价：不能确定."""
        if not self.is_valid():
            return ""
        chosen = [(f, self.form.cleaned_data[f.name]) for f in self.form.visible_fields()]
        return "；".join(
            f"{field.label}：{_word(field, value)}" for field, value in chosen if value
        )


def _word(field: Any, value: str) -> str:
    choices = getattr(field.field, "choices", None)
    return str(dict(_flat(choices)).get(value, value)) if choices else value


def _flat(choices: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, word in choices:
        found += [(key, word)] if isinstance(word, str) else list(word)
    return found
