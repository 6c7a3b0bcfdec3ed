"""The moment a reader looks from, read from the address."""

from datetime import date, timedelta
from importlib import import_module
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory
from django.utils import timezone

from audit.actions import record
from audit.rules import SYSTEM
from calc.moments import PLAN_END, Moment
from metrics.actions import ensure, rebuild, refresh
from metrics.looking import look
from metrics.models import Run
from metrics.queries import freshness, results
from tests import factories
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def looking(query="", **more):
    return look(RequestFactory().get(f"/?{query}"), **more)


def test_without_a_word_it_is_the_end_of_the_plan():
    found = looking()
    assert (found.moment, found.error) == (Moment(PLAN_END), "")
    assert looking(default=date(2026, 1, 1)).moment == Moment(date(2026, 1, 1))


def test_the_address_says_day_knowledge_and_basis():
    found = looking("as_of=2019-12-31&known_at=2020-06-30&basis=system")
    assert found.moment == Moment(date(2019, 12, 31), date(2020, 6, 30), "system")


def test_what_cannot_be_read_is_said_and_the_default_is_shown():
    found = looking("as_of=2020-02-30")
    assert found.moment == Moment(PLAN_END)
    assert found.error == "截至日“2020-02-30”不存在，请核对年月日。下列各数仍按默认时点显示。"
    assert found.context()["moment_error"] == found.error


def test_results_of_the_moment_are_ready_when_it_is_shown():
    factories.fact(factories.project())
    found = looking("as_of=2020-09-25")
    assert Run.objects.filter(moment="2020-09-25").exists()
    assert found.context()["freshness"]["at"] is not None


def test_looking_again_costs_one_query(django_assert_num_queries):
    rebuild()
    with django_assert_num_queries(1):
        looking()


class TestAFactThatComesWhileAPageIsMade:
    """The page reads what was ready when it began; the next one knows the fact."""

    DAY = "2020-09-25"
    MOMENT = Moment(date(2020, 9, 25))

    @pytest.fixture
    def works(self):
        made = [factories.project(f"road-{number}") for number in range(2)]
        rebuild()
        return made

    @staticmethod
    def approve(work):
        factories.fact(work, day=date(2020, 5, 1))
        refresh()

    def verdict(self, work):
        return results(self.MOMENT, "project")[f"hachang-2016/{work.code}", "promise"].text

    def test_between_making_ready_and_reading(self, works):
        found = looking(f"as_of={self.DAY}")
        self.approve(works[0])
        assert self.verdict(works[0]) == "undetermined"
        assert len(results(self.MOMENT, "project", metric="stage")) == 2
        assert found.fresh.computed_at == freshness(self.MOMENT).computed_at
        again = looking(f"as_of={self.DAY}")
        assert self.verdict(works[0]) == "reached"
        assert again.fresh.computed_at > found.fresh.computed_at

    def test_at_once_after_it_was_made_ready(self, works, monkeypatch):
        """Before its freshness is even asked: the page still has all its figures, and says so."""

        def made_ready(moment):
            ensure(moment)
            self.approve(works[0])

        monkeypatch.setattr("metrics.looking.ensure", made_ready)
        found = looking(f"as_of={self.DAY}")
        assert found.fresh.stale
        shown = found.context()["freshness"]
        assert (shown["computing"], shown["at"] is not None) == (True, True)
        assert len(results(self.MOMENT, "project", metric="stage")) == 2

    def test_many_facts_while_one_page_is_made(self, works):
        looking(f"as_of={self.DAY}")
        for work in works:
            self.approve(work)
        assert len(results(self.MOMENT, "project", metric="stage")) == 2

    def test_the_page_itself(self, works, as_li, monkeypatch):
        """The list of works at an unusual day, a fact approved in the middle of the request."""
        views = import_module("projects.views.works")
        look_first = views.look

        def and_then_a_fact(*args, **options):
            found = look_first(*args, **options)
            self.approve(works[0])
            return found

        monkeypatch.setattr(views, "look", and_then_a_fact)
        html = as_li.get(f"/works/?as_of={self.DAY}").content.decode()
        assert all(work.name in html for work in works)


def test_of_a_repeated_word_the_last_counts():
    found = looking("as_of=2019-12-31&as_of=2018-12-31&q=桥")
    assert found.moment.as_of == date(2018, 12, 31)
    assert found.params == [("as_of", "2018-12-31"), ("q", "桥")]


def test_changes_that_wait_are_told():
    rebuild()
    assert not looking().context()["freshness"]["computing"]
    factories.fact(factories.project())
    assert looking().context()["freshness"]["computing"]


def test_presets_keep_the_rest_of_the_address():
    presets = looking("as_of=2019-12-31&q=桥").context()["moment_presets"]
    assert [(word, chosen) for word, _, chosen in presets] == [("规划期末", False), ("今天", False)]
    query = parse_qs(urlsplit(presets[0][1]).query)
    assert query == {"as_of": ["2020-12-31"], "q": ["桥"]}
    assert looking().context()["moment_presets"][0][2]


def test_public_knowledge_of_a_day_says_how_it_is_rebuilt():
    assert looking().context()["moment_note"] == ""
    assert "按现有档案重建" in looking("known_at=2020-01-01").context()["moment_note"]


class TestTheSystemBasis:
    def test_without_a_record_there_is_nothing_to_look_back_to(self):
        found = looking("basis=system")
        assert found.empty
        assert found.context()["moment_note"] == "本系统尚无记录。"

    def test_it_says_since_when_there_are_records(self):
        record(by=SYSTEM, action="plan.load", kind="plan", key="p", lines=1)
        today = timezone.localdate()
        since = f"{today.year}年{today.month}月{today.day}日"
        found = looking("basis=system")
        assert found.context()["moment_note"] == f"本系统自{since}起有记录，此前不能回看。"
        assert not found.empty

    def test_before_the_first_record_it_is_empty(self):
        record(by=SYSTEM, action="plan.load", kind="plan", key="p", lines=1)
        yesterday = timezone.localdate() - timedelta(days=1)
        assert looking(f"basis=system&known_at={yesterday}").empty
        assert not looking(f"known_at={yesterday}").empty
