"""The state of the computing, in words for who looks after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dashboards.queries.accounts import group_words
from dashboards.rules import SUBJECT_WORDS
from indicators.models import Indicator
from metrics import queries as metrics
from metrics.models import Check, Claim, Run
from metrics.rules import CALENDAR, EVERYTHING, MOMENT, fault_words
from projects.models import Project


@dataclass(frozen=True)
class Waiting:
    """Subjects of one kind that nobody has begun to compute."""

    kind: str
    count: int
    oldest: datetime


@dataclass(frozen=True)
class Work:
    """One subject that is computed, will be tried again, or was set aside."""

    claim: Claim
    kind: str
    name: str
    reason: str


@dataclass(frozen=True)
class Engine:
    """Everything on the page of the computing."""

    waiting: list[Waiting]
    under_way: list[Work]
    parked: list[Work]
    runs: list[Run]
    compared: Check | None
    rebuilt: Check | None

    @property
    def oldest(self) -> datetime | None:
        """When the kept moments were last brought up to date, all of them."""
        return min((run.computed_at for run in self.runs), default=None)


def engine() -> Engine:
    """What waits, what is computed, what was set aside, and the last comparisons."""
    under_way, parked = metrics.under_way(), metrics.parked()
    names = _names([*under_way, *parked])
    return Engine(
        [
            Waiting(SUBJECT_WORDS.get(kind, kind), count, oldest)
            for kind, count, oldest in metrics.unclaimed()
        ],
        [_work(row, names) for row in under_way],
        [_work(row, names) for row in parked],
        metrics.kept_runs(),
        metrics.last_check(Check.Kind.RECONCILE),
        metrics.last_check(Check.Kind.REBUILD),
    )


def _work(row: Claim, names: dict[tuple[str, str], str]) -> Work:
    name = names.get((row.subject_kind, row.subject), row.subject)
    return Work(row, SUBJECT_WORDS.get(row.subject_kind, row.subject_kind), name,
                fault_words(row.fault))  # fmt: skip


def _names(rows: Collection[Claim]) -> dict[tuple[str, str], str]:
    """What people call the subjects."""
    found = {(MOMENT, EVERYTHING): "全部时点", (MOMENT, CALENDAR): "常备时点"}
    for kind, model in (("project", Project), ("indicator", Indicator)):
        codes = [row.subject.partition("/")[2] for row in rows if row.subject_kind == kind]
        items = model.objects.filter(code__in=codes).values_list("plan__code", "code", "name")
        found |= {(kind, f"{plan}/{code}"): name for plan, code, name in items}
    groups, ledgers = group_words(), dict(Project.Kind.choices)
    for row in rows:
        if row.subject_kind == "account":
            _, ledger, group = row.subject.split("/", 2)
            words = "全部" if group == "all" else groups.get(group, group)
            found["account", row.subject] = f"{ledgers.get(ledger, ledger)}：{words}"
    return found
