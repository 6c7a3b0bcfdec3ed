"""What holds of the methods for any values: monotone, free of scale, alike in both directions."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calc import progress, status, trend

VALUES = st.integers(-10_000, 10_000).map(lambda n: n / 16)
POSITIVE = st.integers(16, 100_000).map(lambda n: n / 16)
# Powers of two change no digit, so that equal means equal.
SCALES = st.integers(-8, 8).map(lambda n: 2.0**n)
DIRECTIONS = st.sampled_from([1, -1])
SHARES = st.integers(0, 300).map(lambda n: n / 1000)


@given(VALUES, VALUES, VALUES, VALUES, DIRECTIONS)
def test_more_in_the_wanted_direction_is_never_less_progress(base, one, two, target, direction):
    better, worse = max(one, two), min(one, two)
    if direction < 0:
        better, worse = worse, better
    more, less = (progress.level(base, now, target, direction) for now in (better, worse))
    assert more.achieved >= less.achieved
    if more.p is not None and less.p is not None:
        assert more.p >= less.p


@given(VALUES, VALUES, VALUES, DIRECTIONS, SCALES)
def test_progress_is_the_same_in_any_unit(base, now, target, direction, scale):
    assert progress.level(base, now, target, direction) == progress.level(
        base * scale, now * scale, target * scale, direction
    )


@given(VALUES, VALUES, VALUES, DIRECTIONS, VALUES)
def test_progress_does_not_depend_on_where_zero_lies(base, now, target, direction, shift):
    here = progress.level(base, now, target, direction)
    there = progress.level(base + shift, now + shift, target + shift, direction)
    assert (here.p, here.note) == (there.p, there.note)


@given(st.lists(POSITIVE, min_size=1, max_size=8), POSITIVE, POSITIVE, SCALES)
def test_a_sum_grows_with_each_part_in_any_unit(values, more, target, scale):
    share = progress.cumulative_sum(values, target)
    assert progress.cumulative_sum([*values, more], target).p > share.p
    assert progress.cumulative_sum([v * scale for v in values], target * scale) == share


@given(st.lists(SHARES, min_size=1, max_size=5), SHARES.filter(bool), SHARES.filter(bool))
def test_a_reduction_grows_with_each_year_s_part_in_any_order(yearly, more, target):
    share = progress.cumulative_reduction(yearly, target)
    longer = progress.cumulative_reduction([*yearly, more], target)
    assert longer.p > share.p
    turned = progress.cumulative_reduction(yearly[::-1], target)
    assert turned.p == pytest.approx(share.p, abs=1e-12)


@given(SHARES.filter(bool), st.integers(1, 10))
def test_an_even_reduction_over_the_years_is_the_whole(target, years):
    yearly = 1 - (1 - target) ** (1 / years)
    assert progress.cumulative_reduction([yearly] * years, target).p == pytest.approx(1)


@given(VALUES, VALUES, VALUES, DIRECTIONS, st.booleans())
def test_the_end_test_is_monotone_and_mirrored(one, two, target, direction, strict):
    better, worse = max(one, two), min(one, two)
    if direction < 0:
        better, worse = worse, better
    more, less = (status.final_target(v, target, direction, strict) for v in (better, worse))
    assert more.met >= less.met
    assert status.final_target(-one, -target, -direction, strict) == status.final_target(
        one, target, direction, strict
    )


@given(VALUES, VALUES.filter(bool), DIRECTIONS, st.integers(0, 40), SCALES)
def test_a_value_to_keep_is_mirrored_and_free_of_scale(now, target, direction, tolerance, scale):
    held = status.hold_status(now, target, direction, tolerance)
    assert status.hold_status(-now, -target, -direction, tolerance) == held
    scaled = status.hold_status(now * scale, target * scale, direction, tolerance * scale)
    assert (scaled.ok, scaled.margin_pct) == (held.ok, pytest.approx(held.margin_pct))


@given(POSITIVE, POSITIVE, POSITIVE, st.integers(1, 15), SCALES)
def test_the_trend_is_free_of_scale(base, now, target, years, scale):
    def look(factor):
        return trend.statcan(
            base_value=base * factor, base_year=2015, current_value=now * factor,
            current_year=2015 + years, direction=1, target=target * factor,
            target_year=2030,
        )  # fmt: skip

    one, other = look(1), look(scale)
    assert one.status == other.status
    assert one.score == (other.score if one.score is None else pytest.approx(other.score))


@given(POSITIVE, POSITIVE, POSITIVE, st.integers(1, 15))
def test_the_trend_without_target_is_alike_in_both_directions(base, one, two, years):
    """What rises as wanted scores as what falls as wanted by the same rate."""

    def score(now, direction):
        return trend.statcan(base_value=base, base_year=2015, current_value=now,
                             current_year=2015 + years, direction=direction).score  # fmt: skip

    assume(not math.isclose(one, two))
    up = [score(now, 1) for now in sorted((one, two))]
    down = [score(now, -1) for now in sorted((one, two))]
    assert up[1] >= up[0]
    assert down[0] >= down[1]
