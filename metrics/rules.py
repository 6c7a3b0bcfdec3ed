"""What a computer hands to the engine, and how results are compared.  No Django."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Protocol

from calc.moments import BASIS_WORDS, Moment
from ui.format import cdate

# Moments to compare with, by the word in the address; what they mean is found when asked for.
VERSUS_WORDS: dict[str, str] = {
    "plan_end": "规划期末",
    "plan_end_then": "规划期末当时的认识",
    "quarter": "上季末",
    "report": "上次评估报告",
    "yesterday": "昨天的认识",
}
# What a list can be narrowed to while two moments are compared.
CHANGED_WORDS: dict[str, str] = {
    "any": "有变化的",
    "moved": "有实际进展的",
    "learned": "有补充认识的",
    "revised": "有修正的",
}
SCALE = Decimal("0.000001")
MAX_ATTEMPTS = 5
# Seconds before an attempt after the second failure; each further one waits twice as long.
FIRST_WAIT = 10
# More parts than these that fail at a time are no single subjects: the whole has failed.
MOST_FAILING = 20

# Kinds of claims that no computer has: a moment computed whole, and the nightly comparison.
MOMENT = "moment"
CHECK = "check"
EVERYTHING = "all"
# The claim of the calendar's moments, which are stored together.
CALENDAR = "kept"

# The figure that says of a subject that it could not be computed, and its words on a page.
FAILED = "failed"
FAILED_WORDS = "计算失败，已搁置"

CLAIM_WORDS: dict[str, str] = {
    "computing": "正在计算",
    "waiting": "等待重试",
    "parked": "已搁置",
}
CHECK_WORDS: dict[str, str] = {
    "reconcile": "夜间核对",
    "rebuild": "全部重算",
}
DIED = "计算进程中断，或超过时限未完成"
OVERTIME = "计算超过时限"
FAULT_WORDS: dict[str, str] = {
    "IntegrityError": "算出的数不合数据库的规则",
    "DataError": "算出的数超出可存的范围",
    "Contradiction": "已入库的事实相互矛盾",
    "MemoryError": "内存不足",
}


@dataclass(frozen=True)
class Outcome:
    """One figure as a computer made it; the engine stores it as a Result.

    ``low`` and ``high`` are rounded to the stored scale at once, so that the same facts
    always give the same bytes.  ``until`` is the day of the last moment, of those asked for,
    up to which the figure holds without change; None when it speaks of its moment alone.
    """

    moment: Moment
    kind: str
    subject: str
    metric: str
    formula: str
    version: int
    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    until: date | None = None

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """The place this figure takes among the Results."""
        return (self.moment.key, self.kind, self.subject, self.metric)


class Uncomputable(Exception):
    """A page cannot be made, since what it shows cannot be computed; says in words what it is."""


Compute = Callable[[Collection[str] | None, Collection[Moment]], Iterable[Outcome]]
Feeds = Callable[[Collection[str]], Collection[str]]


def is_free(kind: str, subject: str) -> bool:
    """Whether nobody marked it: a moment that a reader asked for, or a comparison."""
    return kind == CHECK or (kind == MOMENT and subject not in (EVERYTHING, CALENDAR))


def is_deadly(fault: str) -> bool:
    """Whether computing the subject ended its process, so that nobody else may risk it."""
    return fault in (DIED, OVERTIME)


def fault_of(error: BaseException) -> str:
    """What the program said, as it is kept with a claim."""
    return f"{type(error).__name__}: {error}"


def fault_words(fault: str) -> str:
    """Why a computation failed, for an administrator; what the program said stands behind it."""
    kind, said, detail = fault.partition(": ")
    if not said:
        return fault
    return f"{FAULT_WORDS.get(kind, '计算程序报错')}（{kind}：{detail}）"


def wait_after(attempts: int) -> int:
    """Seconds to wait after so many failed attempts: 0, 10, 20, 40 …

    The first failure is tried again at once: with a process that died, most subjects it had
    in hand are innocent, and each is then tried alone.
    """
    return 0 if attempts <= 1 else FIRST_WAIT * 2 ** (attempts - 2)


def moment_words(moment: Moment) -> str:
    """A moment for the head of a table: 截至2020年12月31日，公开口径，用全部已知资料."""
    known = f"{cdate(moment.known_at)}以前知悉的资料" if moment.known_at else "全部已知资料"
    return f"截至{cdate(moment.as_of)}，{BASIS_WORDS[moment.basis]}，用{known}"


def wanted_change(kinds: Collection[str], chosen: str) -> bool:
    """Whether an item that went through changes of these kinds is what a reader wants to see."""
    return not chosen or (bool(kinds) if chosen == "any" else chosen in kinds)


class Change(Protocol):
    """One step between two moments: what kind of change it is, and from what to what."""

    @property
    def word(self) -> str:
        """The kind of change."""

    @property
    def words(self) -> str:
        """From what to what."""


def changed_words(steps: Iterable[Change]) -> str:
    """实际进展：在建 → 投用；可确认未达到 → 可确认达到, a line per step; 相同 where none."""
    return "\n".join(f"{step.word}：{step.words}" for step in steps) or "相同"


def stored(value: float | Decimal | None) -> Decimal | None:
    """A number at the scale it is stored with; refuses NaN and Infinity."""
    if value is None:
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError("NaN and Infinity are never stored")
    return number.quantize(SCALE, rounding=ROUND_HALF_EVEN)


def digest(rows: Iterable[tuple[object, ...]]) -> str:
    """SHA-256 over rows in the order given; equal digests mean equal bytes."""
    seal = hashlib.sha256()
    for row in rows:
        text = json.dumps(
            [str(cell) if isinstance(cell, Decimal) else cell for cell in row],
            ensure_ascii=False,
            sort_keys=True,
        )
        seal.update(text.encode() + b"\n")
    return seal.hexdigest()


def failed(
    kind: str, subjects: Iterable[str], moments: Collection[Moment], *, version: int
) -> Iterator[Outcome]:
    """The mark of each subject that could not be computed, over all the moments.

    It says nothing of the reason, which stands in the list of what was set aside: the same
    failure gives the same bytes.
    """
    for subject in subjects:
        for days in by_knowledge(moments).values():
            first, last = min(days), max(days)
            yield Outcome(first, kind, subject, FAILED, "metrics.failed", version,
                          text=FAILED, until=last.as_of)  # fmt: skip


def spread(outcomes: Iterable[Outcome], moments: Collection[Moment]) -> Iterator[Outcome]:
    """Each figure once for every one of the moments at which it holds."""
    groups = by_knowledge(moments)
    alike = {moment: days for days in groups.values() for moment in days}
    for one in outcomes:
        until = one.until or one.moment.as_of
        for moment in alike[one.moment]:
            if one.moment.as_of <= moment.as_of <= until:
                yield replace(one, moment=moment, until=None)


def by_knowledge(moments: Collection[Moment]) -> dict[Moment, list[Moment]]:
    """Moments of the same knowledge, which can share one reading of the facts."""
    groups: dict[tuple[object, str], list[Moment]] = defaultdict(list)
    for moment in moments:
        groups[(moment.known_at, moment.basis)].append(moment)
    return {days[0]: days for days in groups.values()}


def isolate(
    names: Sequence[str], attempt: Callable[[Collection[str]], Exception | None], error: Exception
) -> dict[str, str]:
    """The subjects that fail by themselves, by halving; all others have been computed then.

    Raises the error where the fault is not of single subjects: nothing can be computed, or
    more than ``MOST_FAILING`` parts fail at the same time.
    """
    alone: dict[str, str] = {}
    parts, done = [names] if names else [], False
    if len(names) == 1:
        return {names[0]: fault_of(error)}
    while parts:
        halves, parts = [half for part in parts for half in _halves(part)], []
        for half in halves:
            fault = attempt(half)
            done = done or fault is None
            if fault is not None and len(half) == 1:
                alone[half[0]] = fault_of(fault)
            elif fault is not None:
                parts.append(half)
            if len(alone) + len(parts) > MOST_FAILING:
                raise error
    if not done:
        raise error
    return alone


def _halves(names: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    middle = len(names) // 2
    return names[:middle], names[middle:]
