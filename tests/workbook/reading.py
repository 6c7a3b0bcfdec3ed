"""Open what was written, by another library than the one that wrote it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def sheet_of(content: bytes) -> Worksheet:
    """The one sheet of a file."""
    book = openpyxl.load_workbook(BytesIO(content))
    assert len(book.worksheets) == 1
    return book.worksheets[0]


def rows_of(content: bytes, head: int) -> list[dict[str, Any]]:
    """The rows below the heads in row ``head`` (from 1), by head."""
    grid = list(sheet_of(content).iter_rows(min_row=head, values_only=True))
    return [dict(zip(grid[0], row, strict=True)) for row in grid[1:]]
