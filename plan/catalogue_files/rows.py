"""The files of a catalogue folder, column by column.

The order of the fields is the order of the columns; what a cell may hold is
said once, here. Vocabularies not listed in FILE_WORDS belong to the apps that
use the words, and are handed to the reader by the caller.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plan.catalogue_files.cells import (
    CODE,
    INDICATOR_CODE,
    PLACE,
    QUOTE_LIMIT,
    URL,
    Day,
    Integer,
    Many,
    Number,
    Text,
    Word,
    YesNo,
)
from plan.catalogue_files.tables import Row, Table, column

CHAPTER = Integer(0, 99)
ORDINAL = Integer(1, 99)
YEAR = Integer(1900, 2099)
QUOTE = Text(QUOTE_LIMIT)

FILE_WORDS: dict[str, tuple[str, ...]] = {
    "untouched": ("任务（待录）", "背景", "原则", "重复"),
    "place_level": ("province", "prefecture", "county", "town", "zone", "outside"),
    "kind": ("works", "measure"),
    "required_stage": ("approved", "construction", "completed", "in_use"),
}


@dataclass(frozen=True, kw_only=True)
class PlanRow(Row):
    """The plan itself and the two documents that put it in force."""

    code: str = field(metadata=column(CODE))
    title: str = field(metadata=column(Text(100)))
    approval: str = field(metadata=column(Text()))
    approval_number: str = field(metadata=column(Text(40)))
    approved_on: date = field(metadata=column(Day()))
    approved_precision: str = field(metadata=column(Word("precision", "日期精度")))
    approval_published_on: date | None = field(metadata=column(Day(), required=False))
    approval_source_url: str = field(metadata=column(URL, required=False))
    notice: str = field(metadata=column(Text(), required=False))
    notice_publisher: str = field(metadata=column(Text(60), required=False))
    notice_on: date | None = field(metadata=column(Day(), required=False))
    notice_published_on: date | None = field(metadata=column(Day(), required=False))
    starts: date = field(metadata=column(Day()))
    ends: date = field(metadata=column(Day()))
    outlook_year: int = field(metadata=column(YEAR))
    without_numbers: str = field(metadata=column(Text(), required=False))


@dataclass(frozen=True, kw_only=True)
class SectionRow(Row):
    """A chapter (section None; 前言 is chapter 0) or a section of it."""

    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    title: str = field(metadata=column(Text(60)))


@dataclass(frozen=True, kw_only=True)
class BoxRow(Row):
    """A 专栏 and where it stands."""

    box: int = field(metadata=column(ORDINAL))
    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    title: str = field(metadata=column(Text(60)))


@dataclass(frozen=True, kw_only=True)
class ClauseRow(Row):
    """A paragraph; `untouched` says why nothing was taken from it, blank when something was."""

    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    box: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    lead: str = field(metadata=column(Text(60), required=False))
    untouched: str = field(metadata=column(Word("untouched", "未摘录的原因"), required=False))


@dataclass(frozen=True, kw_only=True)
class PlaceRow(Row):
    """An administrative unit, a functional zone, or a place outside that the plan names."""

    code: str = field(metadata=column(PLACE))
    name: str = field(metadata=column(Text(60)))
    short_name: str = field(metadata=column(Text(60), required=False))
    level: str = field(metadata=column(Word("place_level", "级别")))
    type: str = field(metadata=column(Text(20), required=False))
    parent: str = field(metadata=column(PLACE, required=False))
    valid_from: date | None = field(metadata=column(Day(), required=False))
    valid_to: date | None = field(metadata=column(Day(), required=False))
    valid_precision: str = field(metadata=column(Word("precision", "日期精度"), required=False))
    successor: str = field(metadata=column(PLACE, required=False))
    plan_order: int | None = field(metadata=column(ORDINAL, required=False))
    pinyin: str = field(metadata=column(Text(120), required=False))
    initials: str = field(metadata=column(Text(40), required=False))
    aliases: tuple[str, ...] = field(metadata=column(Many(Text(60)), required=False))
    plan_area: bool = field(metadata=column(YesNo()))


@dataclass(frozen=True, kw_only=True)
class ZoneRow(Row):
    """A part of the spatial pattern and the places the plan counts to it."""

    code: str = field(metadata=column(CODE))
    name: str = field(metadata=column(Text(60)))
    kind: str = field(metadata=column(Text(20)))
    members: tuple[str, ...] = field(metadata=column(Many(PLACE), required=False))
    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    quote: str = field(metadata=column(QUOTE))


@dataclass(frozen=True, kw_only=True)
class VerbRow(Row):
    """A verb of the plan, what it promises, and the stage that keeps the promise."""

    verb: str = field(metadata=column(Text(20)))
    commitment: str = field(metadata=column(Word("commitment", "承诺")))
    required: str = field(metadata=column(Word("required_stage", "应达阶段")))


@dataclass(frozen=True, kw_only=True)
class ProjectRow(Row):
    """A work or a measure the plan commits to."""

    code: str = field(metadata=column(CODE))
    name: str = field(metadata=column(Text(100)))
    aliases: tuple[str, ...] = field(metadata=column(Many(Text(100)), required=False))
    kind: str = field(metadata=column(Word("kind", "类别")))
    category: str = field(metadata=column(Word("category", "领域")))
    verb: str = field(metadata=column(Text(20)))
    verb_strict: str = field(metadata=column(Text(20), required=False))
    commitment: str = field(metadata=column(Word("commitment", "承诺")))
    commitment_strict: str = field(metadata=column(Word("commitment", "承诺")))
    judgement: str = field(metadata=column(Word("judgement", "判定类型")))
    criterion: str = field(metadata=column(Text(), required=False))
    ladder: str = field(metadata=column(Word("ladder", "阶段序列")))
    places: tuple[str, ...] = field(metadata=column(Many(PLACE), required=False))
    provinces: tuple[str, ...] = field(metadata=column(Many(PLACE), required=False))
    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    box: int | None = field(metadata=column(ORDINAL, required=False))
    quote: str = field(metadata=column(QUOTE))


@dataclass(frozen=True, kw_only=True)
class PartRow(Row):
    """A declared part of a work."""

    project: str = field(metadata=column(CODE))
    code: str = field(metadata=column(CODE))
    name: str = field(metadata=column(Text(60)))
    places: tuple[str, ...] = field(metadata=column(Many(PLACE), required=False))
    note: str = field(metadata=column(Text(200), required=False))


@dataclass(frozen=True, kw_only=True)
class InformantRow(Row):
    """Kinds of office that may know about works of a category."""

    category: str = field(metadata=column(Word("category", "领域")))
    offices: tuple[str, ...] = field(metadata=column(Many(Text(60))))


@dataclass(frozen=True, kw_only=True)
class IndicatorRow(Row):
    """One statement of the plan about an indicator; several rows may share a code."""

    code: str = field(metadata=column(INDICATOR_CODE))
    name: str = field(metadata=column(Text(100)))
    kind: str = field(metadata=column(Word("target_kind", "性质")))
    value_kind: str = field(metadata=column(Word("value_kind", "数值类型")))
    value: Decimal | None = field(metadata=column(Number(), required=False))
    value_high: Decimal | None = field(metadata=column(Number(), required=False))
    unit: str = field(metadata=column(Text(20), required=False))
    year: int | None = field(metadata=column(YEAR, required=False))
    scope: str = field(metadata=column(Text(100), required=False))
    direction: int = field(metadata=column(Integer(-1, 1)))
    strict: bool = field(metadata=column(YesNo()))
    places: tuple[str, ...] = field(metadata=column(Many(PLACE), required=False))
    chapter: int = field(metadata=column(CHAPTER))
    section: int | None = field(metadata=column(ORDINAL, required=False))
    paragraph: int = field(metadata=column(ORDINAL))
    box: int | None = field(metadata=column(ORDINAL, required=False))
    quote: str = field(metadata=column(QUOTE))
    note: str = field(metadata=column(Text(300), required=False))


@dataclass(frozen=True, kw_only=True)
class StoryRow(Row):
    """A sentence pattern of the first screen."""

    code: str = field(metadata=column(CODE))
    order: int = field(metadata=column(ORDINAL))
    subject_kind: str = field(metadata=column(Text(20)))
    subject: str = field(metadata=column(Text(60)))
    pattern: str = field(metadata=column(Text(300)))
    arguments: str = field(metadata=column(Text(600), required=False))


ADDRESS = ("chapter", "section", "box", "paragraph")

PLAN = Table("plan.csv", PlanRow, ("code",), required=True)
SECTIONS = Table("sections.csv", SectionRow, ("chapter", "section"), required=True)
BOXES = Table("boxes.csv", BoxRow, ("box",))
CLAUSES = Table("clauses.csv", ClauseRow, ADDRESS, required=True)
PLACES = Table("places.csv", PlaceRow, ("code",), required=True)
ZONES = Table("zones.csv", ZoneRow, ("code",))
VERBS = Table("verbs.csv", VerbRow, ("verb",), required=True)
PROJECTS = Table("projects.csv", ProjectRow, ("code",), required=True)
PARTS = Table("parts.csv", PartRow, ("project", "code"))
INFORMANTS = Table("informants.csv", InformantRow, ("category",))
INDICATORS = Table(
    "indicators.csv", IndicatorRow, ("code", "kind", "year", "scope", "value", "quote")
)
STORIES = Table("stories.csv", StoryRow, ("code",))
