"""A list of columns and rows becomes the bytes of an xlsx file.  No Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from workbook.columns import Cell, Column, printable

# The same rows always give the same bytes: a file carries no time but the one it is given.
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)
LONGEST_NAME = 31
WIDEST = 255.0
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
NUMBER_FORMATS = {
    "text": "@",
    "number": "0.######",
    "date": "yyyy-mm-dd",
    "percent": "0.0%",
    "money": "0.00",
}
FORMULA_STARTS = ("=", "+", "-", "@")


def write(
    columns: Sequence[Column],
    rows: Iterable[Any],
    *,
    title: str,
    notes: Sequence[str] = (),
    made_at: datetime | None = None,
) -> bytes:
    """The xlsx file of a table: title, notes, a frozen head, one row per row.

    Numbers are numbers and dates are dates; a text is never a formula, a number or a link.
    ``made_at`` (with its zone) is the creation time kept in the file, else a fixed one.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    created = made_at.astimezone(UTC) if made_at else NO_TIME
    book.set_properties({"title": printable(title), "created": created})
    sheet = book.add_worksheet(sheet_name(title))
    looks = _Looks.of(book)
    head = _head(sheet, looks, columns, title, notes)
    last = _body(sheet, looks, columns, rows, head)
    _finish(sheet, columns, head, last)
    book.close()
    return stream.getvalue()


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: without []:*?/\\, not longer than 31 characters."""
    name = re.sub(r"[\[\]:*?/\\\s]+", " ", printable(title)).strip(" '")
    return name[:LONGEST_NAME].strip(" '") or "表"


@dataclass(frozen=True)
class _Looks:
    """The formats of one file."""

    title: Any
    note: Any
    head: Any
    cells: dict[str, Any]
    quoted: Any
    alarm: Any

    @classmethod
    def of(cls, book: Any) -> _Looks:
        plain = {"valign": "top", "border": 1, "border_color": "#B8C0C8"}
        text = plain | {"text_wrap": True, "num_format": "@"}
        cells = {
            kind: book.add_format(text if kind == "text" else plain | {"num_format": form})
            for kind, form in NUMBER_FORMATS.items()
        }
        return cls(
            title=book.add_format({"bold": True, "font_size": 14}),
            note=book.add_format({"font_color": "#4A5561"}),
            head=book.add_format(plain | {"bold": True, "text_wrap": True, "bg_color": "#E8EDF2"}),
            cells=cells,
            # A leading quote mark keeps “=1+1” a text even when somebody edits the cell.
            quoted=book.add_format(text | {"quote_prefix": True}),
            alarm=book.add_format(text | {"quote_prefix": True, "font_color": "#B00020"}),
        )

    def text(self, value: str, *, alarm: bool) -> Any:
        """The format of a text."""
        if alarm:
            return self.alarm
        return self.quoted if value.startswith(FORMULA_STARTS) else self.cells["text"]


def _head(
    sheet: Any, looks: _Looks, columns: Sequence[Column], title: str, notes: Sequence[str]
) -> int:
    """Write title, notes and heads; return the row of the heads."""
    sheet.write_string(0, 0, printable(title), looks.title)
    for row, note in enumerate(notes, 1):
        sheet.write_string(row, 0, printable(note), looks.note)
    head = len(notes) + 1
    for position, column in enumerate(columns):
        shown = {"hidden": True} if column.hidden else {}
        sheet.set_column(position, position, min(column.width, WIDEST), None, shown)
        sheet.write_string(head, position, printable(column.title), looks.head)
    return head


def _body(
    sheet: Any, looks: _Looks, columns: Sequence[Column], rows: Iterable[Any], head: int
) -> int:
    """Write the rows below the heads; return the last row."""
    last = head
    for last, row in enumerate(rows, head + 1):
        for position, column in enumerate(columns):
            _cell(sheet, looks, (last, position), column, column.cell(row))
    return last


def _cell(sheet: Any, looks: _Looks, place: tuple[int, int], column: Column, value: Cell) -> None:
    if value is None:
        sheet.write_blank(*place, None, looks.cells[column.kind])
    elif isinstance(value, str):
        sheet.write_string(*place, value, looks.text(value, alarm=column.alarm))
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, looks.cells["date"])
    else:
        sheet.write_number(*place, value, looks.cells[column.kind])


def _finish(sheet: Any, columns: Sequence[Column], head: int, last: int) -> None:
    """Freeze and repeat the head, filter by it, print on landscape A4."""
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    if columns and last > head:
        sheet.autofilter(head, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
