"""The table of edge cases for every kind of indicator (A2), row by row."""

import pytest

from calc import progress, status, trend
from calc.progress import Share
from calc.status import Status


def test_a_target_equal_to_the_baseline_is_held_and_has_no_ratio() -> None:
    it = progress.level(18.65, 18.70, 18.65, 1)
    assert (it.p, it.achieved, it.note) == (None, True, "hold")
    assert status.hold_status(18.70, 18.65, 1).margin_pct == pytest.approx(0.27, abs=5e-3)


@pytest.mark.parametrize(
    ("now", "achieved", "label"), [(86, True, "提前完成"), (78, False, "倒退")]
)
def test_a_target_met_by_the_baseline_is_kept_or_lost_without_a_share(
    now: float, achieved: bool, label: str
) -> None:
    it = progress.level(85, now, 80, 1)
    assert (it.p, it.achieved) == (None, achieved)
    assert status.status(it, 0.4).label == label
    # the plain ratio would be positive for the loss
    assert progress.level_progress(85, 78, 80) > 0


def test_a_target_reached_and_lost_is_read_from_the_current_value() -> None:
    series = {2016: 78.0, 2017: 81.0, 2018: 79.0}
    it = progress.level(76.7, series[2018], 80, 1)
    assert not it.achieved
    assert status.status(it, 0.6).label == "快于预期"
    assert progress.first_reached(series, 80, 1) == 2017


def test_more_than_all_is_kept_and_capped_only_in_roll_ups() -> None:
    it = progress.level(50, 75, 60, 1)
    assert it.p == pytest.approx(2.5)
    assert progress.capped(it.p) == 1.5


def test_less_than_nothing_is_kept_and_never_cut() -> None:
    it = progress.level(56.1, 55.0, 60, 1)
    assert it.p is not None and it.p < 0
    assert progress.capped(it.p) == it.p
    assert status.status(it, 0.4).label == "倒退"


def test_without_a_base_year_the_next_later_one_is_taken_and_named() -> None:
    pair = progress.base_and_current({2013: 1, 2017: 56.0, 2019: 58.0}, 2015)
    assert pair == (2017, 56.0, 2019, 58.0)


@pytest.mark.parametrize("series", [{}, {2015: 56.1}, {2014: 55.0, 2015: 56.1}, {2019: 58.0}])
def test_one_value_or_that_of_the_base_year_is_no_data_and_not_zero(
    series: dict[int, float],
) -> None:
    assert progress.base_and_current(series, 2015) is None
    assert progress.level(56.1, None, 60, 1) == Share(None, None, "no_data")


def growth(**values: float | None) -> trend.Trend:
    given = {"base_year": 2015, "current_year": 2020, "direction": 1} | values
    return trend.statcan(**given)  # type: ignore[arg-type]


def test_a_base_of_zero_in_a_growth_rate_method_is_replaced_and_trusted_less() -> None:
    it = growth(base_value=0, current_value=2)
    assert it.low_confidence
    assert it.progress_value == pytest.approx((2 / 0.001) ** 0.2 - 1)
    assert growth(base_value=1, current_value=2, target=0, target_year=2030).low_confidence


def test_opposite_signs_in_a_growth_rate_method_are_not_assessed() -> None:
    assert growth(base_value=-1, current_value=2).status == "not_available"
    assert trend.un_chart(
        base_value=-1, base_year=2015, current_value=2, current_year=2020, direction=1
    ).score is None  # fmt: skip


def test_all_negative_values_turn_the_sign() -> None:
    shrinking = growth(base_value=-4, current_value=-2)
    assert shrinking.progress_value is not None and shrinking.progress_value > 0
    assert growth(base_value=-2, current_value=-4).status == "deterioration"


def test_growth_rates_are_chained_to_an_index_first() -> None:
    it = progress.chain_growth([0.067, 0.069, 0.066, 0.061, 0.023])
    assert (it.index, it.avg) == (pytest.approx(1.3197, abs=5e-5), pytest.approx(0.0571, abs=5e-5))


def test_a_revised_baseline_moves_the_target_along() -> None:
    assert progress.rebase_target(57.3, 56.1, 60) == pytest.approx(61.2)
    # the ministry's published good-air days: 81.2 and 84.5 after the change
    assert progress.rebase_target(81.2, 76.7, 80) == pytest.approx(84.5)


def test_a_revised_value_changes_the_answer_and_both_are_told() -> None:
    """May 2020 counted 7 of 9 ecological targets as done, October 8 of 9 after a revised value."""
    may = [True] * 7 + [False] * 2
    october = [True] * 8 + [False]
    assert status.attainment(may)[:2] == (7, 9)
    assert status.attainment(october)[:2] == (8, 9)
    before = progress.cumulative_reduction([0.179], 0.18)
    after = progress.cumulative_reduction([0.182], 0.18)
    assert (before.achieved, after.achieved) == (False, True)


def test_several_series_are_reached_only_together() -> None:
    shares = [Share(0.9, False), Share(0.1, False)]
    assert status.combined(shares, 0.4, binding=True).label == "严重滞后"
    # (0.9 + 0.1)/2 over 0.4: the mean of an expected indicator is ahead
    assert status.combined(shares, 0.4, binding=False).label == "快于预期"
    assert status.combined([Share(1.2, True), Share(0.9, False)], 1, binding=True).label == "未完成"
    assert status.combined([Share(None, None, "no_data")], 0.5, binding=True) == Status(
        None, "no_data"
    )


def test_a_growth_and_a_level_target_share_one_price_basis() -> None:
    at_2015_prices = 67.7 * progress.chain_growth([0.067, 0.069, 0.066, 0.061, 0.023]).index
    assert at_2015_prices == pytest.approx(89.3, abs=0.05)
    assert not status.final_target(at_2015_prices, 92.7, 1, strict=True).met
