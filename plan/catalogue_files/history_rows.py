"""The files of a history folder, column by column."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from plan.catalogue_files.cells import (
    CODE,
    INDICATOR_CODE,
    KEY,
    PLACE,
    URL,
    Day,
    Integer,
    Many,
    Number,
    Text,
    Word,
    YesNo,
)
from plan.catalogue_files.rows import YEAR
from plan.catalogue_files.tables import Row, Table, column

HISTORY_WORDS: dict[str, tuple[str, ...]] = {
    "confidence": ("high", "medium", "low"),
    "source_kind": ("official", "media", "encyclopedia", "repost", "plan", "unlocated"),
    "submitter": ("li", "zhao"),
    "submission_state": ("draft", "submitted", "returned"),
}


@dataclass(frozen=True, kw_only=True)
class EventRow(Row):
    """What one source says happened to one or more projects."""

    id: str = field(metadata=column(KEY))
    project: tuple[str, ...] = field(metadata=column(Many(CODE), required=False))
    relation: str = field(metadata=column(Word("relation", "与规划事项的关系")))
    part: str = field(metadata=column(CODE, required=False))
    part_said: str = field(metadata=column(Text(100), required=False))
    event: str = field(metadata=column(Word("event", "事件")))
    date: datetime.date = field(metadata=column(Day()))
    date_precision: str = field(metadata=column(Word("precision", "日期精度")))
    date_basis: str = field(metadata=column(Word("date_basis", "日期依据")))
    at_least: str = field(metadata=column(Word("stage", "阶段"), required=False))
    at_most: str = field(metadata=column(Word("stage", "阶段"), required=False))
    moves: bool = field(metadata=column(YesNo()))
    value: Decimal | None = field(metadata=column(Number(), required=False))
    unit: str = field(metadata=column(Text(30), required=False))
    value_kind: str = field(metadata=column(Text(40), required=False))
    status: str = field(metadata=column(Word("status", "数据状态"), required=False))
    summary: str = field(metadata=column(Text(300)))
    published_on: datetime.date | None = field(metadata=column(Day(), required=False))
    published_precision: str = field(metadata=column(Word("precision", "日期精度"), required=False))
    source_title: str = field(metadata=column(Text(300)))
    publisher: str = field(metadata=column(Text(200), required=False))
    source_kind: str = field(metadata=column(Word("source_kind", "来源类别")))
    source_url: str = field(metadata=column(URL, required=False))
    confidence: str = field(metadata=column(Word("confidence", "可信度")))
    event_group: str = field(metadata=column(KEY, required=False))
    conflict_group: str = field(metadata=column(KEY, required=False))
    known_issue: str = field(metadata=column(Text(100), required=False))
    note: str = field(metadata=column(Text(500), required=False))


@dataclass(frozen=True, kw_only=True)
class ObservationRow(Row):
    """A published value of an indicator, in one vintage."""

    id: str = field(metadata=column(KEY))
    indicator: str = field(metadata=column(INDICATOR_CODE))
    area: str = field(metadata=column(Text(60)))
    area_code: str = field(metadata=column(PLACE, required=False))
    scope: str = field(metadata=column(Text(100), required=False))
    year: int = field(metadata=column(YEAR))
    period_kind: str = field(metadata=column(Word("period_kind", "时期")))
    period_start: datetime.date | None = field(metadata=column(Day(), required=False))
    period_end: datetime.date = field(metadata=column(Day()))
    date_precision: str = field(metadata=column(Word("precision", "日期精度")))
    value: Decimal = field(metadata=column(Number()))
    unit: str = field(metadata=column(Text(20), required=False))
    value_type: str = field(metadata=column(Word("value_type", "数值性质")))
    qualifier: str = field(metadata=column(Word("qualifier", "限定"), required=False))
    vintage: str = field(metadata=column(Word("vintage", "版次"), required=False))
    status: str = field(metadata=column(Word("status", "数据状态"), required=False))
    boundary: str = field(metadata=column(Word("boundary", "区划口径"), required=False))
    published_on: datetime.date | None = field(metadata=column(Day(), required=False))
    published_precision: str = field(metadata=column(Word("precision", "日期精度"), required=False))
    source_title: str = field(metadata=column(Text(300)))
    publisher: str = field(metadata=column(Text(200), required=False))
    source_kind: str = field(metadata=column(Word("source_kind", "来源类别")))
    source_url: str = field(metadata=column(URL, required=False))
    confidence: str = field(metadata=column(Word("confidence", "可信度")))
    revision_group: str = field(metadata=column(KEY, required=False))
    conflict_group: str = field(metadata=column(KEY, required=False))
    known_issue: str = field(metadata=column(Text(100), required=False))
    note: str = field(metadata=column(Text(500), required=False))


@dataclass(frozen=True, kw_only=True)
class ReferenceIndicatorRow(Row):
    """A series the plan does not name (参考指标); it enters no rate."""

    code: str = field(metadata=column(INDICATOR_CODE))
    name: str = field(metadata=column(Text(100)))
    unit: str = field(metadata=column(Text(20), required=False))
    direction: int = field(metadata=column(Integer(-1, 1)))
    period_kind: str = field(metadata=column(Word("period_kind", "时期")))
    note: str = field(metadata=column(Text(300), required=False))


@dataclass(frozen=True, kw_only=True)
class DemoRow(Row):
    """An event the demo keeps back, and whose waiting submission it becomes."""

    id: str = field(metadata=column(KEY))
    submitter: str = field(metadata=column(Word("submitter", "填报人")))
    state: str = field(metadata=column(Word("submission_state", "填报状态")))
    note: str = field(metadata=column(Text(200), required=False))


EVENTS = Table("events.csv", EventRow, ("id",))
OBSERVATIONS = Table("observations.csv", ObservationRow, ("id",))
REFERENCE_INDICATORS = Table("reference_indicators.csv", ReferenceIndicatorRow, ("code",))
DEMO = Table("demo.csv", DemoRow, ("id",))
