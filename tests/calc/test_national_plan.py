"""The rules on a whole public plan: the national 13th plan and the 12th's mid-term.

National data, a fixture only: none of its targets belongs to the plan tracked.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from calc import progress, status
from calc.progress import Share

ROWS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("fyp13.json").read_text(encoding="utf-8")
)["indicators"]
BY_NO = {row["no"]: row for row in ROWS}


def share(row: dict[str, Any], year: int) -> Share | None:
    """Share done at the end of a year; None where no value of that year is known."""
    known = {int(y): cell["value"] for y, cell in row["observations"].items()}
    if year not in known or row["target_2020"] is None:
        return None
    target, strict = row["target_2020"]["value"], row["strict"]
    so_far = [known[y] for y in sorted(known) if y <= year]
    match row["kind"]:
        case "level":
            base = row["baseline_2015"]["value"]
            return progress.level(base, known[year], target, row["direction"], strict=strict)
        case "cum_sum":
            return progress.cumulative_sum(so_far, target, strict=strict)
        case "avg_growth":
            rates = [rate / 100 for rate in so_far]
            return progress.average_growth(rates, target / 100, 5, strict=strict)
        case "cum_reduction":
            return progress.cumulative_reduction([known[year] / 100], target / 100, strict=strict)
    return None


def labels(year: int) -> dict[str, str | None]:
    tau = (year - 2015) / 5
    shares = {row["no"]: share(row, year) for row in ROWS}
    return {no: status.status(s, tau).label for no, s in shares.items() if s is not None}


def test_three_series_lagged_in_the_middle() -> None:
    behind = {no for no, label in labels(2017).items() if label in ("滞后", "严重滞后", "倒退")}
    assert behind == {"4", "5", "24b"}


def test_six_series_missed_their_end_and_only_two_had_lagged() -> None:
    missed = {no for no, label in labels(2020).items() if label != "完成"}
    assert missed == {"1", "2", "4", "5", "9", "19"}
    assert len(missed & {"4", "5", "24b"}) == 2


def test_energy_intensity_was_fast_and_missed_all_the_same() -> None:
    halfway = status.status(share(BY_NO["19"], 2017) or Share(None), 0.4)
    assert halfway.rho == pytest.approx(1.37, abs=5e-3)
    assert halfway.label == "快于预期"
    assert labels(2020)["19"] == "未完成"


def test_a_growth_target_is_missed_although_nominal_figures_look_better() -> None:
    rates = [cell["value"] / 100 for cell in BY_NO["1"]["observations"].values()]
    grown = progress.chain_growth(rates)
    assert grown.avg == pytest.approx(0.0571, abs=5e-5)
    assert 67.7 * grown.index < 92.7


def test_the_mid_term_of_the_12th_plan_agrees_with_the_official_list() -> None:
    reductions = {"energy": (0.0554, 0.16), "CO2": (0.066, 0.17), "NOx": (-0.028, 0.10)}
    on_time = {"NH3-N": (0.041, 0.10), "COD": (0.0503, 0.08), "SO2": (0.0662, 0.08)}
    for done, wanted in reductions.values():
        assert not status.midterm_official(
            "reduction", cum_reduction=done, target_reduction=wanted, tau=0.4
        ).on_schedule
    for done, wanted in on_time.values():
        assert status.midterm_official(
            "reduction", cum_reduction=done, target_reduction=wanted, tau=0.4
        ).on_schedule
    # The linear ratio would have let the CO2 target pass.
    assert 0.066 / 0.17 / 0.4 > 0.95
