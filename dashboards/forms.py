"""What the annotated plan, the curve and the 求证清单 can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Value

from dashboards.queries.roles import areas
from dashboards.rules import CURVE_FIELDS, READING_WORDS, STATUS_WORDS, Chosen, CurveChoice
from metrics.rules import CHANGED_WORDS
from plan.models import Plan, Zone
from plan.queries import informants
from projects.compute import Figure, Recipient
from projects.queries import named_units, offered_places
from projects.rules import CATEGORY_WORDS, COMMITMENT_WORDS, THEME_WORDS
from projects.rules.inquiry import RATE_WORDS, kinds_of

LEDGERS = {"works": "重点项目", "measure": "重点任务"}
FIELDS = {"works": CATEGORY_WORDS, "measure": THEME_WORDS}


def choice(label: str) -> forms.ChoiceField:
    """A choice that may be left open; an unknown value is an error of the field."""
    wrong = {"invalid_choice": "“%(value)s”不在可选范围内，请重新选择。"}
    return forms.ChoiceField(label=label, required=False, error_messages=wrong)


def _offered(plan: Plan) -> dict[str, dict[str, str]]:
    """Provinces, cities and parts of the spatial pattern to choose from, in one query."""
    places = offered_places(plan)
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
    """Ledger, province, city, part of the spatial pattern, status, commitment, bare clauses.

    While two moments are compared also the kind of change.
    """

    ledger = choice("台账")
    province = choice("省")
    city = choice("市（州）")
    zone = choice("空间格局")
    status = choice("情况")
    commitment = choice("承诺")
    bare = choice("条文")
    change = choice("两个时点对照")

    def __init__(self, data: Any, *, plan: Plan, comparing: bool = False) -> None:
        super().__init__(data)
        if not comparing:
            del self.fields["change"]
        offered = _offered(plan)
        self._offer("ledger", LEDGERS)
        for name in ("province", "city", "zone"):
            self._offer(name, offered[name])
        self._offer("status", STATUS_WORDS)
        self._offer("commitment", COMMITMENT_WORDS)
        self._offer("bare", {"1": "尚无任何资料的"})
        if comparing:
            self._offer("change", CHANGED_WORDS)

    def _offer(self, name: str, words: dict[str, str]) -> None:
        self.fields[name].choices = [("", "全部"), *words.items()]  # type: ignore[attr-defined]

    @property
    def words(self) -> str:
        """The chosen conditions in words, for paper: 省：吉林省；情况：暂无资料."""
        told = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name, "")
            choices = dict(field.choices)  # type: ignore[attr-defined]
            told += [f"{field.label}：{choices[value]}"] if value else []
        return "；".join(told)

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


SIZES = {"5": "先查 5 份", "20": "先查 20 份", "all": "全部"}
ACCOUNT_GROUPS = (
    ("commitment", "按承诺"),
    ("category", "按领域"),
    ("province", "按省"),
    ("city", "按市（州）"),
)


class InquiryFilter(forms.Form):
    """Which figure, whom the list is for, and how many questions."""

    kind = choice("台账")
    item = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput())
    figure = choice("求证的数字")
    account = choice("哪本账")
    office = choice("可能知情")
    place = choice("地区")
    unit = choice("任务分解单位")
    size = choice("份数")

    def __init__(self, data: Any, *, plan: Plan) -> None:
        super().__init__(data)
        self.fields["kind"].widget = forms.HiddenInput()
        places = _offered(plan)
        self.places = places["province"] | places["city"]
        figures = RATE_WORDS if self.ledger == "works" else dict(list(RATE_WORDS.items())[:2])
        units = {unit.code: unit.name for unit in named_units(plan)}
        self._offer("kind", LEDGERS)
        self._offer("figure", figures)
        self._offer("account", self._accounts(places))
        self._offer("office", {"": "不限"} | self._offices(plan))
        self._offer("place", {"": "不限"} | self.places)
        self._offer("unit", {"": "不限"} | units)
        self._offer("size", SIZES)
        if not units:
            self.fields["unit"].widget = forms.HiddenInput()

    @property
    def ledger(self) -> str:
        """The ledger asked for; the works where the address names none."""
        typed = self.data.get("kind", "")
        return typed if typed in LEDGERS else "works"

    def _accounts(self, places: dict[str, dict[str, str]]) -> dict[str, str]:
        words = {"commitment": COMMITMENT_WORDS, "category": FIELDS[self.ledger], **places}
        found = {"all": f"全部{LEDGERS[self.ledger]}"}
        for name, _ in ACCOUNT_GROUPS:
            found |= {f"{name}={code}": word for code, word in words[name].items()}
        return found

    def _offices(self, plan: Plan) -> dict[str, str]:
        """Kinds of office; the catalogue names none for measures."""
        if self.ledger != "works":
            return {}
        kinds = (kind for offices in informants(plan).values() for kind in kinds_of(offices))
        return {kind: kind for kind in sorted(kinds)}

    def _offer(self, name: str, words: dict[str, str]) -> None:
        self.fields[name].choices = list(words.items())  # type: ignore[attr-defined]

    def _taken(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "") if self.is_valid() else ""

    @property
    def chosen(self) -> Figure:
        """The figure asked for; the headline rate of the whole ledger unless another."""
        usual = Figure(self.ledger)
        return Figure(
            self.ledger, self._taken("figure") or usual.name,
            self._taken("account") or usual.account,
        )  # fmt: skip

    @property
    def recipient(self) -> Recipient:
        """Whom the list is for."""
        return Recipient(*(self._taken(name) for name in ("office", "place", "unit", "item")))

    def count(self, listed: int) -> int:
        """How many questions to show."""
        size = self._taken("size") or next(iter(SIZES))
        return listed if size == "all" or self._taken("item") else min(int(size), listed)

    @property
    def account_words(self) -> str:
        """The account in words."""
        return dict(self.fields["account"].choices)[self.chosen.account]  # type: ignore[attr-defined]

    @property
    def recipient_words(self) -> str:
        """省交通运输厅（吉林省）, a unit, a place; blank for everybody."""
        found, units = self.recipient, dict(self.fields["unit"].choices)  # type: ignore[attr-defined]
        place = self.places.get(found.place, "")
        if found.unit:
            return str(units[found.unit])
        if found.kind and place:
            return f"{found.kind}（{place}）"
        return found.kind or place


class RoleFilter(forms.Form):
    """One of the cities that roles speak of, where a plan is given; the kind of change.

    The latter is asked only while two moments are compared.
    """

    area = choice("市（州）")
    change = choice("两个时点对照")

    def __init__(self, data: Any, *, plan: Plan | None = None, comparing: bool = False) -> None:
        super().__init__(data)
        offered = {"area": dict(areas(plan)) if plan else {}, "change": CHANGED_WORDS}
        asked = {"area": plan is not None, "change": comparing}
        for name, words in offered.items():
            if asked[name]:
                self.fields[name].choices = [("", "全部"), *words.items()]  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def taken(self, name: str) -> str:
        """What was chosen; blank for all, and while a parameter is wrong."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""
