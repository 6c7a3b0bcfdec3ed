"""What an answer settles, the order of the questions, and the bounds after them."""

import os
import random
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.bounds import Interval
from calc.inquiry import (
    Place,
    Question,
    answered,
    deciding_event,
    extremes,
    is_open,
    ordered,
    settled,
)
from calc.ladders import EFFECTS, LADDERS
from calc.rates import promise_rate
from calc.stages import verdict

SEED = int(os.environ.get("TRACKER_TEST_SEED", "20201231"))
NOTHING = Interval(0, 5, no_data=True)
FIGURES = ("a", "b", "c")


def asked(item, rank, *more, **kept):
    return Question(f"{item}:{rank}", (item, *more), rank, **kept)


class TestOneAnswer:
    def test_yes_raises_the_lower_end_and_no_caps_the_upper_one(self):
        assert answered(NOTHING, 3, reached=True) == Interval(3, 5)
        assert answered(NOTHING, 3, reached=False) == Interval(0, 2)

    def test_what_is_known_excludes_answers(self):
        assert answered(Interval(3, 5), 3, reached=False) is None
        assert answered(Interval(0, 2), 3, reached=True) is None

    @pytest.mark.parametrize("reached", [True, False])
    @pytest.mark.parametrize("low", range(6))
    def test_an_answer_only_narrows(self, low, reached):
        for high, rank in product(range(low, 6), range(1, 6)):
            told = answered(Interval(low, high), rank, reached=reached)
            assert told is None or low <= told.at_least <= told.at_most <= high


class TestWhatIsSettled:
    def test_the_question_of_the_required_rank_settles_the_figure_whatever_the_answer(self):
        assert settled([asked("x", 5)], [Place("a", "x", 5)], {"x": NOTHING}) == 1

    @pytest.mark.parametrize(("rank", "required"), [(3, 5), (5, 3), (4, 5)])
    def test_another_rank_leaves_it_open_by_one_of_the_answers(self, rank, required):
        places = [Place("a", "x", required)]
        assert settled([asked("x", rank)], places, {"x": NOTHING}) == 0

    def test_both_readings_of_one_promise_count_twice(self):
        places = [Place("a", "x", 5), Place("b", "x", 5)]
        assert settled([asked("x", 5)], places, {"x": NOTHING}) == 2

    def test_what_is_settled_already_counts_for_nothing(self):
        places = [Place("a", "x", 3), Place("b", "x", 5)]
        assert settled([asked("x", 5)], places, {"x": Interval(3, 5)}) == 1

    def test_one_answer_for_two_items_settles_both(self):
        places = [Place("a", "x", 5), Place("a", "y", 5)]
        known = {"x": NOTHING, "y": NOTHING}
        assert settled([asked("x", 5, "y")], places, known) == 2
        assert settled([asked("x", 5)], places, known) == 1

    def test_an_item_counts_once_in_each_of_its_accounts_when_weighted(self):
        places = [Place("a", "x", 5, weight=4), Place("b", "x", 5, weight=3)]
        assert settled([asked("x", 5)], places, {"x": NOTHING}, weighted=True) == 7
        assert settled([asked("x", 5)], places, {"x": NOTHING}) == 2

    def test_two_questions_about_one_item_are_answered_together(self):
        """Started is no, in use is yes: no such answers."""
        places = [Place("a", "x", 3), Place("b", "x", 5)]
        assert settled([asked("x", 3), asked("x", 5)], places, {"x": NOTHING}) == 2
        assert settled([asked("x", 3)], places, {"x": NOTHING}) == 1


class TestOrder:
    def test_the_larger_sure_shrink_goes_first(self):
        places = [Place("a", "x", 5), Place("a", "y", 5), Place("a", "z", 5)]
        known = dict.fromkeys("xyz", NOTHING)
        steps = ordered([asked("z", 5), asked("x", 5, "y")], places, known, "a")
        assert [(s.question.items, s.gain, s.undetermined) for s in steps] == [
            (("x", "y"), 2, 1),
            (("z",), 1, 0),
        ]

    def test_then_what_settles_more_accounts_then_the_fixed_order(self):
        places = [Place("a", "x", 5), Place("a", "y", 5, weight=3), Place("a", "z", 5)]
        known = dict.fromkeys("xyz", NOTHING)
        questions = [
            asked("x", 5, order=(2,)),
            asked("y", 5, order=(3,)),
            asked("z", 5, order=(1,)),
        ]
        steps = ordered(questions, places, known, "a")
        assert [s.question.items[0] for s in steps] == ["y", "z", "x"]
        assert [s.wide for s in steps] == [3, 1, 1]

    def test_what_was_searched_in_vain_goes_last_and_is_not_hidden(self):
        places = [Place("a", "x", 5, weight=9), Place("a", "y", 5)]
        known = dict.fromkeys("xy", NOTHING)
        steps = ordered([asked("x", 5, late=True), asked("y", 5)], places, known, "a")
        assert [s.question.items[0] for s in steps] == ["y", "x"]
        assert steps[-1].undetermined == 0

    def test_what_settles_nothing_for_sure_is_left_out(self):
        assert ordered([asked("x", 3)], [Place("a", "x", 5)], {"x": NOTHING}, "a") == []

    def test_nothing_undetermined_asks_nothing(self):
        assert ordered([asked("x", 5)], [Place("a", "x", 5)], {"x": Interval(5, 5)}, "a") == []

    def test_an_answer_already_promised_is_not_promised_again(self):
        places = [Place("a", "x", 5), Place("a", "y", 5)]
        known = dict.fromkeys("xy", NOTHING)
        steps = ordered([asked("x", 5, "y"), asked("y", 5)], places, known, "a")
        assert [s.gain for s in steps] == [2]


