"""What a 任务分解表 holds, and what a changed one asks for.  No Django."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from projects.rules.offices import Office, Offices
from projects.rules.responsibility import (
    CHANGE_WORDS,
    RESPONSIBILITY_WORDS,
    Allotment,
    Span,
    deadline_words,
)

NUMBER, CLAUSE, TASK = "序号", "规划章节", "任务"
LEAD, OTHERS = "牵头单位", "责任(配合)单位"
DEADLINE, DELIVERABLE = "完成时限", "成果形式"
PROGRESS, STATE, NOTE = "进展情况", "完成状态", "备注"
CODE, MARK, REASON = "事项代码", "导出校验", "错误原因"

EDITABLE = (LEAD, OTHERS, DEADLINE, DELIVERABLE, NOTE)
NEEDED = (TASK, *EDITABLE, CODE)
LONGEST = {DELIVERABLE: 200, NOTE: 300}


@dataclass(frozen=True)
class Item:
    """One item of the ledger: what is settled on the day, and all spans that stand."""

    code: str
    name: str
    current: Allotment = field(default_factory=Allotment)
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell of the file; ``row`` as Excel counts it."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Change:
    """One cell that would change: 新增, 变更 or 结束."""

    row: int
    code: str
    name: str
    field: str
    what: str
    before: str
    after: str

    @property
    def word(self) -> str:
        """新增, 变更 or 结束."""
        return CHANGE_WORDS[self.what]

    @property
    def sentence(self) -> str:
        """变更牵头单位：甲 → 乙."""
        return f"{self.word}{self.field}：{self.before or '空'} → {self.after or '空'}"


@dataclass(frozen=True)
class Wanted:
    """What a row asks for: the units that end and begin, and the whole it leads to."""

    item: Item
    allotment: Allotment
    ends: tuple[Span, ...]
    begins: tuple[tuple[str, str], ...]  # role and code of a unit

    @property
    def new_term(self) -> bool:
        """Whether deadline, deliverable or note change."""
        return self.allotment.term != self.item.current.term


@dataclass
class Comparison:
    """What a file would change; nothing may be changed while there are faults."""

    wanted: list[Wanted] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    rows: int = 0

    @property
    def digest(self) -> str:
        """Equal for the same changes: what somebody confirms is what they have seen."""
        told = "\n".join(f"{one.code}|{one.sentence}" for one in self.changes)
        return hashlib.sha256(told.encode()).hexdigest()


def doubt(office: Office) -> str:
    """What to check when a unit is named that another one has replaced."""
    return f"“{office.name}”现由“{office.heir}”承接，交接日期待核，请核对生效日期。"


def asked_of(item: Item, wanted: Allotment, day: date) -> Wanted:
    pairs = {(role, code) for role in RESPONSIBILITY_WORDS for code in wanted.units(role)}
    holding = [span for span in item.spans if span.holds(day)]
    kept = {(span.role, span.unit) for span in holding}
    begins = [
        (role, code)
        for role in RESPONSIBILITY_WORDS
        for code in wanted.units(role)
        if (role, code) not in kept
    ]
    ends = tuple(span for span in holding if (span.role, span.unit) not in pairs)
    return Wanted(item, wanted, ends, tuple(begins))


def changes_of(row: int, item: Item, wanted: Allotment, offices: Offices) -> list[Change]:
    told = []
    for role, word in RESPONSIBILITY_WORDS.items():
        if set(item.current.units(role)) != set(wanted.units(role)):
            told.append((word, *(_names(one, role, offices) for one in (item.current, wanted))))
    texts = [(DEADLINE, _deadline_of(item.current), _deadline_of(wanted)),
             (DELIVERABLE, item.current.deliverable, wanted.deliverable),
             (NOTE, item.current.note, wanted.note)]  # fmt: skip
    told += [text for text in texts if text[1] != text[2]]
    return [
        Change(row, item.code, item.name, word, _what(before, after), before, after)
        for word, before, after in told
    ]


def _what(before: str, after: str) -> str:
    if not before:
        return "new"
    return "change" if after else "end"


def _names(allotment: Allotment, role: str, offices: Offices) -> str:
    return "、".join(offices.name(code) for code in allotment.units(role))


def _deadline_of(allotment: Allotment) -> str:
    return deadline_words(allotment.deadline, allotment.deadline_precision)
