"""What is known about an item, as form and review page show it."""

from datetime import date

import pytest

from plan.rules import SourceEntry
from reporting import queries
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def test_the_card_of_a_work_says_where_it_stands_and_what_would_settle_it():
    work = factories.project()
    factories.fact(work, event="construction_start", day=date(2019, 5, 1))
    factories.fact(work, day=date(2022, 9, 26))

    card = queries.card(work, TODAY)

    assert (card.quote, card.clause, card.criterion) == (work.quote, work.clause, work.criterion)
    assert card.stages[0][0] == "2020年末"
    assert card.stages[1] == ("目前", "投用")
    assert [fact.event for fact in card.facts] == ["开工", "投用"]


def test_a_corrected_fact_stays_and_says_so():
    work = factories.project()
    factories.fact(work, "PE-1")
    factories.fact(work, "PE-2", corrects="PE-1", reason="公报为准", day=date(2020, 9, 25))

    facts = queries.card(work, TODAY).facts

    assert [fact.note for fact in facts] == [
        "编号PE-2；更正PE-1：公报为准", "编号PE-1；已被更正或未被采信，不计入",
    ]  # fmt: skip
    assert [fact.tone for fact in facts] == ["strong", "plain"]


def test_marks_tell_what_to_know_about_a_fact():
    work = factories.project()
    factories.fact(
        work,
        confidence="low",
        status="derived",
        conflict_group="CG-1",
        source=SourceEntry(title="帖子"),
    )

    assert queries.card(work, TODAY).facts[0].marks == (
        "derived", "unverified", "disputed", "undated",
    )  # fmt: skip


def test_the_card_of_an_indicator_lists_its_values():
    indicator = factories.indicator(unit="亿元", note="现价")
    factories.observation(indicator, value=65100000, unit="万元", qualifier="approx")

    card = queries.card(indicator, TODAY)

    assert [(f.event, f.part, f.day) for f in card.facts] == [
        ("约6510.00亿元", "长春市", date(2019, 12, 31))
    ]
    assert (card.criterion, card.stages) == ("现价", [])


def test_others_in_hand_are_those_the_person_may_see(li, zhao):
    work = factories.project()
    own = factories.draft(work)
    other = factories.submission_at("submitted", work)
    factories.submission_at("approved", work)

    assert list(queries.others_in_hand(li, work, own.pk)) == [other]
    assert list(queries.others_in_hand(zhao, work)) == []


def test_to_file_about_lists_the_own_area_by_name(li, zhao):
    here = factories.project(name="长春示例快速路")
    factories.project(name="哈尔滨示例快速路", cities=("230100",))
    indicator = factories.indicator(name="示例率")

    assert queries.to_file_about(li, "") == ([here], [indicator])
    assert queries.to_file_about(li, "快速") == ([here], [])
    assert queries.to_file_about(zhao, "长春") == ([], [])
