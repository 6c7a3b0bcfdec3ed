"""Two moments side by side on the first screen: what moved each figure, and in which works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from calc.changes import Delta
from calc.moments import STEP_WORDS, Moment
from dashboards.queries.accounts import Group, groups
from plan.models import Plan
from projects.compute.courses import (
    RATES,
    AccountCourse,
    Course,
    account_courses,
    courses,
)
from projects.queries import works
from projects.rules import STANDING_WORDS
from ui.format import num, pct, pp

COUNT_WORDS = {code: STANDING_WORDS[code] for code in ("reached", "missed", "undetermined")} | {
    "no_data": "其中暂无资料",
    "adjusted": STANDING_WORDS["adjusted"],
}
RATE_WORDS = dict(
    zip(RATES, ("承诺兑现率（宽口径）", "承诺兑现率（严口径）", "建成率", "开工率"), strict=True)
)
# What happened is told first, then what was only learned or revised.
TOLD = ("moved", "learned", "revised")
END_WORDS = {"low": "下限", "high": "上限"}
GROUPED = ("reached", "missed", "undetermined")
DIMENSION_WORDS = {"category": "领域", "commitment": "承诺", "province": "省", "city": "市（州）"}
NONE = "不适用"


@dataclass(frozen=True)
class Line:
    """One figure of the whole: both ends and the three steps as they are printed."""

    name: str
    then: str
    steps: tuple[str, ...]
    now: str
    metric: str


@dataclass(frozen=True)
class GroupLine:
    """One group in which anything changed; a cell per count."""

    dimension: str
    label: str
    value: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class BoardVersus:
    """The account of works at two moments."""

    before: Moment
    now: Moment
    lines: list[Line]
    groups: list[GroupLine]
    unchanged: int
    items: list[Course]
    told: Mapping[str, list[str]]

    @property
    def sentence(self) -> str:
        """How many works read otherwise, by what moved them."""
        if not self.items:
            return "两个时点之间，没有一个项目的阶段或评价不同。"
        numbers = {code: sum(code in one.kinds for one in self.items) for code in TOLD}
        told = "，".join(f"{STEP_WORDS[code]}{numbers[code]}项" for code in TOLD)
        return f"两个时点之间，{len(self.items)}个项目的阶段或评价不同：{told}（一项可兼有几种）。"


def board_versus(plan: Plan, before: Moment, now: Moment) -> BoardVersus:
    """What differs between two moments in the ledger of works."""
    found = courses(plan, before, now, projects=works(plan))
    accounts = account_courses(found.values(), before, now)
    root = f"{plan.code}/works/"
    named = groups(plan, now)
    whole = accounts.get(f"{root}all")
    parts = [(key.removeprefix(root), one) for key, one in accounts.items() if key != f"{root}all"]
    changed = [_group(key, one, named) for key, one in parts if _shown(one)]
    order = list(DIMENSION_WORDS.values())
    return BoardVersus(
        before, now, list(_lines(whole)) if whole else [],
        sorted(changed, key=lambda row: order.index(row.dimension)), len(parts) - len(changed),
        [one for one in found.values() if one.steps],
        {key: _told(one) for key, one in parts},
    )  # fmt: skip


def _lines(whole: AccountCourse) -> Iterable[Line]:
    for code, word in COUNT_WORDS.items():
        yield _counted(f"{word}（项）", whole.counts[code], "promise_rate")
    yield _counted("逾期后完成（项）", whole.late, "late")
    for metric, word in RATE_WORDS.items():
        for end, name in END_WORDS.items():
            yield _rated(f"{word}{name}", whole.bounds[metric, end], metric)


def _counted(name: str, delta: Delta | None, metric: str) -> Line:
    if delta is None:
        return Line(name, NONE, ("", "", ""), NONE, "")
    steps = tuple(signed(getattr(delta, code)) for code in TOLD)
    return Line(name, num(delta.then), steps, num(delta.now), metric)


def _rated(name: str, delta: Delta | None, metric: str) -> Line:
    if delta is None:
        return Line(name, NONE, ("", "", ""), NONE, "")
    steps = tuple(_points(getattr(delta, code)) for code in TOLD)
    return Line(name, pct(delta.then), steps, pct(delta.now), metric)


def _points(change: Decimal) -> str:
    return pp(change).replace("-", "−") if change else "0"


def _told(one: AccountCourse) -> list[str]:
    """可确认达到3 → 5（实际进展+2）, a line for each count that changed; 相同 where none did."""
    deltas = {COUNT_WORDS[code]: one.counts[code] for code in GROUPED}
    return [f"{word}{cell(at)}" for word, at in deltas.items() if at.changed] or ["相同"]


def _shown(one: AccountCourse) -> bool:
    return any(one.counts[code].changed for code in GROUPED)


def _group(key: str, one: AccountCourse, named: Mapping[str, Group]) -> GroupLine:
    dimension, _, value = key.partition("=")
    label = named[key].label if key in named else value
    cells = tuple(cell(one.counts[code]) for code in GROUPED)
    return GroupLine(DIMENSION_WORDS[dimension], label, value, cells)


def cell(delta: Delta) -> str:
    """3 → 5（实际进展+2）; the number alone where no step did anything."""
    if not delta.changed:
        return num(delta.now)
    told = [
        f"{STEP_WORDS[code]}{signed(getattr(delta, code))}" for code in TOLD if getattr(delta, code)
    ]
    return f"{num(delta.then)} → {num(delta.now)}（{'，'.join(told)}）"


def signed(number: Decimal) -> str:
    """+3, −1 or 0."""
    if not number:
        return "0"
    return f"{'+' if number > 0 else '−'}{num(abs(number))}"
