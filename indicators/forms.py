"""What the lists of indicators can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from calc.moments import Moment
from indicators.compute.courses import Course, courses
from indicators.models import Indicator
from indicators.queries import Line, lines, listed
from indicators.rules import TARGET_KIND_WORDS
from metrics.rules import CHANGED_WORDS, wanted_change
from plan.models import Plan

NOT_OFFERED = "“%(value)s”不在可选范围内，请重新选择。"
HAS_WORDS = {"yes": "有监测值", "no": "暂无数据"}


def choice(label: str, words: Mapping[str, str], **more: Any) -> filters.ChoiceFilter:
    """A filter by one word of a table; an unknown one is an error of the field."""
    return filters.ChoiceFilter(
        label=label, choices=list(words.items()), empty_label="全部",
        error_messages={"invalid_choice": NOT_OFFERED}, **more,
    )  # fmt: skip


class ReferenceFilter(filters.FilterSet):
    """Keyword, and whether a value is known."""

    q = filters.CharFilter(label="名称", field_name="name", lookup_expr="icontains", max_length=50)
    has = choice("监测值", HAS_WORDS, method="by_value")
    change = choice("两个时点对照", CHANGED_WORDS, method="by_value")

    reference = True

    class Meta:
        model = Indicator
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: Mapping[str, Any], *, plan: Plan, moment: Moment, before: Moment | None = None
    ) -> None:
        super().__init__(data, queryset=listed(plan).filter(reference=self.reference))
        self.plan = plan
        self.moment = moment
        self.before = before
        self.courses: dict[str, Course] = {}
        if before is None:
            del self.filters["change"]

    def by_value(self, rows: QuerySet[Indicator], name: str, value: str) -> QuerySet[Indicator]:
        """Left to :meth:`lines`: what is known depends on the moment."""
        return rows

    def lines(self) -> list[Line]:
        """The indicators that fit, as rows of the list; none while a parameter is wrong.

        While two moments are compared, ``courses`` then holds the way of each between them.
        """
        if not self.is_valid():
            return []
        wanted = self.form.cleaned_data["has"]
        found = lines(self.qs, self.plan, self.moment)
        found = [line for line in found if not wanted or bool(line.latest) == (wanted == "yes")]
        return self._compared(found, self.before) if self.before else found

    def _compared(self, found: list[Line], before: Moment) -> list[Line]:
        self.courses = courses(
            self.plan, before, self.moment, indicators=[line.indicator for line in found]
        )
        chosen = self.form.cleaned_data["change"]
        kinds = {code: course.kinds for code, course in self.courses.items()}
        return [line for line in found if wanted_change(kinds.get(line.indicator.code, ()), chosen)]

    def words(self) -> str:
        """The chosen conditions in words."""
        if not self.is_valid():
            return ""
        data = self.form.cleaned_data
        told = {
            "性质": TARGET_KIND_WORDS.get(data.get("kind", ""), ""),
            "名称": data["q"],
            "监测值": HAS_WORDS.get(data["has"], ""),
            "两个时点对照": CHANGED_WORDS.get(data.get("change", ""), ""),
        }
        return "；".join(f"{label}：{word}" for label, word in told.items() if word)


class PlanFilter(ReferenceFilter):
    """The plan's own indicators, also by what the plan says of them."""

    kind = choice("性质", TARGET_KIND_WORDS, method="by_kind")

    reference = False

    def by_kind(self, rows: QuerySet[Indicator], name: str, value: str) -> QuerySet[Indicator]:
        """Indicators of which the plan says this kind of thing."""
        return rows.filter(targets__kind=value).distinct()
