"""Published values of one indicator: what may be compared, what was replaced, what is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboards.rules import issues
from indicators.models import Observation
from indicators.queries import area_order, release_order
from indicators.rules import (
    BOUNDARY_WORDS,
    PERIOD_WORDS,
    VINTAGE_WORDS,
    families,
    vintage_rank,
)
from plan.models import Ruling
from ui.facts import Fact
from ui.format import num
from ui.lines import FEWEST, Point

WAN_PER_YI = 10_000


@dataclass(frozen=True)
class Value:
    """One value as a row of the table: whether it counts, and what to know about it."""

    row: Observation
    used: bool
    notes: tuple[str, ...]
    marks: tuple[str, ...]
    past: bool
    correct: str = ""

    @property
    def source(self) -> Fact:
        """Its document, in the form the line of sources takes."""
        row = self.row
        return Fact(
            event="", source=row.source.title, publisher=row.source.publisher, url=row.source.url,
            published_on=row.published_on, published_precision=row.published_precision or "day",
        )  # fmt: skip


@dataclass(frozen=True)
class Area:
    """Values that speak of the same area, scope and boundary, oldest first."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Course:
    """Comparable values of one area over the years, to be drawn as a line."""

    title: str
    points: list[Point]


@dataclass(frozen=True)
class Values:
    """All values known of an indicator, with what follows from reading them together."""

    rows: Sequence[Observation]
    ruled: Mapping[str, Ruling]
    used: Collection[str]
    as_of: date
    correct: Callable[[Observation], str]

    def areas(self) -> list[Area]:
        """The table: cluster, provinces, cities; before and after a boundary change apart."""
        return [
            Area(_name(rows[0]), tuple(self._value(row, rows) for row in rows))
            for rows in _grouped(self.rows)
        ]

    def courses(self) -> list[Course]:
        """The lines that may be drawn: never across vintages, boundaries, scopes or units."""
        found = [rows for rows in self.comparable() if len({row.year for row in rows}) >= FEWEST]
        return [_course(rows) for rows in found]

    def comparable(self) -> list[list[Observation]]:
        """The yearly values that count up to the day looked at, by what may be compared.

        Each group runs from the oldest to the newest; the last release of a year comes last.
        """
        drawn = families(self.rows)
        found = [
            sorted(kept, key=release_order)
            for rows in drawn.values()
            if (kept := [row for row in rows if self._counts(row)])
        ]
        return sorted(
            found, key=lambda rows: (*area_order(rows[0]), rows[0].boundary, rows[0].vintage)
        )

    @property
    def corrections(self) -> list[tuple[Observation | None, Observation]]:
        """What was corrected and by what; None where the old value is not known."""
        by_key = {row.key: row for row in self.rows}
        return [(by_key.get(row.corrects), row) for row in self.rows if row.corrects]

    @property
    def _corrected(self) -> dict[str, Observation]:
        return {row.corrects: row for row in self.rows if row.corrects}

    def _counts(self, row: Observation) -> bool:
        """Whether a value is past, not corrected and not ruled out."""
        past = row.period_end <= self.as_of
        return past and row.key not in self._corrected and not self._ruled_out(row)

    def _ruled_out(self, row: Observation) -> bool:
        ruling = self.ruled.get(row.conflict_group) if row.conflict_group else None
        return ruling is not None and ruling.chosen != row.key

    def _value(self, row: Observation, group: Sequence[Observation]) -> Value:
        marks = {
            "unverified": row.confidence == "low",
            "disputed": bool(row.conflict_group),
            "undated": row.published_on is None,
        }
        return Value(
            row, row.key in self.used, tuple(self._notes(row, group)),
            tuple(code for code, applies in marks.items() if applies),
            row.period_end <= self.as_of,
            "" if row.key in self._corrected else self.correct(row),
        )  # fmt: skip

    def _notes(self, row: Observation, group: Sequence[Observation]) -> Iterable[str]:
        if row.value_type != "actual":
            yield f"{row.get_value_type_display()}数，不是实际数"
        newer = self._corrected.get(row.key)
        if newer is not None:
            yield f"已由{newer.key}更正，不再计入（理由：{newer.reason}）"
        elif self._superseded(row, group):
            yield "已有新版次，本条保留备查"
        if row.corrects:
            yield f"更正{row.corrects}（理由：{row.reason}）"
        if self._ruled_out(row):
            yield f"经裁定采信{self.ruled[row.conflict_group].chosen}，本条列为另有说法"
        yield from issues(row.known_issue)
        if row.note:
            yield row.note
        if row.origin == "report":
            yield f"{row.filed_by}填报，{row.approved_by}审核"

    def _superseded(self, row: Observation, group: Sequence[Observation]) -> bool:
        """Whether a later vintage of the same period is known."""
        return any(
            (other.period_kind, other.period_end) == (row.period_kind, row.period_end)
            and other.value_type == row.value_type == "actual"
            and vintage_rank(other.vintage) > vintage_rank(row.vintage)
            for other in group
        )


def _grouped(rows: Iterable[Observation]) -> list[list[Observation]]:
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        groups[(*area_order(row), list(BOUNDARY_WORDS).index(row.boundary))].append(row)
    return [sorted(groups[key], key=release_order) for key in sorted(groups)]


def _name(row: Observation) -> str:
    scope = f"（{row.scope}）" if row.scope else ""
    boundary = f"，{BOUNDARY_WORDS[row.boundary]}" if row.boundary else ""
    return f"{row.area}{scope}{boundary}"


def _course(rows: Sequence[Observation]) -> Course:
    """One line; of several releases of one year the last."""
    by_year = {row.year: row for row in rows}
    first = rows[0]
    money = first.unit == "万元"
    points = [
        Point(year, row.value, num(row.value / WAN_PER_YI if money else row.value))
        for year, row in sorted(by_year.items())
    ]
    return Course(line_name(first), points)


def line_name(row: Observation) -> str:
    """Area, scope, boundary, unit, period and vintage: what all values of a line share."""
    told = (
        "亿元" if row.unit == "万元" else row.unit,
        PERIOD_WORDS[row.period_kind],
        VINTAGE_WORDS[row.vintage] if row.vintage else "",
    )
    return f"{_name(row)}（{'，'.join(word for word in told if word)}）"
