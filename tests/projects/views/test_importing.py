"""A 任务分解表 goes out, is changed by an official, and comes back."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from audit.models import Entry
from audit.queries import trail
from projects.actions import Decision, assign, set_term
from projects.models import Responsibility, TableUpload, Term
from regions.models import Organisation
from tests import factories
from tests.conftest import browser
from tests.projects.views.tables import (
    HEAD,
    IMPORT,
    changed,
    confirmed,
    exported,
    faults,
    now,
    sent,
    text,
)
from tests.workbook.reading import rows_of

pytestmark = pytest.mark.django_db


def test_a_changed_table_is_shown_confirmed_and_taken_in(chen, works):
    others = "乙市人民政府；配合单位：丙集团"
    answer = sent(chen, changed(
        exported(chen), (1, "牵头单位", "甲厅"), (1, "责任(配合)单位", others),
        (1, "完成时限", "2018年6月底前"), (2, "成果形式", "实施方案"),
    ))  # fmt: skip
    html = text(answer)
    assert "将有 5 处改动：新增 5 处，变更 0 处，结束 0 处" in html
    assert not Responsibility.objects.exists()

    done = text(confirmed(chen, answer))
    assert "已导入：成功 2 项，共 5 处改动" in done
    assert now(works[0]).sentence == "牵头单位：甲厅　责任单位：乙市人民政府　配合单位：丙集团"
    assert now(works[0]).deadline_words == "2018年6月"
    assert now(works[1]).deliverable == "实施方案"
    assert now(works[2]).unclear
    row = Responsibility.objects.first()
    assert (row.document, row.published_on) == ("任务分解方案", date(2017, 2, 20))


def test_the_trail_tells_it_item_by_item_and_for_the_file(chen, works):
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅"))))
    told = [entry.sentence for entry in trail("project", "hachang-2016/rail-1")]
    assert told == ["按任务分解表调整：新增牵头单位：空 → 甲厅（2017-03-01起，依据：任务分解方案）"]
    entry = Entry.objects.get(action="projects.import_table")
    assert entry.sentence == "导入任务分解表：表.xlsx，1处改动（依据：任务分解方案）"


def test_a_table_sent_back_as_it_was_changes_nothing(chen, works):
    assign(by=factories.coordinator(), project=works[0], role="lead",
           organisation=Organisation.objects.get(code="a"),
           decision=Decision(date(2017, 3, 1), "方案"))  # fmt: skip
    html = text(sent(chen, exported(chen)))
    assert "读到 3 行" in html
    assert "表中内容与现有一致，没有要改的" in html
    assert "确认导入" not in html


def test_the_same_table_a_second_time_changes_nothing(chen, works):
    content = changed(exported(chen), (1, "牵头单位", "甲厅"), (1, "备注", "急"))
    answer = sent(chen, content)
    confirmed(chen, answer)
    again = text(confirmed(chen, answer))
    assert "没有改动" in again
    assert "表中内容与现有一致" in text(sent(chen, content))
    assert (Responsibility.objects.count(), Term.objects.count()) == (1, 1)


def test_a_change_ends_the_old_and_begins_the_new_on_the_day(chen, works):
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅"))))
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", "丙集团")),
                  valid_from="2019-01-01", document="调整通知")  # fmt: skip
    assert "新增 0 处，变更 1 处，结束 0 处" in text(answer)
    confirmed(chen, answer)
    assert now(works[0], date(2018, 12, 31)).lead_words == "甲厅"
    assert now(works[0], date(2019, 1, 1)).lead_words == "丙集团"


def test_a_cell_made_blank_ends_what_stood_there(chen, works):
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅"))))
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", None)), valid_from="2019-01-01")
    assert "结束 1 处" in text(answer)
    confirmed(chen, answer)
    assert now(works[0], date(2019, 1, 1)).unclear


def test_what_began_on_the_very_day_is_withdrawn(chen, works):
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅"))))
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", "丙集团"))))
    assert now(works[0]).lead_words == "丙集团"
    assert Responsibility.objects.filter(withdrawn=True).count() == 1


def test_a_lead_becomes_responsible_and_another_leads(chen, works):
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅"))))
    turned = ((1, "牵头单位", "丙集团"), (1, "责任(配合)单位", "甲厅"))
    answer = sent(chen, changed(exported(chen), *turned), valid_from="2019-01-01")
    confirmed(chen, answer)
    assert now(works[0], date(2019, 1, 1)).sentence == "牵头单位：丙集团　责任单位：甲厅"


def test_a_unit_that_another_has_replaced_nobody_knows_when_is_doubted(chen, works):
    heir = Organisation.objects.create(code="n", name="自然资源厅")
    Organisation.objects.create(code="o", name="国土资源厅", successor=heir)
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", "国土资源厅")))
    assert "“国土资源厅”现由“自然资源厅”承接，交接日期待核" in text(answer)
    confirmed(chen, answer)
    content = exported(chen)
    assert rows_of(content, head=HEAD)[0]["牵头单位"] == "国土资源厅"
    assert "没有要改的" in text(sent(chen, content))


@pytest.mark.parametrize("name", ["甲厅简", " 甲 厅 ", "甲厅（现乙厅承接）"])
def test_short_names_blanks_and_names_of_today_are_understood(chen, works, name):
    confirmed(chen, sent(chen, changed(exported(chen), (1, "牵头单位", name))))
    assert now(works[0]).lead_words == "甲厅"


def test_a_row_that_somebody_else_has_changed_meanwhile_is_refused(chen, works):
    content = changed(exported(chen), (1, "成果形式", "方案"), (2, "备注", "急"))
    assign(by=factories.coordinator(), project=works[0], role="lead",
           organisation=Organisation.objects.get(code="a"),
           decision=Decision(date(2017, 3, 1), "方案"))  # fmt: skip
    found = faults(sent(chen, content))
    assert found == [
        ("6", "整行", "导出以后该事项已有改动，请重新导出后再改，以免覆盖他人的改动。")
    ]


def test_rows_that_were_not_touched_never_undo_later_changes(chen, works):
    content = changed(exported(chen), (2, "备注", "急"))
    set_term(by=factories.coordinator(), project=works[0], deliverable="方案",
             decision=Decision(date(2017, 3, 1), "方案"))  # fmt: skip
    confirmed(chen, sent(chen, content))
    assert now(works[0]).deliverable == "方案"
    assert now(works[1]).note == "急"


def test_what_changes_between_look_and_confirmation_is_not_taken_in(chen, works):
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅")))
    set_term(by=factories.coordinator(), project=works[0], deliverable="方案",
             decision=Decision(date(2017, 3, 1), "方案"))  # fmt: skip
    html = text(confirmed(chen, answer))
    assert "在您核对期间内容已有改动，尚未导入" in html
    assert not Responsibility.objects.exists()


def test_a_later_lead_stands_in_the_way(chen, works):
    assign(by=factories.coordinator(), project=works[0], role="lead",
           organisation=Organisation.objects.get(code="a"),
           decision=Decision(date(2020, 1, 1), "方案"))  # fmt: skip
    content = chen.get("/responsibility/export.xlsx?as_of=2019-01-01").content
    found = faults(sent(chen, changed(content, (1, "牵头单位", "丙集团"))))
    assert "自2020年1月1日起已有牵头单位“甲厅”" in found[0][2]


def test_the_error_workbook_says_it_in_a_last_column_and_can_be_sent_again(chen, works):
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", "无名局"), (2, "备注", "急")))
    book = chen.get(f"{answer.redirect_chain[-1][0]}errors.xlsx").content
    rows = rows_of(book, head=3)
    assert list(rows[0])[-1] == "错误原因"
    assert "D列（牵头单位）：单位名录中没有“无名局”" in rows[0]["错误原因"]
    assert [row["错误原因"] for row in rows[1:]] == [None, None]
    fixed = openpyxl.load_workbook(BytesIO(book))
    fixed.active.cell(4, 4).value = "甲厅"
    stream = BytesIO()
    fixed.save(stream)
    confirmed(chen, sent(chen, stream.getvalue()))
    assert now(works[0]).lead_words == "甲厅"
    assert now(works[1]).note == "急"


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "reader", "admin"])
def test_nobody_but_a_coordinator_may_send_a_table(chen, works, who):
    person = getattr(factories, who)()
    client = browser(person)
    content = changed(exported(chen), (1, "牵头单位", "甲厅"))
    assert client.get(IMPORT).status_code == 403
    assert sent(client, content).status_code == 403
    assert Entry.objects.filter(action="projects.denied", actor=person.username).count() == 1
    own = sent(chen, content)
    address = own.redirect_chain[-1][0]
    assert client.get(address).status_code == 403
    assert client.post(address, {"seen": "x"}).status_code == 403
    assert Entry.objects.filter(action="projects.denied", actor=person.username).count() == 2
    assert client.get(f"{address}errors.xlsx").status_code == 403
    assert not Responsibility.objects.exists()


def test_another_coordinator_does_not_see_the_file(chen, works):
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅")))
    other = browser(factories.person("other", "另一人", "coordinator"))
    assert other.get(answer.redirect_chain[-1][0]).status_code == 404


def test_what_was_never_confirmed_goes_with_the_next_file(chen, works):
    first = sent(chen, changed(exported(chen), (1, "牵头单位", "甲厅")))
    confirmed(chen, first)
    second = sent(chen, changed(exported(chen), (2, "牵头单位", "甲厅")))
    sent(chen, changed(exported(chen), (3, "牵头单位", "甲厅")))
    assert TableUpload.objects.count() == 2
    assert chen.get(second.redirect_chain[-1][0]).status_code == 404


def test_the_real_ledger_comes_back_whole(whole_plan, coordinator, django_assert_max_num_queries):
    chen = browser(coordinator)
    content = exported(chen, "measure")
    changes = [(n, "牵头单位", "长春市人民政府") for n in range(1, 558)]
    answer = sent(chen, changed(content, *changes), kind="measure")
    assert "将有 557 处改动：新增 557 处" in text(answer)
    address = answer.redirect_chain[-1][0]
    with django_assert_max_num_queries(20):
        chen.get(address)
    assert "已导入：成功 557 项" in text(confirmed(chen, answer))
    assert Responsibility.objects.count() == 557
