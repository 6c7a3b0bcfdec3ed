"""The values on file whose later years are known: a small back-test on our own series."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from calc.outlook import MIN_FORECAST, MIN_INTERVAL, mean_change, outlook
from indicators.rules import families

FURTHEST = 3  # years ahead: as far as errors were measured
FEWEST_TO_JUDGE = 30


@dataclass(frozen=True)
class Resolved:
    """A forecast of a year whose value is on file; ``error`` and ``still`` in mean changes."""

    series: str
    origin: int
    ahead: int
    points: int
    error: float
    still: float

    @property
    def banded(self) -> bool:
        """Whether there were years enough for an interval."""
        return self.points >= MIN_INTERVAL


def own_series(folder: Path) -> dict[str, dict[int, float]]:
    """Comparable yearly values of every series on file; of one year the last release."""
    by_indicator: dict[str, list[SimpleNamespace]] = defaultdict(list)
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            row = SimpleNamespace(**cells)
            row.period_end = date.fromisoformat(row.period_end)
            by_indicator[row.indicator].append(row)
    return {
        f"{code} {number}": _by_year(rows)
        for code, found in sorted(by_indicator.items())
        for number, rows in enumerate(families(found).values(), start=1)
    }


def _by_year(rows: list[SimpleNamespace]) -> dict[int, float]:
    rows.sort(key=lambda row: (row.period_end, row.published_on, row.id))
    return {row.period_end.year: float(row.value) for row in rows}


def resolved(series: Mapping[str, Mapping[int, float]]) -> list[Resolved]:
    """Every forecast up to three years ahead that can be compared with a value on file."""
    return [one for name, values in series.items() for one in _resolved(name, values)]


def _resolved(name: str, values: Mapping[int, float]) -> Iterator[Resolved]:
    for origin in sorted(values):
        known = {year: value for year, value in values.items() if year <= origin}
        for target in range(origin + 1, origin + FURTHEST + 1):
            scale = mean_change([known[y] for y in sorted(known)]) if len(known) > 1 else 0.0
            if target not in values or len(known) < MIN_FORECAST or scale == 0:
                continue
            seen = outlook(known, plan_start=target - 4, target_year=target)
            if seen.forecast is not None:
                yield Resolved(
                    name, origin, target - origin, seen.points,
                    (values[target] - seen.forecast) / scale,
                    (values[target] - known[origin]) / scale,
                )  # fmt: skip
