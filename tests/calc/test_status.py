"""Labels, gates and the official tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import status
from calc.progress import Share, binary, direction_only, level
from calc.status import Status
from tests.calc.cases import Case, cases, compare


@pytest.mark.parametrize("case", cases("schedule_status"), ids=lambda c: c.id)
def test_schedule_status_cases(case: Case) -> None:
    compare(case, {"label": status.schedule_status(**case.inputs)})


@pytest.mark.parametrize("case", cases("midterm_official"), ids=lambda c: c.id)
def test_midterm_official_cases(case: Case) -> None:
    compare(case, status.midterm_official(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("final_target"), ids=lambda c: c.id)
def test_final_target_cases(case: Case) -> None:
    compare(case, status.final_target(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("cap_status"), ids=lambda c: c.id)
def test_cap_status_cases(case: Case) -> None:
    compare(case, status.cap_status(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("hold_status"), ids=lambda c: c.id)
def test_hold_status_cases(case: Case) -> None:
    compare(case, status.hold_status(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("annual_plan_label"), ids=lambda c: c.id)
def test_annual_plan_label_cases(case: Case) -> None:
    compare(case, {"label": status.annual_plan_label(**case.inputs)})


class TestTable:
    @pytest.mark.parametrize(
        ("p", "label"),
        [
            (0.42, "快于预期"),
            (0.41999999, "达到预期"),
            (0.40, "达到预期"),
            (0.38, "达到预期"),
            (0.3799, "滞后"),
            (0.24, "滞后"),
            (0.2399, "严重滞后"),
            (0.0, "严重滞后"),
            (-0.0001, "倒退"),
        ],
    )
    def test_limits_at_two_fifths_of_the_time(self, p: float, label: str) -> None:
        assert status.schedule_status(p, 0.4) == label

    def test_reached_goes_first(self) -> None:
        assert status.schedule_status(-0.2, 0.4, achieved=True) == "提前完成"

    @pytest.mark.parametrize("tau", [0, -0.1])
    def test_no_pace_before_the_plan(self, tau: float) -> None:
        with pytest.raises(ValueError, match="pace"):
            status.schedule_status(0.1, tau)

    @given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.1, 0.999))
    def test_more_done_is_never_a_worse_label(self, one: float, two: float, tau: float) -> None:
        low, high = sorted((one, two))
        rank = status.ORDER.index
        assert rank(status.schedule_status(low, tau)) <= rank(status.schedule_status(high, tau))

    def test_every_label_has_colour_and_official_wording(self) -> None:
        assert set(status.COLOURS) == set(status.OFFICIAL) == set(status.ORDER)
        label = Status("达到预期")
        assert (label.colour, label.official) == ("green", "基本符合预期（达到进度要求）")
        assert Status(None, "no_data").colour is Status(None, "no_data").official is None


class TestGates:
    def test_no_value(self) -> None:
        assert status.status(level(1, None, 2, 1), 0.5) == Status(None, "no_data")

    def test_too_early_unless_reached(self) -> None:
        assert status.status(Share(0.0, False), 0.09) == Status(None, "too_early")
        assert status.status(Share(0.0, False), -0.2) == Status(None, "too_early")
        assert status.status(Share(1.2, True), 0.05).label == "提前完成"
        assert status.status(Share(1.2, True), -0.2) == Status("提前完成")
        assert status.status(Share(0.0, False), 0.1).label == "严重滞后"

    def test_kinds_without_a_share(self) -> None:
        assert status.status(direction_only(), 0.5) == Status(None, "not_applicable")
        no_base = level(None, 40, 50, 1)
        assert status.status(no_base, 0.5) == Status(None, "not_applicable")
        assert status.status(level(None, 60, 50, 1), 0.5) == Status("提前完成")

    def test_a_target_met_from_the_start_is_kept_or_lost(self) -> None:
        assert status.status(level(62, 61, 60, 1), 0.5) == Status("提前完成")
        assert status.status(level(62, 58, 60, 1), 0.5) == Status("倒退")

    def test_pace_and_gap_come_with_the_label(self) -> None:
        it = status.status(Share(0.3, False), 0.4)
        assert it.label == "滞后"
        assert it.rho == pytest.approx(0.75)
        assert it.gap_pp == pytest.approx(-10)


class TestEnd:
    def test_only_the_end_test_counts(self) -> None:
        assert status.status(Share(1.0, True), 1.0).label == "完成"
        assert status.status(Share(0.5, False), 1.0).label == "未完成"
        assert status.status(binary(False), 1.2).label == "未完成"

    def test_an_expected_target_may_be_nearly_met(self) -> None:
        assert status.status(Share(0.95, False), 1).label == "基本实现"
        assert status.status(Share(0.94, False), 1).label == "未完成"
        assert status.status(Share(0.99, False), 1, binding=True).label == "未完成"

    def test_a_strict_target_met_by_equality_is_nearly_met(self) -> None:
        assert status.status(level(70, 80, 80, 1, strict=True), 1).label == "基本实现"

    def test_no_value_stays_no_data(self) -> None:
        assert status.status(Share(None, None, "no_data"), 1) == Status(None, "no_data")


class TestSeveralSeries:
    def test_a_binding_indicator_takes_the_worst(self) -> None:
        shares = [Share(0.6, False), Share(0.1, False)]
        assert status.combined(shares, 0.4, binding=True).label == "严重滞后"

    def test_an_expected_indicator_takes_the_mean_of_capped_shares(self) -> None:
        shares = [Share(4.0, True), Share(0.1, False)]
        it = status.combined(shares, 0.8, binding=False)
        assert it.rho == pytest.approx(1.0)
        assert it.label == "达到预期"

    def test_reached_only_when_all_are(self) -> None:
        assert status.combined([Share(1.5, True), Share(1, False)], 1, binding=True).label == (
            "未完成"
        )
        assert status.combined([Share(1.5, True), Share(1, True)], 1, binding=True).label == "完成"

    def test_a_missing_series_leaves_no_headline(self) -> None:
        shares = [Share(1.0, True), Share(None, None, "no_data")]
        assert status.combined(shares, 0.5, binding=True) == Status(None, "no_data")
        assert status.combined([], 0.5, binding=True) == Status(None, "no_data")

    def test_a_series_without_share_falls_back_to_the_worst(self) -> None:
        shares = [level(62, 58, 60, 1), Share(0.6, False)]
        assert status.combined(shares, 0.4, binding=False).label == "倒退"


class TestMidterm:
    def test_levels_and_sums(self) -> None:
        it = status.midterm_official("level", baseline=8.3, current=9.1, target=11.4, tau=0.4)
        assert it.rho == pytest.approx(0.645, abs=5e-4)
        assert not it.on_schedule
        assert status.midterm_official("sum", values=[1314, 1351], target=5000, tau=0.4).on_schedule

    def test_exactly_on_pace(self) -> None:
        assert status.midterm_official("level", baseline=0, current=38, target=100, tau=0.4) == (
            True,
            pytest.approx(0.95),
        )

    def test_unknown_kinds_are_refused(self) -> None:
        with pytest.raises(ValueError, match="mid-term"):
            status.midterm_official("binary", tau=0.4)


class TestSpecialTests:
    def test_final_target_in_its_own_unit(self) -> None:
        met, margin = status.final_target(74.9, 70, 1)
        assert met
        assert margin == pytest.approx(4.9)
        assert status.final_target(5, 5, -1, strict=True).met is False
        assert status.final_target(5, 5, -1).met is True

    def test_caps(self) -> None:
        it = status.cap_status(1000, 3256, 0.3)
        assert it.pace == pytest.approx(1.024, abs=5e-4)
        assert it.label == "受控"
        assert status.cap_status(3256, 3256, 1).label == "受控"
        assert status.cap_status(3257, 3256, 1).label == "突破"

    def test_holds(self) -> None:
        it = status.hold_status(18.7, 18.65, 1)
        assert (it.ok, it.margin_pct) == (True, pytest.approx(0.27, abs=5e-3))
        assert not status.hold_status(18.6, 18.65, 1).ok
        assert status.hold_status(18.6, 18.65, 1, tol=0.05).ok
        assert status.hold_status(4, 5, -1).ok
        with pytest.raises(ValueError, match="target of 0"):
            status.hold_status(1, 0, 1)

    def test_the_task_of_one_year(self) -> None:
        assert status.yearly_task(0.037, 0.15) == pytest.approx(1.16, abs=5e-3)

    def test_annual_plan_limits_belong_to_as_projected(self) -> None:
        assert status.annual_plan_label(10.0, 9.0, "growth_pp") == "As projected"
        assert status.annual_plan_label(10.0, 8.99, "growth_pp") == "Lower than projected"
        assert status.annual_plan_label(100, 105, "level") == "As projected"
        assert status.annual_plan_label(100, 105.1, "level") == "Higher than projected"
        with pytest.raises(ValueError, match="unit"):
            status.annual_plan_label(1, 1, "share")

    def test_attainment_counts_the_not_assessable_beside(self) -> None:
        assert status.attainment([True, False, None, True]) == (2, 3, 1)
