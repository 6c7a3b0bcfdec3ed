"""What the annotated plan can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms

from dashboards.rules import STATUS_WORDS, Chosen
from plan.models import Plan, Zone
from projects.rules import COMMITMENT_WORDS
from regions.models import Place

LEDGERS = {"works": "重点项目", "measure": "重点任务"}


def choice(label: str) -> forms.ChoiceField:
    """A choice that may be left open; an unknown value is an error of the field."""
    wrong = {"invalid_choice": "“%(value)s”不在可选范围内，请重新选择。"}
    return forms.ChoiceField(label=label, required=False, error_messages=wrong)


class PlanFilter(forms.Form):
    """Ledger, province, city, part of the spatial pattern, status and commitment."""

    ledger = choice("台账")
    province = choice("省")
    city = choice("市（州）")
    zone = choice("空间格局")
    status = choice("情况")
    commitment = choice("承诺")

    def __init__(self, data: Any, *, plan: Plan) -> None:
        super().__init__(data)
        places = list(Place.objects.filter(level__in=["province", "prefecture"]).order_by("code"))
        cities = {p.code: p.short_name for p in places if p.level == "prefecture" and p.in_plan}
        self._offer("ledger", LEDGERS)
        self._offer("province", {p.code: p.name for p in places if p.level == "province"})
        self._offer("city", cities)
        zones = Zone.objects.filter(plan=plan).values_list("code", "name")
        self._offer("zone", dict(zones))
        self._offer("status", STATUS_WORDS)
        self._offer("commitment", COMMITMENT_WORDS)

    def _offer(self, name: str, words: dict[str, str]) -> None:
        self.fields[name].choices = [("", "全部"), *words.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        """What was chosen; nothing while a parameter is wrong."""
        return Chosen(**self.cleaned_data) if self.is_valid() else Chosen()