# Brute force: every truth, every set of questions


def truths(known):
    """Every combination of exact stages that what is known admits."""
    names = sorted(known)
    for ranks in product(*(range(known[n].at_least, known[n].at_most + 1) for n in names)):
        yield dict(zip(names, ranks, strict=True))


def left_open(questions, places, known, truth):
    """Places still open when the truth answers the questions; None where items differ."""
    now = dict(known)
    for question in questions:
        said = {truth[item] >= question.rank for item in question.items}
        if len(said) > 1:
            return None
        for item in question.items:
            now[item] = answered(now[item], question.rank, reached=said.pop() if said else True)
            said = {truth[item] >= question.rank}
    return sum(is_open(now[p.item], p.required) for p in places)


def worst(questions, places, known):
    opened = sum(is_open(known[p.item], p.required) for p in places)
    counts = [left_open(questions, places, known, truth) for truth in truths(known)]
    return opened - max(count for count in counts if count is not None)


def a_case(dice):
    known = {}
    for name in "xyz":
        low = dice.randint(0, 5)
        known[name] = Interval(low, dice.randint(low, 5))
    places = [
        Place(figure, name, dice.randint(1, 5))
        for name in known
        for figure in FIGURES
        if dice.random() < 0.8
    ]
    questions = [asked(name, rank) for name in known for rank in range(1, 6)]
    return known, places, dice.sample(questions, 4)


@pytest.mark.parametrize("number", range(40))
def test_the_promise_is_what_the_worst_truth_leaves(number):
    known, places, questions = a_case(random.Random(SEED + number))
    for count in range(len(questions) + 1):
        for some in combinations(questions, count):
            assert settled(some, places, known) == worst(some, places, known)


@pytest.mark.parametrize("number", range(40))
def test_the_running_count_holds_for_every_truth(number):
    known, places, questions = a_case(random.Random(SEED + number))
    figure = [p for p in places if p.figure == "a"]
    steps = ordered(questions, places, known, "a")
    for count, step in enumerate(steps, 1):
        some = [s.question for s in steps[:count]]
        for truth in truths(known):
            assert left_open(some, figure, known, truth) <= step.undetermined
        assert worst(some, figure, known) == sum(s.gain for s in steps[:count])


def test_where_each_question_settles_one_item_no_other_choice_does_better():
    dice = random.Random(SEED)
    known = {name: Interval(0, 5) for name in "xyz"}
    places = [Place("a", name, dice.randint(1, 5)) for name in known]
    questions = [asked(name, rank) for name in known for rank in range(1, 6)]
    steps = ordered(questions, places, known, "a")
    for count in (1, 2):
        best = max(worst(some, places, known) for some in combinations(questions, count))
        assert sum(s.gain for s in steps[:count]) == best


# Bounds of the rate


counts = st.integers(0, 40)


@given(counts, counts, counts, st.data())
def test_the_bounds_after_so_many_answers_lie_between_the_two_extremes(r, m, u, data):
    answers = data.draw(st.integers(0, u))
    words = [("reached", False)] * r + [("missed", False)] * m + [("undetermined", False)] * u
    rate = promise_rate(words)
    found = extremes(rate, answers)
    if not r + m + u:
        assert found is None
        return
    (low, high), (low_all, high_all) = found
    for good in range(answers + 1):
        told = words[: r + m] + [("reached", False)] * good + [("missed", False)] * (answers - good)
        told += [("undetermined", False)] * (u - answers)
        now = promise_rate(told)
        assert low - 1e-12 <= now.low <= low_all + 1e-12
        assert high - 1e-12 <= now.high <= high_all + 1e-12
        assert now.high - now.low == pytest.approx((u - answers) / (r + m + u))


def test_more_answers_than_questions_are_refused():
    with pytest.raises(ValueError, match="3 answers for 2"):
        extremes(promise_rate([("undetermined", True)] * 2), 3)


# The event that answers


@pytest.mark.parametrize("name", LADDERS)
def test_the_deciding_event_settles_its_rank_by_whatever_day(name):
    ladder = LADDERS[name]
    for rank in range(1, ladder.top + 1):
        event = deciding_event(ladder, rank)
        if event:
            effect = EFFECTS[name][event]
            assert verdict(Interval(effect.at_least, ladder.top), rank) == "reached"
            assert verdict(Interval(0, effect.at_most), rank) == "missed"


@pytest.mark.parametrize(
    ("name", "events"),
    [
        ("works", ["", "approved", "construction_start", "completed", "opened"]),
        ("zone", ["", "approved", "construction_start", "", "opened"]),
        ("pilot", ["", "approved", "construction_start", "", "accepted"]),
        ("measure", ["", "construction_start", "completed"]),
    ],
)
def test_the_deciding_events_of_the_ladders(name, events):
    ladder = LADDERS[name]
    assert [deciding_event(ladder, rank) for rank in range(1, ladder.top + 1)] == events
