"""The files of the second ledger: measures, roles, duties, who does it, what is covered.

Apart from `rows` only because a file should fit in a head.
"""

from dataclasses import dataclass, field
from datetime import date

from plan.catalogue_files.cells import CODE, LONG_CODE, PLACE, Day, Integer, Many, Text, Word
from plan.catalogue_files.rows import ADDRESS, CHAPTER, ORDINAL, QUOTE, ProjectRow
from plan.catalogue_files.tables import Row, Table, column

COMMITMENT_WORDS: dict[str, tuple[str, ...]] = {
    "office_level": ("national", "province", "city"),
    "span_kind": ("project", "indicator", "zone", "function", "duty", "none"),
    "span_reason": ("背景", "原则", "重复", "引导语"),
    "link_relation": (
        "realises",
        "same_as",
        "belongs_to",
        "mentioned_in",
        "measures",
        "layout_of",
    ),
}


@dataclass(frozen=True, kw_only=True)
class OrganisationRow(Row):
    """An office of the two provinces, their cities or the centre, with its time."""

    code: str = field(metadata=column(CODE))
    name: str = field(metadata=column(Text(100)))
    short_name: str = field(metadata=column(Text(60), required=False))
    level: str = field(metadata=column(Word("office_level", "级别")))
    place: str = field(metadata=column(PLACE, required=False))
    valid_from: date | None = field(metadata=column(Day(), required=False))
    valid_to: date | None = field(metadata=column(Day(), required=False))
    successor: str = field(metadata=column(CODE, required=False))
    source: str = field(metadata=column(Text(200), required=False))
    note: str = field(metadata=column(Text(200), required=False))


@dataclass(frozen=True, kw_only=True)
class FunctionRow(Row):
    """A role the plan gives to the cluster or a city, or an industry it lays out there."""

    code: str = field(metadata=column(LONG_CODE))
    name: str = field(metadata=column(Text(100)))
    kind: str = field(metadata=column(Text(20)))
    industry: str = field(metadata=column(Text(40), required=False))
    place: str = field(metadata=column(PLACE, required=False))
    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    box: int | None = field(metadata=column(ORDINAL, required=False))
    quote: str = field(metadata=column(QUOTE))


@dataclass(frozen=True, kw_only=True)
class DutyRow(Row):
    """What the plan tells somebody to do about carrying it out."""

    code: str = field(metadata=column(LONG_CODE))
    name: str = field(metadata=column(Text(100)))
    who: str = field(metadata=column(Text(60), required=False))
    organisations: tuple[str, ...] = field(metadata=column(Many(CODE), required=False))
    verb: str = field(metadata=column(Text(20)))
    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    box: int | None = field(metadata=column(ORDINAL, required=False))
    quote: str = field(metadata=column(QUOTE))


@dataclass(frozen=True, kw_only=True)
class SpanRow(Row):
    """A stretch of a paragraph: the item it belongs to, or why nothing was taken from it."""

    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    box: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    start: int = field(metadata=column(Integer(0, 9999)))
    end: int = field(metadata=column(Integer(1, 9999)))
    kind: str = field(metadata=column(Word("span_kind", "类别")))
    item: str = field(metadata=column(LONG_CODE, required=False))
    reason: str = field(metadata=column(Word("span_reason", "未摘录的原因"), required=False))


@dataclass(frozen=True, kw_only=True)
class LinkRow(Row):
    """Two items that serve each other, as the plan's own text shows."""

    source_kind: str = field(metadata=column(Word("span_kind", "类别")))
    source: str = field(metadata=column(LONG_CODE))
    relation: str = field(metadata=column(Word("link_relation", "关系")))
    target_kind: str = field(metadata=column(Word("span_kind", "类别")))
    target: str = field(metadata=column(LONG_CODE))
    note: str = field(metadata=column(Text(200), required=False))


@dataclass(frozen=True, kw_only=True)
class CriterionRow(Row):
    """What would settle items of a kind; a blank condition lets every item through.

    ``match`` are pieces of a name, one of which must stand in it.
    """

    judgement: str = field(metadata=column(Word("judgement", "判定类型")))
    ladder: str = field(metadata=column(Word("ladder", "阶段序列"), required=False))
    category: str = field(metadata=column(Word("category", "领域"), required=False))
    match: tuple[str, ...] = field(metadata=column(Many(Text(20)), required=False))
    commitment: str = field(metadata=column(Word("commitment", "承诺"), required=False))
    commitment_strict: str = field(metadata=column(Word("commitment", "承诺"), required=False))
    pattern: str = field(metadata=column(Text()))


@dataclass(frozen=True, kw_only=True)
class NamedUnitRow(Row):
    """A unit that the plan itself names where it speaks of a work or measure.

    Named is not responsible: who answers for an item is decided by people.
    """

    item: str = field(metadata=column(CODE))
    unit: str = field(metadata=column(Text(40)))


MEASURES = Table("measures.csv", ProjectRow, ("code",))
ORGANISATIONS = Table("organisations.csv", OrganisationRow, ("code",))
FUNCTIONS = Table("functions.csv", FunctionRow, ("code",))
DUTIES = Table("duties.csv", DutyRow, ("code",))
SPANS = Table("spans.csv", SpanRow, (*ADDRESS, "start", "end", "kind", "item"))
LINKS = Table("links.csv", LinkRow, ("source_kind", "source", "relation", "target_kind", "target"))
CRITERIA = Table(
    "criteria.csv",
    CriterionRow,
    ("judgement", "ladder", "category", "match", "commitment", "commitment_strict"),
)
NAMED_UNITS = Table("named_units.csv", NamedUnitRow, ("item", "unit"))
