"""Which rows are rivals, which count under a choice, and what a rate lets one say."""

from datetime import date

import pytest

from calc.facts import Fact
from calc.rates import conclusion, rate
from projects.rules import admitted, conclusion_words, counting, disagreements

DAY = date(2015, 6, 1)
OUT = {"unverified": "out", "derived": "in"}


def fact(key, latest=DAY, *, event="construction_start", **more):
    values = {"earliest": latest, "first_day": latest, "conflict": "CG"} | more
    return Fact(key=key, event=event, latest=latest, **values)


def evidence(*facts):
    return [admitted(one, unverified=False) for one in facts]


def later(key="B", **more):
    return fact(key, date(2015, 7, 1), **more)


def test_rows_of_one_group_that_name_other_days_are_rivals():
    (found,) = disagreements({"a": evidence(fact("A"), later())})
    assert (found.group, found.event, found.items) == ("CG", "construction_start", {"a"})
    assert found.dimension.members == ("default", "A", "B")


@pytest.mark.parametrize(
    "rows",
    [
        [fact("A"), fact("B")],  # agree on the day: they differ on a length
        [fact("A"), later(event="opened")],  # other events
        [fact("A", part="x"), later(part="y")],  # other declared parts
        [fact("A"), later(conflict=None)],
        [fact("A"), later(counts=False)],
    ],
)
def test_rows_that_are_no_rivals_leave_no_choice(rows):
    assert disagreements({"a": evidence(*rows)}) == []


def test_rows_that_agree_are_one_side():
    (found,) = disagreements({"a": evidence(fact("A"), later(), fact("C"))})
    assert found.sides == {"A": {"A", "C"}, "B": {"B"}}


def test_one_group_about_two_items_is_one_choice():
    rows = evidence(fact("A"), later())
    (found,) = disagreements({"a": rows, "b": rows})
    assert found.items == {"a", "b"}


def test_the_side_that_is_believed_silences_the_other():
    rows = evidence(fact("A"), later(), fact("C", event="opened"))
    (one,) = disagreements({"a": rows})
    for member, kept in (("default", "ABC"), ("A", "AC"), ("B", "BC")):
        found = counting(rows, OUT | {one.key: member}, [one])
        assert "".join(f.key for f in found) == kept


def test_a_side_that_does_not_count_silences_nothing():
    rows = [*evidence(fact("A")), admitted(later(counts=False), unverified=True)]
    (one,) = disagreements({"a": rows})
    assert [f.key for f in counting(rows, OUT | {one.key: "B"}, [one])] == ["A"]
    shown = counting(rows, OUT | {"unverified": "in", one.key: "B"}, [one])
    assert [f.key for f in shown] == ["B"]


def test_unverified_and_inferred_rows_come_and_go():
    rows = [*evidence(fact("A", derived=True)), admitted(later(counts=False), unverified=True)]
    assert [f.key for f in counting(rows, OUT, [])] == ["A"]
    assert counting(rows, OUT | {"derived": "out"}, []) == ()
    assert len(counting(rows, {"unverified": "in", "derived": "in"}, [])) == 2


@pytest.mark.parametrize(
    ("counts", "found", "words"),
    [
        ((6, 4, 0), (True, "above"), "资料足以评价，已过半"),
        ((5, 5, 0), (True, "above"), "资料足以评价，已过半"),
        ((4, 6, 0), (True, "below"), "资料足以评价，不到一半"),
        ((1, 6, 3), (False, "below"), "资料不足以评价，不到一半"),
        ((1, 5, 4), (False, "open"), "资料不足以评价，是否过半不能确定"),
        ((0, 0, 0), (False, "not_applicable"), "没有计入比率的项目，不适用"),
    ],
)
def test_what_a_rate_lets_one_say(counts, found, words):
    reached, missed, undetermined = counts
    one = rate(reached=reached, missed=missed, undetermined=undetermined, no_data=0, adjusted=0)
    assert conclusion(one) == found
    assert conclusion_words(found) == words
