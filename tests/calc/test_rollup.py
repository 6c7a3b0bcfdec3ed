"""Weighted value, floor and coverage."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import rollup
from tests.calc.cases import Case, cases, compare

WEIGHTS = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=12)


@dataclass(frozen=True)
class Parts:
    weights: list[float]
    progress: list[float | None]


@st.composite
def parts(draw: st.DrawFn) -> Parts:
    weights = draw(WEIGHTS)
    n = len(weights)
    reports = st.none() | st.floats(0, 1)
    return Parts(weights, draw(st.lists(reports, min_size=n, max_size=n)))


@pytest.mark.parametrize("case", cases("rollup"), ids=lambda c: c.id)
def test_rollup_cases(case: Case) -> None:
    compare(case, rollup.rollup(**case.inputs)._asdict())


@pytest.mark.parametrize("case", cases("share"), ids=lambda c: c.id)
def test_share_cases(case: Case) -> None:
    compare(case, {"pct": rollup.share(**case.inputs)})


def test_unreported_parts_lower_the_floor_only() -> None:
    it = rollup.rollup([20, 30, 50], [0.9, 0.4, None])
    assert it == pytest.approx((0.60, 0.30, 0.50, 0.65))


def test_a_report_of_zero_is_a_report() -> None:
    it = rollup.rollup([1, 1], [0.0, None])
    assert it == (0.0, 0.0, 0.5, 0.0)


def test_nothing_reported_has_no_value() -> None:
    assert rollup.rollup([1, 2], [None, None]) == (None, 0.0, 0.0, None)


def test_a_negative_part_is_kept() -> None:
    assert rollup.rollup([1, 1], [-0.5, 0.5]).weighted == 0.0


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], [1, float("nan")]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match=r"weights|finite"):
        rollup.rollup(weights, [1, 1])


def test_every_part_needs_its_report_or_none() -> None:
    with pytest.raises(ValueError, match="argument"):
        rollup.rollup([1, 2], [1])


@given(parts(), st.floats(0, 1))
def test_the_floor_and_the_ceiling_contain_every_completion(it: Parts, missing: float) -> None:
    known = rollup.rollup(it.weights, it.progress)
    full = rollup.rollup(it.weights, [missing if p is None else p for p in it.progress])
    assert full.weighted is not None
    assert known.floor <= full.weighted + 1e-9
    assert full.weighted <= known.floor + (1 - known.coverage) + 1e-9


def test_large_weights_are_capped_to_a_quarter() -> None:
    assert rollup.cap_weights([60, 20, 10, 5, 5]) == [10, 10, 10, 5, 5]


def test_the_order_of_parts_stays() -> None:
    assert rollup.cap_weights([5, 60, 5, 10, 20]) == [5, 10, 5, 10, 10]


def test_small_groups_are_not_capped() -> None:
    assert rollup.cap_weights([90, 5, 5]) == [90, 5, 5]
    assert rollup.cap_weights([90, 5, 5, 0]) == [90, 5, 5, 0]


def test_even_weights_stay() -> None:
    assert rollup.cap_weights([1, 1, 1, 1]) == [1, 1, 1, 1]


@given(st.lists(st.floats(0.01, 1e6), min_size=4, max_size=12))
def test_no_capped_part_exceeds_a_quarter(weights: list[float]) -> None:
    capped = rollup.cap_weights(weights)
    assert max(capped) <= 0.25 * sum(capped) * (1 + 1e-9)
    assert all(c <= w for c, w in zip(capped, weights, strict=True))


def test_a_zero_denominator_has_no_share() -> None:
    assert rollup.share(0, 0) is None
    assert rollup.share(0, 5) == 0.0


def test_no_colour_below_four_fifths_of_fresh_reports() -> None:
    assert rollup.may_colour(0.8)
    assert not rollup.may_colour(0.79)
    assert not rollup.may_colour(0.9, stale_share=0.2)


def test_the_red_floor() -> None:
    assert rollup.with_red_floor("green", 0.0, binding_red=True) == "amber"
    assert rollup.with_red_floor("blue", 0.21, binding_red=False) == "amber"
    assert rollup.with_red_floor("green", 0.20, binding_red=False) == "green"
    assert rollup.with_red_floor("red", 0.5, binding_red=True) == "red"
