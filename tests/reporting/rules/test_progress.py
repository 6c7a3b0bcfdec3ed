"""A fact about a work: accepted, refused, and asked about."""

from datetime import date
from decimal import Decimal

import pytest

from projects.rules import FactEntry
from reporting.rules import WorkContext, check_fields
from tests.factories import OPENED

TODAY = date(2026, 11, 25)
STAGES = (("not_started", "未启动"), ("under_construction", "在建"), ("in_use", "投用"))
EMPTY = WorkContext(TODAY, parts=(("left", "左幅"), ("right", "右幅")), stages=STAGES)


def with_known(*known, corrects=""):
    return WorkContext(TODAY, EMPTY.parts, STAGES, known, corrects)


def entry(context=EMPTY, **typed) -> FactEntry:
    found = check_fields("progress", OPENED | typed, context)
    assert found.errors == ()
    assert isinstance(found.entry, FactEntry)
    return found.entry


def errors(context=EMPTY, **typed):
    found = check_fields("progress", OPENED | typed, context)
    assert found.entry is None
    return dict(found.errors)


def test_a_complete_form_becomes_a_fact():
    found = entry(document_number="吉交〔2020〕1号", part="right")

    assert (found.event, found.day, found.precision, found.part) == (
        "opened", date(2020, 9, 26), "day", "right",
    )  # fmt: skip
    assert found.source.published_on == date(2020, 9, 28)
    assert (found.source.number, found.source.url) == ("吉交〔2020〕1号", OPENED["link"])
    assert (found.confidence, found.relation, found.value) == ("high", "item", None)


def test_the_day_of_a_document_is_the_end_of_its_period():
    found = entry(document_date="2020-10", document_precision="month")

    assert (found.source.published_on, found.source.published_precision) == (
        date(2020, 10, 31), "month",
    )  # fmt: skip


def test_an_unknown_day_of_publication_stays_unknown():
    found = entry(document_date="2020-10-01", document_precision="unknown")

    assert (found.source.published_on, found.source.published_precision) == (None, "")


@pytest.mark.parametrize(
    ("kind", "confidence"), [("official", "high"), ("media", "medium"), ("unlocated", "low")]
)
def test_trust_follows_the_kind_of_source(kind, confidence):
    assert entry(source_kind=kind).confidence == confidence


def test_progress_carries_percent_and_stage_bounds():
    found = entry(event="progress", percent="８５．５％", at_least="under_construction")

    assert (found.percent, found.value, found.unit, found.value_kind) == (
        Decimal("85.5"), Decimal("85.5"), "%", "percent_done",
    )  # fmt: skip
    assert (found.at_least, found.at_most) == ("under_construction", "")


def test_investment_carries_money_in_wan_with_its_kind():
    found = entry(event="investment", amount="365,200", amount_kind="investment_total")

    assert (found.amount, found.value, found.unit, found.value_kind) == (
        365200, 365200, "万元", "investment_total",
    )  # fmt: skip


def test_what_the_event_does_not_ask_for_is_not_taken():
    found = entry(event="opened", percent="not a number", amount="-5", at_least="nowhere")

    assert (found.percent, found.amount, found.at_least) == (None, None, "")


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"day": "2020-02-30"}, "day", "不存在"),
        ({"day": "明天"}, "day", "不是日期"),
        ({"day": "2026-11-26"}, "day", "不能晚于今天"),
        ({"day": ""}, "day", "请填写事实日期"),
        ({"document_date": "2027-01-01"}, "document_date", "不能晚于今天"),
        ({"event": "progress", "percent": "101"}, "percent", "0 至 100"),
        ({"event": "progress", "percent": "-1"}, "percent", "0 至 100"),
        ({"event": "progress", "percent": "NaN"}, "percent", "不是数字"),
        ({"event": "progress", "percent": "Infinity"}, "percent", "不是数字"),
        (
            {"event": "investment", "amount": "12亿", "amount_kind": "investment_total"},
            "amount",
            "万元",
        ),
        (
            {"event": "investment", "amount": "-1", "amount_kind": "investment_total"},
            "amount",
            "负",
        ),
        ({"event": "investment", "amount": ""}, "amount", "请填写金额"),
        ({"event": "victory"}, "event", "不在可选范围"),
        ({"precision": "hour"}, "precision", "不在可选范围"),
        ({"date_basis": "scheduled"}, "date_basis", "不在可选范围"),
        ({"part": "middle"}, "part", "不在可选范围"),
        ({"summary": "长" * 301}, "summary", "现有 301 字，请控制在 300 字以内"),
        ({"summary": "\u200b"}, "summary", "请填写内容"),
        ({"summary": "a\x00b"}, "summary", "控制字符"),
        ({"document_title": "\x07"}, "document_title", "控制字符"),
        ({"link": "javascript:alert(1)"}, "link", "http://"),
        ({"source_kind": "plan"}, "source_kind", "不在可选范围"),
    ],
)
def test_a_fault_is_named_at_its_field(typed, field, reason):
    assert reason in errors(**typed)[field]


def test_all_faults_are_named_at_once():
    found = errors(day="x", summary="", link="ftp://a", document_date="2020-13-01")

    assert set(found) == {"day", "summary", "link", "document_date"}


def test_the_lower_bound_cannot_lie_above_the_upper():
    found = errors(event="progress", at_least="in_use", at_most="under_construction")

    assert "不能低于" in found["at_most"]
