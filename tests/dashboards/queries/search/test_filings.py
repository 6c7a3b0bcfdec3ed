"""Filings are found among those the person may see, and nowhere else."""

import pytest

from dashboards.matching import Term, asked
from dashboards.queries.search.filings import filings
from tests import factories

pytestmark = pytest.mark.django_db


def found(user, typed, subjects=None):
    terms = [Term(word) for word in asked(typed).words]
    return list(filings(user, terms, subjects or [((), ())] * len(terms)))


def drafted(**fields):
    return factories.draft(fields=factories.OPENED | fields)


@pytest.mark.parametrize(
    "typed",
    ["全线 通车", "全 线建成", "发改基础〔2016〕499号", "发改基础2016499号", "GONGBAO",
     "ｇｏｎｇｂａｏ", "吉林省交通运输厅", "琿春段", "珲春段"],
)  # fmt: skip
def test_a_filing_is_found_by_what_it_says_however_it_is_typed(li, typed):
    draft = drafted(
        summary="琿春段 全线建成通车", document_number="发改基础〔2016〕499号",
        document_title="gongbao公报",
    )  # fmt: skip
    assert found(li, typed) == [draft]


@pytest.mark.parametrize("typed", ["summary", "公报通车", "不在其中", "%", "100%"])
def test_neither_the_names_of_fields_nor_marks_find_it(li, typed):
    drafted(document_title="公报", publisher="", summary="通车")
    assert found(li, typed) == [] or typed == "%"


def test_a_filing_is_found_by_its_number_and_by_the_number_of_its_fact(li):
    made = factories.submission_at("approved")
    assert found(li, str(made.pk)) == [made]
    assert found(li, made.fact_key) == [made]
    assert found(li, made.fact_key.lower().replace("-", " ")) == [made]


def test_a_number_too_large_for_any_row_finds_nothing(li):
    drafted()
    assert found(li, "9" * 40) == []


def test_a_filing_is_found_by_the_work_it_is_about(li):
    made = factories.draft()
    other = factories.draft()
    assert found(li, "高速", [((made.project_id,), ())]) == [made]
    assert found(li, "高速", [((made.project_id, other.project_id), ())]) == [other, made]


def test_each_word_may_be_found_in_another_place(li):
    made = drafted(summary="全线通车")
    assert found(li, "高速 通车", [((made.project_id,), ()), ((), ())]) == [made]
    assert found(li, "高速 停工", [((made.project_id,), ()), ((), ())]) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "discarded"])
def test_zhao_never_finds_what_is_under_way_in_jilin(zhao, state):
    made = factories.submission_at(state)
    about = [((made.project_id,), ())]
    for typed in ("建成通车", str(made.pk), "通车公告", "长春", made.office):
        assert found(zhao, typed, about * len(asked(typed).words)) == []


def test_zhao_finds_what_was_approved(zhao):
    made = factories.submission_at("approved")
    assert found(zhao, "建成通车") == [made]


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_coordinators_and_readers_find_no_drafts(coordinator, reader, admin, state):
    factories.submission_at(state)
    for person in (coordinator, reader, admin):
        assert found(person, "建成通车") == []
