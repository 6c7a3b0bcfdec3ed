"""Pages say of what could not be computed that it could not, and show everything else."""

from datetime import date

import pytest

from metrics.actions import rebuild
from metrics.models import Claim, Span
from metrics.rules import FAILED_WORDS
from tests import factories
from tests.metrics.actions.happenings import ledger, poison, poison_fact, poison_stage
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


COMPUTING = (
    "/curve.csv", "/inquiries/export.xlsx", "/inquiries/export.docx", "/?tab=after",
    "/works/road-1/?as_of=2018-05-05", "/works/?versus=2019-12-31&versus_known=2019-12-31",
    "/curve/?versus=plan_end_then", "/works/?versus=plan_end_then",
    "/conventions/?as_of=2019-12-31", "/conventions/?known_at=2020-12-31",
    "/inquiries/?figure=built_rate",
)  # fmt: skip


@pytest.fixture(params=[poison_fact, poison_stage])
def broken(request, works, monkeypatch):
    """One work fails wherever it is computed: by the engine, and by a page for itself."""
    key = f"B-{works[1].code}"
    factories.fact(works[1], key, day=date(2019, 6, 1), event="opened", confidence="low")
    request.param(monkeypatch, f"A-{works[1].code}")
    request.param(monkeypatch, key)
    rebuild()
    return works[1]


@pytest.mark.parametrize("page", PAGES + COMPUTING)
def test_a_page_that_computes_for_itself_is_shown_too(broken, as_li, page):
    assert as_li.get(page).status_code == 200


@pytest.mark.parametrize(
    ("page", "words"),
    [("/curve/", "计算失败，已搁置的 1 项，各月都计入不能确定"),
     ("/conventions/", "有 1 项计算失败，已搁置，凡算不出的口径都计入不能确定"),
     ("/", "（计算失败，已搁置的1项计入不能确定）"),
     (f"/why/project/{BAD}/stage/", "本项计算失败，已搁置，本条未能计入")],
)  # fmt: skip
def test_it_says_what_it_could_not_compute(broken, as_li, page, words):
    assert words in as_li.get(page).content.decode()


def test_the_curve_counts_it_among_the_undetermined_and_loses_none(broken, as_li):
    lines = as_li.get("/curve.csv").content.decode("utf-8-sig").splitlines()
    head, last = lines[0].split(","), next(line for line in lines[1:] if "2020-12-31" in line)
    told = dict(zip(head, last.split(","), strict=True))
    assert (told["计入比率（项）"], told["其中计算失败（项）"]) == ("4", "1")
    assert told["其中暂无资料（项）"] == "2"


def test_no_fact_of_a_failed_work_is_said_to_change_nothing(failed, as_li):
    html = as_li.get(f"/why/project/{BAD}/stage/").content.decode()
    assert "没有改变阶段的任何一端" not in html
    assert "本项计算失败，已搁置，本条未能计入" in html


def test_conventions_count_one_that_failed_on_file_as_the_account_does(failed, as_li):
    assert "有 1 项计算失败，已搁置，凡算不出的口径" in as_li.get("/conventions/").content.decode()


def fails(*_args, **_more):
    raise ValueError("毒丸")


@pytest.mark.parametrize(
    ("page", "place"),
    [("/curve/", "dashboards.views.curve.curve_page"),
     ("/curve.csv", "dashboards.views.curve._lines"),
     ("/conventions/", "dashboards.views.conventions.conventions"),
     ("/inquiries/", "dashboards.views.inquiries.sheet")],
)  # fmt: skip
def test_a_page_of_which_nothing_can_be_computed_says_so(works, as_li, monkeypatch, page, place):
    rebuild()
    monkeypatch.setattr(place, fails)
    answer = as_li.get(page)
    assert answer.status_code == 503
    assert "计算失败，暂时不能显示" in answer.content.decode()
    assert "毒丸" not in answer.content.decode()


def test_the_first_screen_stands_without_its_conventions(works, as_li, monkeypatch):
    rebuild()
    words = f"口径全景：{FAILED_WORDS}。"
    with monkeypatch.context() as broken:
        broken.setattr("dashboards.queries.conventions.conventions", fails)
        answer = as_li.get("/")
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert words not in as_li.get("/").content.decode(), "it is tried again at once"


@pytest.mark.parametrize("page", ["/", "/works/", "/curve/", "/works/?versus=2018-05-06"])
def test_a_moment_that_cannot_be_computed_at_all_is_no_error_of_the_reader(
    works, as_li, monkeypatch, page
):
    rebuild()
    names = [f"hachang-2016/{work.code}" for work in works]
    poison(monkeypatch, *names)
    answer = as_li.get(page if "?" in page else f"{page}?as_of=2018-05-05")
    assert answer.status_code == 503
    html = answer.content.decode()
    assert "各数计算失败，暂时不能显示" in html
    assert "截至2018年5月" in html
    assert not Claim.objects.filter(state="computing").exists()


def test_a_mark_alone_is_enough_to_compare_an_indicator(works, as_li, monkeypatch):
    factories.indicator("ind-a")
    poison(monkeypatch, "hachang-2016/ind-a", kind="indicator")
    rebuild()
    Span.objects.filter(subject="hachang-2016/ind-a").exclude(metric="failed").delete()
    assert as_li.get("/indicators/?versus=2019-12-31").status_code == 200
