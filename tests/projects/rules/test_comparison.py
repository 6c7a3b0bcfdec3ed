"""One row of a changed table against what stands."""

from datetime import date

import pytest

from projects.rules import Allotment, Item, Office, Offices, Span, compare
from workbook import CellRead, RowRead

DAY = date(2018, 1, 1)
OFFICES = Offices([Office(code, f"{code}厅") for code in "甲乙丙丁"])
TITLES = {"lead": "牵头单位", "others": "责任(配合)单位", "deadline": "完成时限",
          "deliverable": "成果形式", "note": "备注", "code": "事项代码", "task": "任务",
          "mark": "导出校验"}  # fmt: skip


def row(number=5, **typed):
    words = {"code": "rail-a", "task": "甲铁路", "lead": "", "others": "", "deadline": "",
             "deliverable": "", "note": ""} | typed  # fmt: skip
    cells = {
        TITLES[name]: value if isinstance(value, CellRead) else CellRead(value)
        for name, value in words.items()
    }
    return RowRead(number, cells)


def item(current=None, *spans):
    return {"rail-a": Item("rail-a", "甲铁路", current or Allotment(), spans)}


def held(unit, role="lead", start=date(2017, 1, 1), end=None):
    return Span(unit, f"{unit}厅", role, start, end)


def told(found):
    return [(one.word, one.field, one.before, one.after) for one in found.changes]


def test_what_was_not_there_is_new():
    found = compare([row(lead="甲厅", deadline="长期")], item(), OFFICES, DAY)
    assert told(found) == [("新增", "牵头单位", "", "甲厅"), ("新增", "完成时限", "", "长期")]
    assert found.wanted[0].begins == (("lead", "甲"),)
    assert found.wanted[0].new_term


def test_another_unit_is_a_change_that_ends_and_begins():
    now = Allotment(lead="甲")
    found = compare([row(lead="乙厅")], item(now, held("甲")), OFFICES, DAY)
    assert told(found) == [("变更", "牵头单位", "甲厅", "乙厅")]
    assert found.wanted[0].ends == (held("甲"),)
    assert not found.wanted[0].new_term


def test_a_blank_ends_what_stands():
    now = Allotment(lead="甲", deliverable="方案")
    found = compare([row(deliverable="—")], item(now, held("甲")), OFFICES, DAY)
    assert told(found) == [("结束", "牵头单位", "甲厅", ""), ("结束", "成果形式", "方案", "")]


def test_the_same_in_another_order_is_no_change():
    now = Allotment(responsible=("甲", "乙"))
    spans = (held("甲", "responsible"), held("乙", "responsible"))
    found = compare([row(others="乙厅、甲厅")], item(now, *spans), OFFICES, DAY)
    assert (found.changes, found.wanted, found.faults) == ([], [], [])


def test_a_text_with_its_parts_turned_round_is_another_text():
    now = Allotment(deliverable="甲、乙")
    assert told(compare([row(deliverable="乙、甲")], item(now), OFFICES, DAY)) == [
        ("变更", "成果形式", "甲、乙", "乙、甲")
    ]


def test_units_that_stay_are_neither_ended_nor_begun():
    now = Allotment(lead="甲", responsible=("乙",))
    spans = (held("甲"), held("乙", "responsible"))
    found = compare([row(lead="甲厅", others="乙厅、丙厅")], item(now, *spans), OFFICES, DAY)
    assert (found.wanted[0].ends, found.wanted[0].begins) == ((), (("responsible", "丙"),))


def test_a_row_that_was_not_touched_is_left_alone_whatever_stands_now():
    exported = Allotment(lead="甲")
    now = Allotment(lead="乙")
    rows = [row(lead="甲厅", mark=exported.mark)]
    found = compare(rows, item(now, held("乙")), OFFICES, DAY)
    assert (found.changes, found.faults) == ([], [])


def test_a_touched_row_is_refused_when_somebody_else_was_faster():
    rows = [row(lead="丙厅", mark=Allotment(lead="甲").mark)]
    found = compare(rows, item(Allotment(lead="乙"), held("乙")), OFFICES, DAY)
    assert [fault.column for fault in found.faults] == ["导出校验"]
    assert found.changes == []


def test_a_row_without_the_mark_is_compared_with_what_stands():
    found = compare(
        [row(lead="丙厅", mark="")], item(Allotment(lead="乙"), held("乙")), OFFICES, DAY
    )
    assert told(found) == [("变更", "牵头单位", "乙厅", "丙厅")]


def test_every_fault_of_a_row_is_named_once_per_cell():
    wrong = row(lead="无、没有", deadline="尽快", note=CellRead("", "此格是错误值"),
                deliverable="长" * 201)  # fmt: skip
    found = compare([wrong], item(), OFFICES, DAY)
    assert [fault.column for fault in found.faults] == ["备注", "牵头单位", "完成时限", "成果形式"]
    assert {fault.row for fault in found.faults} == {5}


def test_good_rows_are_told_beside_bad_ones():
    rows = [row(lead="甲厅"), row(6, code="rail-b", task="乙铁路", lead="无名局")]
    items = item() | {"rail-b": Item("rail-b", "乙铁路")}
    found = compare(rows, items, OFFICES, DAY)
    assert len(found.changes) == 1
    assert [fault.row for fault in found.faults] == [6]


@pytest.mark.parametrize("typed", ["2018.1", "2018.10"])
def test_a_number_with_a_point_is_no_month(typed):
    cell = CellRead(typed, "", is_number=True)
    found = compare([row(deadline=cell)], item(), OFFICES, DAY)
    assert "分不清月份" in found.faults[0].reason
    as_text = compare([row(deadline=typed)], item(), OFFICES, DAY)
    assert as_text.faults == []


def test_a_year_typed_as_a_number_is_a_year():
    cell = CellRead("2018", "", is_number=True)
    assert told(compare([row(deadline=cell)], item(), OFFICES, DAY))[0][3] == "2018年"


def test_the_digest_speaks_for_the_changes():
    first = compare([row(lead="甲厅")], item(), OFFICES, DAY)
    assert first.digest == compare([row(9, lead="甲厅")], item(), OFFICES, DAY).digest
    assert first.digest != compare([row(lead="乙厅")], item(), OFFICES, DAY).digest
