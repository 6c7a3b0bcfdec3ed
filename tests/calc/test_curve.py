"""The course of one promise, and the curve of many."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.bounds import cautious
from calc.curve import Course, course, curve, month_ends, states
from calc.rates import promise_rate
from calc.stages import LADDERS, Fact, verdict
from calc.turnbull import Span
from tests.calc import real
from tests.calc.real import fact

WORKS = LADDERS["works"]
IN_USE = 5
PLAN_END = date(2020, 12, 31)


def course_of(facts, required=IN_USE, *, ladder=WORKS, parts=(), study=False):
    return course(states(facts, ladder, parts), required, study=study)


def days(span):
    return tuple(end and date.fromordinal(end).isoformat() for end in (span.low, span.high))


def test_a_dated_opening_is_known_to_the_day():
    found = course_of(real.MUDANJIANG_JIAMUSI)
    assert days(found.span) == ("2021-12-05", "2021-12-06")
    assert (found.on(date(2021, 12, 5)), found.on(date(2021, 12, 6))) == ("missed", "reached")


def test_a_month_is_known_as_its_days():
    found = course_of([fact("a", "opened", "2019-08-01", "month")])
    assert days(found.span) == ("2019-07-31", "2019-08-31")
    assert found.on(date(2019, 8, 15)) == "undetermined"


def test_a_report_of_a_state_bounds_from_above_alone():
    assert days(course_of([fact("a", "opened", "2021-01-01", "year", "by")]).span) == (
        None, "2021-12-31",
    )  # fmt: skip


def test_a_report_that_nothing_began_bounds_from_below_alone():
    found = course_of([fact("a", "not_started", "2020-12-31")], required=3)
    assert days(found.span) == ("2020-12-31", None)
    assert found.on(date(2021, 1, 1)) == "undetermined"


def test_nothing_known_bounds_nothing():
    found = course_of([])
    assert (found.span, found.dated, found.no_data) == (Span(), False, True)


def test_an_adjusted_item_leaves_the_count_and_was_not_reached_before():
    found = course_of(
        [fact("a", "not_started", "2018-05-01"), fact("b", "cancelled", "2019-03-01")], required=3
    )
    assert days(found.span) == ("2018-05-01", None)
    assert [found.on(date(2018, 5, 1)), found.on(date(2018, 6, 1)), found.on(date(2019, 3, 1))] == [
        "missed", "undetermined", "adjusted",
    ]  # fmt: skip


def test_a_study_is_kept_by_the_decision_not_to_pursue():
    found = course_of([fact("a", "not_pursued", "2018-05-01")], required=2, study=True)
    assert days(found.span) == (None, "2018-05-01")


def test_a_part_alone_bounds_nothing_of_the_whole():
    opened = fact("a", "opened", "2018-05-01", part="left")
    assert course_of([opened], parts=("left", "right")).span == Span(date(2018, 4, 30).toordinal())
    assert course_of([opened]).span == Span()


def test_facts_that_exclude_each_other_bound_nothing():
    facts = [fact("a", "opened", "2018-05-01"), fact("b", "not_started", "2019-05-01")]
    found = course_of(facts)
    assert found.span == Span()
    assert not found.dated


EVENTS = st.builds(
    lambda number, event, offset, precision, basis: fact(
        f"f{number}", event, (date(2016, 1, 1) + timedelta(days=offset)).isoformat(),
        precision, basis,
    ),
    st.integers(0, 99),
    st.sampled_from(["approved", "construction_start", "opened", "not_started", "cancelled"]),
    st.integers(0, 900),
    st.sampled_from(["day", "month"]),
    st.sampled_from(["event", "by"]),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(EVENTS, max_size=5, unique_by=lambda one: one.key), st.integers(2, 5))
def test_the_course_is_the_verdict_of_each_single_day(facts: list[Fact], required: int):
    found = course_of(facts, required)
    for offset in range(-40, 1000, 13):
        day = date(2016, 1, 1) + timedelta(days=offset)
        assert found.on(day) == verdict(cautious(facts, WORKS, (), day), required)


def known(low, high, *, adjusted=None):
    """A course with a span given in days of 2016."""
    start = date(2016, 1, 1)
    turns = [(date.min, "missed" if low is not None else "undetermined")]
    if low is not None:
        turns.append((start + timedelta(days=low + 1), "undetermined"))
    if high is not None:
        turns = [t for t in turns if t[0] < start + timedelta(days=high)]
        turns.append((start + timedelta(days=high), "reached"))
    if adjusted is not None:
        turns.append((start + timedelta(days=adjusted), "adjusted"))
    ends = (
        None if end is None else (start + timedelta(days=end)).toordinal() for end in (low, high)
    )
    since, words = zip(*turns, strict=True)
    return Course(since, words, (low, high) == (None, None), Span(*ends))


def on(offset):
    return date(2016, 1, 1) + timedelta(days=offset)


ENDS = st.one_of(st.none(), st.integers(0, 30))
COURSES = st.lists(
    st.tuples(ENDS, ENDS, st.one_of(st.none(), st.just(31))).map(
        lambda t: (
            known(*sorted(t[:2]), adjusted=t[2])
            if None not in t[:2] and t[0] != t[1]
            else known(t[0], None, adjusted=t[2])
        )
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None)
@given(COURSES)
def test_the_estimate_never_leaves_the_bounds(courses):
    found = curve(courses, [on(offset) for offset in range(-2, 40)])
    for point in found.points:
        if point.estimate:
            low, high = point.estimate
            assert point.rate.low - 1e-9 <= low <= high <= point.rate.high + 1e-9


@settings(deadline=None)
@given(COURSES)
def test_the_bounds_are_the_promise_rate_of_the_day(courses):
    for point in curve(courses, [on(5), on(35)]).points:
        assert point.rate == promise_rate((c.on(point.day), c.no_data) for c in courses)


@settings(deadline=None)
@given(COURSES)
def test_the_estimate_never_falls_while_the_same_items_count(courses):
    points = curve(courses, [on(offset) for offset in range(30)]).points
    for one, other in pairwise(p.estimate for p in points if p.estimate):
        assert one[0] <= other[0] + 1e-9


def test_items_that_say_nothing_widen_the_bounds_and_leave_the_estimate():
    courses = [known(low, low + 1) for low in range(10)]
    day = [on(4)]
    alone = curve(courses, day).points[0]
    with_unknown = curve([*courses, *[known(None, None)] * 10], day)
    point = with_unknown.points[0]
    assert (alone.rate.low, alone.rate.high, alone.estimate) == (0.4, 0.4, (
        pytest.approx(0.4), pytest.approx(0.4)))  # fmt: skip
    assert (point.rate.low, point.rate.high) == (0.2, 0.7)
    assert point.estimate == (pytest.approx(0.4), pytest.approx(0.4))
    assert (with_unknown.items, with_unknown.dated) == (20, 10)


def test_fewer_than_five_dated_items_give_no_line():
    courses = [known(9, 10)] * 4
    assert curve(courses, [on(3)]).points[0].estimate is None
    assert curve([*courses, known(9, None)], [on(3)]).points[0].estimate == (0, 0)


def test_the_line_ends_where_less_than_a_fifth_is_still_followed():
    """Of ten dated items two are still known to be unreached on day 8, one on day 9."""
    courses = [known(low, low + 1) for low in range(10)]
    followed = curve(courses, [on(8), on(9)]).points
    assert followed[0].estimate == (pytest.approx(0.8), pytest.approx(0.8))
    assert followed[1].estimate is None


def test_a_group_of_nothing_has_no_share():
    found = curve([], [on(1)])
    assert (found.items, found.points[0].rate.low, found.points[0].estimate) == (0, None, None)


def test_the_days_are_month_ends_and_the_last_day():
    assert month_ends(date(2016, 1, 1), date(2016, 4, 11)) == [
        date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31), date(2016, 4, 11),
    ]  # fmt: skip
    assert month_ends(date(2020, 12, 1), PLAN_END) == [PLAN_END]
    assert month_ends(date(2016, 1, 1), date(2015, 12, 31)) == []
