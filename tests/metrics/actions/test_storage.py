"""Figures are stored once for all kept moments in a row at which they are the same."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from metrics.actions.storage import note_run, store
from metrics.models import OPEN, Result, Span
from metrics.rules import Outcome

pytestmark = pytest.mark.django_db

CELLS = ("pk", "since", "until", "text")
DAYS = [Moment(date(2016, month, 1)) for month in range(1, 7)]


@pytest.fixture(autouse=True)
def _runs(db):
    note_run(DAYS, kept=True)


def told(texts, subject="a", metric="stage", **more):
    """One outcome per day; a dash says that there is none."""
    return [
        Outcome(moment, "project", subject, metric, "f", 1, text=text, **more)
        for moment, text in zip(DAYS, texts, strict=True)
        if text != "-"
    ]


def keep(outcomes, moments=DAYS, subjects=("a",), kind="project"):
    return store(outcomes, kind=kind, subjects=subjects, moments=moments)


def spans(subject="a"):
    rows = Span.objects.filter(subject=subject).order_by("metric", "since")
    return [(row.since.month, row.until if row.until == OPEN else row.until.month, row.text)
            for row in rows]  # fmt: skip


def seen(subject="a"):
    rows = {row.as_of: row.text for row in Result.objects.filter(subject=subject)}
    return "".join(rows.get(moment.as_of, "-") for moment in DAYS)


@pytest.mark.parametrize("texts", ["aaaaaa", "aabbba", "-ab-b-", "------", "abcdef", "a----a"])
def test_what_was_stored_is_read_at_each_moment(texts):
    keep(told(texts))
    assert seen() == texts


def test_equal_neighbours_are_one_span_and_the_last_has_no_end():
    keep(told("aab-bb"))
    assert spans() == [(1, 2, "a"), (3, 3, "b"), (5, OPEN, "b")]


@pytest.mark.parametrize("then", ["aabbba", "bbbbbb", "-aabb-", "------", "aaaaab"])
def test_storing_something_else_leaves_what_stays_and_names_the_subject(then):
    keep(told("aaabbb"))
    before = set(Span.objects.values_list(*CELLS))
    assert keep(told(then)) == {"a"}
    assert seen() == then
    after = set(Span.objects.values_list(*CELLS))
    assert {row[1:] for row in before - after}.isdisjoint(row[1:] for row in after)


def test_storing_the_same_again_writes_nothing():
    keep(told("aaabbb"))
    before = list(Span.objects.order_by("pk").values())
    assert keep(told("aaabbb")) == set()
    assert list(Span.objects.order_by("pk").values()) == before


def test_a_figure_may_be_given_for_several_moments_at_once():
    one = Outcome(DAYS[1], "project", "a", "stage", "f", 1, text="x", until=DAYS[4].as_of)
    assert keep([one]) == {"a"}
    assert seen() == "-xxxx-"


def test_a_single_day_is_put_between_those_that_are_there():
    keep(told("aaabbb"))
    assert keep(told("--x---"), moments=[DAYS[2]]) == {"a"}
    assert seen() == "aaxbbb"
    assert keep(told("--a---"), moments=[DAYS[2]]) == {"a"}
    assert spans() == [(1, 3, "a"), (4, OPEN, "b")]


@pytest.mark.parametrize(("now", "seen_then"), [("x", "axxbxb"), ("b", "abbbbb"), ("a", "aaabab")])
def test_a_figure_of_several_moments_says_nothing_of_days_between_that_nobody_asked_for(
    now, seen_then
):
    keep(told("aaabbb"))
    asked = [DAYS[1], DAYS[2], DAYS[4]]
    one = Outcome(DAYS[1], "project", "a", "stage", "f", 1, text=now, until=DAYS[4].as_of)
    assert keep([one], moments=asked) == {"a"}
    assert seen() == seen_then
    days = Result.objects.filter(subject="a").values_list("as_of", flat=True)
    assert len(days) == len(set(days))
    assert keep([one], moments=asked) == set()


def test_other_subjects_and_kinds_stay():
    keep(told("aaaaaa") + told("bbbbbb", subject="b"), subjects=None)
    keep([], subjects=("a",))
    assert (seen("a"), seen("b")) == ("------", "bbbbbb")
    keep([], subjects=None, kind="account")
    assert seen("b") == "bbbbbb"


def test_what_a_copy_could_misread_arrives_as_it_was():
    odd = 'a\tb\nc\\d"e\\N\r\u2028\u3000'
    keep(told("a-----", subject=odd, low=Decimal("-0.000001"), detail={"words": [odd, None, 1.5]},
              inputs=(odd, r"\.")), subjects=(odd,))  # fmt: skip
    row = Result.objects.get()
    assert (row.subject, row.low, row.high) == (odd, Decimal("-0.000001"), None)
    assert row.detail == {"words": [odd, None, 1.5]}
    assert row.inputs == [odd, r"\."]


def test_a_moment_only_looked_at_has_a_line_of_its_own():
    keep(told("aaaaaa"))
    looked = Moment(date(2016, 3, 15))
    note_run([looked], kept=False)
    one = Outcome(looked, "project", "a", "stage", "f", 1, text="x")
    store([one], kind="project", subjects=None, moments=[looked], kept=False)
    assert [row.text for row in Result.objects.filter(moment=looked.key)] == ["x"]
    assert seen() == "aaaaaa"
