"""Deadlines, days and names as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules import (
    Unreadable,
    deadline_words,
    is_blank,
    read_day,
    read_deadline,
    read_document_day,
    read_others,
    read_units,
)

END_OF_JUNE = date(2018, 6, 30)

DEADLINES = {
    "2018年6月30日": (END_OF_JUNE, "day"),
    "2018-06-30": (END_OF_JUNE, "day"),
    "2018/6/30": (END_OF_JUNE, "day"),
    "2018.6.30": (END_OF_JUNE, "day"),
    "２０１８年６月３０日": (END_OF_JUNE, "day"),
    "2018年6月": (END_OF_JUNE, "month"),
    "2018年6月底前": (END_OF_JUNE, "month"),
    "2018-06": (END_OF_JUNE, "month"),
    "2018.6": (END_OF_JUNE, "month"),
    "2018年 6月": (END_OF_JUNE, "month"),
    "2018年第二季度": (END_OF_JUNE, "quarter"),
    "2018年2季度末": (END_OF_JUNE, "quarter"),
    "2018年上半年": (END_OF_JUNE, "half"),
    "2018年下半年": (date(2018, 12, 31), "half"),
    "2018年": (date(2018, 12, 31), "year"),
    "2018年底前": (date(2018, 12, 31), "year"),
    "2018年年底": (date(2018, 12, 31), "year"),
    "2018": (date(2018, 12, 31), "year"),
    "长期": (None, "lasting"),
    "长期坚持": (None, "lasting"),
    "": (None, ""),
    "—": (None, ""),
    "无": (None, ""),
}


@pytest.mark.parametrize("text", DEADLINES)
def test_a_deadline_is_read_as_precisely_as_it_is_stated(text):
    assert read_deadline(text) == DEADLINES[text]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("年内", "不是时限"),
        ("2018年6月30日左右", "不是时限"),
        ("18年6月", "不是时限"),
        ("2018年13月", "日期不存在"),
        ("2018-02-30", "日期不存在"),
        ("1999年", "2000 年至 2099 年之间"),
        ("2100年1月", "2000 年至 2099 年之间"),
        ("0000年", "日期不存在"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_to_do_it(text, reason):
    with pytest.raises(Unreadable, match=reason):
        read_deadline(text)


@pytest.mark.parametrize("text", DEADLINES)
def test_what_is_shown_is_read_back_the_same(text):
    found = read_deadline(text)
    assert read_deadline(deadline_words(*found)) == found


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        day, precision = read_deadline(text)
    except Unreadable:
        return
    assert (day is None) == (precision in ("", "lasting"))


def test_the_day_of_a_document_may_be_a_month_or_a_year_but_no_half():
    assert read_document_day("2018年1月") == (date(2018, 1, 31), "month")
    assert read_document_day("") == (None, "")
    for text in ("2018年上半年", "长期", "某日"):
        with pytest.raises(Unreadable):
            read_document_day(text)


def test_a_day_is_a_whole_day():
    assert read_day("2018年1月5日") == date(2018, 1, 5)
    for text in ("2018年1月", "2018", ""):
        with pytest.raises(Unreadable, match="没有写到日"):
            read_day(text)


@pytest.mark.parametrize("text", ["", " ", "—", "-", "／", "无", "待明确"])
def test_these_mean_nothing(text):
    assert is_blank(text)
    assert read_units(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲、乙", ["甲", "乙"]),
        ("甲，乙；丙\n丁", ["甲", "乙", "丙", "丁"]),
        ("甲厅（现乙厅承接）、丙厅", ["甲厅", "丙厅"]),
        ("甲局（现乙（丙）局承接）", ["甲局"]),
        ("生态环境（环境保护）主管部门", ["生态环境（环境保护）主管部门"]),
        ("甲、、乙、", ["甲", "乙"]),
    ],
)
def test_names_of_units_are_separated(text, names):
    assert read_units(text) == names


@pytest.mark.parametrize(
    ("text", "mine", "helping"),
    [
        ("甲、乙", ["甲", "乙"], []),
        ("责任单位：甲、乙；配合单位：丙", ["甲", "乙"], ["丙"]),
        ("责任单位：甲　配合单位：丙", ["甲"], ["丙"]),
        ("甲\n配合:丙；丁", ["甲"], ["丙", "丁"]),
        ("配合单位：丙", [], ["丙"]),
        ("—", [], []),
    ],
)
def test_labels_say_who_is_responsible_and_who_supports(text, mine, helping):
    assert read_others(text) == (mine, helping)
