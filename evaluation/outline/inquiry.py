"""The 求证清单 on paper: the table in a report, and the sheet that goes to one office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from evaluation.outline.blocks import Column, Outline, Paragraph, Row, Table
from evaluation.outline.words import Gap

TITLE = "求证清单"
NOTE = "“可能知情”只提示可以向哪类单位查询，不是责任单位。"
BLANK = "　"

REPORT_COLUMNS = (
    Column("序号", 26, "center"),
    Column("项目名称", 110),
    Column("所问", 110),
    Column("什么文件能说明", 120),
    Column("可能知情", 90),
)
LETTER_COLUMNS = (
    Column("序号", 24, "center"),
    Column("事项", 84),
    Column("所问", 82),
    Column("什么文件能说明", 88),
    Column("结果", 64),
    Column("文号、日期", 58),
    Column("填表人", 42),
)


@dataclass(frozen=True)
class InquiryItem:
    """One question: the item, what is asked, which document answers, who may know, what was tried.

    `informants` and `searched` are blank where nothing is known of them.
    """

    name: str
    asked: str
    documents: str
    informants: str = ""
    searched: str = ""


@dataclass(frozen=True)
class Letter:
    """What the sheet for one office says besides its items.

    `to` names the office, blank for no office in particular; `ledger` 重点项目 or 重点任务;
    `effect` the sentence of what the answers would settle; the rest is the moment.
    """

    plan_name: str
    ledger: str
    to: str
    effect: str
    as_of: date
    known_at: date | None
    basis: str
    basis_words: str
    made_at: datetime


def inquiry_table(name: str, items: Iterable[InquiryItem]) -> Table:
    """The first questions of a report."""
    rows = (
        (one.name, one.asked, one.documents, one.informants or Gap.NOT_APPLICABLE.value)
        for one in items
    )
    return Table(
        title=f"{name} 可先行求证的事项表", columns=REPORT_COLUMNS, rows=_numbered(rows), note=NOTE
    )


def build_letter(letter: Letter, items: Sequence[InquiryItem]) -> Outline:
    """The sheet for one office, with blank columns to be filled in by hand."""
    return Outline(
        title=f"《{letter.plan_name}》实施情况",
        subtitle=f"{TITLE}（{letter.ledger}）",
        as_of=letter.as_of,
        known_at=letter.known_at,
        basis=letter.basis,
        basis_words=letter.basis_words,
        frozen_at=letter.made_at,
        summary=(),
        sections=(*_opening(letter, len(items)), _letter_table(letter, items), *_closing()),
    )


def _opening(letter: Letter, count: int) -> tuple[Paragraph, ...]:
    """What is asked of whom, and what the answers would settle."""
    told = Paragraph(
        f"为核实规划{letter.ledger}的实施情况，请{letter.to}协助查明下表所列{count}项。查到的，"
        "在“结果”栏写明是、否和日期，并附“什么文件能说明”栏所列文件或其复印件；"
        "查而未得的，写明查过哪里。"
    )
    return (told, Paragraph(letter.effect)) if letter.effect else (told,)


def _letter_table(letter: Letter, items: Sequence[InquiryItem]) -> Table:
    rows = ((one.name, one.asked, _told(one), BLANK, BLANK, BLANK) for one in items)
    return Table(
        title=f"{TITLE}（{letter.to}）" if letter.to else TITLE,
        columns=LETTER_COLUMNS, rows=_numbered(rows), note="次序以查明后能够确定的多少为准。",
    )  # fmt: skip


def _told(one: InquiryItem) -> str:
    """Which document, and what was tried before."""
    return f"{one.documents}（{one.searched}，没有查到）" if one.searched else one.documents


def _closing() -> tuple[Paragraph, ...]:
    line = "填表单位（盖章）：　　　　　　　　联系人及电话：　　　　　　　　　年　　月　　日"
    return (Paragraph(line, style="note"),)


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple(Row((str(number), *cells)) for number, cells in enumerate(rows, start=1))
