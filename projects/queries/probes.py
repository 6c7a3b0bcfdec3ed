"""The statements that find what a new fact is compared with: by index, one row after another.

They see the facts about one item that stand alone.  ``class`` steps from one figure on file to
the next without reading what repeats it.  ``Probe`` fills the words in braces from here alone;
values are parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from projects.rules import PERCENT, STEPS, Measure

ALONE = """p.project_id = %(project)s AND p.relation = 'item' AND p.event_group = ''
    AND p.conflict_group = '' AND p.replaces = '{}'::varchar(40)[] AND p.key <> ALL(%(named)s)"""
PART = "COALESCE(p.part_id, 0)"
# The last day of the period a fact speaks of.
LAST = """(CASE WHEN p.precision = 'year' THEN make_date(EXTRACT(year FROM p.day)::integer, 12, 31)
    WHEN p.precision = 'month'
    THEN (date_trunc('month', p.day::timestamp) + interval '1 month - 1 day')::date
    ELSE p.day END)"""
SHARED = {
    "alone": ALONE, "part": PART, "last": LAST, "parts": "unnest(%(parts)s::bigint[]) AS s (part)",
    "steps": ", ".join(f"'{event}'" for event in sorted(STEPS)),
}  # fmt: skip
STEP = """
SELECT f.id FROM {parts}, LATERAL (
    SELECT p.id FROM projects_progress p
    WHERE {alone} AND {part} = s.part AND p.moves AND p.event IN ({steps}) AND p.day > %(day)s
    ORDER BY p.day DESC, p.id LIMIT 1) f
"""
# Of each figure above (below) a value, the first that is dated up to (after) a day.
FALLING = """
WITH RECURSIVE class (part, value) AS (
    SELECT s.part, f.value FROM {parts}, LATERAL (
        SELECT p.{column} AS value FROM projects_progress p
        WHERE {alone} AND {measured} AND {part} = s.part AND p.{column} {beyond} %(value)s
        ORDER BY p.{column} {onwards} LIMIT 1) f
  UNION ALL
    SELECT c.part, f.value FROM class c, LATERAL (
        SELECT p.{column} AS value FROM projects_progress p
        WHERE {alone} AND {measured} AND {part} = c.part AND p.{column} {beyond} c.value
        ORDER BY p.{column} {onwards} LIMIT 1) f
)
SELECT f.id FROM class c, LATERAL (
    SELECT p.id, p.day FROM projects_progress p
    WHERE {alone} AND {measured} AND {part} = c.part AND p.{column} = c.value
      AND p.day {dated} %(day)s
    ORDER BY p.day, p.id LIMIT 1) f
ORDER BY f.day, f.id LIMIT 1
"""
# The figures of the last days before a day: of the same figure on the same day the last key.
BEFORE = """
WITH RECURSIVE class (part, last, value, id, days) AS (
    SELECT s.part, f.last, f.value, f.id, 1 FROM {parts}, LATERAL (
        SELECT {last} AS last, p.{column} AS value, p.id FROM projects_progress p
        WHERE {alone} AND {measured} AND {part} = s.part AND {last} < {day}
        ORDER BY {last} DESC, p.{column} DESC, p.key COLLATE "C" DESC LIMIT 1) f
  UNION ALL
    SELECT c.part, f.last, f.value, f.id, c.days + (f.last < c.last)::int
    FROM class c, LATERAL (
        SELECT {last} AS last, p.{column} AS value, p.id FROM projects_progress p
        WHERE {alone} AND {measured} AND {part} = c.part
          AND ({last}, p.{column}) < (c.last, c.value)
        ORDER BY {last} DESC, p.{column} DESC, p.key COLLATE "C" DESC LIMIT 1) f
    WHERE c.days + (f.last < c.last)::int <= %(days)s
)
SELECT id FROM class
"""
# The day after the next day of which a part has a figure.
NEXT = """(SELECT {last} + 1 FROM projects_progress p
    WHERE {alone} AND {measured} AND {part} = s.part AND {last} > %(last)s
    ORDER BY {last} LIMIT 1)"""
SAME_DAY = """
SELECT p.id FROM {parts}, projects_progress p
WHERE {alone} AND {measured} AND {part} = s.part AND {last} = %(last)s
  AND p.{column} {bound} %(value)s
"""


@dataclass(frozen=True)
class Probe:
    """A statement, the measure it asks for, the words that vary, and its values."""

    statement: str
    measure: Measure = PERCENT
    words: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> dict[str, Any]:
        """Its values, and the kind of the amounts it asks for."""
        return self.values | {"kind": self.measure.kind}

    def text(self, number: int) -> str:
        """The statement; its values are told from those of others by a number."""
        shared = SHARED | {"column": self.measure.column, "measured": self._measured()}
        own = {name: word.format(**shared) for name, word in self.words.items()}
        text = self.statement.format(**shared | own)
        for name in self.own:
            text = text.replace(f"%({name})s", f"%({name}_{number})s")
        return f"({text})"

    def _measured(self) -> str:
        kind = " AND p.value_kind = %(kind)s" if self.measure.column == "amount" else ""
        return f"p.{self.measure.column} IS NOT NULL{kind}"


def as_one(probes: Sequence[Probe]) -> tuple[str, dict[str, Any]]:
    """All of them as one statement, with its values."""
    texts = [probe.text(number) for number, probe in enumerate(probes)]
    values = {
        f"{name}_{number}": value
        for number, probe in enumerate(probes)
        for name, value in probe.own.items()
    }
    return "\nUNION\n".join(texts), values
