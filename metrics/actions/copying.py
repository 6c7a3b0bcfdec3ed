"""Writing many spans at once: PostgreSQL's COPY, which needs no statement per row."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection

from metrics.models import Span
from metrics.queries import CONTENT

COLUMNS = ("line", "since", "until", "subject_kind", "subject", "metric", *CONTENT)
Row = tuple[object, ...]
# What COPY reads as more than itself.
ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
ESCAPED = re.compile(r"[\\\t\n\r]")
encode = json.JSONEncoder(ensure_ascii=False).encode


def copy_in(rows: Iterable[Row]) -> None:
    """Add spans, each given by the values of ``COLUMNS``."""
    cell = _Cells()
    kept = list(rows)
    if not kept:
        return
    text = "".join("\t".join(map(cell.text, row)) + "\n" for row in kept)
    words = f"COPY {Span._meta.db_table} ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(words, io.StringIO(text))


class _Cells:
    """Values as COPY reads them; what many rows share is written once.

    Valid while the rows are: shared values are known by their identity.
    """

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.days: dict[date, str] = {}
        self.shared: dict[int, str] = {}

    def text(self, value: object) -> str:
        """One cell of a row."""
        if isinstance(value, str):
            return self._once(self.words, value, value, _escaped)
        if value is None:
            return r"\N"
        if isinstance(value, dict | list):
            return self._once(self.shared, id(value), value, _json)
        if isinstance(value, date):
            return self._once(self.days, value, value, date.isoformat)
        return _escaped(str(value))

    @staticmethod
    def _once(known: dict[Any, str], key: Any, value: Any, write: Callable[[Any], str]) -> str:
        found = known.get(key)
        if found is None:
            found = known[key] = write(value)
        return found


def _json(value: object) -> str:
    return _escaped(encode(value))


def _escaped(text: str) -> str:
    return ESCAPED.sub(_escape, text) if ESCAPED.search(text) else text


def _escape(found: re.Match[str]) -> str:
    return ESCAPES[found[0]]
