"""A history that says everything again and again, and how many of its rows are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.test.utils import CaptureQueriesContext


def repeat(model: type[models.Model], times: int) -> None:
    """Tell everything on file again, so often in all; keys of own facts hold one dash at most."""
    table = model._meta.db_table
    same = ", ".join(
        field.column
        for field in model._meta.concrete_fields
        if not field.generated and not field.primary_key and field.column != "key"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, {same}) SELECT key || '-again-' || n, {same}"  # noqa: S608  our own names
            f" FROM {table}, generate_series(1, {times}) AS s (n) WHERE key NOT LIKE '%-again-%'"
            " ON CONFLICT DO NOTHING"
        )
        cursor.execute(f"ANALYZE {table}")


def looked_at(model: type[models.Model], act: Callable[[], object]) -> tuple[int, set[str]]:
    """How many rows of a table are looked at in the queries of an act, and by which scans."""
    with CaptureQueriesContext(connection) as asked:
        act()
    found = []
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
            found += _scans(cursor.fetchone()[0][0]["Plan"], model._meta.db_table)
    return sum(map(_rows, found)), {node["Node Type"] for node in found}


def _scans(node: dict[str, Any], table: str) -> list[dict[str, Any]]:
    own = [node] if node.get("Relation Name") == table else []
    return own + [found for inner in node.get("Plans", ()) for found in _scans(inner, table)]


def _rows(node: dict[str, Any]) -> int:
    removed = (node.get(f"Rows Removed by {how}", 0) for how in ("Filter", "Index Recheck"))
    return int((node["Actual Rows"] + sum(removed)) * node["Actual Loops"])
