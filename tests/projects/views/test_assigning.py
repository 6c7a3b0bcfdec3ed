"""The page on which coordinators decide who answers for one item."""

from datetime import date

import pytest

from audit.models import Entry
from calc.moments import Moment
from projects.actions import Decision, assign, set_term
from projects.models import Responsibility, Term
from projects.queries import responsible
from regions.models import Organisation
from tests import factories
from tests.conftest import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(db):
    return factories.project("rail-a", name="甲铁路")


def url(work):
    return f"/responsibility/{work.code}/"


def unit(code="a", name="甲厅", **more):
    return Organisation.objects.create(code=code, name=name, **more)


def typed(prefix, **more):
    values = {
        "valid_from": "2017-03-01",
        "document": "任务分解方案",
        "document_day": "2017年2月",
    } | more
    done = {"term": "set_term"}.get(prefix, prefix)
    return {f"{prefix}-{name}": value for name, value in values.items()} | {"do": done}


def lead(work, office):
    return assign(by=factories.coordinator(), project=work, organisation=office, role="lead",
                  decision=Decision(date(2017, 3, 1), "方案"))  # fmt: skip


def page(client, work):
    answer = client.get(url(work))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_the_item_and_that_nobody_was_named(chen, work):
    unit()
    html = page(chen, work)
    for words in ("甲铁路", "待明确", "还没有明确过单位", '<optgroup label="国家部门">', "甲厅"):
        assert words in html


def test_a_unit_is_named(chen, work):
    unit()
    answer = chen.post(url(work), typed("assign", organisation="a", role="lead"), follow=True)
    assert "已明确牵头单位：甲厅。" in answer.content.decode()
    row = Responsibility.objects.get()
    assert (row.valid_from, row.published_on, row.published_precision) == (
        date(2017, 3, 1),
        date(2017, 2, 28),
        "month",
    )
    assert "任务分解方案（2017年2月）" in page(chen, work)


def test_deadline_and_deliverable_are_settled_and_offered_again(chen, work):
    fields = typed("term", deadline="2018年6月底前", deliverable="实施方案", note="")
    assert chen.post(url(work), fields).status_code == 302
    term = Term.objects.get()
    assert (term.deadline, term.deadline_precision) == (date(2018, 6, 30), "month")
    html = page(chen, work)
    assert 'value="2018年6月"' in html
    assert "完成时限：2018年6月" in html


def test_a_responsibility_is_ended(chen, work):
    row = lead(work, unit())
    fields = typed("end", responsibility=str(row.pk), valid_from="2018-10-25", reason="机构改革")
    html = chen.post(url(work), fields, follow=True).content.decode()
    assert "已终止牵头单位：甲厅。" in html
    assert "已由后一条终止（机构改革）" in html
    assert responsible(work, Moment(date(2018, 10, 25))).unclear


def test_an_entry_by_mistake_is_withdrawn_without_a_day(chen, work):
    row = lead(work, unit())
    fields = typed("end", responsibility=str(row.pk), valid_from="", reason="录错", withdraw="on")
    html = chen.post(url(work), fields, follow=True).content.decode()
    assert "已撤销牵头单位：甲厅。" in html
    assert "已撤销（录错）" in html
    assert responsible(work, Moment(date(2018, 1, 1))).unclear


FAULTS = [
    (typed("assign", role="lead"), "请选择单位。"),
    (typed("assign", organisation="x", role="lead"), "不在单位名录中"),
    (typed("assign", organisation="a", role="boss"), "不在可选范围"),
    (typed("assign", organisation="a", role="lead", valid_from="2017年"), "没有写到日"),
    (typed("assign", organisation="a", role="lead", valid_from="2017-02-30"), "不是日期"),
    (typed("assign", organisation="a", role="lead", document=" "), "请填写依据。"),
    (typed("assign", organisation="a", role="lead", document="方\x07案"), "控制字符"),
    (typed("assign", organisation="a", role="lead", document="方\x00案"), "控制字符"),
    (typed("assign", organisation="a", role="lead", document="长" * 301), "控制在 300 字以内"),
    (typed("assign", organisation="a", role="lead", document_day="上半年"), "不是日期"),
    (typed("assign", organisation="b", role="lead"), "2018年10月25日才设立"),
    (typed("term", deadline="年内"), "不是时限"),
    (typed("term", deadline="2018年13月"), "日期不存在"),
    (typed("end", reason="改革"), "请选择要终止的一条"),
]


@pytest.mark.parametrize(("fields", "words"), FAULTS)
def test_a_fault_is_said_and_what_was_typed_stays(chen, work, fields, words):
    unit()
    unit("b", "乙局", valid_from=date(2018, 10, 25))
    answer = chen.post(url(work), fields)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert words in html
    assert "处需要修改，已填内容均已保留" in html
    assert not Responsibility.objects.exists()
    assert not Term.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [({"valid_from": ""}, "请填写终止日期"), ({"valid_from": "2017-03-01"}, "必须晚于生效日期"),
     ({"responsibility": "999"}, "已有改动"), ({"reason": ""}, "请填写理由")],
)  # fmt: skip
def test_an_end_says_what_it_needs(chen, work, more, words):
    row = lead(work, unit())
    fields = {"responsibility": str(row.pk), "valid_from": "2018-01-01", "reason": "改革"} | more
    assert words in chen.post(url(work), typed("end", **fields)).content.decode()
    assert Responsibility.objects.count() == 1


def test_a_second_lead_is_refused_with_the_first_ones_name(chen, work):
    lead(work, unit())
    unit("b", "乙厅")
    html = chen.post(url(work), typed("assign", organisation="b", role="lead")).content.decode()
    assert "已有牵头单位“甲厅”" in html


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "reader", "admin"])
def test_others_may_neither_open_nor_send_it(work, who):
    unit()
    client = browser(getattr(factories, who)())
    assert client.get(url(work)).status_code == 403
    answer = client.post(url(work), typed("assign", organisation="a", role="lead"))
    assert answer.status_code == 403
    assert not Responsibility.objects.exists()
    assert Entry.objects.filter(action="projects.denied", actor=who if who != "reader" else "buwei",
                                subject=f"hachang-2016/{work.code}").count() == 1  # fmt: skip


def test_an_unknown_item_is_not_found(chen):
    factories.plan()
    assert chen.get("/responsibility/nowhere/").status_code == 404


def test_an_unknown_act_does_nothing(chen, work):
    assert chen.post(url(work), {"do": "delete"}).status_code == 302
    assert not Responsibility.objects.exists()


def test_without_log_in_one_is_sent_to_it(client, work):
    assert client.get(url(work)).status_code == 302


def test_the_page_of_the_real_plan_needs_few_queries(
    whole_plan, coordinator, django_assert_max_num_queries
):
    chen = browser(coordinator)
    set_term(by=coordinator, project=whole_plan.project_set.get(code="rail-changchun-liaoyuan"),
             decision=Decision(date(2017, 3, 1), "方案"), deliverable="可研")  # fmt: skip
    chen.get("/responsibility/rail-changchun-liaoyuan/")
    with django_assert_max_num_queries(22):
        html = chen.get("/responsibility/rail-changchun-liaoyuan/").content.decode()
    assert "黑龙江省国土资源厅（现黑龙江省自然资源厅承接）" in html
    assert '<optgroup label="长春市">' in html
