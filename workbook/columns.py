"""What a column of a sheet is, and what may stand in its cells.  No Django."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["text", "number", "date", "percent", "money"]
Cell = str | float | date | None

LONGEST_TEXT = 32_767  # characters a cell can hold
WAN_PER_YI = 10_000
FIRST_DAY = date(1900, 3, 1)  # Excel counts the days before wrongly


@dataclass(frozen=True)
class Column:
    """One column: its head, the kind of its values, its width in characters, its value.

    ``value`` takes a row and returns what stands in the cell: for ``text`` a string, for
    ``number`` a number, for ``date`` a date, for ``percent`` a fraction (0.341), for
    ``money`` an amount in 万元, which is written in 亿元 (say so in the head).  None leaves
    the cell blank; a string in a column of another kind is written as text, so that
    暂无数据 and “—” stay different from 0 and from a blank.  A ``hidden`` column is there for
    the program that reads the file back; an ``alarm`` column is printed in red.
    """

    title: str
    kind: Kind
    width: float
    value: Callable[[Any], Any]
    hidden: bool = False
    alarm: bool = False

    def cell(self, row: Any) -> Cell:
        """The value of a row as it is written.

        Raises ValueError for NaN and Infinity, TypeError for a value of another kind.
        """
        value = self.value(row)
        if value is None or isinstance(value, str):
            return None if value is None else printable(value)
        return _CELLS[self.kind](value)


def printable(text: str) -> str:
    """The text without characters a sheet cannot hold, cut to the longest it can."""
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and not _unwritable(c)))
    return kept if len(kept) <= LONGEST_TEXT else f"{kept[: LONGEST_TEXT - 1]}…"


def _unwritable(char: str) -> bool:
    """Controls, halves of surrogate pairs and the two codes XML does not know."""
    return "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"not a number: {value!r}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"not a finite number: {value!r}")
    return number


def _money(value: Any) -> float:
    _number(value)
    return float(Decimal(str(value)) / WAN_PER_YI)


def _date(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError(f"not a date: {value!r}")
    day = value.date() if isinstance(value, datetime) else value
    if day < FIRST_DAY:
        raise ValueError(f"a sheet cannot hold the date {day.isoformat()}")
    return day


def _text(value: Any) -> str:
    raise TypeError(f"not a text: {value!r}")


_CELLS: dict[Kind, Callable[[Any], Cell]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "percent": _number,
    "money": _money,
}
