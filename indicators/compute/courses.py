"""The way of indicators from one moment to another, told apart by what moved them.

The four points are those of ``projects.compute.courses``; another vintage of a value that was
known revises it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any, NamedTuple

from calc.moments import STEP_WORDS, Moment
from indicators.compute.figures import Row, figures_of
from indicators.models import Indicator, Observation
from indicators.queries import candidates, subject
from indicators.rules import ATTAINMENT_WORDS, breaks, family
from metrics.models import Result
from metrics.queries import attempted, between
from metrics.rules import FAILED
from plan.models import Plan
from plan.queries import halfway, rulings

STEPS = tuple(STEP_WORDS)
ATTAINMENT = "评价"
NOTHING = "暂无数据"
INCOMPARABLE = "（口径不同，不可直接相比）"


class Point(NamedTuple):
    """What is read of one indicator at one moment: keys of the latest values, and the verdict."""

    keys: tuple[str, ...]
    attainment: str


@dataclass(frozen=True)
class Step:
    """One step that changed a value (``about`` names its area) or the evaluation."""

    code: str
    about: str
    before: str
    after: str
    facts: tuple[str, ...]
    dropped: tuple[str, ...]
    caveat: str = ""

    @property
    def word(self) -> str:
        """What kind of change it is."""
        return STEP_WORDS[self.code]

    @property
    def stage_words(self) -> str:
        """长春市：2018年末64.1% → 2019年末65.1%, and what to know before the two are compared."""
        return f"{self.about}：{self.before} → {self.after}{self.caveat}"

    @property
    def words(self) -> str:
        """The same as ``stage_words``: an indicator has nothing beside it."""
        return self.stage_words

    @property
    def verdict_words(self) -> str:
        """Nothing: an evaluation that changed is a step of its own."""
        return ""


@dataclass(frozen=True)
class Course:
    """One indicator at the four points; ``rows`` are the values by key."""

    indicator: Indicator
    points: tuple[Point, Point, Point, Point]
    rows: Mapping[str, Observation]

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that changed a latest value or the evaluation."""
        pairs = zip(STEPS, pairwise(self.points), strict=True)
        return [step for code, pair in pairs for step in self._steps(code, *pair)]

    @property
    def kinds(self) -> frozenset[str]:
        """What kinds of change it went through."""
        return frozenset(step.code for step in self.steps)

    def _steps(self, code: str, before: Point, after: Point) -> Iterator[Step]:
        old, new = self._areas(before), self._areas(after)
        for area in sorted(old.keys() | new.keys()):
            words = _words(old.get(area)), _words(new.get(area))
            if words[0] != words[1]:
                row = new.get(area) or old[area]
                keys = _key(new.get(area)), _key(old.get(area))
                caveat = self._caveat(old.get(area), new.get(area))
                yield Step(code, _name(row), *words, *keys, caveat)
        if before.attainment != after.attainment:
            yield Step(code, ATTAINMENT, _attained(before), _attained(after), (), ())

    def _caveat(self, old: Observation | None, new: Observation | None) -> str:
        """That two values of different periods may not be compared; blank where they may."""
        if old is None or new is None or old.period_end == new.period_end:
            return ""
        days = breaks(list(self.rows.values()))
        return "" if family(old, days) == family(new, days) else INCOMPARABLE

    def _areas(self, point: Point) -> dict[tuple[str, str, str], Observation]:
        rows = [self.rows[key] for key in point.keys if key in self.rows]
        return {(row.area_code, row.area, row.scope): row for row in rows}


def courses(
    plan: Plan, before: Moment, now: Moment, *, indicators: Iterable[Indicator]
) -> dict[str, Course]:
    """The given indicators of a plan on their way between two moments, by code.

    The Results of the three whole moments must be ready (``metrics.looking`` sees to it).
    """
    rows = {}
    for indicator in indicators:
        indicator.plan = plan
        rows[subject(indicator)] = indicator
    first, middle, last = between(before, now)
    known = _points(rows, {first, middle, last})
    halves = _halves(plan, before, now, {one.code: one for one in rows.values()})
    paths = {
        name: _comparable(known[first][name], halves.get(one.code, known[middle][name]),
               known[middle][name], known[last][name])
        for name, one in rows.items()
        if all(name in known[moment] for moment in (first, middle, last))
    }  # fmt: skip
    values = _values(rows, paths)
    return {
        rows[name].code: Course(rows[name], path, values.get(rows[name].pk, {}))
        for name, path in paths.items()
    }


