"""Pages say of what could not be computed that it could not, and show everything else."""

from datetime import date

import pytest

from metrics.actions import rebuild
from metrics.rules import FAILED_WORDS
from tests import factories
from tests.metrics.actions.happenings import ledger, poison
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

BAD = "hachang-2016/road-1"
ALL = "hachang-2016/works/all"


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def works():
    made = ledger()
    for work in made[:2]:
        factories.fact(work, f"A-{work.code}", day=date(2019, 5, 1))
    return made


@pytest.fixture
def failed(works, monkeypatch):
    """One work cannot be computed; its facts can be read."""
    poison(monkeypatch, BAD)
    rebuild()
    return works[1]


PAGES = (
    "/", "/works/", "/works/?sort=stage", "/works/road-1/", "/works/road-0/", "/works/export.xlsx",
    "/responsibility/", "/responsibility/export.xlsx", "/plan/", "/inquiries/", "/curve/",
    "/conventions/", "/evaluation/", "/search/?q=示例", "/freshness/",
    "/works/?versus=quarter", "/works/road-1/?versus=2019-12-31", "/?versus=2019-12-31",
    f"/why/project/{BAD}/stage/", f"/why/project/{BAD}/promise/",
    f"/why/account/{ALL}/promise_rate/",
    f"/why/account/{ALL}/late/?as_of=2021-06-30",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shown(failed, as_li, page):
    assert as_li.get(page).status_code == 200


@pytest.mark.parametrize(
    "page", ["/works/", "/works/road-1/", f"/why/project/{BAD}/stage/",
             f"/why/project/{BAD}/promise/"],
)  # fmt: skip
def test_in_place_of_its_figures_stands_that_it_failed(failed, as_li, page):
    assert FAILED_WORDS in as_li.get(page).content.decode()


def test_the_account_of_works_says_how_many_it_could_not_compute(failed, as_li):
    html = as_li.get("/").content.decode()
    assert "；另有1项计算失败，已搁置）" in html
    assert "含计算失败 1 项" in html
    assert "1 项计算失败，已搁置</span>，计入不能确定；其余截至" in html


def test_no_change_is_claimed_for_it(failed, as_li):
    html = as_li.get("/works/?as_of=2020-12-31&versus=2018-12-31&change=any").content.decode()
    assert failed.name not in html


def test_a_mark_is_no_figure_to_be_explained(failed, as_li):
    assert as_li.get(f"/why/project/{BAD}/failed/").status_code == 404


def test_a_group_that_failed_shows_the_widest_bounds(works, as_li, monkeypatch):
    poison(monkeypatch, ALL, kind="account")
    rebuild()
    html = as_li.get("/").content.decode()
    assert "承诺兑现率为0.0%" in html
    assert "；另有4项计算失败，已搁置）" in html
    assert as_li.get(f"/why/account/{ALL}/promise_rate/").status_code == 200


def test_an_indicator_that_failed_has_no_value_rather_than_no_data(works, as_li, monkeypatch):
    first, other = factories.indicator("ind-a"), factories.indicator("ind-b")
    poison(monkeypatch, "hachang-2016/ind-a", kind="indicator")
    rebuild()
    for page in ("/indicators/", "/indicators/ind-a/", "/why/indicator/hachang-2016/ind-a/latest/"):
        assert FAILED_WORDS in as_li.get(page).content.decode()
    assert FAILED_WORDS not in as_li.get(f"/indicators/{other.code}/").content.decode()
    assert as_li.get("/indicators/?versus=2019-12-31").status_code == 200
    assert as_li.get("/indicators/export.xlsx").status_code == 200
    assert first.code == "ind-a"
