"""Who carries an item out, until when, with what result: words, spans of time, objections.

No Django.  A span begins on ``valid_from`` and ends before ``valid_to``: the day from which the
unit no longer answers for the item.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ui.format import cdate

RESPONSIBILITY_WORDS: dict[str, str] = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "support": "配合单位",
}

# how precisely a deadline is stated; 长期 has no day
DEADLINE_WORDS: dict[str, str] = {
    "day": "日",
    "month": "月",
    "quarter": "季度",
    "half": "半年",
    "year": "年",
    "lasting": "长期",
}

CHANGE_WORDS: dict[str, str] = {"new": "新增", "change": "变更", "end": "结束"}

UNCLEAR = "待明确"


@dataclass(frozen=True)
class Allotment:
    """All that is settled about one item on one day; units by their codes.

    ``deadline`` is the last day of the stated period.
    """

    lead: str = ""
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_precision: str = ""
    deliverable: str = ""
    note: str = ""

    def units(self, role: str) -> tuple[str, ...]:
        """The units of one role."""
        if role == "lead":
            return (self.lead,) if self.lead else ()
        return self.responsible if role == "responsible" else self.support

    @property
    def term(self) -> tuple[date | None, str, str, str]:
        """What is settled besides the units."""
        return self.deadline, self.deadline_precision, self.deliverable, self.note

    @property
    def mark(self) -> str:
        """A short digest: equal for equal content, whatever the order of units."""
        parts = [self.lead, ",".join(sorted(self.responsible)), ",".join(sorted(self.support)),
                 self.deadline.isoformat() if self.deadline else "", self.deadline_precision,
                 self.deliverable, self.note]  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def same(self, other: Allotment) -> bool:
        """Whether both say the same; the order of units does not count."""
        return self.mark == other.mark


@dataclass(frozen=True)
class Span:
    """One unit in one role over a stretch of time; ``unit`` is its code."""

    unit: str
    name: str
    role: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the unit answers for the item on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def meets(self, other: Span) -> bool:
        """Whether there is a day on which both hold."""
        return (other.valid_to is None or self.valid_from < other.valid_to) and (
            self.valid_to is None or other.valid_from < self.valid_to
        )

    @property
    def words(self) -> str:
        """自2018年1月1日起, or 2018年1月1日至2019年1月1日."""
        start = cdate(self.valid_from)
        return f"{start}至{cdate(self.valid_to)}" if self.valid_to else f"自{start}起"


def objections(new: Span, others: Iterable[Span]) -> list[str]:
    """Why a unit cannot be given the role for that time beside what stands already."""
    found = []
    for other in others:
        if not new.meets(other):
            continue
        if other.unit == new.unit:
            word = RESPONSIBILITY_WORDS[other.role]
            found.append(
                f"“{other.name}”{other.words}已是该事项的{word}，"
                "同一单位同一时间对一个事项只能有一种责任。"
            )
        elif new.role == other.role == "lead":
            found.append(
                f"该事项{other.words}已有牵头单位“{other.name}”，一个事项同一时间只能有一个牵头单位。"
                "请先结束原牵头单位的责任，或改选生效日期。"
            )
    return found


def out_of_force(
    name: str, day: date, valid_from: date | None, valid_to: date | None, successor: str
) -> str:
    """Why a unit cannot take something on that day; blank when it can or nobody knows."""
    if valid_from and day < valid_from:
        return f"“{name}”{cdate(valid_from)}才设立，{cdate(day)}尚不能承担责任。"
    if valid_to and day >= valid_to:
        heir = f"，由“{successor}”承接" if successor else ""
        return f"“{name}”已于{cdate(valid_to)}停用{heir}，请改选单位或生效日期。"
    return ""


def shown_name(name: str, successor: str) -> str:
    """The name of then and who carries on today: 省国土资源厅（现省自然资源厅承接）."""
    return f"{name}（现{successor}承接）" if successor else name


def deadline_words(day: date | None, precision: str) -> str:
    """2018年6月, 2018年上半年, 长期; blank where none is set."""
    if precision == "lasting":
        return DEADLINE_WORDS["lasting"]
    return cdate(day, precision) if day else ""


def sentence(lead: str, responsible: Iterable[str], support: Iterable[str] = ()) -> str:
    """牵头单位：甲　责任单位：乙、丙 in the manner of official tables."""
    told = [("lead", lead or UNCLEAR), ("responsible", "、".join(responsible)),
            ("support", "、".join(support))]  # fmt: skip
    return "　".join(f"{RESPONSIBILITY_WORDS[role]}：{names}" for role, names in told if names)


def others_words(responsible: Iterable[str], support: Iterable[str]) -> str:
    """What stands in 责任(配合)单位: labelled only where a supporting unit is among them."""
    mine, helping = "、".join(responsible), "、".join(support)
    if not helping:
        return mine
    label = RESPONSIBILITY_WORDS
    return "；".join(
        f"{label[role]}：{names}"
        for role, names in (("responsible", mine), ("support", helping))
        if names
    )
