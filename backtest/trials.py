"""Trials: one series, its last six values taken as the years 0 to 5 of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from backtest.rivals import RIVALS, Known
from calc.offered import competition_series
from calc.outlook import MIN_INTERVAL, YEARS_BEFORE, Outlook, mean_change, outlook

SETS = {"m1": "M1", "m3": "M3", "tourism": "旅游"}
PLAN_YEARS = 5
YEARS_KNOWN = (2, 3, 4)
OURS = "theil_sen"
# any year will do as the first: only differences enter
FIRST_YEAR = 2016


@dataclass(frozen=True)
class Trial:
    """A series seen from year k of its plan.

    ``unit`` is the mean absolute yearly change of the history, in which all errors are told;
    ``errors`` are value minus forecast in that unit, by method; ``scaled`` is the error of the
    product's forecast in its own scale, divided by the root of the years ahead; ``still`` the
    same of no change.
    """

    series: str
    years_known: int
    unit: float
    errors: Mapping[str, float]
    scaled: float
    still: float
    rises: bool
    chance: float = field(default=0.5)

    @property
    def ahead(self) -> int:
        """Years from the last known one to the end of the plan."""
        return PLAN_YEARS - self.years_known


def public_series() -> dict[str, list[float]]:
    """The yearly series with nine or more known values two years into the plan, by name."""
    fewest = MIN_INTERVAL + PLAN_YEARS - min(YEARS_KNOWN)
    found = {}
    for name, word in SETS.items():
        rows = competition_series({"dataset": name, "period": "yearly"})
        for number, (sample, test) in enumerate(rows, start=1):
            if len(sample) + len(test) >= fewest:
                found[f"{word} {number}"] = [*sample, *test]
    return found


def trials(series: Mapping[str, Sequence[float]], years_known: int) -> list[Trial]:
    """One trial for each series that moved at all before the end was known."""
    made = (_trial(name, values, years_known) for name, values in series.items())
    return [trial for trial in made if trial is not None]


def _trial(name: str, values: Sequence[float], years_known: int) -> Trial | None:
    ahead, end = PLAN_YEARS - years_known, values[-1]
    before = values[:-ahead]
    plan = before[-(years_known + 1) :]
    known = Known(before[-(years_known + 1 + YEARS_BEFORE) :], plan, ahead)
    unit = mean_change(known.history)
    if unit == 0:
        return None
    errors = {method: (end - run(known)) / unit for method, (_, run) in RIVALS.items()}
    seen = _product(before, ahead)
    if seen.forecast is None or not seen.scale:
        return None
    own = seen.scale * sqrt(ahead)
    return Trial(
        name, years_known, unit, errors | {OURS: (end - seen.forecast) / unit},
        (end - seen.forecast) / own, (end - before[-1]) / own,
        end > before[-1], seen.probability or 0.5,
    )  # fmt: skip


def _product(before: Sequence[float], ahead: int) -> Outlook:
    """What the product says: the forecast, and how likely the end lies above the last value."""
    last = FIRST_YEAR - 1 + PLAN_YEARS - ahead
    series = dict(zip(range(last - len(before) + 1, last + 1), before, strict=True))
    return outlook(
        series,
        plan_start=FIRST_YEAR,
        target_year=FIRST_YEAR - 1 + PLAN_YEARS,
        target=before[-1],
    )
