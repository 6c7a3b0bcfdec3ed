"""Ten thousand updates on three hundred works, while the engine goes on.

Half of the updates are on file when the engine begins; the others are committed while it
computes its first batch, so that nothing may be lost or left.  Timed is the engine alone.  The
floor takes as many marks of as many works from a table of its own by SKIP LOCKED, in the same
two halves and in batches of 50, and writes the very rows that the engine has written for them,
ready made.
"""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

from django.db import connection, transaction

from bench.facts import event_row, put_events
from bench.measure import Measured, Value, exponent, seconds, transaction_number
from calc.moments import Moment
from metrics import actions as metrics
from metrics.computers import computers
from metrics.models import Mark
from metrics.rules import Outcome
from projects.models import Project
from projects.queries import subject

UPDATES, WORKS = 10_000, 300
BATCH = 50
# Times the floor; computations of one work; slopes over the number of updates and of works.
BOUND, MOST, BY_UPDATES, BY_WORKS = 5.0, 2.0, 0.3, 1.0
TABLES = """
CREATE SCHEMA IF NOT EXISTS bench;
DROP TABLE IF EXISTS bench.mark, bench.ready, bench.span;
CREATE TABLE bench.mark (id bigserial PRIMARY KEY, subject text NOT NULL);
CREATE INDEX bench_mark_subject ON bench.mark (subject);
CREATE TABLE bench.span (LIKE metrics_span INCLUDING INDEXES);
CREATE TABLE bench.ready AS SELECT * FROM metrics_span WHERE xmin::text::bigint >= %s;
CREATE INDEX bench_ready_subject ON bench.ready (subject);
"""
FILL = """
INSERT INTO bench.mark (subject)
SELECT names.list[1 + number %% cardinality(names.list)]
FROM generate_series(1, %s) AS number, (SELECT %s::text[] AS list) AS names
"""
DRAIN = """
WITH due AS (SELECT subject FROM bench.mark GROUP BY subject ORDER BY min(id) LIMIT %s),
     held AS (SELECT id, subject FROM bench.mark WHERE subject IN (SELECT subject FROM due)
              FOR UPDATE SKIP LOCKED),
     gone AS (DELETE FROM bench.mark WHERE id IN (SELECT id FROM held) RETURNING subject),
     made AS (INSERT INTO bench.span SELECT * FROM bench.ready
              WHERE subject IN (SELECT subject FROM held) AND %s)
SELECT count(*) FROM gone
"""
numbers = count()


def measure(rounds: int, seed: int) -> list[Measured | Value]:
    """The burst beside its floor, how often a work was computed, and how both grow."""
    drawn = random.Random(seed)  # noqa: S311  no secret
    _once(UPDATES, WORKS, drawn)
    found = [_once(UPDATES, WORKS, drawn) for _ in range(rounds)]
    few = [_once(UPDATES // 10, WORKS, drawn) for _ in range(rounds)]
    small = [_once(UPDATES, WORKS // 10, drawn) for _ in range(rounds)]
    ours, floors = [one[0] for one in found], [one[1] for one in found]
    return [
        Measured(f"{UPDATES:,} updates on {WORKS} works", "SKIP LOCKED drain of the same marks",
                 floors, ours, bound=BOUND),
        Value("computations of one work in the burst", max(one[2] for one in found), MOST),
        Value("growth over the number of updates (exponent)",
              exponent([UPDATES // 10, UPDATES], [_mid(few), _mid(found)]), BY_UPDATES),
        Value("growth over the number of works (exponent)",
              exponent([WORKS // 10, WORKS], [_mid(small), _mid(found)]), BY_WORKS),
    ]  # fmt: skip


def _mid(found: Sequence[tuple[float, float, float]]) -> float:
    return sorted(one[0] for one in found)[len(found) // 2]


def _once(updates: int, works: int, drawn: random.Random) -> tuple[float, float, float]:
    """Seconds of the engine and of the floor, and computations for each work."""
    items = list(Project.objects.select_related("plan").order_by("-kind", "pk")[:works])
    halves = [items[n % works] for n in range(updates // 2)]
    rest = [items[n % works] for n in range(updates - len(halves))]
    since = transaction_number()
    _file(halves, drawn)
    with _meanwhile(lambda: _file(rest, drawn)) as seen:
        took = seconds(metrics.refresh) - seen.spent
    if Mark.objects.exists():
        raise RuntimeError("the engine has left marks")
    floor = _floor(since, updates, [subject(one) for one in items])
    return took, floor, seen.computed / works


@transaction.atomic
def _file(items: Sequence[Project], drawn: random.Random) -> None:
    """Facts about the works, each with its mark."""
    put_events(event_row(one.pk, f"burst{next(numbers)}", drawn) for one in items)
    Mark.objects.bulk_create(
        Mark(subject_kind="project", subject=subject(one), cause="bench") for one in items
    )


class _Seen:
    """What the engine was seen to do: works computed, and seconds that were not its own."""

    def __init__(self) -> None:
        self.computed = 0
        self.spent = 0.0


@contextmanager
def _meanwhile(happen: Any) -> Iterator[_Seen]:
    """Let something happen while the engine computes its first batch of works, and count."""
    known, seen = computers(), _Seen()
    ours = known["project"]

    def compute(subjects: Collection[str] | None, moments: Collection[Moment]) -> list[Outcome]:
        made = list(ours.compute(subjects, moments))
        if not seen.computed:
            seen.spent = seconds(happen)
        seen.computed += len(subjects or ())
        return made

    known["project"] = replace(ours, compute=compute)
    try:
        yield seen
    finally:
        known["project"] = ours


def _floor(since: int, updates: int, names: Sequence[str]) -> float:
    """Seconds of the floor; ``since`` is the first transaction of the burst."""
    halves = (updates // 2, updates - updates // 2)
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [since])
        took, drained = 0.0, 0
        for half in halves:
            cursor.execute(FILL, [half, list(names)])
            began = time.perf_counter()
            drained += _drain(cursor, writing=bool(drained))
            took += time.perf_counter() - began
    if drained != updates:
        raise RuntimeError("the floor has lost marks")
    return took


def _drain(cursor: Any, *, writing: bool) -> int:
    """Batch after batch, each a durable transaction; how many marks there were."""
    drained = 0
    while True:
        cursor.execute(DRAIN, [BATCH, writing])
        count = int(cursor.fetchone()[0])
        if not count:
            return drained
        drained += count
