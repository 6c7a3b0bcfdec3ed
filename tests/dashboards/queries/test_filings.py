"""Filings about a subject stay inside the reader's scope."""

import pytest

from dashboards.queries.filings import desk
from projects.queries import subject
from tests import factories

pytestmark = pytest.mark.django_db


def seen(user, work):
    return [filing.state for filing in desk(user, work, "project", subject(work)).filings]


def test_zhao_sees_no_draft_return_or_waiting_filing_of_jilin():
    work = factories.project(cities=("220100", "230100"))
    for state in ("draft", "submitted", "returned", "discarded"):
        factories.submission_at(state, work)
    assert sorted(seen(factories.li(), work)) == ["draft", "returned", "submitted"]
    assert sorted(seen(factories.wang(), work)) == ["draft", "returned", "submitted"]
    assert seen(factories.zhao(), work) == []
    assert seen(factories.reader(), work) == []
    assert seen(factories.coordinator(), work) == ["submitted"]


def test_what_is_approved_is_seen_in_both_provinces():
    work = factories.project()
    factories.submission_at("approved", work)
    for user in (factories.li(), factories.zhao(), factories.reader()):
        assert seen(user, work) == ["approved"]


def test_filings_about_other_works_are_left_out():
    factories.submission_at("approved", factories.project())
    assert seen(factories.li(), factories.project()) == []


def test_the_trail_of_an_approved_fact_names_it():
    work = factories.project()
    factories.submission_at("approved", work)
    rows = desk(factories.zhao(), work, "project", subject(work)).trail
    assert any("入库进展：全线建成通车" in row["sentence"] for row in rows)
    assert {row["actor"] for row in rows} == {"王处"}


def test_a_ruling_is_offered_only_to_who_may_rule():
    work = factories.project()
    for key in ("PE-1", "PE-2"):
        factories.fact(work, key, conflict_group="CG")
    name = subject(work)
    assert desk(factories.li(), work, "project", name).ruling("CG") == (
        f"/filings/new/?work={work.code}&kind=ruling&target=CG"
    )
    assert desk(factories.zhao(), work, "project", name).ruling("CG") == ""
