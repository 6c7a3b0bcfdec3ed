"""The estimate against a published table, the product-limit estimator and brute force."""

from fractions import Fraction
from itertools import pairwise
from math import inf, log, nan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.turnbull import NotConverged, Span, estimate, innermost

# Months to breast retraction of 46 women treated by radiation alone: Finkelstein and Wolfe
# (1985), A semiparametric model for regression analysis of interval-censored failure time
# data, Biometrics 41, 933-945. None: not seen up to the last visit.
RADIATION = [
    (45, None), (6, 10), (0, 7), (46, None), (46, None), (7, 16), (17, None), (7, 14), (37, 44),
    (0, 8), (4, 11), (15, None), (11, 15), (22, None), (46, None), (46, None), (25, 37),
    (46, None), (26, 40), (46, None), (27, 34), (36, 44), (46, None), (36, 48), (37, None),
    (40, None), (17, 25), (46, None), (11, 18), (38, None), (5, 12), (37, None), (0, 5),
    (18, None), (24, None), (36, None), (5, 11), (19, 35), (17, 25), (24, None), (32, None),
    (33, None), (19, 26), (37, None), (34, None), (36, None),
]  # fmt: skip
# The NPMLE of these data as printed by Fay and Shaw (2010), Exact and asymptotic weighted
# logrank tests for interval censored data, Journal of Statistical Software 36(2), 1-34.
PUBLISHED = {
    (4, 5): 0.0463, (6, 7): 0.0334, (7, 8): 0.0887, (11, 12): 0.0708,
    (24, 25): 0.0926, (33, 34): 0.0818, (38, 40): 0.1209, (46, 48): 0.4656,
}  # fmt: skip


def radiation():
    return [Span(low, high) for low, high in RADIATION]


def test_the_published_table_of_breast_retraction_is_reproduced():
    found = estimate(radiation())
    pairs = zip(found.places, found.masses, strict=True)
    drops = {(place.low, place.high): round(mass, 4) for place, mass in pairs if mass > 1e-6}
    assert drops == PUBLISHED


def test_the_published_share_after_the_first_drop_is_reproduced():
    """The same paper: S(4) = 1 and S(5) = 1 - 0.0463 = 0.9537, nothing in between."""
    found = estimate(radiation())
    assert [round(1 - share, 4) for share in (*found.by(4), *found.by(5))] == [1, 1, 0.9537, 0.9537]


def test_inside_a_drop_only_bounds_are_given():
    low, high = estimate(radiation()).by(39)
    assert (round(1 - low, 3), round(1 - high, 3)) == (0.586, 0.466)


ENDS = st.one_of(st.none(), st.integers(0, 9))
SPANS = st.lists(
    st.tuples(ENDS, ENDS).map(
        lambda pair: Span(*sorted(pair)) if None not in pair else Span(*pair)
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


def likelihood(spans, masses_by_day):
    """Written out: the probability of each observation over days 0 … 10, then the logs."""
    total = 0.0
    for span in spans:
        low = -1 if span.low is None else span.low
        high = inf if span.high is None else span.high
        if low == high:
            inside = masses_by_day[low]
        else:
            inside = sum(mass for day, mass in masses_by_day.items() if low < day <= high)
        total += log(inside) if inside > 0 else -inf
    return total


@settings(deadline=None)
@given(SPANS, st.integers(0, 10**6))
def test_no_other_distribution_is_likelier(spans, seed):
    """Brute force: any masses on any days, not only on the innermost intervals."""
    best = estimate(spans)
    random = Random(seed)
    for sharpness in (0.1, 0.3, 1, 3):
        weights = [random.gammavariate(sharpness, 1) + 1e-12 for _ in range(12)]
        masses = {
            day - 0.5 if day == 11 else day: w / sum(weights) for day, w in enumerate(weights)
        }
        assert likelihood(spans, masses) <= best.log_likelihood + 1e-6


@settings(deadline=None)
@given(SPANS)
def test_masses_are_a_distribution_and_the_optimum_is_certified(spans):
    found = estimate(spans)
    assert sum(found.masses) == pytest.approx(1, abs=1e-9)
    assert min(found.masses) >= 0
    assert 0 <= found.gap <= 1e-9


@settings(deadline=None)
@given(SPANS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_bytes(spans, random):
    mixed = list(spans)
    random.shuffle(mixed)
    assert repr(estimate(mixed)) == repr(estimate(spans))


@settings(deadline=None)
@given(SPANS)
def test_observations_that_say_nothing_change_nothing(spans):
    found, more = estimate(spans), estimate([*spans, *[Span()] * 7])
    if Span() in spans or any(s == Span() for s in found.places):
        return
    assert more.masses == pytest.approx(found.masses, abs=2e-4)


@settings(deadline=None)
@given(SPANS, st.integers(-1, 11))
def test_the_mean_chance_of_the_observations_is_the_estimate(spans, day):
    """Self-consistency, by which the estimate lies between the bounds."""
    found = estimate(spans)
    for end in (0, 1):
        mean = sum(found.by(day, span)[end] for span in spans) / len(spans)
        assert mean == pytest.approx(found.by(day)[end], abs=1e-3)


@settings(deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=40), st.integers(-1, 21))
def test_exact_values_give_the_empirical_distribution(values, at):
    found = estimate(Span(value, value) for value in values)
    share = sum(value <= at for value in values) / len(values)
    assert found.by(at) == (pytest.approx(share), pytest.approx(share))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=40))
