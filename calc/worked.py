"""The methods behind the worked tables of docs/methods, in plain values.

The published methods stand in `calc.offered`. What is the house's own (stages, verdicts,
rates, checks of reports) takes dates, ranks and tables there; here each is wrapped so that a
row of a table can call it: words for stages, ISO days, counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from calc import (
    conventions,
    curve_worked,
    inquiry_worked,
    offered,
    periods,
    progress,
    quality,
    rates,
    rollup,
    trend,
)
from calc.changes import delta
from calc.facts import Fact, period, span
from calc.ladders import LADDERS, Ladder
from calc.stages import Interval, Verdict, describe, interval, verdict
from calc.status import Status, combined, status, yearly_task

DAY, MONTH, YEAR = "day", "month", "year"
PRECISION_BY_LENGTH = {10: DAY, 7: MONTH, 4: YEAR}


class StageWords(NamedTuple):
    """A stage as an interval: both ends and the words of the screen."""

    at_least: str
    at_most: str
    words: str


class RateWords(NamedTuple):
    """A rate from its counts: both bounds, the denominator, what is missing to judge."""

    low: float | None
    high: float | None
    denominator: int
    missing: int


class Days(NamedTuple):
    """The first and the last day a stated date may mean; earliest None = not known."""

    earliest: str | None
    latest: str


class Spreading(NamedTuple):
    """How many conventions, the least and the most, how many changes turn the conclusion."""

    number: int
    low: float
    high: float
    together: int


class Steps(NamedTuple):
    """What was learned, revised, what really moved, and the whole difference."""

    learned: float
    revised: float
    moved: float
    total: float


class PlanTime(NamedTuple):
    """Months since the end of 2015 and the elapsed share of the plan's sixty months."""

    months: float
    tau: float


def dated(day: str, basis: str = "event") -> Days:
    """Both ends of a date written as 2016, 2016-11 or 2016-11-03."""
    first, precision = _written(day)
    earliest, latest = span(first, precision, basis)
    return Days(earliest.isoformat() if earliest else None, latest.isoformat())


def stage(ladder: str, events: str | Sequence[str], as_of: str, parts: Any = ()) -> StageWords:
    """The stage of an item from its events, each written as `opened 2019-12-02`.

    After the date may stand a basis (`by`, `reported`, `period`) and `part=code`. `parts`
    are the codes of the declared parts.
    """
    steps = LADDERS[ladder]
    rows = [events] if isinstance(events, str) else list(events)
    facts = [_fact(f"E{number}", row) for number, row in enumerate(rows)]
    codes = (parts,) if isinstance(parts, str) else tuple(parts)
    known = interval(facts, steps, codes, date.fromisoformat(as_of))
    return StageWords(steps.word(known.at_least), steps.word(known.at_most), describe(known, steps))


def promise(
    ladder: str, at_least: str, at_most: str, required: str, *, outcome: str = "",
    study: bool = False,
) -> Verdict:  # fmt: skip
    """The verdict on an interval given in the words of its ladder."""
    steps = LADDERS[ladder]
    known = _known(steps, at_least, at_most, outcome)
    return verdict(known, _rank(steps, required), study=study)


def late(ladder: str, verdict_2020: str, at_least: str, at_most: str, required: str) -> bool:
    """逾期后完成: missed at the end of 2020, finished by now."""
    steps = LADDERS[ladder]
    known = _known(steps, at_least, at_most, "")
    return rates.late(cast(Verdict, verdict_2020), known, _rank(steps, required), steps)


def rate(reached: int, missed: int, undetermined: int, adjusted: int = 0) -> RateWords:
    """A rate from its counts, as the account makes it from verdicts."""
    words: tuple[tuple[Verdict, int], ...] = (
        ("reached", reached), ("missed", missed), ("undetermined", undetermined),
        ("adjusted", adjusted),
    )  # fmt: skip
    found = rates.promise_rate((word, False) for word, count in words for _ in range(count))
    return RateWords(found.low, found.high, found.denominator, rates.missing_to_judge(found))


def rate_conclusion(reached: int, missed: int, undetermined: int) -> rates.Conclusion:
    """What a rate from these counts lets one say."""
    found = rates.rate(
        reached=reached, missed=missed, undetermined=undetermined, adjusted=0, no_data=0
    )
    return rates.conclusion(found)


def convention_spread(reached: int, missed: int, undetermined: int, torn: int) -> Spreading:
    """A rate when, beside the counts, `torn` items each have two sources.

    With both kept such an item is undetermined, by one source reached, by the other missed.
    """
    places = {"both": (0, 0, 1), "one": (1, 0, 0), "other": (0, 1, 0)}
    items = [conventions.Item("sure", lambda _: (reached, missed, undetermined))]
    rivals = [conventions.Dimension(f"torn{n}", tuple(places)) for n in range(torn)]
    items += [
        conventions.Item(d.key, lambda setting, key=d.key: places[setting[key]], (d.key,))  # type: ignore[misc]
        for d in rivals
    ]
    found = conventions.spread(items, (), rivals, 3)
    low = min(c[0] for c in found.results) / (reached + missed + undetermined + torn)
    high = max(c[0] + c[2] for c in found.results) / (reached + missed + undetermined + torn)
    sets = conventions.deciding(found, lambda counts: rate_conclusion(*counts))
    return Spreading(found.number, low, high, len(sets[0]) if sets else 0)


