"""Which columns the 任务分解表 has: one list for the export and for reading it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projects.queries import Assigned
from projects.rules import UNCLEAR, others_words
from projects.rules.table import (
    CLAUSE,
    CODE,
    DEADLINE,
    DELIVERABLE,
    EDITABLE,
    LEAD,
    MARK,
    NEEDED,
    NOTE,
    NUMBER,
    OTHERS,
    PROGRESS,
    REASON,
    STATE,
    TASK,
)
from workbook import Column, RowRead, TableRead, read

TITLES = {"works": "重点项目任务分解及落实表", "measure": "重点任务分解及落实表"}
HOW_TO = (
    f"可修改后导回的列：{'、'.join(EDITABLE)}；其余各列由系统生成，改了不读。"
    "名称用全称或规范简称，几个单位用“、”分开，配合单位前写“配合单位：”；没有的留空。"
)


def _lead(row: Assigned) -> str:
    """The name the record was made with, so that it is found again when it comes back."""
    lead = row.responsible.lead
    return lead.name if lead else UNCLEAR


def _others(row: Assigned) -> str | None:
    settled = row.responsible
    words = others_words(
        (held.name for held in settled.responsible), (held.name for held in settled.support)
    )
    return words or None


TABLE_COLUMNS: list[Column] = [
    Column(NUMBER, "number", 6, lambda row: row.number),
    Column(CLAUSE, "text", 20, lambda row: row.clause),
    Column(TASK, "text", 36, lambda row: row.project.name),
    Column(LEAD, "text", 24, _lead),
    Column(OTHERS, "text", 30, _others),
    Column(DEADLINE, "text", 14, lambda row: row.responsible.deadline_words or None),
    Column(DELIVERABLE, "text", 20, lambda row: row.responsible.deliverable or None),
    Column(PROGRESS, "text", 36, lambda row: row.progress or None),
    Column(STATE, "text", 14, lambda row: row.state or None),
    Column(NOTE, "text", 20, lambda row: row.responsible.note or None),
    Column(CODE, "text", 10, lambda row: row.project.code, hidden=True),
    Column(MARK, "text", 10, lambda row: row.responsible.allotment.mark, hidden=True),
]
TABLE_TITLES = [column.title for column in TABLE_COLUMNS]


def read_table(content: bytes) -> TableRead:
    """The rows of a table that comes back.  Raises ``workbook.Unreadable``."""
    return read(content, TABLE_TITLES, NEEDED)


@dataclass(frozen=True)
class Marked:
    """A row as it came, with what is wrong with it."""

    row: RowRead
    reasons: str


def _as_typed(title: str, *, hidden: bool, width: float) -> Column:
    return Column(title, "text", width, lambda one: one.row.text(title) or None, hidden=hidden)


ERROR_COLUMNS: list[Column] = [
    *(_as_typed(one.title, hidden=one.hidden, width=one.width) for one in TABLE_COLUMNS),
    Column(REASON, "text", 50, lambda one: one.reasons or None, alarm=True),
]


def marked_rows(table: TableRead, reasons: Mapping[int, list[str]]) -> list[Marked]:
    """All rows of a file in their order, the reasons by row as Excel counts them."""
    return [Marked(row, "\n".join(reasons.get(row.number, []))) for row in table.rows]