def test_right_censored_values_give_the_product_limit_estimate(rows):
    """Kaplan and Meier (1958), in exact fractions."""
    found = estimate(Span(t, t) if seen else Span(t, None) for t, seen in rows)
    surviving = Fraction(1)
    for t in range(13):
        risk = sum(at >= t for at, _ in rows)
        died = sum(at == t and seen for at, seen in rows)
        surviving *= Fraction(risk - died, risk) if risk else 1
        if risk > died:
            assert found.by(t)[0] == pytest.approx(float(1 - surviving), abs=1e-4)


def test_a_worked_example():
    """Two observations left-censored at 2, one in (1, 3], one right-censored at 2.

    The innermost intervals are (1, 2] and (2, 3]; with x on the first the likelihood is
    x · x · 1 · (1 - x), greatest at x = 2/3.
    """
    spans = [Span(None, 2), Span(None, 2), Span(1, 3), Span(2, None)]
    found = estimate(spans)
    assert found.places == (Span(1, 2), Span(2, 3))
    assert found.masses == (pytest.approx(2 / 3, abs=1e-4), pytest.approx(1 / 3, abs=1e-4))
    assert found.by(2)[0] == pytest.approx(2 / 3, abs=1e-4)


def test_an_exact_value_on_the_edge_of_an_interval():
    """(3, 5] begins after 3; 3 itself lies in (1, 3]."""
    assert innermost([Span(3, 3), Span(3, 5)]) == (Span(3, 3), Span(3, 5))
    assert innermost([Span(3, 3), Span(1, 3)]) == (Span(3, 3),)


def test_a_single_observation_takes_all():
    found = estimate([Span(4, 6)])
    assert (found.masses, found.by(4), found.by(5), found.by(6)) == ((1,), (0, 0), (0, 1), (1, 1))


def test_nothing_known_is_an_estimate_that_says_nothing():
    assert estimate([Span(), Span()]).by(7) == (0, 1)


@settings(deadline=None)
@given(SPANS)
def test_shares_never_fall_with_time(spans):
    found = estimate(spans)
    for one, other in pairwise(found.by(day) for day in range(-1, 11)):
        assert one[0] <= other[0] + 1e-12
        assert one[1] <= other[1] + 1e-12


@pytest.mark.parametrize("ends", [(2, 1), (nan, 3), (1, inf), (-inf, 1)])
def test_ends_that_are_no_interval_are_refused(ends):
    with pytest.raises(ValueError, match="no interval"):
        Span(*ends)


def test_without_observations_there_is_no_estimate():
    with pytest.raises(ValueError, match="no observations"):
        estimate([])


def test_an_optimum_not_reached_is_said():
    with pytest.raises(NotConverged, match="after 1 rounds"):
        estimate(radiation(), most=1)
