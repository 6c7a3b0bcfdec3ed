"""On what reasonable readers of the ledger differ, in words; which rows count under a choice.

No Django.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from calc.conventions import Dimension
from calc.facts import Fact
from calc.rates import Conclusion

HOUSE = "default"
READINGS = ("lenient", "strict")
UNVERIFIED = ("out", "in")
DERIVED = ("in", "out")

DIMENSION_WORDS: dict[str, str] = {
    "reading": "承诺的理解",
    "knowledge": "资料范围",
    "unverified": "待核实的资料",
    "derived": "据后续报道推断的资料",
}

MEMBER_WORDS: dict[str, str] = {
    "reading.lenient": "宽口径",
    "reading.strict": "严口径",
    "knowledge.all": "全部已知资料",
    "knowledge.public": "公开口径",
    "knowledge.dated": "只计发布时间可查的",
    "knowledge.system": "系统口径",
    "unverified.out": "不计",
    "unverified.in": "计入",
    "derived.in": "计入",
    "derived.out": "不计",
}

BOTH_KEPT = "两说并存"

HALF_WORDS: dict[str, str] = {
    "above": "已过半",
    "below": "不到一半",
    "open": "是否过半不能确定",
    "not_applicable": "不适用",
}


def conclusion_words(found: Conclusion) -> str:
    """A conclusion in words: 资料不足以评价，是否过半不能确定."""
    judged, half = found
    if half == "not_applicable":
        return "没有计入比率的项目，不适用"
    return f"{'资料足以评价' if judged else '资料不足以评价'}，{HALF_WORDS[half]}"


@dataclass(frozen=True)
class Evidence:
    """One standing fact; ``fact.counts`` is True as well where only low confidence forbids it."""

    fact: Fact
    unverified: bool = False


@dataclass(frozen=True)
class Disagreement:
    """Rows of one group that say different things of one event of one item or part.

    ``sides`` maps the name of a side to the keys of its rows.
    """

    key: str
    group: str
    event: str
    sides: Mapping[str, frozenset[str]]
    items: frozenset[str]

    @property
    def dimension(self) -> Dimension:
        """The choice it leaves: both kept by the house, or one side believed."""
        return Dimension(self.key, (HOUSE, *self.sides))


def disagreements(evidence: Mapping[str, Iterable[Evidence]]) -> list[Disagreement]:
    """The open disagreements that may bear on a stage, from the evidence by item.

    Only rows that may count and speak of the same event of the same declared part (or of the
    whole) are rivals; rows of the group that agree on the days are one side.  One group may
    touch several items, which are then decided together.
    """
    found: dict[str, dict[tuple[object, ...], set[str]]] = {}
    touched: dict[str, set[str]] = {}
    for item, rows in evidence.items():
        for fact in (row.fact for row in rows):
            if fact.conflict and fact.counts:
                # A group named after the key of a row belongs to one item alone.
                found.setdefault(_key(fact), {}).setdefault(_said(fact), set()).add(fact.key)
                touched.setdefault(_key(fact), set()).add(item)
    return [_disagreement(key, said, touched[key]) for key, said in sorted(found.items())
            if len(said) > 1]  # fmt: skip


def _disagreement(
    key: str, said: Mapping[tuple[object, ...], set[str]], items: Collection[str]
) -> Disagreement:
    group, event, _ = key.rsplit("/", 2)
    sides = sorted((frozenset(keys) for keys in said.values()), key=min)
    return Disagreement(key, group, event, {min(s): s for s in sides}, frozenset(items))


def counting(
    rows: Collection[Evidence], setting: Mapping[str, str], open_: Iterable[Disagreement]
) -> tuple[Fact, ...]:
    """The facts that count under a setting.

    A side that is believed silences its rivals only where one of its own rows counts.
    """
    kept = [
        row.fact
        for row in rows
        if row.fact.counts
        and not (row.unverified and setting["unverified"] == "out")
        and not (row.fact.derived and setting["derived"] == "out")
    ]
    for one in open_:
        believed = one.sides.get(setting[one.key], frozenset())
        if any(fact.key in believed for fact in kept):
            rivals = frozenset().union(*one.sides.values()) - believed
            kept = [fact for fact in kept if fact.key not in rivals]
    return tuple(kept)


def admitted(fact: Fact, *, unverified: bool) -> Evidence:
    """A stored fact as evidence; an unverified one counts where it is admitted."""
    return Evidence(replace(fact, counts=True) if unverified else fact, unverified)


def _key(fact: Fact) -> str:
    place = fact.part if fact.part and not fact.undeclared else ""
    return f"{fact.conflict}/{fact.event}/{place}"


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.earliest, fact.latest, fact.first_day, fact.at_least, fact.at_most, fact.percent
