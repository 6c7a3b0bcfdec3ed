"""The table of fields is whole, and required-ness follows from it."""

import pytest

from projects.rules import EVENT_WORDS
from reporting.rules import (
    GROUP_WORDS,
    KIND_WORDS,
    fields_of,
    form_of,
    initial_of,
    missing,
    switch_of,
)
from reporting.rules.fields import FORMS
from tests.factories import OPENED, VALUE

ASKING_FOR_CHOICES = {"parts", "stages", "areas", "sides", "tellings"}


@pytest.mark.parametrize("form", FORMS)
def test_every_field_says_why_it_is_asked_and_where_it_stands(form):
    names = [field.name for field in fields_of(form)]

    assert len(names) == len(set(names))
    for field in fields_of(form):
        assert field.why or field.hint, field.name
        assert field.why or not (field.required or field.goes_with), field.name
        assert field.group in GROUP_WORDS
        assert field.control in ("line", "text", "choice", "link")
        if field.control == "choice":
            assert field.options or field.source in ASKING_FOR_CHOICES


@pytest.mark.parametrize("form", FORMS)
def test_conditions_name_fields_and_choices_of_the_same_form(form):
    table = {field.name: field for field in fields_of(form)}
    switch = switch_of(form)
    values = {code for code, _ in table[switch].options} if switch else set()
    for field in table.values():
        assert not field.goes_with or field.goes_with in table
        if field.unless:
            assert field.unless[1] <= {code for code, _ in table[field.unless[0]].options} or (
                field.unless[0] not in table
            )
        if field.only is not None:
            assert field.only <= values
        if isinstance(field.required, frozenset):
            assert field.required <= values


def test_every_kind_has_its_form():
    for kind in KIND_WORDS:
        for indicator in (True, False):
            assert form_of(kind, indicator=indicator) in FORMS


def test_a_correction_asks_the_same_and_a_reason():
    assert [f.name for f in fields_of("progress_correction")] == [
        "reason",
        *(f.name for f in fields_of("progress") if f.name != "relates"),
    ]
    assert ("reason", "请填写更正理由。") in missing("progress_correction", OPENED)
    assert switch_of("progress_correction") == "event"


def test_nothing_is_missing_from_a_complete_form():
    assert missing("progress", OPENED) == []
    assert missing("observation", VALUE) == []
    assert missing("ruling", {"chosen": "PE-1", "reason": "以公报为准"}) == []


def test_an_empty_form_lists_every_required_field_at_once():
    names = [name for name, _ in missing("progress", {})]
    due = "event day precision date_basis summary source_kind document_title publisher"

    assert names == [*due.split(), "document_date", "document_precision"]


def test_text_without_a_visible_character_is_missing():
    typed = OPENED | {"summary": " \u200b\u3000"}

    assert [name for name, _ in missing("progress", typed)] == ["summary"]


@pytest.mark.parametrize("event", [code for code in EVENT_WORDS if code != "searched"])
def test_an_amount_is_due_for_investment_alone(event):
    names = [name for name, _ in missing("progress", OPENED | {"event": event})]

    assert names == (["amount"] if event == "investment" else [])


def test_a_search_asks_for_its_day_and_place_and_for_no_document():
    asked = [field.name for field in fields_of("progress") if field.asked("searched")]

    assert asked == ["event", "searched_on", "searched_in", "searched_note", "part"]
    assert [name for name, _ in missing("progress", {"event": "searched"})] == [
        "searched_on", "searched_in",
    ]  # fmt: skip


@pytest.mark.parametrize("event", [code for code in EVENT_WORDS if code != "searched"])
def test_other_events_ask_nothing_about_a_search(event):
    asked = {field.name for field in fields_of("progress") if field.asked(event)}

    assert not {name for name in asked if name.startswith("searched")}
    assert {"day", "summary", "source_kind", "document_title"} <= asked


def test_the_kind_of_amount_is_due_with_an_amount():
    typed = OPENED | {"event": "progress", "amount": "5"}

    assert [name for name, _ in missing("progress", typed)] == ["amount_kind"]


def test_the_date_of_a_document_is_due_unless_it_is_unknown():
    without = {name: text for name, text in OPENED.items() if name != "document_date"}

    assert [name for name, _ in missing("progress", without)] == ["document_date"]
    assert missing("progress", without | {"document_precision": "unknown"}) == []


def test_the_publisher_of_a_repost_may_be_unknown():
    without = {name: text for name, text in OPENED.items() if name != "publisher"}

    assert [name for name, _ in missing("progress", without)] == ["publisher"]
    assert missing("progress", without | {"source_kind": "repost"}) == []


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("year", ["year"]),
        ("year_end", ["year"]),
        ("point", ["period_end"]),
        ("interim", ["period_end"]),
        ("cumulative", ["period_start", "period_end"]),
    ],
)
def test_the_dates_of_a_value_depend_on_its_period(kind, due):
    typed = {name: text for name, text in VALUE.items() if name != "year"} | {"period_kind": kind}

    assert [name for name, _ in missing("observation", typed)] == due


def test_a_document_named_in_a_ruling_needs_its_date():
    typed = {"chosen": "PE-1", "reason": "理由", "document_title": "公报"}

    assert [name for name, _ in missing("ruling", typed)] == ["document_date", "document_precision"]


def test_what_a_form_proposes_is_among_its_choices():
    for form in FORMS:
        table = {field.name: field for field in fields_of(form)}
        for name, code in initial_of(form).items():
            if name in table:
                assert code in dict(table[name].options)
