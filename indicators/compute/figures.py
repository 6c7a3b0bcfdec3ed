"""Which Results follow from the values of indicators."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, groupby

from calc.moments import Moment
from calc.status import final_target
from indicators.models import Indicator, Observation, Target
from indicators.queries import series, subject
from indicators.queries.newest import Told, newest
from metrics.rules import FAILED, Outcome, by_knowledge, stored
from plan.models import Plan

VERSION = 1
Row = Observation | Told


def values(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """Results of kind ``indicator``: the latest value of each series, and the target test.

    Each figure once for all the moments in a row at which it is the same.
    """
    for plan in Plan.objects.all():
        codes = _codes(plan, subjects)
        if codes is not None and not codes:
            continue
        rows = Indicator.objects.filter(plan=plan).prefetch_related("targets__places")
        indicators = list(rows if codes is None else rows.filter(code__in=codes))
        for indicator in indicators:
            indicator.plan = plan
        for knowledge, alike in by_knowledge(moments).items():
            found, days = newest(plan, knowledge, indicators), sorted(alike)
            for indicator in indicators:
                yield from figures_of(indicator, found.get(indicator.pk, []), days)


def no_value(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """In place of ``values``, for indicators that could not be computed: no value is named."""
    rows = Indicator.objects.select_related("plan").order_by("code")
    for indicator in (one for one in rows if subjects is None or subject(one) in subjects):
        for alike in by_knowledge(moments).values():
            metrics = ("latest",) if indicator.reference else ("latest", "attainment")
            for metric in metrics:
                yield Outcome(
                    min(alike), "indicator", subject(indicator), metric, "metrics.failed", VERSION,
                    text=FAILED, detail={"series": []} if metric == "latest" else {},
                    until=max(alike).as_of,
                )  # fmt: skip


def latest(rows: Sequence[Row], moment: Moment) -> list[Row]:
    """The newest value of each series for periods ended by ``as_of``.

    A figure for a part of a year is taken only where there is no other.
    """
    return Shelf(rows).at(moment.as_of)


class Shelf:
    """The values of an indicator, laid out by series and release to be looked at on any day."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.series = [group.values for group in series(rows)]
        self.ends = [[row.period_end for row in values] for values in self.series]
        self.full = [_last_full(values) for values in self.series]

    def at(self, as_of: date) -> list[Row]:
        """The newest value of each series for periods ended by a day."""
        found = []
        for values, ends, full in zip(self.series, self.ends, self.full, strict=True):
            ended = bisect_right(ends, as_of)
            if ended:
                found.append(values[full[ended - 1] if full[ended - 1] >= 0 else ended - 1])
        return found


def _last_full(values: Sequence[Row]) -> list[int]:
    """Place of the last value of a whole period up to each place; -1 where there is none."""
    numbers = (-1 if row.period_kind == "interim" else n for n, row in enumerate(values))
    return list(accumulate(numbers, max))


def figures_of(
    indicator: Indicator, rows: Sequence[Row], days: Sequence[Moment]
) -> Iterator[Outcome]:
    """The figures of one indicator at moments in order of their days."""
    targets, shelf = list(indicator.targets.all()), Shelf(rows)
    years = (date(target.year, 12, 31) for target in targets if target.year)
    turns = sorted({row.period_end for row in rows} | {*years, indicator.plan.ends})
    for _, same in groupby(days, key=lambda moment: bisect_right(turns, moment.as_of)):
        alike = list(same)
        first, until = alike[0], alike[-1].as_of
        yield _latest(indicator, shelf.at(first.as_of), first, until)
        if not indicator.reference:
            yield _attainment(indicator, targets, rows, first, until)


def _latest(indicator: Indicator, newest: Sequence[Row], moment: Moment, until: date) -> Outcome:
    single = stored(newest[0].value) if len(newest) == 1 else None
    return Outcome(
        moment, "indicator", subject(indicator), "latest", "indicators.latest_by_vintage", VERSION,
        low=single, high=single, text="" if newest else "no_data",
        detail={"series": [_cell(row) for row in newest]},
        inputs=tuple(sorted(row.key for row in newest)), until=until,
    )  # fmt: skip


def _cell(row: Row) -> dict[str, object]:
    return {
        "area": row.area, "area_code": row.area_code, "scope": row.scope, "year": row.year,
        "period_end": row.period_end.isoformat(), "period_kind": row.period_kind,
        "value": format(row.value.normalize(), "f"), "unit": row.unit, "key": row.key,
        "vintage": row.vintage, "qualifier": row.qualifier, "status": row.status,
        "boundary": row.boundary,
    }  # fmt: skip


def _attainment(
    indicator: Indicator, targets: Sequence[Target], rows: Sequence[Row], moment: Moment,
    until: date,
) -> Outcome:  # fmt: skip
    """Whether a numeric target of the plan is met; words for every reason why not known."""
    tests = tests_of(targets, rows, moment)
    tested = [test for test in tests if test.rows]
    return Outcome(
        moment, "indicator", subject(indicator), "attainment", "calc.status.final_target", VERSION,
        text=_word(indicator, targets, tests, moment),
        inputs=tuple(sorted({row.key for test in tested for row in test.rows})),
        detail={"targets": len(tests), "tested": len(tested)}, until=until,
    )  # fmt: skip


def tests_of(targets: Sequence[Target], rows: Sequence[Row], moment: Moment) -> list[TargetTest]:
    """The numeric targets, each with the values it is held against at the moment."""
    return [
        TargetTest(target, target.value, target.strict, tuple(_evidence(target, rows, moment)))
        for target in targets
        if target.kind == "target" and target.value is not None
    ]


@dataclass(frozen=True)
class TargetTest:
    """A numeric target and the values that say whether it is met; none = nobody can say."""

    target: Target
    needed: Decimal
    strict: bool
    rows: tuple[Row, ...]

    def met(self, direction: int) -> bool:
        """Every value reaches the target; exactly at a strict one is not enough."""
        return all(
            final_target(row.value, self.needed, direction or 1, self.strict).met
            for row in self.rows
        )


def _evidence(target: Target, rows: Sequence[Row], moment: Moment) -> Sequence[Row]:
    """The values of the same unit, scope and places; of the target's own year once it is over.

    Where the target names places, all of them must have a value.
    """
    over = target.year is not None and moment.as_of >= date(target.year, 12, 31)
    fitting = [
        row
        for row in rows
        if (row.unit, row.scope) == (target.unit, target.scope)
        and (target.year is None or row.year <= target.year)
        and (not over or row.year == target.year)
    ]
    found = latest(fitting, moment)
    wanted = {place.code for place in target.places.all()}
    return found if wanted <= {row.area_code for row in found} else []


def _word(
    indicator: Indicator, targets: Sequence[Target], tests: Sequence[TargetTest], moment: Moment
) -> str:
    if not tests:
        goals = any(t.kind in ("target", "constraint", "qualitative") for t in targets)
        return "no_number" if goals else "no_target"
    if not all(test.rows for test in tests):
        return "no_data"
    if all(test.met(indicator.direction) for test in tests):
        return "reached"
    return "missed" if moment.as_of >= indicator.plan.ends else "not_due"


def _codes(plan: Plan, subjects: Collection[str] | None) -> set[str] | None:
    if subjects is None:
        return None
    names = (name.partition("/") for name in subjects)
    return {code for plan_code, _, code in names if plan_code == plan.code}
