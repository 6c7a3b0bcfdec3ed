"""Compute beside the Results on file, holding no lock on them.

While :func:`computed_beside` computes, this session's tables of spans and moments, and the view
of Results, are temporary ones of the same names and shapes, which PostgreSQL finds first;
computers and ``store`` work on them as they always do.  What was computed is then compared
with what is on file, or put in its place, by single statements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from calc.moments import Moment
from metrics.actions.computing import Failure, compute_whole
from metrics.actions.copying import COLUMNS
from metrics.actions.locks import limit_waits
from metrics.queries import CONTENT, SLOT

TABLES = ("metrics_span", "metrics_run")
VIEW = "metrics_result"
WHERE = "SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = to_regclass(%s)"
PLACE = ("line", "subject_kind", "subject", "metric", "since")

# Which of two rows have the same place, and which are the same in all else too.
SAME_PLACE = " AND ".join(f"f.{name} = c.{name}" for name in PLACE)
REST = ("until", *CONTENT)
SAME = (
    f"{SAME_PLACE} AND ({', '.join(f'f.{name}' for name in REST)})"
    f" IS NOT DISTINCT FROM ({', '.join(f'c.{name}' for name in REST)})"
)
# Subjects that others stored since our claim have a mark under its number, and newer figures.
NEWER = """
EXISTS (SELECT 1 FROM metrics_mark m WHERE m.fence = %s
        AND m.subject_kind = {row}.subject_kind AND m.subject = {row}.subject)
"""
ON_FILE = """
EXISTS (SELECT 1 FROM {file} f WHERE f.line = c.line
        AND f.subject_kind = c.subject_kind AND f.subject = c.subject)
"""


class Shadow:
    """What was computed beside the Results on file, and the way to them.

    ``failures`` are the subjects that could not be computed.
    """

    def __init__(self, schema: str, failures: Collection[Failure] = ()) -> None:
        self.schema = schema
        self.failures = failures

    def differences(self, moments: Collection[str]) -> list[tuple[str, str, str, str]]:
        """Slots whose Result on file is missing, superfluous or other than computed here."""
        slot = ", ".join(SLOT)
        ours, theirs = (", ".join(f"{side}.{name}" for name in CONTENT) for side in "cf")
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {slot} FROM computed_{VIEW} c FULL JOIN"  # noqa: S608  our own names
                f" (SELECT * FROM {self.schema}.{VIEW} WHERE moment = ANY(%s)) f USING ({slot})"
                f" WHERE c.id IS NULL OR f.id IS NULL OR ({ours}) IS DISTINCT FROM ({theirs})"
                f" ORDER BY {slot}",
                [list(moments)],
            )
            return [(str(a), str(b), str(c), str(d)) for a, b, c, d in cursor.fetchall()]

    def put_in_place(self, line: str, fence: int) -> None:
        """Make a line of spans on file equal to what was computed here, where that differs.

        What others have stored since the claim of this number stays as they left it.
        """
        file, ours = f"{self.schema}.metrics_span", "computed_metrics_span"
        columns = ", ".join(COLUMNS)
        self._run(
            f"DELETE FROM {file} f WHERE f.line = %s"  # noqa: S608  our own names
            f" AND NOT EXISTS (SELECT 1 FROM {ours} c WHERE {SAME})"
            f" AND NOT {NEWER.format(row='f')}",
            line, fence,
        )  # fmt: skip
        self._run(
            f"INSERT INTO {file} ({columns})"  # noqa: S608  our own names
            f" SELECT {columns} FROM {ours} c WHERE c.line = %s"
            f" AND NOT EXISTS (SELECT 1 FROM {file} f WHERE {SAME_PLACE})"
            f" AND NOT ({NEWER.format(row='c')} AND {ON_FILE.format(file=file)}) ORDER BY c.id",
            line, fence,
        )  # fmt: skip

    def _run(self, statement: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


@contextmanager
def computed_beside(
    moments: Sequence[Moment], *, kept: bool = True, without: Collection[Failure] = ()
) -> Iterator[Shadow]:
    """Compute the moments whole on empty tables of one's own; they end with this.

    Subjects that are named in ``without`` count as failed and are not even tried.
    Only the computing takes them for the real ones: what follows in the block, in the same
    transaction, does not, and is held to the limits of storing.
    """
    ours = not connection.in_atomic_block
    with transaction.atomic():
        schema = _make_tables()
        failures = compute_whole(moments, kept=kept, without=without)
        for name in TABLES:
            _run(f"ALTER TABLE pg_temp.{name} RENAME TO computed_{name}")
        _run(f"ALTER VIEW pg_temp.{VIEW} RENAME TO computed_{VIEW}")
        _run("ANALYZE computed_metrics_span")
        if ours:
            limit_waits()
        yield Shadow(schema, failures)
        _run(f"DROP VIEW computed_{VIEW}")
        _run(f"DROP TABLE {', '.join(f'computed_{name}' for name in TABLES)}")


def _make_tables() -> str:
    """Make the tables and the view over them; returns where the real ones are."""
    with connection.cursor() as cursor:
        cursor.execute(WHERE, [VIEW])
        schema = str(cursor.fetchone()[0])
        cursor.execute("SELECT pg_get_viewdef(to_regclass(%s))", [VIEW])
        meaning = str(cursor.fetchone()[0])
    for name in TABLES:
        _run(f"CREATE TEMP TABLE {name} (LIKE {schema}.{name} INCLUDING ALL)")
    _run(f"CREATE TEMP VIEW {VIEW} AS {meaning}")
    return schema


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
