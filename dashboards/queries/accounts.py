"""The account of works as the first screen shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from calc.moments import Moment
from metrics.models import Result
from metrics.queries import results
from plan.models import Plan
from projects.rules import CATEGORY_WORDS, COMMITMENT_WORDS, THEME_WORDS
from regions.models import Place

RATES = (
    ("promise_rate", "承诺兑现率", "已达到应达阶段的项数 ÷ 有明确判定标准的项数（已调整的不计）"),
    ("built_rate", "建成率", "建成及以后的项数 ÷ 从严理解应建设或建成的项数"),
    ("started_rate", "开工率", "在建及以后的项数 ÷ 除研究、规划以外的项数"),
)


@dataclass(frozen=True)
class RateView:
    """One named rate with its two bounds and the counts behind it."""

    name: str
    subject: str
    metric: str
    note: str
    low: Decimal | None
    high: Decimal | None
    strict_low: Decimal | None
    strict_high: Decimal | None
    reached: int
    missed: int
    undetermined: int
    no_data: int


@dataclass(frozen=True)
class Group:
    """One account: a group of works, its counts, and whether it can be judged.

    ``change`` says what differs from another moment, ``searched`` how many of those without
    data somebody searched for in vain.
    """

    key: str
    value: str
    label: str
    figures: Mapping[str, Result]
    change: tuple[str, ...] = ()
    searched: int = 0

    @property
    def subject(self) -> str:
        """The name under which its Results are kept."""
        return self.figures["promise_rate"].subject

    @property
    def promise(self) -> dict[str, int]:
        """Counts of the promise rate: reached, missed, undetermined, no_data, adjusted …"""
        return self.figures["promise_rate"].detail

    @property
    def strict(self) -> dict[str, int]:
        """The same counts by the strict reading."""
        return self.figures["promise_rate_strict"].detail

    @property
    def judgeable(self) -> bool:
        """At most a fifth of the items is undetermined."""
        return self.figures["promise_rate"].text == "judgeable"

    @property
    def low(self) -> Decimal | None:
        """Lower bound of the promise rate."""
        return self.figures["promise_rate"].low

    @property
    def high(self) -> Decimal | None:
        """Upper bound of the promise rate."""
        return self.figures["promise_rate"].high

    @property
    def late(self) -> list[str]:
        """Codes of the works completed after the plan's end."""
        return self.figures["late"].detail["late"] if "late" in self.figures else []


def groups(plan: Plan, moment: Moment) -> dict[str, Group]:
    """All accounts of the ledger of works at a moment, by key (``all``, ``category=road`` …)."""
    root = f"{plan.code}/works/"
    figures: dict[str, dict[str, Result]] = {}
    for (subject, metric), row in results(moment, "account").items():
        if subject.startswith(root):
            figures.setdefault(subject.removeprefix(root), {})[metric] = row
    words = group_words()
    return {
        key: Group(key, key.partition("=")[2], words.get(key, key), found)
        for key, found in figures.items()
        if "promise_rate" in found
    }


def rates(group: Group) -> list[RateView]:
    """The three named rates of a group, lenient first."""
    return [_rate(group, metric, name, note) for metric, name, note in RATES]


def _rate(group: Group, metric: str, name: str, note: str) -> RateView:
    lenient = group.figures[metric]
    strict = group.figures.get("promise_rate_strict") if metric == "promise_rate" else None
    counts = lenient.detail
    return RateView(
        name, lenient.subject, metric, note, lenient.low, lenient.high,
        strict.low if strict else None, strict.high if strict else None,
        counts["reached"], counts["missed"], counts["undetermined"], counts["no_data"],
    )  # fmt: skip


def by(dimension: str, found: Mapping[str, Group]) -> list[Group]:
    """The groups of one dimension; those that can be judged first, larger ones first."""
    chosen = [g for key, g in found.items() if key.startswith(f"{dimension}=")]
    return sorted(chosen, key=lambda g: (not g.judgeable, -g.promise["counted"], g.label))


def in_order(dimension: str, order: list[str], found: Mapping[str, Group]) -> list[Group]:
    """The groups of one dimension in a given order."""
    keys = [f"{dimension}={value}" for value in order]
    return [found[key] for key in keys if key in found]


def group_words() -> dict[str, str]:
    """The words of every account by key."""
    words = {"all": "全部重点项目"}
    fields = CATEGORY_WORDS | THEME_WORDS
    words |= {f"category={key}": word for key, word in fields.items()}
    words |= {f"commitment={key}": word for key, word in COMMITMENT_WORDS.items()}
    for place in Place.objects.filter(level__in=["province", "prefecture"]):
        dimension = "province" if place.level == "province" else "city"
        words[f"{dimension}={place.code}"] = place.name
    return words
