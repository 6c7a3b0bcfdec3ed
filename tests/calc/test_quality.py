"""Checks of reported values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import quality
from tests.calc.cases import Case, cases, compare


@pytest.mark.parametrize("case", cases("monotone"), ids=lambda c: c.id)
def test_monotone_cases(case: Case) -> None:
    compare(case, {"violations": quality.monotone(**case.inputs)})


@pytest.mark.parametrize("case", cases("hampel"), ids=lambda c: c.id)
def test_hampel_cases(case: Case) -> None:
    compare(case, quality.hampel(**case.inputs)._asdict())


class TestRange:
    @pytest.mark.parametrize(("value", "ok"), [(0, True), (100, True), (100.1, False), (-1, False)])
    def test_a_percentage(self, value: float, ok: bool) -> None:
        assert quality.in_range(value) == ok

    def test_no_number(self) -> None:
        with pytest.raises(ValueError, match="finite"):
            quality.in_range(math.nan)

    @pytest.mark.parametrize(
        ("before", "now", "slip"),
        [
            (12.5, 125000, True),
            (125000, 13, True),
            (12.5, 1250, False),
            (1, 10**8, False),
            (0, 10**4, False),
        ],
    )
    def test_amounts_in_the_wrong_unit(self, before: float, now: float, slip: bool) -> None:
        assert quality.unit_slip(before, now) == slip


class TestMonotone:
    def test_worked_number(self) -> None:
        assert quality.monotone([0, 30, 28], 0.5) == [2]

    def test_the_tolerance_is_no_fall(self) -> None:
        assert quality.monotone([30, 29.5]) == []
        assert quality.monotone([30, 29.4]) == [1]


class TestStale:
    def test_worked_number(self) -> None:
        it = quality.staleness(45, 90, 135)
        assert it.weight == pytest.approx(0.707, abs=5e-4)
        assert not it.stale

    def test_stale_above_one_and_a_half_periods(self) -> None:
        limit = quality.stale_after(90)
        assert not quality.staleness(135, 90, limit).stale
        assert quality.staleness(136, 90, limit).stale

    def test_impossible_ages_are_refused(self) -> None:
        with pytest.raises(ValueError, match="age"):
            quality.staleness(-1, 90, 135)


class TestJump:
    def test_worked_number(self) -> None:
        it = quality.hampel([2, 3, 3, 4, 5, 3, 2, 4], 9)
        assert it.flag
        assert it.limit == pytest.approx(4.448, abs=5e-4)

    def test_a_window_without_change_uses_the_floor(self) -> None:
        assert quality.hampel([2] * 8, 7, floor=5) == (False, 5)
        assert quality.hampel([2] * 8, 7.1, floor=5).flag

    def test_an_empty_window_is_refused(self) -> None:
        with pytest.raises(ValueError, match="empty"):
            quality.hampel([], 1)

    def test_the_last_of_a_row_of_percentages(self) -> None:
        even = [10.0 * i for i in range(9)]
        assert quality.jump(even) is None
        assert quality.jump([*even, 86]) == (False, 5)
        assert quality.jump([*even, 96]) == (True, 5)


class TestPlateau:
    @pytest.mark.parametrize(
        ("values", "flag"),
        [
            ([95, 95.5, 96], True),
            ([50, 90, 90.9, 91], True),
            ([95, 96, 97], False),
            ([99, 99.5, 100], False),
            ([89.9, 90, 90.5], False),
            ([99, 99], False),
        ],
    )
    def test_three_periods_just_below_the_end(self, values: list[float], flag: bool) -> None:
        assert quality.plateau(values) == flag


class TestHeaping:
    def test_worked_number(self) -> None:
        assert quality.heaping(5, 12, 12) == pytest.approx(0.0019, abs=5e-5)
        assert quality.heaped(5, 12, 12)
        assert not quality.heaped(5, 12, 4)

    def test_impossible_counts_are_refused(self) -> None:
        for k in (-1, 13):
            with pytest.raises(ValueError, match="count"):
                quality.heaping(k, 12, 12)

    @given(st.integers(0, 30), st.floats(0, 1))
    def test_the_tail_from_zero_is_certain(self, n: int, p: float) -> None:
        assert quality.binomial_tail(0, n, p) == pytest.approx(1)


class TestTwoReporters:
    @pytest.mark.parametrize(
        ("one", "other", "flag"),
        [(10, 12, False), (10, 12.1, True), (80, 84.2, False), (80, 84.3, True)],
    )
    def test_percentages(self, one: float, other: float, flag: bool) -> None:
        assert quality.reporters_differ(one, other) == flag
        assert quality.reporters_differ(other, one) == flag

    def test_amounts_have_no_points(self) -> None:
        assert quality.reporters_differ(1.0, 1.1, percent=False)
        assert not quality.reporters_differ(1000, 1050, percent=False)

    def test_physical_against_investment(self) -> None:
        assert not quality.physical_against_investment(60, 40)
        assert quality.physical_against_investment(39.9, 60)


class TestGrade:
    @pytest.mark.parametrize(("flags", "grade"), [(0, "A"), (1, "B"), (2, "C"), (3, "D"), (4, "D")])
    def test_each_flag_costs_a_point(self, flags: int, grade: str) -> None:
        names = ("stale", "jump_open", "differ_open", "unit_flag")
        assert quality.grade(**{name: i < flags for i, name in enumerate(names)}) == grade
