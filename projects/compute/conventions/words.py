"""Dimensions, choices and disagreements of a panorama in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calc.conventions import Changed
from calc.moments import Moment
from projects.compute.conventions.panorama import Panorama
from projects.models import Project
from projects.rules import (
    BOTH_KEPT,
    DIMENSION_WORDS,
    EVENT_WORDS,
    HOUSE,
    MEMBER_WORDS,
    Disagreement,
)
from ui.format import cdate, fact_date

NOTES = {
    "reading": "宽口径看条文的首个动词，严口径看条文中最强的结果用语",
    "knowledge": "事实的取舍只看何时公开、何时入库，不看内容",
    "unverified": "可信度为“低（待核实）”、此外都可据以判定的资料；计入后互相矛盾的，不作结论",
    "derived": "来源没有直接写明、据后续报道推断的资料",
}
WEIGHTS = "规划没有写明任何项目的投资或份额，不得假定权数；每项同等计算，只有一种口径"


@dataclass(frozen=True)
class Choice:
    """One dimension: its members, the house's first, or why there is nothing to choose."""

    name: str
    members: list[str]
    note: str


@dataclass(frozen=True)
class Words:
    """What the dimensions of one panorama are called."""

    found: Panorama

    @property
    def names(self) -> dict[str, Project]:
        """The works of the account by their code."""
        return {work.project.code: work.project for work in self.found.works}

    def dimension(self, key: str) -> str:
        """The word of a dimension; a disagreement by its works and event."""
        if key in DIMENSION_WORDS:
            return DIMENSION_WORDS[key]
        one = self._disagreement(key)
        names = "、".join(self.names[code].name for code in sorted(one.items))
        return f"{names}的{EVENT_WORDS[one.event]}时间"

    def member(self, key: str, member: str) -> str:
        """The word of a choice on a dimension."""
        if key in DIMENSION_WORDS:
            return MEMBER_WORDS[f"{key}.{member}"]
        return BOTH_KEPT if member == HOUSE else f"采信{self.side(self._disagreement(key), member)}"

    def depends(self, sets: Iterable[Changed]) -> str:
        """What something depends on: 承诺的理解，或资料范围与待核实的资料合起来."""
        ordered = sorted(sets, key=lambda changed: (len(changed), self._places(changed)))
        return "，或".join(self._together(changed) for changed in ordered)

    def side(self, one: Disagreement, name: str) -> str:
        """One side by its row and day: PE-107（2024年12月28日）."""
        rows = self.found.material.rows
        known = [rows[code, name] for code in sorted(one.items) if (code, name) in rows]
        if not known:
            return name
        return f"{name}（{fact_date(known[0].day, known[0].precision, known[0].date_basis)}）"

    def choices(self) -> list[Choice]:
        """The convention table of the shared dimensions, weights among them."""
        rows = [
            Choice(
                DIMENSION_WORDS[d.key], [MEMBER_WORDS[f"{d.key}.{member}"] for member in d.members],
                NOTES[d.key] if len(d.members) > 1 else _single(d.key, self.found.moment),
            )
            for d in self.found.shared
        ]  # fmt: skip
        return [*rows, Choice("权数", ["不加权"], WEIGHTS)]

    def _together(self, changed: Changed) -> str:
        names = "与".join(self.dimension(key) for _, key in self._places(changed))
        return f"{names}合起来" if len(changed) > 1 else names

    def _places(self, changed: Changed) -> list[tuple[int, str]]:
        """The dimensions in the order of the convention table, disagreements after them."""
        order = list(DIMENSION_WORDS)
        return sorted((order.index(k) if k in order else len(order), k) for k in changed)

    def _disagreement(self, key: str) -> Disagreement:
        return next(one for one in self.found.disagreements if one.key == key)


def _single(key: str, moment: Moment) -> str:
    """Why a shared dimension has one member at the moment."""
    if key == "knowledge":
        if moment.known_at is None:
            return "所用资料的发布时间都可查，另一种口径与此相同"
        return f"按{cdate(moment.known_at)}的知悉日，两种口径所用资料相同，或系统口径当日尚无记录"
    return {
        "unverified": "没有只因待核实而不计的资料",
        "derived": "没有据以判定的推断",
    }[key]
