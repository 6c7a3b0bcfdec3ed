"""Who answers for an item at a moment: the day decides, and what was known then."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from calc.moments import Moment
from projects.actions import Decision, assign, end, set_term
from projects.models import Responsibility
from projects.queries import (
    NOBODY,
    forerunners,
    heirs,
    history,
    named_units,
    offices,
    responsible,
    responsibles,
    then_and_now,
)
from regions.models import Organisation
from tests import factories
from tests.conftest import browser

pytestmark = pytest.mark.django_db

DAY = date(2018, 1, 1)


def unit(code, **more):
    return Organisation.objects.create(code=code, name=f"{code}厅", **more)


def decided(day=date(2017, 3, 1), published=None):
    return Decision(day, "方案", published, "day" if published else "")


def lead(work, office, **more):
    return assign(by=factories.coordinator(), project=work, organisation=office, role="lead",
                  decision=decided(**more))  # fmt: skip


@pytest.fixture
def work(db):
    return factories.project()


def test_nothing_settled_is_nobody(work):
    assert responsible(work, Moment(DAY)) == NOBODY
    assert NOBODY.sentence == "牵头单位：待明确"


@pytest.mark.parametrize(
    ("known_at", "seen"),
    [(None, True), (date(2017, 2, 20), True), (date(2017, 2, 19), False)],
)
def test_by_publication_the_day_of_the_document_counts(work, known_at, seen):
    lead(work, unit("甲"), published=date(2017, 2, 20))
    assert responsible(work, Moment(DAY, known_at)).unclear != seen


def test_a_document_without_a_day_counts_in_all_knowledge_alone(work):
    lead(work, unit("甲"))
    assert not responsible(work, Moment(DAY)).unclear
    assert responsible(work, Moment(DAY, timezone.localdate())).unclear


def test_by_recording_the_day_of_entry_counts(work):
    lead(work, unit("甲"), published=date(2017, 2, 20))
    today = timezone.localdate()
    assert responsible(work, Moment(DAY, today - timedelta(days=1), "system")).unclear
    assert not responsible(work, Moment(DAY, today, "system")).unclear


def test_an_end_that_was_not_known_yet_has_not_ended_anything(work):
    row = lead(work, unit("甲"), published=date(2017, 2, 20))
    end(by=factories.coordinator(), responsibility=row, reason="改革",
        decision=decided(date(2018, 10, 25), date(2018, 10, 20)))  # fmt: skip
    later = date(2019, 1, 1)
    assert responsible(work, Moment(later, date(2018, 10, 20))).unclear
    assert not responsible(work, Moment(later, date(2018, 10, 19))).unclear


def test_a_term_is_known_from_its_document_on(work):
    set_term(by=factories.coordinator(), project=work, deliverable="方案",
             decision=decided(published=date(2017, 2, 20)))  # fmt: skip
    assert responsible(work, Moment(DAY, date(2017, 2, 19))).deliverable == ""
    assert responsible(work, Moment(DAY, date(2017, 2, 20))).deliverable == "方案"


def test_the_unit_of_today_is_the_last_in_the_line():
    third = unit("丙")
    second = unit("乙", successor=third)
    first = unit("甲", successor=second)
    assert {pk: found.code for pk, found in heirs().items()} == {first.pk: "丙", second.pk: "丙"}
    assert forerunners("丙") == {first.pk, second.pk, third.pk}
    assert forerunners("甲") == {first.pk}
    assert forerunners("无") == set()


def test_units_that_name_each_other_end_the_search():
    first, second = unit("甲"), unit("乙")
    Organisation.objects.filter(pk=first.pk).update(successor=second)
    Organisation.objects.filter(pk=second.pk).update(successor=first)
    assert heirs()[first.pk].code in ("甲", "乙")
    assert forerunners("甲") == {first.pk, second.pk}


def test_the_record_keeps_the_name_of_then(work):
    lead(work, unit("甲", successor=unit("乙")))
    found = responsible(work, Moment(DAY))
    assert (found.lead.name, found.lead.shown) == ("甲厅", "甲厅（现乙厅承接）")
    assert found.sentence == "牵头单位：甲厅（现乙厅承接）"


def test_units_can_be_searched_under_both_names(work):
    lead(work, unit("甲", successor=unit("乙")))
    unit("丙")
    assert [found.code for found in named_units(work.plan)] == ["乙", "甲"]


def test_a_unit_made_with_an_account_is_not_offered_beside_its_listed_twin():
    listed = unit("甲", level="province")
    Organisation.objects.create(code="org-1", name="甲厅")
    own = Organisation.objects.create(code="org-2", name="某站段")
    assert offices() == [own, listed] or offices() == [listed, own]


def test_many_items_cost_as_little_as_one(work, django_assert_num_queries):
    works = [work, *(factories.project() for _ in range(4))]
    for number, one in enumerate(works):
        lead(one, unit(str(number)))
    with django_assert_num_queries(3):
        found = responsibles([one.pk for one in works], Moment(DAY))
    assert {held.lead.name for held in found.values()} == {f"{n}厅" for n in range(5)}


def test_the_history_tells_every_row_and_how_it_ended(work):
    person = factories.coordinator()
    first = lead(work, unit("甲"))
    end(by=person, responsibility=first, reason="改革", decision=decided(date(2018, 10, 25)))
    second = lead(work, unit("乙"), day=date(2018, 10, 25))
    end(by=person, responsibility=second, reason="录错", decision=decided(), withdraw=True)
    told = [(one.row.organisation.code, one.row.valid_to, one.state) for one in history(work)]
    assert told == [
        ("甲", None, "已由后一条终止（改革）"),
        ("甲", date(2018, 10, 25), "在册"),
        ("乙", None, "已撤销（录错）"),
    ]
    assert Responsibility.objects.count() == 4


def test_then_and_now_differ_only_where_they_do(work):
    today = timezone.localdate()
    lead(work, unit("甲"), day=date(2021, 1, 1))
    before = then_and_now(work, Moment(date(2020, 12, 31)), today)
    assert (before.then.unclear, before.now.lead_words, before.differ) == (True, "甲厅", True)
    after = then_and_now(work, Moment(date(2021, 1, 1)), today)
    assert not after.differ
    assert then_and_now(work, Moment(today), today).now is None


def test_the_page_of_the_work_says_both(as_li, work):
    lead(work, unit("甲"), day=date(2021, 1, 1))
    html = as_li.get(f"/works/{work.code}/").content.decode()
    duty = html.partition('id="duty"')[2].partition("</section>")[0]
    assert "截至2020年12月31日" in duty
    assert "待明确" in duty
    assert "牵头单位：甲厅" in duty
    assert f"/responsibility/{work.code}/" not in html
    own = browser(factories.coordinator()).get(f"/works/{work.code}/").content.decode()
    assert f'href="/responsibility/{work.code}/"' in own
