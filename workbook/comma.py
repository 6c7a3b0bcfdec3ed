"""A list of columns and rows becomes the bytes of a csv file.  No Django."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Any

from workbook.columns import Cell, Column
from workbook.writing import FORMULA_STARTS

# By this mark Excel and WPS know the text as UTF-8 when the file is opened by a double click.
MARK = "\ufeff"
PLACES = 6


def write_csv(columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """UTF-8 with a byte order mark, lines ended by CR and LF, the heads in the first line.

    Dates are written 2020-12-31, numbers plainly with at most six decimals; None leaves the
    cell blank. A text that would be read as a formula is led by an apostrophe.
    """
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([column.title for column in columns])
    writer.writerows([_text(column.cell(row)) for column in columns] for row in rows)
    return (MARK + file.getvalue()).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
    if isinstance(cell, date):
        return cell.isoformat()
    text = f"{cell:.{PLACES}f}"
    return text.rstrip("0").rstrip(".")
