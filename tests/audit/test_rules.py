"""The wording of the trail and what may be kept in it."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from uuid import UUID

from audit.rules import LIMIT, SENTENCES, SYSTEM, plain, printable, sentence

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "projects", "indicators", "reporting", "evaluation", "plan", "tracker")


def test_sentence_fills_in_the_details_of_the_entry():
    text = sentence("reporting.submit", {"version": 3})

    assert text == "提交填报（第3版）"


def test_sentence_of_an_old_entry_without_a_detail_is_still_readable():
    assert sentence("projects.add_fact", {"fact": "S-1"}) == "入库进展：未注明（编号S-1）"


def test_sentence_of_an_unknown_action_names_it_and_cannot_break_on_braces():
    assert sentence("odd.{action}", {}) == "odd.action"


def test_sentence_takes_braces_in_details_as_text():
    assert "{0.__class__}" in sentence("projects.add_fact", {"summary": "{0.__class__}"})


def test_no_sentence_tells_the_reason_that_is_shown_after_it():
    """The list adds 理由 to every entry that has one; twice would read like a slip."""
    assert [action for action, pattern in SENTENCES.items() if "{reason}" in pattern] == []


def test_every_action_recorded_in_the_code_has_a_sentence():
    pattern = re.compile(r"\brecord\(\s*(?:[^()]|\([^()]*\))*?action=\"([a-z_.]+)\"", re.DOTALL)
    used = {
        action
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for action in pattern.findall(path.read_text(encoding="utf-8"))
    }

    assert "projects.add_fact" in used
    assert used <= set(SENTENCES)


def test_plain_keeps_what_json_can_hold_and_turns_the_rest_into_text():
    class Colour(Enum):
        RED = "red"

    detail = {
        "day": date(2020, 9, 26),
        "at": datetime(2020, 9, 26, 1, tzinfo=UTC),
        "amount": Decimal("1.50"),
        "token": UUID(int=1),
        "colour": Colour.RED,
        "yes": True,
        "none": None,
        "many": (1, Decimal(2)),
    }

    assert plain(detail) == {
        "day": "2020-09-26",
        "at": "2020-09-26T01:00:00+00:00",
        "amount": "1.50",
        "token": "00000000-0000-0000-0000-000000000001",
        "colour": "red",
        "yes": True,
        "none": None,
        "many": [1, "2"],
    }


def test_printable_drops_what_a_database_cannot_store_and_cuts_what_is_too_long():
    assert printable("甲\x00乙\ud800丙\n") == "甲乙丙\n"
    assert printable("长" * (LIMIT + 1)) == "长" * LIMIT + "…"


def test_the_system_is_an_actor_without_office():
    assert (SYSTEM.username, SYSTEM.name, SYSTEM.office) == ("system", "系统", "")
