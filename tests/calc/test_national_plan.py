"""The rules on a whole public plan: the national 13th plan and the 12th's mid-term.

National data, a fixture only: none of its targets belongs to the plan tracked.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from calc import progress, status, trend
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


# Energy, CO2, NOx, non-fossil share, NH3-N, COD, SO2 at the end of 2012, two of five years gone
MID_TERM = [
    ("energy", 0.0554, 0.16, 0.327, 0.817, "滞后", True),
    ("CO2", 0.066, 0.17, 0.366, 0.916, "滞后", True),
    ("NOx", -0.028, 0.10, -0.262, -0.66, "倒退", True),
    ("NH3-N", 0.041, 0.10, 0.397, 0.993, "达到预期", False),
    ("COD", 0.0503, 0.08, 0.619, 1.55, "快于预期", False),
    ("SO2", 0.0662, 0.08, 0.821, 2.05, "快于预期", False),
]


@pytest.mark.parametrize("row", MID_TERM, ids=lambda row: row[0])
def test_each_row_of_the_mid_term_of_the_12th_plan(row: tuple[Any, ...]) -> None:
    _, done, wanted, p, rho, label, listed = row
    found = status.status(progress.cumulative_reduction([done], wanted), 0.4)
    share = progress.log_reduction_progress(done, wanted, 0.4)
    assert share.p == pytest.approx(p, abs=5e-4)
    assert share.rho == pytest.approx(rho, abs=5e-3)
    assert found.label == label
    assert (found.official == "滞后") == listed


def test_the_non_fossil_share_of_the_12th_plan_by_either_baseline() -> None:
    for base, rho in ((8.3, 0.645), (8.4, 0.58)):
        found = status.status(progress.level(base, 9.1, 11.4, 1), 0.4)
        assert found.rho == pytest.approx(rho, abs=5e-3)
        assert found.official == "滞后"


def test_the_chained_energy_rates_differ_from_the_revised_total() -> None:
    rates = [cell["value"] / 100 for cell in BY_NO["19"]["annual_reduction"].values()]
    assert 100 * progress.chain_reduction(rates) == pytest.approx(13.7, abs=0.05)
    assert 100 * progress.chain_reduction(rates[:2]) == pytest.approx(8.5, abs=0.05)
    assert BY_NO["19"]["observations"]["2020"]["value"] == 13.2


def test_good_air_is_judged_against_the_rebased_pair() -> None:
    row = BY_NO["23a"]
    base, target = (row["rebased"][key]["value"] for key in ("baseline_2015", "target_2020"))
    old = row["baseline_2015"]["value"], row["target_2020"]["value"]
    assert progress.rebase_target(base, *old) == pytest.approx(target)
    met = status.final_target(row["observations"]["2020"]["value"], target, 1, strict=True)
    assert (met.met, met.margin) == (True, pytest.approx(2.5))


def test_surface_water_was_met_by_nearly_five_points_a_year_early() -> None:
    row = BY_NO["24a"]
    found = status.final_target(row["observations"]["2019"]["value"], 70, 1, strict=True)
    assert (found.met, found.margin) == (True, pytest.approx(4.9))
    assert labels(2019)["24a"] == "提前完成"


def test_one_example_through_all_methods() -> None:
    row = BY_NO["3a"]
    now = row["observations"]["2017"]["value"]
    found = status.status(progress.level(56.1, now, 60, 1), 0.4)
    assert (found.rho, found.label) == (pytest.approx(1.55, abs=5e-3), "快于预期")
    asked = {"base_value": 56.1, "base_year": 2015, "current_value": now, "current_year": 2017,
             "direction": 1, "target": 60, "target_year": 2020}  # fmt: skip
    assert trend.statcan(**asked).progress_value == pytest.approx(1.58, abs=5e-3)
    assert trend.un_chart(**asked).ratio == pytest.approx(1.60, abs=5e-3)


def test_the_end_result_of_every_series_follows_from_its_numbers_alone() -> None:
    """An oracle without calc: sums, ratios and products, by the kind of the target."""

    def met(row: dict[str, Any]) -> bool:
        known = [cell["value"] for year, cell in sorted(row["observations"].items())]
        target = row["target_2020"]["value"]
        if row["kind"] == "cum_sum":
            reached = sum(known) > target if row["strict"] else sum(known) >= target
        elif row["kind"] == "avg_growth":
            grown = 1.0
            for rate in known:
                grown *= 1 + rate / 100
            reached = grown > (1 + target / 100) ** 5
        else:
            value, aim = row["direction"] * known[-1], row["direction"] * target
            reached = value > aim if row["strict"] else value >= aim
        return reached

    ended = labels(2020)
    assert len(ended) == 28
    rows = [row for row in ROWS if row["no"] in ended]
    assert {row["no"]: ended[row["no"]] == "完成" for row in rows} == {
        row["no"]: met(row) for row in rows
    }
    binding = [met(row) for row in rows if row["attribute"] == "约束性"]
    assert (sum(binding), len(binding)) == (14, 15)
    assert [row["no"] for row in rows if row["attribute"] == "约束性" and not met(row)] == ["19"]
