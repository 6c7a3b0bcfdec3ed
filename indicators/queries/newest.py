"""The values that can count, found by index: the newest release of each series and period.

Equal in outcome to `indicators.queries.counting`, which reads every value; tests prove it on
drawn histories.  Values that belong together (corrected, ruled between) are read whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from calc.moments import Moment
from indicators.models import Indicator
from plan.models import Plan, Ruling
from plan.queries import end_of, rulings, standing

COLUMNS = (
    "key", "indicator_id", "area", "area_code", "scope", "year", "period_kind", "period_end",
    "value", "unit", "vintage", "qualifier", "status", "boundary", "published_on", "value_type",
    "confidence", "event_group", "conflict_group", "replaces",
)  # fmt: skip
TOGETHER = """
SELECT {row} FROM indicators_observation o
WHERE o.indicator_id = ANY(%(indicators)s) AND {known} AND (
    NOT (o.event_group = '') OR NOT (o.conflict_group = '')
    OR NOT (o.replaces = '{{}}'::varchar(40)[]))
"""
NAMED = """
SELECT {row} FROM unnest(%(owners)s::bigint[], %(keys)s::text[]) AS n (owner, key)
JOIN indicators_observation o ON o.indicator_id = n.owner AND o.key = n.key WHERE {known}
"""
# Series and period one after the other by index, without reading their releases.
NEWEST = """
WITH RECURSIVE class (owner, bearing, period_end) AS (
    SELECT w.owner, f.bearing, f.period_end
    FROM unnest(%(indicators)s::bigint[]) AS w (owner), LATERAL (
        SELECT o.bearing, o.period_end FROM indicators_observation o
        WHERE o.indicator_id = w.owner AND o.bearing IS NOT NULL
        ORDER BY o.bearing, o.period_end LIMIT 1) f
  UNION ALL
    SELECT c.owner, f.bearing, f.period_end FROM class c, LATERAL (
        SELECT o.bearing, o.period_end FROM indicators_observation o
        WHERE o.indicator_id = c.owner AND o.bearing IS NOT NULL
          AND (o.bearing, o.period_end) > (c.bearing, c.period_end)
        ORDER BY o.bearing, o.period_end LIMIT 1) f
)
SELECT {row} FROM class c, LATERAL (
    SELECT * FROM indicators_observation o
    WHERE o.indicator_id = c.owner AND o.bearing = c.bearing AND o.period_end = c.period_end
      AND {known} AND {unnamed}
    ORDER BY o.release DESC, o.published_on DESC NULLS LAST, o.key DESC LIMIT 1) o
"""
UNNAMED = """(o.indicator_id, o.key) NOT IN
    (SELECT n.owner, n.key FROM unnest(%(owners)s::bigint[], %(keys)s::text[]) AS n (owner, key))"""
KNOWN = {"public": "o.published_on <= %(known)s", "system": "o.recorded_at < %(known)s"}


@dataclass(slots=True)
class Told:
    """One stored value, reduced to what a figure is made of; groups may be joined in memory."""

    key: str
    owner: int
    area: str
    area_code: str
    scope: str
    year: int
    period_kind: str
    period_end: date
    value: Decimal
    unit: str
    vintage: str
    qualifier: str
    status: str
    boundary: str
    published_on: date | None
    value_type: str
    confidence: str
    event_group: str
    conflict_group: str
    replaces: list[str]

    @property
    def counts(self) -> bool:
        """Whether it is an actual value that is trusted."""
        return self.value_type == "actual" and self.confidence != "low"


def newest(
    plan: Plan, moment: Moment, indicators: Sequence[Indicator], beside: Collection[str] = ()
) -> dict[int, list[Told]]:
    """Actual, trusted values that stand at the moment's knowledge, by primary key.

    Of the releases of one series and period only the newest, and those of the keys ``beside``
    it; five queries whatever is asked.
    """
    ruled = rulings(plan, moment)
    values: dict[str, Any] = {"indicators": [indicator.pk for indicator in indicators]}
    if moment.known_at:
        system = moment.basis == "system"
        values["known"] = end_of(moment.known_at) if system else moment.known_at
    together = _counting(_told(TOGETHER, moment, values))
    named = {(row.owner, name) for row in together for name in _names(row, ruled) if name}
    named |= {(indicator.pk, key) for indicator in indicators for key in beside}
    values |= {"owners": [owner for owner, _ in named], "keys": [key for _, key in named]}
    joint = [*together, *_counting(_told(NAMED, moment, values))]
    once = {(row.owner, row.key): row for row in joint}
    alone = _told(NEWEST, moment, values)
    found: dict[int, list[Told]] = defaultdict(list)
    for row in (*standing([once[place] for place in sorted(once)], ruled), *alone):
        found[row.owner].append(row)
    return found


def _counting(rows: Iterable[Told]) -> list[Told]:
    return [row for row in rows if row.counts]


def _names(row: Told, ruled: Mapping[str, Ruling]) -> Collection[str]:
    """The keys by which a value may name another: as its group, as replaced, as the one chosen."""
    ruling = ruled.get(row.conflict_group)
    chosen = (ruling.chosen,) if ruling else ()
    return (row.event_group, row.conflict_group, *row.replaces, *chosen)


def _told(query: str, moment: Moment, values: Mapping[str, Any]) -> list[Told]:
    statement = query.format(
        row=", ".join(f"o.{name}" for name in COLUMNS),
        known=KNOWN[moment.basis] if moment.known_at else "true",
        unnamed=UNNAMED if values.get("keys") else "true",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Told(*row) for row in cursor.fetchall()]
