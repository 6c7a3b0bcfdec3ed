"""What is wrong with a table that comes back: said by row and column, and nothing is taken in."""

from __future__ import annotations

from datetime import date

import pytest

from projects.models import Responsibility, TableUpload
from regions.models import Organisation
from tests import factories
from tests.projects.views.tables import (
    HEAD,
    IMPORT,
    changed,
    exported,
    faults,
    sent,
    text,
)

pytestmark = pytest.mark.django_db

FAULTS = [
    (1, "牵头单位", "甲厅、乙市人民政府", "牵头单位只能有一个，写了 2 个：甲厅、乙市人民政府"),
    (1, "牵头单位", "甲庁", "单位名录中没有“甲庁”"),
    (1, "牵头单位", "乙市人民正府", "是否为“乙市人民政府”？"),
    (1, "牵头单位", "=A1", "此格是公式"),
    (1, "牵头单位", "#N/A", "此格是错误值"),
    (1, "责任(配合)单位", "丙集团；配合单位：丙集团", "“丙集团”写了两次"),
    (1, "完成时限", "尽快", "“尽快”不是时限"),
    (1, "完成时限", 2018.1, "分不清月份"),
    (1, "完成时限", "2018年13月", "日期不存在"),
    (1, "成果形式", "长" * 201, "请控制在 200 字以内"),
    (1, "备注", "长" * 301, "请控制在 300 字以内"),
    (1, "事项代码", "rail-99", "本表没有代码为“rail-99”的事项"),
    (1, "事项代码", None, "缺事项代码"),
    (2, "事项代码", "rail-1", "是同一事项"),
    (1, "任务", "改了名的铁路", "该代码对应“第1铁路”"),
    (1, "牵头单位", "新设局", "2018年10月25日才设立"),
    (1, "牵头单位", "旧设局", "已于2016年1月1日停用，由“新设局”承接"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_by_row_and_column_and_nothing_is_taken_in(chen, works, fault):
    number, head, value, reason = fault
    heir = Organisation.objects.create(code="n", name="新设局", valid_from=date(2018, 10, 25))
    Organisation.objects.create(code="o", name="旧设局", valid_to=date(2016, 1, 1), successor=heir)
    answer = sent(chen, changed(exported(chen), (3, "牵头单位", "甲厅"), (number, head, value)))
    found = faults(answer)
    assert [one for one in found if reason in one[2].replace("&amp;", "&")], found
    row, column, _ = next(one for one in found if reason in one[2])
    assert (row, head in column) == (str(HEAD + number), True)
    assert "没有导入" in text(answer)
    assert "确认导入" not in text(answer)
    assert not Responsibility.objects.exists()


def test_faults_are_refused_even_when_somebody_confirms(chen, works):
    answer = sent(chen, changed(exported(chen), (1, "牵头单位", "无名局"), (2, "牵头单位", "甲厅")))
    chen.post(answer.redirect_chain[-1][0], {"seen": "x"})
    assert not Responsibility.objects.exists()


def test_an_item_of_the_other_ledger_is_sent_to_its_own_table(chen, works):
    factories.project("m-a", name="推进乙事", kind="measure", ladder="measure", category="reform",
                      judgement="direction", required="implementing",
                      required_strict="implementing")  # fmt: skip
    content = changed(exported(chen), (1, "事项代码", "m-a"))
    assert "它属于重点任务，请在重点任务的表中修改" in text(sent(chen, content))


BAD_FILES = [
    (b"", "文件是空的"),
    (b"abc", "不是 Excel 的 .xlsx 文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "旧版 .xls 格式或加了密码"),
    (b"x" * (5 * 1024 * 1024 + 1), "超过 5 MB"),
]


@pytest.mark.parametrize(("content", "words"), BAD_FILES)
def test_a_file_that_is_no_workbook_is_refused_at_its_field(chen, works, content, words):
    answer = sent(chen, content)
    assert answer.status_code == 200
    assert words in text(answer)
    assert not TableUpload.objects.exists()


@pytest.mark.parametrize("head", ["事项代码", "牵头单位"])
def test_a_table_without_a_needed_column_is_refused(chen, works, head):
    html = text(sent(chen, changed(exported(chen), without=[head])))
    assert f"第 5 行表头缺少“{head}”列" in html


@pytest.mark.parametrize("field", ["valid_from", "document", "file"])
def test_what_is_missing_is_asked_for(chen, works, field):
    fields = {"valid_from": "2017-03-01", "document": "方案", "file": ""} | {field: ""}
    answer = chen.post(IMPORT, fields)
    assert answer.status_code == 200
    assert "请" in text(answer).partition('class="notice notice--bad errors"')[2][:400]
