"""What the annotated plan and the curve can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, Value

from dashboards.rules import CURVE_FIELDS, READING_WORDS, STATUS_WORDS, Chosen, CurveChoice
from plan.models import Plan, Zone
from projects.rules import COMMITMENT_WORDS
from regions.models import Place

LEDGERS = {"works": "重点项目", "measure": "重点任务"}


def choice(label: str) -> forms.ChoiceField:
    """A choice that may be left open; an unknown value is an error of the field."""
    wrong = {"invalid_choice": "“%(value)s”不在可选范围内，请重新选择。"}
    return forms.ChoiceField(label=label, required=False, error_messages=wrong)


def _offered(plan: Plan) -> dict[str, dict[str, str]]:
    """Provinces, cities and parts of the spatial pattern to choose from, in one query."""
    places = Place.objects.filter(Q(level="province") | Q(level="prefecture", in_plan=True))
    zones = Zone.objects.filter(plan=plan)
    rows = (
        places.order_by()
        .values_list("level", "code", "short_name", Value(0))
        .union(zones.order_by().values_list(Value("zone"), "code", "name", "order"), all=True)
    )
    found: dict[str, dict[str, str]] = {"province": {}, "city": {}, "zone": {}}
    for level, code, name, _ in sorted(rows, key=lambda row: (row[3], row[1])):
        found["city" if level == "prefecture" else level][code] = name
    return found


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
        offered = _offered(plan)
        self._offer("ledger", LEDGERS)
        for name in ("province", "city", "zone"):
            self._offer(name, offered[name])
        self._offer("status", STATUS_WORDS)
        self._offer("commitment", COMMITMENT_WORDS)

    def _offer(self, name: str, words: dict[str, str]) -> None:
        self.fields[name].choices = [("", "全部"), *words.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        """What was chosen; nothing while a parameter is wrong."""
        return Chosen(**self.cleaned_data) if self.is_valid() else Chosen()


class AreaFilter(forms.Form):
    """The account of one province or city."""

    area = choice("地区")

    def __init__(self, data: Any, *, plan: Plan) -> None:
        super().__init__(data)
        self.offered = _offered(plan)
        words = self.offered["province"] | self.offered["city"]
        self.fields["area"].choices = [("", "全部"), *words.items()]  # type: ignore[attr-defined]

    @property
    def account(self) -> str:
        """The key of the chosen account; the whole while the parameter is wrong."""
        code = self.cleaned_data["area"] if self.is_valid() else ""
        if not code:
            return "all"
        return f"{'province' if code in self.offered['province'] else 'city'}={code}"

    @property
    def area_name(self) -> str:
        """The name of the chosen area; blank for the whole."""
        code = self.account.partition("=")[2]
        return (self.offered["province"] | self.offered["city"]).get(code, "")


class CurveFilter(forms.Form):
    """Ledger, commitment, sector (or theme of a measure) and reading of one curve."""

    ledger = choice("台账")
    commitment = choice("承诺")
    category = choice("领域（主题）")
    reading = choice("承诺口径")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["ledger"].choices = list(LEDGERS.items())
        fields["commitment"].choices = [("", "全部"), *COMMITMENT_WORDS.items()]
        fields["category"].choices = [
            ("", "全部"),
            *((f"{LEDGERS[key]}{head}", list(words.items()))
              for key, (head, words) in CURVE_FIELDS.items()),
        ]  # fmt: skip
        fields["reading"].choices = list(READING_WORDS.items())

    def clean(self) -> dict[str, Any]:
        """A sector belongs to one ledger alone."""
        cleaned = super().clean() or {}
        ledger, category = cleaned.get("ledger") or "works", cleaned.get("category")
        if category and category not in CURVE_FIELDS[ledger][1]:
            other, (head, words) = next(
                (key, field) for key, field in CURVE_FIELDS.items() if category in field[1]
            )
            self.add_error(
                "category", f"“{words[category]}”是{LEDGERS[other]}的{head}，请改选台账或此项。"
            )
        return cleaned

    @property
    def chosen(self) -> CurveChoice:
        """What was chosen; the whole ledger of works while a parameter is wrong."""
        if not self.is_valid():
            return CurveChoice()
        return CurveChoice(**{key: value for key, value in self.cleaned_data.items() if value})
