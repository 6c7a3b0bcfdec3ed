"""Writing many spans at once: PostgreSQL's COPY, which needs no statement per row."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from datetime import date

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
    text = "".join("\t".join(map(_cell, row)) + "\n" for row in rows)
    if not text:
        return
    words = f"COPY {Span._meta.db_table} ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(words, io.StringIO(text))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _escaped(value)
    if value is None:
        return r"\N"
    if isinstance(value, dict | list):
        return _escaped(encode(value))
    if isinstance(value, date):
        return value.isoformat()
    return _escaped(str(value))


def _escaped(text: str) -> str:
    return ESCAPED.sub(_escape, text) if ESCAPED.search(text) else text


def _escape(found: re.Match[str]) -> str:
    return ESCAPES[found[0]]
