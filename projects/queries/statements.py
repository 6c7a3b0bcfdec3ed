"""The statements by which deciding facts are found: along the indexes, never through all rows.

The words in braces are filled in by ``statement`` from here alone; values are parameters.
"""

from __future__ import annotations

from collections.abc import Iterable

from projects.rules import MOVING_EVENTS, WHOLE_EVENTS

COLUMNS = (
    "id", "key", "project_id", "part_id", "part_said", "relation", "event", "day", "precision",
    "date_basis", "at_least", "at_most", "moves", "confidence", "status",
    "event_group", "conflict_group", "replaces", "bearing", "published_on",
)  # fmt: skip
TOGETHER = """
SELECT {row} FROM projects_progress p
WHERE p.project_id = ANY(%(projects)s) AND {known} AND (
    NOT (p.event_group = '') OR NOT (p.conflict_group = '')
    OR NOT (p.replaces = '{{}}'::varchar(40)[]) OR p.event IN ({whole}))
"""
NAMED = """
SELECT {row} FROM unnest(%(owners)s::bigint[], %(keys)s::text[]) AS n (owner, key)
JOIN projects_progress p ON p.project_id = n.owner AND p.key = n.key WHERE {known}
"""
# The classes one after the other by index, without reading what lies between them.
CLASSES = """
WITH RECURSIVE class (owner, bearing) AS (
    SELECT w.owner, f.bearing FROM unnest(%(projects)s::bigint[]) AS w (owner), LATERAL (
        SELECT p.bearing FROM projects_progress p
        WHERE p.project_id = w.owner AND p.bearing IS NOT NULL ORDER BY p.bearing LIMIT 1) f
  UNION ALL
    SELECT c.owner, f.bearing FROM class c, LATERAL (
        SELECT p.bearing FROM projects_progress p
        WHERE p.project_id = c.owner AND p.bearing > c.bearing ORDER BY p.bearing LIMIT 1) f
)
"""
ALONE = "p.bearing = c.bearing AND p.project_id = c.owner AND {known} AND {unnamed}"
# The classes of what is not verified, which counts only where a convention admits it.
VERIFIED = "c.bearing NOT LIKE '%%|low'"
UNNAMED = """(p.project_id, p.key) NOT IN
    (SELECT n.owner, n.key FROM unnest(%(owners)s::bigint[], %(keys)s::text[]) AS n (owner, key))"""
ENDS = """
{classes}
SELECT {row} FROM class c, LATERAL (
    (SELECT * FROM projects_progress p WHERE {alone} ORDER BY p.day, p.key LIMIT 1)
    UNION ALL
    (SELECT * FROM projects_progress p WHERE {alone} ORDER BY p.day DESC, p.key DESC LIMIT 1)) p
WHERE {verified}
"""
AFTERS = """
{classes}
SELECT {row} FROM unnest(%(stopped)s::bigint[], %(days)s::date[], %(months)s::date[],
                         %(years)s::date[]) AS s (owner, days, months, years)
JOIN class c ON c.owner = s.owner AND split_part(c.bearing, '|', 1) IN ({moving}) AND {verified}
CROSS JOIN LATERAL (
    SELECT * FROM projects_progress p
    WHERE {alone} AND p.day >= CASE split_part(c.bearing, '|', 3)
        WHEN 'day' THEN s.days WHEN 'month' THEN s.months ELSE s.years END
    ORDER BY p.day, p.key LIMIT 1) p
"""
FIRST = """(CASE p.precision WHEN 'day' THEN p.day WHEN 'month'
    THEN date_trunc('month', p.day::timestamp)::date
    ELSE make_date(extract(year FROM p.day)::int, 1, 1) END)"""
LAST = """(CASE p.precision WHEN 'day' THEN p.day WHEN 'month'
    THEN (date_trunc('month', p.day::timestamp) + interval '1 month - 1 day')::date
    ELSE make_date(extract(year FROM p.day)::int, 12, 31) END)"""
KNOWN = {
    "public": "p.published_on <= %(known)s",
    "system": "p.recorded_at < %(known)s",
}


def statement(query: str, *, known: str, named: bool, unverified: bool) -> str:
    """A statement of this module for a knowledge (``KNOWN``).

    ``named``: some facts are named by others; ``unverified``: also what is not verified.
    """
    words = {
        "known": known,
        "unnamed": UNNAMED if named else "true",
        "row": ", ".join(f"p.{name}" for name in COLUMNS),
    }
    return query.format(
        alone=ALONE.format(**words), classes=CLASSES, first=FIRST, last=LAST,
        verified="true" if unverified else VERIFIED, whole=_listed(WHOLE_EVENTS),
        moving=_listed(MOVING_EVENTS), **words,
    )  # fmt: skip


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))
