"""What answers first, and what is offered where nothing answers."""

import pytest

from dashboards.matching import asked
from dashboards.queries.search.library import Library
from plan.queries import current
from tests import factories
from tests.dashboards.queries.search.samples import place, section, work

pytestmark = pytest.mark.django_db


def library(user, typed):
    factories.plan()
    return Library(user, current(), asked(typed))


def found(user, typed):
    return [kind for kind, rows, _ in library(user, typed).found() if rows]


def test_works_come_first(li):
    work("示例铁路"), work("示例任务", kind="measure")
    assert found(li, "示例") == ["works", "measures"]


def test_a_citation_shows_the_plan_first(li):
    section(5, 1, "交通")
    work("示例铁路")
    assert found(li, "第五章第一节")[0] == "passages"


def test_the_name_of_a_place_shows_the_place_first(li):
    place("231086", "东宁市", "东宁")
    work("东宁口岸")
    assert found(li, "东宁")[0] == "places"


def test_a_work_called_exactly_so_comes_before_the_place(li):
    place("zone-new", "示例新区", level="zone")
    work("示例新区")
    assert found(li, "示例新区")[:2] == ["works", "places"]


def test_filings_are_found_by_the_works_that_fit(li):
    made = factories.draft(work("示例铁路", "示例线"))
    rows = {kind: rows for kind, rows, _ in library(li, "示例线").found()}
    assert list(rows["filings"]) == [made]


def words(user, typed):
    return [word for word, _ in library(user, typed).suggestions()]


def test_one_word_less_is_offered_and_then_what_looks_alike(li):
    work("哈尔滨至牡丹江铁路")
    assert words(li, "哈尔滨至牡丹江 火车") == ["火车", "哈尔滨至牡丹江", "哈尔滨至牡丹江铁路"]


def test_what_pinyin_looks_like_is_offered(li):
    place("222404", "珲春市", "珲春")
    assert words(li, "huncun") == ["珲春市"]


def test_former_places_are_not_offered(li):
    place("230182", "双城老市", valid_to="2014-01-01")
    assert words(li, "双城老区") == []
