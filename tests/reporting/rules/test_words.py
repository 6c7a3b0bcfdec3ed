"""How a filing reads, and what is worth a second look."""

from datetime import date

import pytest

from reporting.rules import IndicatorContext, WorkContext, check_fields, notices, shown
from tests.factories import OPENED, VALUE

CONTEXT = WorkContext(date(2026, 11, 25), parts=(("left", "左幅"),), stages=(("in_use", "投用"),))


def words(typed, form="progress", context=CONTEXT):
    return {row.field.name: row.text for row in shown(form, typed, context)}


def test_codes_read_as_words_and_numbers_carry_their_unit():
    found = words(
        OPENED | {"event": "progress", "part": "left", "percent": "85", "at_least": "in_use"}
    )

    assert found["event"] == "进展"
    assert (found["part"], found["at_least"], found["percent"]) == ("左幅", "投用", "85 %")


def test_fields_the_event_does_not_ask_for_are_left_out():
    assert "percent" not in words(OPENED | {"percent": "85"})


def test_a_value_carries_the_unit_of_its_indicator():
    context = IndicatorContext(date(2026, 11, 25), "万人", False, (("220100", "长春市"),))
    found = words(VALUE, "observation", context)

    assert (found["area"], found["value"]) == ("长春市", "66.5 万人")


def test_an_unknown_code_reads_as_it_was_typed():
    assert words(OPENED | {"event": "victory"})["event"] == "victory"


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ({"event": "investment", "amount": "36.52", "amount_kind": "investment_total"},
         "金额为 36.52 万元，即 0.003652 亿元。"),
        ({"event": "investment", "amount": "3", "amount_kind": "investment_total"}, "核对单位"),
        ({"event": "investment", "amount": "20000000", "amount_kind": "investment_total"},
         "核对单位"),
        ({"event": "approved"}, "没有填写文号"),
        ({"document_date": "2020-09-01"}, "早于事实日期"),
        ({"source_kind": "unlocated"}, "仅知标题"),
        ({"part_said": "一期"}, "只能证明整体已在建"),
        ({"day": "2020-09", "precision": "month", "document_date": "2020-10-01"},
         "到 2020-09-30 才能确认"),
        ({"document_precision": "unknown"}, "发布日期不详"),
    ],
)  # fmt: skip
def test_what_is_worth_a_second_look_is_said(typed, notice):
    found = check_fields("progress", OPENED | typed, CONTEXT)

    assert found.entry is not None
    assert any(notice in line for line in notices(found.entry))


def test_an_ordinary_filing_raises_no_notice():
    found = check_fields("progress", OPENED, CONTEXT)

    assert notices(found.entry) == []
