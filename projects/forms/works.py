"""What a list of items can be narrowed to; every parameter of the list has its place here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from calc.moments import Moment
from metrics.rules import CHANGED_WORDS, wanted_change
from plan.models import Plan
from projects.compute.courses import Course, courses
from projects.models import Project
from projects.queries import Line, ledger, lines, offered_places
from projects.rules import (
    CATEGORY_WORDS,
    COMMITMENT_WORDS,
    JUDGEMENT_WORDS,
    STANDING_WORDS,
    THEME_WORDS,
    fold,
)

AREAS = {"province": "provinces", "city": "cities"}
FIELDS = {"works": CATEGORY_WORDS, "measure": THEME_WORDS}
NOT_OFFERED = "“%(value)s”不在可选范围内，请重新选择。"


def choice(label: str, choices: Any, **more: Any) -> filters.ChoiceFilter:
    """A filter by one word of a table; an unknown one is an error of the field."""
    return filters.ChoiceFilter(
        label=label, choices=choices, empty_label="全部",
        error_messages={"invalid_choice": NOT_OFFERED}, **more,
    )  # fmt: skip


class WorkFilter(filters.FilterSet):
    """Keyword, sector or theme, commitment, judgement, verdict, province and city.

    ``kind`` says of which ledger, ``works`` or ``measure``; the two are never mixed.
    """

    q = filters.CharFilter(label="名称或别称", method="by_name", max_length=50)
    category = choice("领域", [])
    commitment = choice("承诺", list(COMMITMENT_WORDS.items()))
    judgement = choice("判定类型", list(JUDGEMENT_WORDS.items()))
    verdict = choice("承诺评价", list(STANDING_WORDS.items()), method="by_standing")
    province = choice("省", [], method="by_area")
    city = choice("市（州）", [], method="by_area")
    change = choice("两个时点对照", list(CHANGED_WORDS.items()), method="by_change")

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: Mapping[str, Any], *, plan: Plan, moment: Moment, kind: str = "works",
        before: Moment | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, queryset=ledger(plan, kind))
        self.plan = plan
        self.moment = moment
        self.before = before
        self.courses: dict[str, Course] = {}
        if before is None:
            del self.filters["change"]
        places = list(offered_places(plan).order_by("code"))
        self.provinces = {place.code: place.name for place in places if place.level == "province"}
        cities = {p.code: p.short_name for p in places if p.level == "prefecture"}
        self.filters["category"].extra["choices"] = list(FIELDS[kind].items())
        self.filters["province"].extra["choices"] = list(self.provinces.items())
        self.filters["city"].extra["choices"] = list(cities.items())

    def by_name(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Items whose name or one of whose aliases contains the text."""
        wanted = fold(value)
        if not wanted:
            return rows
        named = rows.values_list("pk", "name", "aliases")
        found = [pk for pk, name, more in named if any(wanted in fold(t) for t in (name, *more))]
        return rows.filter(pk__in=found)

    def by_area(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Items that lie in the province or city; one across both is found from either."""
        return rows.filter(**{f"{AREAS[name]}__contains": [value]})

    def by_standing(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Left to :meth:`lines`: a verdict is a figure of the moment, not a column."""
        return rows

    def by_change(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Left to :meth:`lines` as well: only two moments together make a change."""
        return rows

    def lines(self) -> list[Line]:
        """The items that fit, as rows of the list; none while a parameter is wrong.

        While two moments are compared, ``courses`` then holds the way of each between them.
        """
        if not self.is_valid():
            return []
        found = lines(self.qs, self.plan, self.moment, self.provinces)
        wanted = self.form.cleaned_data["verdict"]
        found = [line for line in found if not wanted or wanted in line.standings]
        return self._compared(found, self.before) if self.before else found

    def _compared(self, found: list[Line], before: Moment) -> list[Line]:
        self.courses = courses(
            self.plan, before, self.moment, projects=[line.project for line in found]
        )
        chosen = self.form.cleaned_data["change"]
        kinds = {code: course.kinds for code, course in self.courses.items()}
        return [line for line in found if wanted_change(kinds.get(line.project.code, ()), chosen)]

    def words(self) -> str:
        """The chosen conditions in words: 领域：铁路；承诺评价：不能确定."""
        if not self.is_valid():
            return ""
        fields = {name: self.form.fields[name] for name, v in self.form.cleaned_data.items() if v}
        return "；".join(f"{field.label}：{self._word(name)}" for name, field in fields.items())

    def _word(self, name: str) -> str:
        value: str = self.form.cleaned_data[name]
        return str(dict(self.filters[name].extra.get("choices", ())).get(value, value))
