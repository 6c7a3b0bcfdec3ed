"""Share done, kind by kind, with every edge case."""

import math
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import progress
from calc.progress import Share
from tests.calc.cases import Case, cases, compare

VALUES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))


@pytest.mark.parametrize("case", cases("level_progress"), ids=lambda c: c.id)
def test_level_progress_cases(case: Case) -> None:
    compare(case, {"p": progress.level_progress(**case.inputs)})


@pytest.mark.parametrize("case", cases("log_reduction_progress"), ids=lambda c: c.id)
def test_log_reduction_progress_cases(case: Case) -> None:
    compare(case, progress.log_reduction_progress(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("chain_reduction"), ids=lambda c: c.id)
def test_chain_reduction_cases(case: Case) -> None:
    compare(case, {"cum_reduction": progress.chain_reduction(**case.inputs)})


@pytest.mark.parametrize("case", cases("chain_growth"), ids=lambda c: c.id)
def test_chain_growth_cases(case: Case) -> None:
    compare(case, asdict(progress.chain_growth(**case.inputs)))


@pytest.mark.parametrize("case", cases("cum_sum"), ids=lambda c: c.id)
def test_cum_sum_cases(case: Case) -> None:
    compare(case, progress.cum_sum(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("rebase_target"), ids=lambda c: c.id)
def test_rebase_target_cases(case: Case) -> None:
    compare(case, {"target": progress.rebase_target(**case.inputs)})


class TestLevel:
    def test_higher_is_better(self) -> None:
        share = progress.level(56.1, 57.35, 60, 1)
        assert share.p == pytest.approx(0.3205, abs=5e-5)
        assert not share.achieved

    def test_lower_is_better_and_strict(self) -> None:
        assert progress.level(9.7, 8.3, 5, -1, strict=True).p == pytest.approx(0.298, abs=5e-4)
        assert progress.level(9.7, 5, 5, -1, strict=True) == Share(1.0, False)
        assert progress.level(9.7, 5, 5, -1) == Share(1.0, True)

    def test_movement_away_stays_negative(self) -> None:
        assert progress.level(50, 45, 60, 1).p == -0.5

    def test_more_than_the_target_stays_above_one(self) -> None:
        assert progress.level(50, 70, 60, 1) == Share(2.0, True)

    def test_no_value_is_no_data_and_not_zero(self) -> None:
        assert progress.level(50, None, 60, 1) == Share(None, None, "no_data")

    def test_zero_is_a_value(self) -> None:
        assert progress.level(0, 0, 60, 1) == Share(0.0, False)

    def test_without_a_baseline_only_reached_or_not_is_known(self) -> None:
        assert progress.level(None, 55, 50, 1) == Share(None, True, "not_applicable", "no_baseline")

    def test_a_target_equal_to_the_baseline_is_held(self) -> None:
        assert progress.level(18.65, 18.7, 18.65, 1) == Share(None, True, "not_applicable", "hold")
        assert progress.level(18.65, 18.6, 18.65, 1).achieved is False

    def test_a_target_met_from_the_start_never_shows_a_share(self) -> None:
        lost = progress.level(62, 58, 60, 1)
        assert lost == Share(None, False, "not_applicable", "met_at_base")
        assert progress.level_progress(62, 58, 60) > 0
        assert progress.level(62, 61, 60, 1).achieved

    def test_the_bare_ratio_refuses_an_empty_distance(self) -> None:
        with pytest.raises(ValueError, match="equal to the baseline"):
            progress.level_progress(60, 61, 60)

    @given(VALUES, VALUES, VALUES, st.sampled_from([1, -1]))
    def test_a_share_of_one_or_more_means_reached(
        self, base: float, now: float, target: float, direction: int
    ) -> None:
        share = progress.level(base, now, target, direction)
        if share.p is not None:
            assert share.achieved == (share.p >= 1 - 1e-9) or abs(share.p - 1) < 1e-6

    @given(VALUES, VALUES, VALUES)
    def test_both_directions_are_mirrors(self, base: float, now: float, target: float) -> None:
        assert progress.level(base, now, target, 1) == progress.level(-base, -now, -target, -1)


class TestSums:
    def test_new_jobs(self) -> None:
        share = progress.cumulative_sum([1314, 1351], 5000, strict=True)
        assert share == Share(0.533, False)

    def test_equality_passes_only_without_strictness(self) -> None:
        assert progress.cumulative_sum([2, 3], 5).achieved
        assert not progress.cumulative_sum([2, 3], 5, strict=True).achieved

    def test_no_year_is_no_data(self) -> None:
        assert progress.cumulative_sum([], 5).reason == "no_data"
        assert progress.cumulative_sum([0], 5) == Share(0.0, False)

    def test_a_target_of_zero_has_no_share(self) -> None:
        assert progress.cum_sum([1], 0).p is None


class TestReductions:
    def test_worked_number(self) -> None:
        share = progress.cumulative_reduction([0.132], 0.23)
        assert share.p == pytest.approx(0.542, abs=5e-4)
        assert share.achieved is False

    def test_an_increase_is_negative(self) -> None:
        done = progress.log_reduction_progress(-0.028, 0.1, 0.4)
        assert done.p == pytest.approx(-0.262, abs=5e-4)
        assert done.rho == pytest.approx(-0.66, abs=5e-3)

    def test_there_is_no_pace_before_the_plan(self) -> None:
        assert progress.log_reduction_progress(0.01, 0.1, 0).rho is None

    @pytest.mark.parametrize("r", [1, 1.2, math.nan, math.inf])
    def test_a_reduction_of_all_or_no_number_is_an_input_error(self, r: float) -> None:
        with pytest.raises(ValueError, match=r"input error|finite"):
            progress.chain_reduction([0.1, r])

    def test_a_target_must_be_a_reduction(self) -> None:
        with pytest.raises(ValueError, match="positive"):
            progress.cumulative_reduction([0.1], 0)

    def test_no_year_is_no_data(self) -> None:
        assert progress.cumulative_reduction([], 0.1).reason == "no_data"

    @given(st.floats(0.01, 0.6), st.integers(1, 8))
    def test_an_even_pace_gives_even_shares(self, target: float, years: int) -> None:
        even = 1 - (1 - target) ** (1 / years)
        for done in range(1, years + 1):
            share = progress.cumulative_reduction([even] * done, target)
            assert share.p == pytest.approx(done / years)


class TestGrowth:
    def test_worked_number(self) -> None:
        share = progress.average_growth([0.067, 0.069], 0.065, 5, strict=True)
        assert share.p == pytest.approx(0.418, abs=5e-4)
        assert not share.achieved

    def test_a_bad_last_year_misses_the_average(self) -> None:
        rates = [0.067, 0.069, 0.066, 0.061, 0.023]
        assert not progress.average_growth(rates, 0.065, 5, strict=True).achieved
        assert progress.average_growth(rates, 0.057, 5).achieved

    def test_no_year_is_no_data(self) -> None:
        assert progress.average_growth([], 0.065, 5).reason == "no_data"
        with pytest.raises(ValueError, match="no yearly growth"):
            progress.chain_growth([])

    def test_impossible_rates_are_refused(self) -> None:
        with pytest.raises(ValueError, match="input error"):
            progress.chain_growth([-1])
        with pytest.raises(ValueError, match="positive"):
            progress.average_growth([0.1], 0, 5)


class TestOtherKinds:
    def test_binary(self) -> None:
        assert progress.binary(True) == Share(1.0, True)
        assert progress.binary(False) == Share(0.0, False)
        assert progress.binary(None) == Share(None, None, "no_data")

    def test_list(self) -> None:
        assert progress.named_list(3, 4) == Share(0.75, False)
        assert progress.named_list(4, 4, is_open=True) == Share(1.0, True, None, "open_list")
        for done, named in ((5, 4), (-1, 4), (0, 0)):
            with pytest.raises(ValueError, match="impossible"):
                progress.named_list(done, named)

    def test_goldilocks_comes_near_from_either_side(self) -> None:
        assert progress.balanced(5.2, 4.7, 4).p == pytest.approx(0.417, abs=5e-4)
        assert progress.balanced(2.8, 3.3, 4).p == pytest.approx(0.417, abs=5e-4)
        assert progress.balanced(5.2, 4, 4).achieved

    def test_goldilocks_ratio(self) -> None:
        assert progress.goldilocks(0.8, 1, ratio=True) == pytest.approx(1.25)
        assert progress.goldilocks(0.98, 1, ratio=True) == 1.0
        assert progress.balanced(0.8, 1.02, 1, ratio=True) == Share(1.0, True)
        assert progress.balanced(None, None, 1).reason == "no_data"
        with pytest.raises(ValueError, match="positive"):
            progress.goldilocks(0, 1, ratio=True)

    def test_a_wish_has_no_share(self) -> None:
        assert progress.direction_only() == Share(None, None, "not_applicable")


class TestAroundTheShare:
    def test_the_cap_never_cuts_below(self) -> None:
        assert progress.capped(2.3) == 1.5
        assert progress.capped(-0.4) == -0.4
        assert progress.capped(None) is None

    def test_a_revised_baseline_keeps_the_increment(self) -> None:
        assert progress.rebase_target(57.3, 56.1, 60) == pytest.approx(61.2)

    def test_a_missing_base_year_takes_the_next_and_names_it(self) -> None:
        pair = progress.base_and_current({2014: 1, 2016: 5, 2019: 8}, 2015)
        assert pair == (2016, 5, 2019, 8)
        assert progress.base_and_current({2015: 3, 2016: 5}, 2015) == (2015, 3, 2016, 5)

    @pytest.mark.parametrize("series", [{}, {2015: 3}, {2017: 3}, {2012: 1, 2015: 2}])
    def test_one_value_is_no_progress(self, series: dict[int, float]) -> None:
        assert progress.base_and_current(series, 2015) is None

    def test_the_year_first_reached_is_kept_when_lost_later(self) -> None:
        series = {2016: 55, 2017: 61, 2018: 58}
        assert progress.first_reached(series, 60, 1) == 2017
        assert progress.first_reached(series, 70, 1) is None
        assert progress.first_reached({2017: 60}, 60, 1, strict=True) is None

    def test_change_still_required(self) -> None:
        assert progress.required_change(54, 60, 3) == 2
        assert progress.required_change(54, 60, 0) is None
