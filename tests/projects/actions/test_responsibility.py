"""Who answers for an item: decided by coordinators, never overwritten, never two leads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.rules import Forbidden
from audit.models import Entry
from audit.queries import trail
from calc.moments import Moment
from projects.actions import Decision, assign, end, set_term
from projects.models import Responsibility, Term
from projects.queries import responsible, subject
from regions.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db

NOTICE = Decision(date(2017, 3, 1), "关于印发任务分解方案的通知", date(2017, 2, 20), "day")


def unit(code, name="", **more):
    return Organisation.objects.create(code=code, name=name or f"单位{code}", **more)


def on(work, *day):
    return responsible(work, Moment(date(*day)))


@pytest.fixture
def work(db):
    return factories.project()


def lead(work, office, by=None, **more):
    return assign(by=by or factories.coordinator(), project=work, organisation=office,
                  role="lead", decision=NOTICE, **more)  # fmt: skip


def test_a_unit_answers_from_the_day_on_and_not_before(work):
    lead(work, unit("a", "甲厅"))
    assert on(work, 2017, 2, 28).unclear
    assert on(work, 2017, 3, 1).lead_words == "甲厅"


def test_the_row_says_who_entered_it_and_by_which_document(work):
    row = lead(work, unit("a"))
    row.refresh_from_db()
    assert (row.document, row.published_on) == ("关于印发任务分解方案的通知", date(2017, 2, 20))
    assert row.recorded_by == "哈长城市群协调机制办公室 陈协调"
    assert row.recorded_at is not None


def test_an_assignment_leaves_its_trace_with_the_item(work):
    lead(work, unit("a", "甲厅"))
    entry = trail("project", subject(work))[-1]
    assert entry.action == "projects.assign"
    assert entry.sentence == (
        f"明确牵头单位：甲厅，2017-03-01起，{work.name}（依据：关于印发任务分解方案的通知）"
    )


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "reader", "admin"])
def test_nobody_but_a_coordinator_decides_and_the_attempt_is_kept(work, who):
    person = getattr(factories, who)()
    with pytest.raises(Forbidden):
        lead(work, unit("a"), by=person)
    assert not Responsibility.objects.exists()
    entry = Entry.objects.get(action="projects.denied")
    assert entry.actor == person.username
    assert entry.sentence.startswith("被拒绝：明确责任单位")


@pytest.mark.parametrize("act", ["end", "set_term"])
def test_ending_and_terms_are_refused_to_others_too(work, li, act):
    row = lead(work, unit("a"))
    with pytest.raises(Forbidden):
        if act == "end":
            end(by=li, responsibility=row, decision=NOTICE, reason="改任")
        else:
            set_term(by=li, project=work, decision=NOTICE, deliverable="方案")
    assert Responsibility.objects.count() == 1
    assert not Term.objects.exists()
    assert Entry.objects.filter(action="projects.denied", actor="li").count() == 1


def test_an_item_has_one_lead_at_a_time(work):
    lead(work, unit("a", "甲厅"))
    with pytest.raises(ValidationError) as refused:
        lead(work, unit("b", "乙厅"))
    assert "已有牵头单位“甲厅”，一个事项同一时间只能有一个牵头单位" in refused.value.messages[0]


def test_a_unit_has_one_role_at_a_time(work):
    office = unit("a", "甲厅")
    lead(work, office)
    with pytest.raises(ValidationError, match="同一单位同一时间对一个事项只能有一种责任"):
        assign(by=factories.coordinator(), project=work, organisation=office, role="support",
               decision=NOTICE)  # fmt: skip


def test_several_units_may_be_responsible(work):
    lead(work, unit("a", "甲厅"))
    for role, code in (("responsible", "b"), ("responsible", "c"), ("support", "d")):
        assign(by=factories.coordinator(), project=work, organisation=unit(code), role=role,
               decision=NOTICE)  # fmt: skip
    found = on(work, 2018, 1, 1)
    assert found.sentence == "牵头单位：甲厅　责任单位：单位b、单位c　配合单位：单位d"


@pytest.mark.parametrize(
    ("valid", "words"),
    [
        ({"valid_from": date(2018, 10, 25)}, "“甲局”2018年10月25日才设立"),
        ({"valid_to": date(2017, 3, 1)}, "“甲局”已于2017年3月1日停用"),
    ],
)
def test_a_unit_must_be_in_force_on_the_day(work, valid, words):
    with pytest.raises(ValidationError, match=words) as refused:
        lead(work, unit("a", "甲局", **valid))
    assert "organisation" in refused.value.message_dict


def test_a_unit_of_unknown_dates_may_be_named(work):
    assert lead(work, unit("a")).pk


@pytest.mark.parametrize("lacking", ["document", "role"])
def test_what_is_missing_is_said_at_its_field(work, lacking):
    decision = Decision(date(2017, 3, 1), "" if lacking == "document" else "通知")
    with pytest.raises(ValidationError) as refused:
        assign(by=factories.coordinator(), project=work, organisation=unit("a"),
               role="" if lacking == "role" else "lead", decision=decision)  # fmt: skip
    assert lacking in refused.value.message_dict


def test_the_end_is_a_new_row_and_the_old_one_stays_as_it_is(work):
    row = lead(work, unit("a", "甲厅"))
    before = Responsibility.objects.filter(pk=row.pk).values().get()
    end(by=factories.coordinator(), responsibility=row, reason="机构改革",
        decision=Decision(date(2018, 10, 25), "改革方案"))  # fmt: skip
    assert Responsibility.objects.filter(pk=row.pk).values().get() == before
    assert on(work, 2018, 10, 24).lead_words == "甲厅"
    assert on(work, 2018, 10, 25).lead_words == "待明确"
    assert trail("project", subject(work))[-1].reason == "机构改革"


def test_after_the_end_another_unit_may_lead(work):
    row = lead(work, unit("a"))
    change = Decision(date(2018, 10, 25), "改革方案")
    end(by=factories.coordinator(), responsibility=row, decision=change, reason="机构改革")
    assign(by=factories.coordinator(), project=work, organisation=unit("b", "乙厅"), role="lead",
           decision=change)  # fmt: skip
    assert on(work, 2018, 10, 24).lead_words == "单位a"
    assert on(work, 2018, 10, 25).lead_words == "乙厅"


def test_an_entry_by_mistake_is_withdrawn_as_if_it_had_never_been(work):
    row = lead(work, unit("a"))
    end(by=factories.coordinator(), responsibility=row, decision=NOTICE, reason="录错单位",
        withdraw=True)  # fmt: skip
    assert on(work, 2017, 3, 1).unclear
    assert lead(work, unit("b")).pk


def test_an_end_can_be_moved_but_not_into_what_another_has_taken(work):
    first = lead(work, unit("a", "甲厅"))
    change = Decision(date(2018, 10, 25), "改革方案")
    person = factories.coordinator()
    ended = end(by=person, responsibility=first, decision=change, reason="改革")
    moved = end(by=person, responsibility=ended, reason="日期有误",
                decision=Decision(date(2018, 10, 1), "更正通知"))  # fmt: skip
    assert on(work, 2018, 10, 1).unclear
    assign(by=person, project=work, organisation=unit("b", "乙厅"), role="lead",
           decision=Decision(date(2018, 10, 1), "更正通知"))  # fmt: skip
    with pytest.raises(ValidationError, match="乙厅"):
        end(by=person, responsibility=moved, decision=change, reason="再改")


@pytest.mark.parametrize(
    ("day", "reason", "words"),
    [
        (date(2017, 3, 1), "改革", "终止日期必须晚于生效日期"),
        (date(2018, 1, 1), " ", "必须写明理由"),
    ],
)
def test_an_end_needs_a_later_day_and_a_reason(work, day, reason, words):
    row = lead(work, unit("a"))
    with pytest.raises(ValidationError, match=words):
        end(by=factories.coordinator(), responsibility=row, decision=Decision(day, "通知"),
            reason=reason)  # fmt: skip


def test_a_responsibility_ends_once(work):
    row = lead(work, unit("a"))
    change = Decision(date(2018, 10, 25), "改革方案")
    withdrawn = end(by=factories.coordinator(), responsibility=row, decision=change, reason="甲",
                    withdraw=True)  # fmt: skip
    for stale in (row, withdrawn):
        with pytest.raises(ValidationError):
            end(by=factories.coordinator(), responsibility=stale, decision=change, reason="乙")


def test_a_term_may_come_before_any_unit_and_the_latest_one_counts(work):
    person = factories.coordinator()
    set_term(by=person, project=work, decision=NOTICE, deliverable="实施方案",
             deadline=date(2018, 6, 30), deadline_precision="month")  # fmt: skip
    set_term(by=person, project=work, decision=Decision(date(2018, 1, 1), "调整通知"),
             deadline_precision="lasting")  # fmt: skip
    then, later = on(work, 2017, 12, 31), on(work, 2018, 1, 1)
    assert (then.deadline_words, then.deliverable, then.unclear) == ("2018年6月", "实施方案", True)
    assert (later.deadline_words, later.deliverable) == ("长期", "")
    assert trail("project", subject(work))[0].sentence == (
        f"明确完成要求：{work.name}，时限2018年6月，成果形式实施方案"
    )


def test_a_day_without_its_precision_is_refused(work):
    with pytest.raises(ValidationError, match="完成时限须写明精确到"):
        set_term(by=factories.coordinator(), project=work, decision=NOTICE,
                 deadline=date(2018, 6, 30))  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_cannot_both_name_a_lead():
    """The item is held: the second waits for the first, sees it, and is refused."""
    work, person = factories.project(), factories.coordinator()
    offices = [unit("a", "甲厅"), unit("b", "乙厅")]
    go = threading.Barrier(2)

    def decide(office):
        try:
            go.wait(10)
            lead(work, office, by=person)
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(decide, offices))
    assert answers[0] == ""
    assert "一个事项同一时间只能有一个牵头单位" in answers[1]
    assert Responsibility.objects.count() == 1
