"""Spans of time, objections, sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules import (
    Allotment,
    Span,
    objections,
    others_words,
    out_of_force,
    read_others,
    sentence,
    shown_name,
)

days = st.dates(date(2016, 1, 1), date(2020, 12, 31))


def span(unit, start, end=None, role="lead"):
    return Span(unit, f"{unit}厅", role, start, end)


@st.composite
def spans(draw):
    start = draw(days)
    end = draw(st.none() | days.filter(lambda day: day > start))
    return span(draw(st.sampled_from("甲乙")), start, end)


def test_a_span_holds_from_its_first_day_until_the_day_of_its_end():
    one = span("甲", date(2017, 3, 1), date(2018, 10, 25))
    held = [one.holds(day) for day in (date(2017, 2, 28), date(2017, 3, 1), date(2018, 10, 24),
                                       date(2018, 10, 25))]  # fmt: skip
    assert held == [False, True, True, False]


@given(spans(), spans())
def test_two_spans_meet_when_there_is_a_day_on_which_both_hold(first, second):
    ends = [one.valid_to for one in (first, second) if one.valid_to]
    every = {first.valid_from, second.valid_from, *ends}
    assert first.meets(second) == any(first.holds(day) and second.holds(day) for day in every)
    assert first.meets(second) == second.meets(first)


@given(spans(), spans())
def test_a_second_lead_is_refused_exactly_when_both_would_hold(first, second):
    assert bool(objections(second, [first])) == first.meets(second)


def test_different_units_may_be_responsible_together():
    first, second = (span(unit, date(2017, 1, 1), role="responsible") for unit in "甲乙")
    assert objections(second, [first]) == []


def test_the_reason_names_unit_and_time():
    new, old = span("乙", date(2018, 1, 1)), span("甲", date(2017, 1, 1), date(2019, 1, 1))
    assert objections(new, [old]) == [
        "该事项2017年1月1日至2019年1月1日已有牵头单位“甲厅”，一个事项同一时间只能有一个牵头单位。"
        "请先结束原牵头单位的责任，或改选生效日期。"
    ]


@pytest.mark.parametrize(
    ("day", "start", "end", "words"),
    [
        (date(2018, 1, 1), None, None, ""),
        (date(2018, 10, 25), date(2018, 10, 25), None, ""),
        (date(2018, 10, 24), date(2018, 10, 25), None, "才设立"),
        (date(2018, 10, 24), None, date(2018, 10, 25), ""),
        (date(2018, 10, 25), None, date(2018, 10, 25), "由“乙厅”承接"),
    ],
)
def test_a_unit_is_in_force_from_its_first_day_until_its_last(day, start, end, words):
    found = out_of_force("甲厅", day, start, end, "乙厅")
    assert words in found
    assert bool(words) == bool(found)


def test_the_sentence_of_official_tables():
    assert sentence("甲", ["乙", "丙"]) == "牵头单位：甲　责任单位：乙、丙"
    assert sentence("", []) == "牵头单位：待明确"
    assert sentence("甲", [], ["丁"]) == "牵头单位：甲　配合单位：丁"


def test_the_name_of_then_with_the_unit_of_today():
    assert shown_name("省国土资源厅", "省自然资源厅") == "省国土资源厅（现省自然资源厅承接）"
    assert shown_name("省财政厅", "") == "省财政厅"


@given(
    st.lists(st.sampled_from("甲乙丙"), unique=True), st.lists(st.sampled_from("丁戊"), unique=True)
)
def test_what_is_written_into_the_cell_is_read_back(mine, helping):
    assert read_others(others_words(mine, helping)) == (mine, helping)


def test_the_digest_does_not_depend_on_the_order_of_units():
    first = Allotment("a", ("b", "c"), deliverable="方案")
    assert first.same(Allotment("a", ("c", "b"), deliverable="方案"))
    for other in (Allotment("b", ("a", "c"), deliverable="方案"), Allotment("a", ("b", "c")),
                  Allotment("a", ("b",), ("c",), deliverable="方案")):  # fmt: skip
        assert not first.same(other)