def change_steps(then: float, added: float, corrected: float, now: float) -> Steps:
    """A number at the four points between two moments as three steps."""
    found = delta([Decimal(str(value)) for value in (then, added, corrected, now)])
    return Steps(
        float(found.learned), float(found.revised), float(found.moved),
        float(found.now - found.then),
    )  # fmt: skip


def plan_time(day: str) -> PlanTime:
    """时间进度 at the end of a day."""
    at = date.fromisoformat(day)
    return PlanTime(periods.months(at), periods.tau(at))


def plan_status(
    tau: float, p: float | None = None, achieved: bool | None = None, note: str | None = None,
    binding: bool = False,
) -> Status:  # fmt: skip
    """Gates and table of the status for one share."""
    share = progress.Share(p, achieved, None, cast(Any, note))
    return status(share, tau, binding=binding)


def several_series(
    p: Sequence[float], achieved: Sequence[bool], tau: float, binding: bool = False
) -> Status:
    """One indicator of several series: the worst when binding, else the mean of capped shares."""
    shares = [progress.Share(one, met) for one, met in zip(p, achieved, strict=True)]
    return combined(shares, tau, binding=binding)


def first_reached(
    years: Sequence[int], values: Sequence[float], target: float, direction: int
) -> int | None:
    """The first year in which a series met its target."""
    return progress.first_reached(dict(zip(years, values, strict=True)), target, direction)


def base_pair(years: Sequence[int], values: Sequence[float], base_year: int) -> Any:
    """The base value with its year and the latest value; no result from one value alone."""
    found = progress.base_and_current(dict(zip(years, values, strict=True)), base_year)
    return found or progress.BasePair(None, None, None, None)  # type: ignore[arg-type]


HOUSE: dict[str, tuple[Any, str]] = {
    "average_growth": (progress.average_growth, ""),
    "balanced": (progress.balanced, ""),
    "base_pair": (base_pair, ""),
    "binary": (progress.binary, ""),
    "cap_weights": (rollup.cap_weights, "weights"),
    "capped": (progress.capped, "p"),
    "cumulative_reduction": (progress.cumulative_reduction, ""),
    "cumulative_sum": (progress.cumulative_sum, ""),
    "change_steps": (change_steps, ""),
    "convention_spread": (convention_spread, ""),
    "dated": (dated, ""),
    "direction_only": (progress.direction_only, ""),
    "first_reached": (first_reached, "year"),
    "grade": (quality.grade, "grade"),
    "heaping": (quality.heaping, "p"),
    "in_range": (quality.in_range, "ok"),
    "inquiry_answer": (inquiry_worked.answer, ""),
    "inquiry_bounds": (inquiry_worked.bounds, ""),
    "late": (late, "late"),
    "level": (progress.level, ""),
    "limit_factor": (trend.limit_factor, "factor"),
    "may_colour": (rollup.may_colour, "may"),
    "named_list": (progress.named_list, ""),
    "physical_against_investment": (quality.physical_against_investment, "flag"),
    "plan_status": (plan_status, ""),
    "plan_time": (plan_time, ""),
    "plateau": (quality.plateau, "flag"),
    "promise": (promise, "verdict"),
    "promise_curve": (curve_worked.promise_curve, ""),
    "quarter_tau": (periods.quarter_tau, "tau"),
    "rate": (rate, ""),
    "rate_conclusion": (rate_conclusion, ""),
    "reporters_differ": (quality.reporters_differ, "flag"),
    "required_change": (progress.required_change, "change"),
    "seasonal_time_progress": (periods.seasonal_time_progress, "tau"),
    "several_series": (several_series, ""),
    "stage": (stage, ""),
    "staleness": (quality.staleness, ""),
    "turnbull": (curve_worked.turnbull, ""),
    "un_chart_binary": (trend.un_chart_binary, ""),
    "unit_slip": (quality.unit_slip, "flag"),
    "with_red_floor": (rollup.with_red_floor, "colour"),
    "yearly_task": (yearly_task, "rho"),
}


def functions() -> Mapping[str, tuple[Any, str]]:
    """Every method a worked table may name: the published ones and the house's own."""
    return HOUSE | offered.OFFERED


def call(method: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The results of a method by name; errors as in `calc.offered.call`."""
    return offered.call(method, inputs, functions())


def _written(day: str) -> tuple[date, str]:
    precision = PRECISION_BY_LENGTH.get(len(day))
    if precision is None:
        raise ValueError(f"{day!r} is neither a day, a month nor a year")
    return date.fromisoformat({DAY: day, MONTH: f"{day}-01", YEAR: f"{day}-01-01"}[precision]), (
        precision
    )


def _fact(key: str, row: str) -> Fact:
    event, day, *rest = row.split()
    part = next((word.removeprefix("part=") for word in rest if word.startswith("part=")), None)
    basis = next((word for word in rest if not word.startswith("part=")), "event")
    first, precision = _written(day)
    earliest, latest = span(first, precision, basis)
    return Fact(
        key=key, event=event, earliest=earliest, latest=latest,
        first_day=period(first, precision)[0], part=part,
    )  # fmt: skip


def _known(ladder: Ladder, at_least: str, at_most: str, outcome: str) -> Interval:
    return Interval(_rank(ladder, at_least), _rank(ladder, at_most), outcome=cast(Any, outcome)
                    or None)  # fmt: skip


def _rank(ladder: Ladder, word: str) -> int:
    words = [name for _, name in ladder.stages]
    if word not in words:
        raise ValueError(f"“{word}”不是{ladder.name}序列的阶段")
    return words.index(word)
