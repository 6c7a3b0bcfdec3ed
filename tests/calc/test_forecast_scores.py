"""Scores of forecasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import forecast_scores as scores
from tests.calc.cases import Case, cases, compare

VALUE = st.floats(-100, 100)


@pytest.mark.parametrize("case", cases("pinball"), ids=lambda c: c.id)
def test_pinball_cases(case: Case) -> None:
    compare(case, {"loss": scores.pinball(**case.inputs)})


@pytest.mark.parametrize("case", cases("interval_score"), ids=lambda c: c.id)
def test_interval_score_cases(case: Case) -> None:
    compare(case, {"score": scores.interval_score(**case.inputs)})


@pytest.mark.parametrize("case", cases("crps_ens"), ids=lambda c: c.id)
def test_crps_ens_cases(case: Case) -> None:
    compare(case, {"crps": scores.crps_ens(**case.inputs)})


@pytest.mark.parametrize("case", cases("brier"), ids=lambda c: c.id)
def test_brier_cases(case: Case) -> None:
    compare(case, {"brier": scores.brier(**case.inputs)})


@pytest.mark.parametrize("case", cases("brier_threshold"), ids=lambda c: c.id)
def test_brier_threshold_cases(case: Case) -> None:
    compare(case, {"brier": scores.brier_threshold(**case.inputs)})


def test_worked_numbers() -> None:
    assert scores.interval_score(20, 26, 27, 0.2) == pytest.approx(16)
    assert scores.interval_score(20, 26, 22, 0.2) == 6
    assert scores.interval_score(20, 26, 19, 0.2) == pytest.approx(16)
    assert scores.crps_ens(3, [0, 1]) == pytest.approx(2.25)
    assert scores.brier([0.7, 0.2], [1, 0]) == pytest.approx(0.065)


@given(VALUE, VALUE)
def test_one_member_is_the_absolute_error(obs: float, member: float) -> None:
    assert scores.crps_ens(obs, [member]) == pytest.approx(abs(obs - member))


@given(VALUE, st.lists(VALUE, min_size=1, max_size=8))
def test_a_score_is_never_negative(obs: float, members: list[float]) -> None:
    assert scores.crps_ens(obs, members) >= -1e-9


@given(VALUE, VALUE, st.floats(0.01, 0.99))
def test_the_median_is_half_the_absolute_error(y: float, q: float, tau: float) -> None:
    assert scores.pinball(y, q, 0.5) == pytest.approx(abs(y - q) / 2)
    assert scores.pinball(y, q, tau) >= 0


def test_impossible_inputs_are_refused() -> None:
    with pytest.raises(ValueError, match="alpha"):
        scores.interval_score(5, 4, 1, 0.2)
    with pytest.raises(ValueError, match="alpha"):
        scores.interval_score(4, 5, 1, 1)
    with pytest.raises(ValueError, match="ensemble"):
        scores.crps_ens(1, [])
    with pytest.raises(ValueError, match="ensemble"):
        scores.crps_ens(1, [1, 2], [2, -1])
    with pytest.raises(ValueError, match="needs a forecast"):
        scores.brier([], [])


def test_skill_against_the_naive_forecast() -> None:
    assert scores.skill(1.5, 2) == 0.25
    assert scores.skill(1.5, 0) is None


class TestCompetition:
    def test_worked_by_hand(self) -> None:
        it = scores.competition([([10, 12, 14, 16], [20, 16]), ([5, 5, 5], [4, 5, 9])], h=2)
        assert it.n == 2
        assert it.smape == pytest.approx(((200 * 4 / 36) / 2 + (200 / 9) / 2) / 2)
        assert it.mape == pytest.approx((20 / 2 + 25 / 2) / 2)
        # The second series never changed: it stays out of the scaled error.
        assert it.mase == pytest.approx((4 / 2 + 0) / 2)

    def test_values_of_zero_stay_out_of_the_percentage(self) -> None:
        it = scores.competition([([1, 0], [0])], h=1)
        assert (it.smape, it.mape, it.mase) == (0.0, None, 0.0)

    def test_nothing_to_compare_has_no_score(self) -> None:
        assert scores.competition([], h=4) == scores.Competition(0, None, None, None)
