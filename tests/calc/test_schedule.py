"""Investment, earned schedule and milestones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import schedule
from tests.calc.cases import Case, cases, compare

PERIODS = [0, 1, 2, 3, 4, 5]
PLAN = [0, 100, 250, 400, 600, 800]


@pytest.mark.parametrize("case", cases("investment"), ids=lambda c: c.id)
def test_investment_cases(case: Case) -> None:
    compare(case, schedule.investment(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("earned_schedule"), ids=lambda c: c.id)
def test_earned_schedule_cases(case: Case) -> None:
    compare(case, schedule.earned_schedule(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("es_simple"), ids=lambda c: c.id)
def test_es_simple_cases(case: Case) -> None:
    compare(case, schedule.es_simple(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("weighted_milestones"), ids=lambda c: c.id)
def test_weighted_milestones_cases(case: Case) -> None:
    compare(case, {"p": schedule.weighted_milestones(**case.inputs)})


class TestInvestment:
    def test_the_second_printed_bulletin(self) -> None:
        it = schedule.investment(540, 900, 7, 12)
        assert it == pytest.approx((60.0, 1.7), abs=0.05)

    def test_without_a_plan_there_is_no_rate(self) -> None:
        assert schedule.investment(5, 0, 7, 12) == (None, None)
        assert schedule.investment(0, 5, 12, 12) == (0.0, -100.0)

    def test_impossible_plans_are_refused(self) -> None:
        for plan, period in ((-1, 12), (1, 0)):
            with pytest.raises(ValueError, match="period must be positive"):
                schedule.investment(1, plan, 1, period)


class TestEarnedSchedule:
    def test_worked_number(self) -> None:
        it = schedule.earned_schedule(PERIODS, PLAN, 325, 3)
        assert it == pytest.approx((2.5, -0.5, 0.8333, 6.0), abs=5e-5)

    def test_an_assumed_pace(self) -> None:
        assert schedule.earned_schedule(PERIODS, PLAN, 325, 3, pf=0.5).ieac_t == pytest.approx(8.0)
        with pytest.raises(ValueError, match="pace"):
            schedule.earned_schedule(PERIODS, PLAN, 325, 3, pf=0)

    def test_a_planned_winter_stop_neither_creates_nor_loses_time(self) -> None:
        plan = [0, 100, 250, 250, 400]
        inside = [schedule.earned_schedule(PERIODS[:5], plan, 250, at).es for at in (1, 2.5, 4)]
        assert inside == [2, 2.5, 3]
        assert schedule.earned_schedule(PERIODS[:5], plan, 250).es == 3

    def test_a_stop_at_the_start(self) -> None:
        assert schedule.earned_schedule([0, 1, 2], [0, 0, 100], 0, 0.5).spi_t == 1.0

    def test_all_earned_is_the_planned_duration(self) -> None:
        it = schedule.earned_schedule([0, 1, 2, 3], [0, 50, 100, 100], 100, 5)
        assert (it.es, it.sv_t, it.ieac_t) == (2, -3, 5)

    def test_nothing_can_be_said_at_the_start(self) -> None:
        at_start = schedule.earned_schedule(PERIODS, PLAN, 0, 0)
        assert (at_start.spi_t, at_start.ieac_t) == (None, None)
        nothing = schedule.earned_schedule(PERIODS, PLAN, 0, 2)
        assert (nothing.es, nothing.spi_t, nothing.ieac_t) == (0, 0, None)

    @pytest.mark.parametrize(
        ("periods", "plan", "ev", "message"),
        [
            ([0, 1], [0, 100], 101, "earned value"),
            ([0, 1], [0, 100], -1, "earned value"),
            ([0, 1, 2], [0, 100, 50], 10, "must not fall"),
            ([0, 1], [0, 0], 0, "end above 0"),
            ([0, 1], [5, 10], 5, "start at"),
            ([1, 2], [0, 10], 5, "start at"),
            ([0, 1, 1], [0, 10, 20], 5, "periods"),
            ([0, 1], [0], 0, "start at"),
        ],
    )
    def test_input_errors(
        self, periods: list[float], plan: list[float], ev: float, message: str
    ) -> None:
        with pytest.raises(ValueError, match=message):
            schedule.earned_schedule(periods, plan, ev, 1)

    def test_time_before_the_start_is_refused(self) -> None:
        with pytest.raises(ValueError, match="negative"):
            schedule.es_simple(1, -1)

    @given(st.lists(st.floats(0, 100), min_size=2, max_size=8), st.floats(0, 1), st.floats(0, 1))
    def test_more_earned_is_never_earlier(self, steps: list[float], one: float, two: float) -> None:
        plan = [0.0]
        for step in steps:
            plan.append(plan[-1] + round(step, 2))
        if plan[-1] == 0:
            return
        times = list(range(len(plan)))
        low, high = (
            schedule.earned_schedule(times, plan, x * plan[-1]).es for x in sorted((one, two))
        )
        assert low <= high + 1e-9


class TestMilestones:
    def test_measured_fractions(self) -> None:
        p = schedule.weighted_milestones([0.05, 0.15, 0.65, 0.10, 0.05], [1, 1, 0.2, 0, 0])
        assert p == pytest.approx(0.33)

    def test_weights_are_normed(self) -> None:
        assert schedule.weighted_milestones([1, 3], [1, 0]) == 0.25

    @pytest.mark.parametrize(
        ("weights", "fractions"), [([1], [1.2]), ([1], [-0.1]), ([0], [1]), ([-1, 3], [1, 1])]
    )
    def test_impossible_values_are_refused(
        self, weights: list[float], fractions: list[float]
    ) -> None:
        with pytest.raises(ValueError, match="weights must be positive"):
            schedule.weighted_milestones(weights, fractions)
