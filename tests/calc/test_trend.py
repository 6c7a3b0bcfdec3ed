"""Trends: the published series of Statistics Canada and of the UN chart."""

from dataclasses import asdict

import pytest

from calc import trend
from calc.trend import NOT_AVAILABLE, ChartStatus, Trend
from tests.calc.cases import Case, cases, compare


@pytest.mark.parametrize("case", cases("statcan"), ids=lambda c: c.id)
def test_statcan_cases(case: Case) -> None:
    inputs = {key: value for key, value in case.inputs.items() if key != "series"}
    compare(case, asdict(trend.statcan(**inputs)))


@pytest.mark.parametrize("case", cases("statcan_aggregate"), ids=lambda c: c.id)
def test_statcan_aggregate_cases(case: Case) -> None:
    score, status = trend.statcan_aggregate(**case.inputs)
    compare(case, {"score": score, "status": status})


@pytest.mark.parametrize("case", cases("un_chart"), ids=lambda c: c.id)
def test_un_chart_cases(case: Case) -> None:
    compare(case, asdict(trend.un_chart(**case.inputs)))


def grow(base: float | None, current: float | None, direction: int = 1, **more: object) -> Trend:
    years = {"base_year": 2015, "current_year": 2020}
    return trend.statcan(
        base_value=base,
        current_value=current,
        direction=direction,
        **{**years, **more},  # type: ignore[arg-type]
    )


class TestStatcan:
    def test_worked_number_near_a_limit(self) -> None:
        it = grow(70, 73, limit=100)
        assert trend.limit_factor(70, 100) == pytest.approx(0.795, abs=5e-4)
        assert it.status == "moderate_progress"
        assert it.progress_value == pytest.approx(0.0084, abs=5e-5)
        assert it.score == pytest.approx(1.40, abs=5e-3)

    @pytest.mark.parametrize(
        ("base", "factor"), [(0, 1.0), (100, 0.0), (200, 1.0), (250, 1.0), (150, 0.954)]
    )
    def test_what_is_asked_near_a_limit(self, base: float, factor: float) -> None:
        assert trend.limit_factor(base, 100) == pytest.approx(factor, abs=5e-4)

    def test_at_the_limit_holding_is_the_best_score(self) -> None:
        assert grow(100, 100, limit=100).score == 5
        assert grow(100, 99, limit=100).status == "deterioration"

    @pytest.mark.parametrize(
        ("base", "current", "years"),
        [
            (None, 1, (2015, 2020)),
            (1, None, (2015, 2020)),
            (1, 2, (2015, 2015)),
            (1, 2, (2015, None)),
        ],
    )
    def test_fewer_than_two_years_are_not_available(
        self, base: float | None, current: float | None, years: tuple[int, int | None]
    ) -> None:
        it = grow(base, current, base_year=years[0], current_year=years[1])
        assert it == NOT_AVAILABLE

    def test_values_of_opposite_sign_are_not_assessed(self) -> None:
        assert grow(-1, 1) == NOT_AVAILABLE
        assert grow(1, 2, target=-1, target_year=2030) == NOT_AVAILABLE

    def test_negative_values_turn_the_sign(self) -> None:
        assert grow(-10, -5).status == "substantial_progress"
        assert grow(-5, -10).status == "deterioration"
        assert grow(-5, -10, -1).status == "substantial_progress"

    def test_a_zero_is_replaced_and_lowers_the_confidence(self) -> None:
        it = grow(0, 5)
        assert it.low_confidence
        assert it.status == "substantial_progress"
        assert grow(5, 4, -1, target=0, target_year=2030).low_confidence
        assert grow(-5, 0).status == "substantial_progress"

    def test_a_target_equal_to_the_base_is_reached_or_lost(self) -> None:
        assert grow(60, 61, target=60, target_year=2030) == Trend(None, "target_achieved", 5.0)
        assert grow(60, 59, target=60, target_year=2030) == Trend(None, "deterioration", -5.0)

    def test_a_lost_target_is_never_progress(self) -> None:
        it = grow(50, 58, -1, target=55, target_year=2030)
        assert it.status == "deterioration"

    def test_no_change_without_target_is_limited(self) -> None:
        assert grow(50, 50) == Trend(0.0, "limited_progress", -2.5)

    def test_why_this_is_not_the_main_status(self) -> None:
        it = trend.statcan(
            base_value=0.37,
            base_year=2015,
            current_value=9.53,
            current_year=2025,
            direction=1,
            target=60,
            target_year=2030,
        )
        assert it.progress_value == pytest.approx(0.950, abs=1e-3)


class TestAggregate:
    def test_worked_number(self) -> None:
        score, status = trend.statcan_aggregate([4.0, -1.0, None], False)
        assert (score, status) == (1.5, "moderate_progress")

    def test_nothing_scored_is_not_available(self) -> None:
        assert trend.statcan_aggregate([None], True) == (None, "not_available")

    def test_achieved_only_if_all_series_are(self) -> None:
        assert trend.statcan_aggregate([5.0, 5.0], True)[1] == "target_achieved"
        assert trend.statcan_aggregate([5.0, 5.0], False)[1] == "substantial_progress"

    @pytest.mark.parametrize(
        ("score", "status"),
        [
            (2.5, "substantial_progress"),
            (0.0, "moderate_progress"),
            (-2.5, "limited_progress"),
            (-2.6, "deterioration"),
        ],
    )
    def test_limits(self, score: float, status: str) -> None:
        assert trend.statcan_aggregate([score], False)[1] == status


class TestChart:
    def test_worked_number(self) -> None:
        it = trend.un_chart(
            base_value=40,
            base_year=2015,
            current_value=43,
            current_year=2020,
            direction=1,
            target=52,
        )
        assert it.score == 2
        assert it.ratio == pytest.approx(0.81, abs=5e-3)

    def test_a_target_met_now_is_met_whatever_the_trend(self) -> None:
        it = trend.un_chart(
            base_value=60,
            base_year=2015,
            current_value=55,
            current_year=2020,
            direction=1,
            target=52,
        )
        assert it == ChartStatus(3)

    def test_a_percentage_within_one_point_of_its_end_is_met(self) -> None:
        def near(current: float, *, percent: bool) -> int | None:
            return trend.un_chart(
                base_value=99.5,
                base_year=2015,
                current_value=current,
                current_year=2020,
                direction=1,
                target=100,
                percent=percent,
            ).score

        assert near(99.0, percent=True) == 3
        assert near(99.0, percent=False) == 1
        assert near(98.9, percent=True) == 1

    def test_one_value_is_not_assessed(self) -> None:
        it = trend.un_chart(
            base_value=40, base_year=2015, current_value=None, current_year=None, direction=1
        )
        assert it == ChartStatus(None)

    def test_binary(self) -> None:
        assert trend.un_chart_binary(True).score == 3
        assert trend.un_chart_binary(False).score == 1

    def test_an_unmet_target_equal_to_the_base_is_regression(self) -> None:
        it = trend.un_chart(
            base_value=40,
            base_year=2015,
            current_value=39,
            current_year=2020,
            direction=1,
            target=40,
        )
        assert it.score == 1


def test_interpolation_is_flat_outside_the_knots() -> None:
    knots = ((0.0, 1.0), (2.0, 3.0))
    assert [trend.interpolate(x, knots) for x in (-1, 0, 1, 2, 5)] == [1, 1, 2, 3, 3]
