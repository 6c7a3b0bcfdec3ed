"""What moved between two moments: what was learned apart from what really happened."""

from datetime import date
from itertools import product

import pytest

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure
from metrics.queries import between, computed, results
from projects.compute.moves import account_path, accounts_at, moves, part_in, stage_words, steps
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

ALL = "hachang-2016/works/all"
THEN = Moment(date(2019, 12, 31), date(2020, 3, 31))
NOW = Moment(PLAN_END)


def test_the_path_changes_knowledge_first_then_the_day():
    assert between(THEN, NOW) == (THEN, Moment(date(2019, 12, 31)), NOW)


def test_what_was_published_later_about_the_old_day_was_learned():
    work = factories.project("road-a")
    factories.fact(work, "A", day=date(2019, 8, 5), source=published(date(2021, 1, 4)))
    found = steps("promise_rate", account_path(ALL, THEN, NOW))
    assert found.happened == ()
    move = found.learned[0]
    assert (move.project, move.before, move.after) == (work, "undetermined", "reached")
    assert (move.words_before, move.words_after, move.facts) == ("暂无资料", "投用", ("A",))


def test_what_was_known_and_came_about_after_the_old_day_happened():
    work = factories.project("road-a")
    factories.fact(work, "A", event="construction_start", day=date(2018, 4, 1),
                   source=published(date(2018, 4, 2)))  # fmt: skip
    factories.fact(work, "B", day=date(2020, 9, 26), source=published(date(2020, 9, 28)))
    found = steps("built_rate", account_path(ALL, THEN, NOW))
    # the opening was already on file for the old day, as the end of what is possible
    assert [(m.before, m.after, m.facts) for m in found.happened] == [
        ("undetermined", "reached", ("B",))
    ]
    assert found.happened[0].words_before == "在建至建成之间"


def test_a_correction_that_takes_away_is_learned_and_names_what_went():
    work = factories.project("road-a")
    factories.fact(work, "A", day=date(2019, 8, 5), source=published(date(2019, 8, 6)))
    factories.fact(work, "B", event="statement", corrects="A", reason="只是表态",
                   summary="计划通车", day=date(2019, 8, 5),
                   source=published(date(2020, 6, 1)))  # fmt: skip
    found = steps("promise_rate", account_path(ALL, THEN, NOW))
    assert [(m.before, m.after, m.facts) for m in found.learned] == [
        ("reached", "undetermined", ("A",))
    ]


def test_a_bound_that_ends_is_no_progress():
    work = factories.project("road-a")
    factories.fact(work, "A", event="construction_start", day=date(2018, 4, 1),
                   source=published(date(2018, 4, 2)))  # fmt: skip
    factories.fact(work, "B", event="progress", at_least="under_construction",
                   at_most="under_construction", day=date(2020, 2, 3),
                   source=published(date(2020, 2, 4)))  # fmt: skip
    opened = factories.project("road-b")
    factories.fact(opened, "C", day=date(2020, 3, 1), source=published(date(2020, 3, 2)))
    found = steps("promise_rate", account_path(ALL, THEN, NOW))
    assert [(m.project.code, m.before, m.after, m.lapsed) for m in found.happened] == [
        ("road-a", "missed", "undetermined", True), ("road-b", "missed", "reached", False),
    ]  # fmt: skip


def test_nothing_new_moves_nothing():
    work = factories.project()
    factories.fact(work, day=date(2018, 8, 5), source=published(date(2018, 8, 6)))
    found = steps("promise_rate", account_path(ALL, THEN, NOW))
    assert (found.learned, found.happened) == ((), ())


def test_an_account_computed_from_facts_equals_the_stored_one(whole_plan):
    moment = Moment(PLAN_END)
    stored = results(moment, "account", subjects=[ALL])
    found = accounts_at(ALL, [moment])[moment]
    assert len(stored) == len(found.figures)
    for (_, metric), row in stored.items():
        one = found.figures[metric]
        assert (one.low, one.high, one.text, one.detail) == (
            row.low, row.high, row.text, row.detail
        )  # fmt: skip
        assert sorted(one.inputs) == sorted(row.inputs)


def test_the_moves_account_for_the_whole_difference_of_the_counts(whole_plan):
    before, after = Moment(date(2019, 12, 31), date(2019, 12, 31)), Moment(PLAN_END)
    path = account_path(ALL, before, after)
    for metric, (old, new) in product(
        ("promise_rate", "promise_rate_strict", "built_rate", "started_rate"),
        ((path[0], path[1]), (path[1], path[2])),
    ):
        counted = set(new.figures[metric].inputs)
        moved = [m for m in moves(metric, old, new, learned=True) if m.project.code in counted]
        for word in ("reached", "missed", "undetermined"):
            gained = sum(m.after == word for m in moved) - sum(m.before == word for m in moved)
            difference = new.figures[metric].detail[word] - old.figures[metric].detail[word]
            assert gained == difference, (metric, word)


def test_figures_computed_afresh_equal_the_stored_ones(whole_plan):
    moment = Moment(PLAN_END)
    ensure(moment)
    name = "hachang-2016/rail-mudanjiang-jiamusi"
    stored = results(moment, "project", subjects=[name])
    made = computed("project", [name], [moment, moment])
    assert {metric for _, metric in stored} == {metric for _, _, metric in made}
    for (_, metric), row in stored.items():
        one = made[moment.key, name, metric]
        assert (one.low, one.high, one.text, one.detail, list(one.inputs)) == (
            row.low, row.high, row.text, row.detail, row.inputs
        )  # fmt: skip


def test_the_part_of_a_member_in_each_figure():
    work = factories.project("road-a", required="under_construction", commitment="advance",
                             required_strict="in_use", commitment_strict="build")  # fmt: skip
    factories.fact(work, event="construction_start", day=date(2018, 4, 1))
    factories.fact(work, event="not_started", day=date(2018, 1, 1))
    factories.fact(work, event="opened", day=date(2021, 4, 1))
    member = accounts_at(ALL, [NOW])[NOW].members["road-a"]
    assert stage_words(member) == "在建至建成之间"
    assert {metric: part_in(metric, member) for metric in
            ("promise_rate", "promise_rate_strict", "built_rate", "started_rate", "late")} == {
        "promise_rate": "reached", "promise_rate_strict": "missed",
        "built_rate": "undetermined", "started_rate": "reached", "late": "",
    }  # fmt: skip
    today = Moment(date(2022, 1, 1))
    later = accounts_at(ALL, [today])[today].members["road-a"]
    assert part_in("late", later) == ""
