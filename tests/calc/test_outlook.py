"""Forecasts, bands and chances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import outlook
from calc.outlook import Outlook
from tests.calc.cases import Case, cases, compare

SERIES = [40, 42, 43, 47, 48]


@pytest.mark.parametrize("case", cases("theil_sen"), ids=lambda c: c.id)
def test_theil_sen_cases(case: Case) -> None:
    compare(case, outlook.theil_sen(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("damped_holt_point"), ids=lambda c: c.id)
def test_damped_holt_point_cases(case: Case) -> None:
    compare(case, {"forecast": outlook.damped_holt_point(**case.inputs)})


@pytest.mark.parametrize("case", cases("logistic"), ids=lambda c: c.id)
def test_logistic_cases(case: Case) -> None:
    compare(case, {"y": outlook.logistic(**case.inputs)})


@pytest.mark.parametrize("case", cases("attainment_probability"), ids=lambda c: c.id)
def test_attainment_probability_cases(case: Case) -> None:
    compare(case, {"p": outlook.attainment_probability(**case.inputs)})


class TestForecast:
    def test_worked_slope(self) -> None:
        assert outlook.theil_sen(range(5), SERIES, 7) == (2.0, 54.0)

    def test_one_outlier_does_not_turn_the_slope(self) -> None:
        assert outlook.theil_sen(range(5), [0, 1, 200, 3, 4], 5).slope == pytest.approx(1.0)

    def test_the_order_of_points_is_irrelevant(self) -> None:
        line = outlook.theil_sen([4, 0, 2, 1, 3], [48, 40, 43, 42, 47], 7)
        assert line == (2.0, 54.0)

    def test_one_time_has_no_slope(self) -> None:
        with pytest.raises(ValueError, match="two different times"):
            outlook.theil_sen([1, 1], [1, 2], 3)

    def test_damped_trend(self) -> None:
        assert outlook.damped_holt_point(30, 2, 0.9, [1, 2]) == pytest.approx([31.8, 33.42])

    def test_s_curve(self) -> None:
        assert outlook.logistic(100, 0.8, 5, 6) == pytest.approx(69.0, abs=0.05)

    def test_shares_move_on_log_odds(self) -> None:
        assert outlook.from_log_odds(outlook.log_odds(60) + 0.1) == pytest.approx(62.4, abs=0.05)
        for edge in (0, 100):
            with pytest.raises(ValueError, match="between 0 and 100"):
                outlook.log_odds(edge)

    @given(st.floats(0.001, 99.999))
    def test_log_odds_turn_back(self, share: float) -> None:
        assert outlook.from_log_odds(outlook.log_odds(share)) == pytest.approx(share)


class TestBand:
    def test_worked_number(self) -> None:
        band = outlook.forecast_interval(62, 1.2, 2)
        assert band == pytest.approx((59.3, 65.4), abs=0.05)

    def test_a_wider_band_contains_the_narrower(self) -> None:
        narrow = outlook.forecast_interval(62, 1.2, 2)
        wide = outlook.forecast_interval(62, 1.2, 2, probability=0.9)
        assert wide.low < narrow.low < narrow.high < wide.high

    def test_the_quantiles_reach_no_further_than_ninety_percent(self) -> None:
        with pytest.raises(ValueError, match="do not reach"):
            outlook.forecast_interval(62, 1.2, 2, probability=0.95)

    def test_impossible_spread_is_refused(self) -> None:
        for scale, h in ((-1, 1), (1, 0)):
            with pytest.raises(ValueError, match="horizon"):
                outlook.forecast_interval(62, scale, h)


def chance(point: float, target: float, direction: int = 1, scale: float = 1.2) -> float:
    return outlook.attainment_probability(
        point=point, target=target, scale=scale, h=2, direction=direction
    )


class TestChance:
    def test_worked_number(self) -> None:
        assert chance(62, 61) == pytest.approx(0.734, abs=5e-4)

    def test_never_certain(self) -> None:
        assert chance(62, 0) == pytest.approx(0.95)
        assert chance(62, 200) == pytest.approx(0.05)
        assert chance(62, 0, -1) == pytest.approx(0.05)
        assert chance(62, 200, -1) == pytest.approx(0.95)

    def test_without_any_past_change(self) -> None:
        assert chance(62, 62, scale=0) == pytest.approx(0.95)
        assert chance(62, 63, scale=0) == pytest.approx(0.05)
        assert chance(62, 63, -1, scale=0) == pytest.approx(0.95)

    @given(st.floats(-50, 50), st.floats(-50, 50), st.sampled_from([1, -1]))
    def test_both_directions_add_up_to_one(self, point: float, target: float, d: int) -> None:
        assert chance(point, target, d) + chance(point, target, -d) == pytest.approx(1)

    @given(st.floats(-50, 50), st.floats(-50, 50), st.floats(-50, 50))
    def test_a_harder_target_is_never_likelier(self, point: float, a: float, b: float) -> None:
        low, high = sorted((a, b))
        assert chance(point, high) <= chance(point, low) + 1e-12


class TestOutlook:
    def series(self, last: int, first: int = 2006) -> dict[int, float]:
        return {year: 40 + 2.0 * (year - 2006) for year in range(first, last + 1)}

    def see(self, series: dict[int, float], **more: object) -> Outlook:
        return outlook.outlook(series, plan_start=2016, target_year=2020, **more)  # type: ignore[arg-type]

    def test_a_straight_series_goes_on(self) -> None:
        it = self.see(self.series(2018), target=66)
        assert it.forecast == pytest.approx(68)
        assert it.naive == 64
        assert it.band == pytest.approx(
            (68 - 1.57 * 2 * math.sqrt(2), 68 + 1.99 * 2 * math.sqrt(2))
        )
        assert it.probability is not None and it.probability > 0.5
        assert not it.low_confidence

    def test_fewer_than_three_points_give_no_forecast(self) -> None:
        found = self.see({2016: 1, 2017: 2})
        assert found == Outlook(None, None, reason="no_data", points=2)

    def test_fewer_than_nine_points_give_no_band(self) -> None:
        it = self.see(self.series(2018, first=2011), target=66)
        assert it.forecast == pytest.approx(68)
        assert it.band is None
        assert it.probability is None

    def test_only_ten_years_before_the_plan_count(self) -> None:
        old = dict.fromkeys(range(1990, 2006), 1000.0)
        assert self.see({**old, **self.series(2018)}) == self.see(self.series(2018))

    def test_values_from_the_target_year_on_are_no_forecast(self) -> None:
        later = {2020: 0.0, 2021: 0.0}
        assert self.see({**self.series(2018), **later}) == self.see(self.series(2018))

    def test_it_says_what_it_was_made_from(self) -> None:
        it = self.see(self.series(2018))
        assert (it.points, it.ahead, it.scale) == (13, 2, pytest.approx(2.0))

    def test_one_known_plan_year_is_low_confidence(self) -> None:
        assert self.see(self.series(2016)).low_confidence
        assert not self.see(self.series(2017)).low_confidence

    def test_a_share_stays_below_a_hundred(self) -> None:
        series = {year: 90 + 0.7 * (year - 2006) for year in range(2006, 2019)}
        it = self.see(series, percent=True, target=99)
        assert it.forecast is not None and it.band is not None
        assert series[2018] < it.forecast < 100
        assert it.band.low < it.forecast < it.band.high < 100

    def test_a_year_left_out_is_bridged_and_lowers_the_confidence(self) -> None:
        whole = self.series(2018)
        it = self.see({year: value for year, value in whole.items() if year != 2012}, target=66)
        full = self.see(whole, target=66)
        assert (it.forecast, it.scale) == (full.forecast, full.scale)
        assert (it.low_confidence, full.low_confidence) == (True, False)

    def test_a_series_without_change_is_low_confidence(self) -> None:
        it = self.see(dict.fromkeys(range(2006, 2019), 5.0), target=5)
        assert it.low_confidence
        assert it.probability == pytest.approx(0.95)