def _points(
    rows: Mapping[str, Indicator], moments: Collection[Moment]
) -> dict[Moment, dict[str, Point]]:
    by_key = {moment.key: moment for moment in moments}
    found: dict[tuple[Moment, str], dict[str, Any]] = {}
    results = Result.objects.filter(
        moment__in=list(by_key), subject_kind="indicator", subject__in=list(rows)
    )
    for key, name, metric, text, detail in results.order_by().values_list(
        "moment", "subject", "metric", "text", "detail"
    ):
        found.setdefault((by_key[key], name), {})[metric] = (text, detail)
    points: dict[Moment, dict[str, Point]] = {moment: {} for moment in moments}
    for (moment, name), figures in found.items():
        points[moment][name] = _point(figures)
    return points


def _comparable(*points: Point) -> tuple[Point, ...]:
    """The points; where it could not be computed at one, nothing can be said of any change."""
    failed = next((point for point in points if point.attainment == FAILED), None)
    return tuple(failed or point for point in points)


def _point(figures: Mapping[str, tuple[str, Any]]) -> Point:
    if FAILED in figures:
        return Point((), FAILED)
    keys = tuple(cell["key"] for cell in figures["latest"][1]["series"])
    return Point(keys, figures["attainment"][0] if "attainment" in figures else "")


def _halves(
    plan: Plan, before: Moment, now: Moment, indicators: Mapping[str, Indicator]
) -> dict[str, Point]:
    """The indicators of which any value was revised, without that."""
    if (before.known_at, before.basis) == (now.known_at, now.basis):
        return {}
    old, new = (candidates(plan, moment, list(indicators)) for moment in (before, now))
    ruled = rulings(plan, before), rulings(plan, now)
    found = {}
    for code in sorted(old.keys() | new.keys()):
        rows = halfway(old.get(code, []), new.get(code, []), *ruled, slot=_slot)
        if rows is not None:
            point = attempted(partial(_made, indicators[code], rows, now.at(before.as_of)), code)
            found[code] = point or Point((), FAILED)
    return found


def _made(indicator: Indicator, rows: Sequence[Row], moment: Moment) -> Point:
    made = figures_of(indicator, rows, [moment])
    return _point({one.metric: (one.text, one.detail) for one in made})


def _slot(row: Observation) -> tuple[object, ...]:
    """What two vintages of one value share."""
    return (row.area_code, row.area, row.scope, row.boundary, row.unit, row.period_kind,
            row.period_end)  # fmt: skip


def _values(
    rows: Mapping[str, Indicator], paths: Mapping[str, tuple[Point, ...]]
) -> dict[int, dict[str, Observation]]:
    keys = {key for path in paths.values() for point in path for key in point.keys}
    owners = [indicator.pk for indicator in rows.values()]
    found: dict[int, dict[str, Observation]] = {}
    values = Observation.objects.filter(indicator__in=owners, key__in=keys)
    for row in values.select_related("source"):
        found.setdefault(row.indicator_id, {})[row.key] = row
    return found


def _words(row: Observation | None) -> str:
    if row is None:
        return NOTHING
    edition = f"（{row.edition_words}）" if row.edition_words else ""
    return f"{row.period_words}{row.value_words}{edition}"


def _key(row: Observation | None) -> tuple[str, ...]:
    return (row.key,) if row else ()


def _name(row: Observation) -> str:
    return f"{row.area}（{row.scope}）" if row.scope else row.area


def _attained(point: Point) -> str:
    return ATTAINMENT_WORDS.get(point.attainment, ("", "不适用"))[1]
