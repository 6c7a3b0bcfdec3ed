"""The values on file that a new one is compared with, found by index however many there are.

What belongs together is read whole, and so are the values that are named; of those that stand
alone only the few that decide a comparison (`indicators.rules.Beside`).  A check comes to the
same as over every value (`indicators.queries.observations`), which tests prove.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from calc.moments import Moment
from indicators.models import TOGETHER, Indicator, Observation
from indicators.rules import VINTAGE_WORDS, Beside
from plan.queries import names, rulings, standing

# What values are compared by, and the area a correction stays with.
COMPARED = (
    "key", "indicator_id", "area", "area_code", "scope", "period_kind", "period_start",
    "period_end", "vintage", "value", "event_group", "conflict_group", "replaces",
)  # fmt: skip
ALONE = """o.indicator_id = %(indicator)s AND o.event_group = '' AND o.conflict_group = ''
    AND o.replaces = '{}'::varchar(40)[] AND o.key <> ALL(%(named)s)
    AND o.area_code = %(area)s AND o.scope = %(scope)s AND o.period_kind = %(kind)s"""
# Each figure of one period and vintage, with the value that was kept first.
SAME = """
WITH RECURSIVE class (value, id) AS (
    (SELECT o.value, o.id FROM indicators_observation o
     WHERE {alone} AND o.vintage = %(vintage)s AND o.period_end = %(end)s
     ORDER BY o.value, o.id LIMIT 1)
  UNION ALL
    SELECT f.value, f.id FROM class c, LATERAL (
        SELECT o.value, o.id FROM indicators_observation o
        WHERE {alone} AND o.vintage = %(vintage)s AND o.period_end = %(end)s AND o.value > c.value
        ORDER BY o.value, o.id LIMIT 1) f
)
SELECT id FROM class
"""
# Of each cumulative figure above (below) a value, the first that ends before (after) a day.
FALLING = """
WITH RECURSIVE class (value) AS (
    (SELECT o.value FROM indicators_observation o
     WHERE {alone} AND o.period_start = %(start)s AND o.value {beyond} %(value)s
     ORDER BY o.value {onwards} LIMIT 1)
  UNION ALL
    SELECT f.value FROM class c, LATERAL (
        SELECT o.value FROM indicators_observation o
        WHERE {alone} AND o.period_start = %(start)s AND o.value {beyond} c.value
        ORDER BY o.value {onwards} LIMIT 1) f
)
SELECT f.id FROM class c, LATERAL (
    SELECT o.id FROM indicators_observation o
    WHERE {alone} AND o.period_start = %(start)s AND o.value = c.value
      AND o.period_end {dated} %(end)s
    ORDER BY o.period_end, o.id LIMIT 1) f
"""
# The figures of the last periods up to a day: of the same figure of a period the last key.
UP_TO = """
WITH RECURSIVE class (vintage, period_end, value, id, days) AS (
    SELECT v.vintage, f.period_end, f.value, f.id, 1
    FROM unnest({vintages}::text[]) AS v (vintage), LATERAL (
        SELECT o.period_end, o.value, o.id FROM indicators_observation o
        WHERE {alone} AND o.vintage = v.vintage AND o.period_end <= {day}
        ORDER BY o.period_end DESC, o.value DESC, o.key COLLATE "C" DESC LIMIT 1) f
  UNION ALL
    SELECT c.vintage, f.period_end, f.value, f.id,
           c.days + (f.period_end < c.period_end)::int
    FROM class c, LATERAL (
        SELECT o.period_end, o.value, o.id FROM indicators_observation o
        WHERE {alone} AND o.vintage = c.vintage
          AND (o.period_end, o.value) < (c.period_end, c.value)
        ORDER BY o.period_end DESC, o.value DESC, o.key COLLATE "C" DESC LIMIT 1) f
    WHERE c.days + (f.period_end < c.period_end)::int <= {days}
)
SELECT id FROM class
"""
NEXT = """(SELECT o.period_end FROM indicators_observation o
    WHERE {alone} AND o.vintage = %(vintage)s AND o.period_end > %(end)s
    ORDER BY o.period_end LIMIT 1)"""
SAME_DAY = """
SELECT o.id FROM indicators_observation o
WHERE {alone} AND o.vintage = %(vintage)s AND o.period_end = %(end)s AND o.value {bound}
"""
OWN, EVERY, EVER = "ARRAY[%(vintage)s]", "%(vintages)s", "'infinity'::date"


def observations_beside(
    indicator: Indicator, moment: Moment, asked: Beside
) -> list[Observation]:  # fmt: skip
    """The values that stand, as far as they are asked for, in order of series and period.

    At all knowledge.  A fixed number of queries, whatever is on file.
    """
    ruled = rulings(indicator.plan, moment)
    rows = Observation.objects.only(*COMPARED)
    own = rows.filter(indicator=indicator)
    together = list(own.filter(TOGETHER))
    named = asked.keys | names(together, ruled)
    found = {row.pk: row for row in together}
    if named:
        found |= {row.pk: row for row in own.filter(key__in=named)}
    if alone := _alone(indicator, asked, named):
        found |= {row.pk: row for row in rows.filter(pk__in=alone)}
    return standing(sorted(found.values(), key=_place), ruled)


def _place(row: Observation) -> tuple[Any, ...]:
    return (row.area_code, row.scope, row.period_end, row.pk)


def _alone(indicator: Indicator, asked: Beside, named: Collection[str]) -> list[int]:
    """Of the values that stand alone, those that decide, by primary key."""
    texts = list(_texts(asked))
    if not texts:
        return []
    area, scope, kind = asked.series
    values = {
        "indicator": indicator.pk, "named": list(named), "area": area, "scope": scope,
        "kind": kind, "vintage": asked.vintage, "vintages": list(VINTAGE_WORDS),
        "end": asked.end, "start": asked.start, "value": asked.value, "below": asked.below,
        "above": asked.above,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("\nUNION\n".join(f"({text})" for text in texts), values)
        return [pk for (pk,) in cursor.fetchall()]


def _texts(asked: Beside) -> Iterator[str]:
    if asked.same:
        yield SAME.format(alone=ALONE)
    if asked.newest:
        yield _up_to(EVER, EVERY, 1)
    if asked.start is not None:
        for beyond, onwards, dated in ((">", "ASC", "<"), ("<", "DESC", ">")):
            yield FALLING.format(alone=ALONE, beyond=beyond, onwards=onwards, dated=dated)
    if asked.days:
        yield from _around(asked.days)


def _around(days: int) -> Iterator[str]:
    """The last ones, the last up to the new one's day, the next, and what differs on its day."""
    yield _up_to(EVER, OWN, days)
    yield _up_to("%(end)s", OWN, 1)
    yield _up_to(NEXT.format(alone=ALONE), OWN, 1)
    for bound in ("< %(below)s", "> %(above)s"):
        yield SAME_DAY.format(alone=ALONE, bound=bound)


def _up_to(day: str, vintages: str, days: int) -> str:
    return UP_TO.format(alone=ALONE, day=day, vintages=vintages, days=days)
