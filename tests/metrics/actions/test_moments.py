"""Results of any moment are made ready once; kept moments follow the calendar."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from calc.moments import PLAN_END, Moment, kept_moments
from metrics.actions import ensure, mark, rebuild, refresh, roll_day
from metrics.actions import moments as moments_module
from metrics.computers import versions
from metrics.models import Result, Run, Span
from metrics.queries import freshness, kept_now, results
from tests import factories
from tests.plan_database import few_moments

NAME = "hachang-2016/road-a"


def at(text):
    """The clock of the server at this time of Shanghai; it goes on."""
    return time_machine.travel(f"{text}+08:00")


@pytest.fixture
def work(db):
    made = factories.project("road-a")
    factories.fact(made, "A")
    return made


def verdict(moment):
    return results(moment, "project")[NAME, "promise"].text


class TestEnsure:
    def test_a_moment_is_computed_for_all_subjects_when_asked_for(self, work):
        factories.project("road-b")
        moment = Moment(date(2020, 9, 25))
        ensure(moment)
        assert verdict(moment) == "missed"
        assert len(results(moment, "project", metric="stage")) == 2
        assert results(moment, "account")
        assert not Run.objects.get(moment=moment.key).kept

    def test_it_is_computed_once(self, work, django_assert_num_queries):
        moment = Moment(date(2020, 9, 25))
        ensure(moment)
        with django_assert_num_queries(1):
            ensure(moment)

    def test_knowledge_makes_another_moment(self, work):
        before, after = Moment(PLAN_END, date(2020, 9, 27)), Moment(PLAN_END, date(2020, 9, 28))
        ensure(before)
        ensure(after)
        assert (verdict(before), verdict(after)) == ("undetermined", "reached")

    def test_a_changed_fact_has_what_was_only_looked_at_computed_again(self, work):
        with few_moments():
            rebuild()
            moment = Moment(date(2020, 9, 25))
            ensure(moment)
            factories.fact(factories.project("road-c"), "B")
            refresh()
        assert freshness(moment).stale
        assert len(results(moment, "project", metric="stage")) == 1, "somebody may be reading"
        ensure(moment)
        assert not freshness(moment).stale
        assert len(results(moment, "project", metric="stage")) == 2

    def test_what_nobody_can_still_be_reading_is_gone(self, work):
        with few_moments():
            rebuild()
            moment = Moment(date(2020, 9, 25))
            ensure(moment)
            factories.fact(factories.project("road-c"), "B")
            refresh()
            Run.objects.filter(moment=moment.key).update(stale_since="2020-01-01T00:00Z")
            mark("project", [NAME], cause="again")
            refresh()
        assert not Run.objects.filter(moment=moment.key).exists()
        assert not Result.objects.filter(moment=moment.key).exists()

    def test_a_mark_that_changes_nothing_leaves_kept_moments_as_they_are(self, work):
        with few_moments():
            rebuild()
            before = list(Span.objects.order_by("pk").values())
            mark("project", [NAME], cause="again")
            assert refresh() == 1
        assert list(Span.objects.order_by("pk").values()) == before

    def test_the_oldest_looks_make_room(self, work, monkeypatch):
        monkeypatch.setattr(moments_module, "MOST_ADHOC", 3)
        days = [Moment(date(2018, 1, number)) for number in range(1, 6)]
        for moment in days:
            ensure(moment)
        assert set(Run.objects.values_list("moment", flat=True)) == {m.key for m in days[-3:]}
        assert set(Result.objects.values_list("moment", flat=True)) == {m.key for m in days[-3:]}

    def test_kept_moments_never_make_room(self, work, monkeypatch):
        monkeypatch.setattr(moments_module, "MOST_ADHOC", 1)
        with few_moments():
            rebuild()
            for number in (1, 2):
                ensure(Moment(date(2018, 1, number)))
            assert Run.objects.filter(kept=True).count() == len(kept_now())
            assert Run.objects.filter(kept=False).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_many_readers_at_once_compute_it_once(self, work, monkeypatch):
        moment = Moment(date(2020, 9, 25))
        computed = []
        whole = moments_module.computed_beside
        monkeypatch.setattr(
            moments_module, "computed_beside",
            lambda moments, **more: (computed.append(moments), whole(moments, **more))[1],
        )  # fmt: skip
        gate = Barrier(4)

        def read(_):
            gate.wait(10)
            ensure(moment)
            found = len(results(moment, "project"))
            connection.close()
            return found

        with ThreadPoolExecutor(4) as readers:
            found = list(readers.map(read, range(4)))
        assert computed == [[moment]]
        assert found == [3] * 4


class TestTheCalendar:
    def test_quarter_ends_the_end_of_the_plan_and_today_are_kept(self, work):
        with at("2017-02-10 09:00"):
            roll_day()
            assert sorted(Run.objects.values_list("moment", flat=True)) == [
                "2016-03-31", "2016-06-30", "2016-09-30", "2016-12-31", "2017-02-10", "2020-12-31",
            ]  # fmt: skip
        assert all(run.kept for run in Run.objects.all())
        assert set(Result.objects.values_list("moment", flat=True)) == set(
            Run.objects.values_list("moment", flat=True)
        )

    @pytest.mark.parametrize(
        ("clock", "today"),
        [("2026-06-30 23:59:59", date(2026, 6, 30)), ("2026-07-01 00:00:00", date(2026, 7, 1))],
    )
    def test_the_day_turns_at_midnight_in_shanghai(self, clock, today):
        with at(clock):
            assert timezone.localdate() == today
            assert kept_now() == kept_moments(today)
            assert Moment(today) in kept_now()

    def test_yesterday_gives_way_to_today(self, work):
        with at("2026-07-01 12:00"):
            roll_day()
        with at("2026-07-02 00:05"):
            roll_day()
            kept = set(Run.objects.values_list("moment", flat=True))
        assert {"2026-06-30", "2026-07-02"} <= kept
        assert "2026-07-01" not in kept
        assert not Result.objects.filter(moment="2026-07-01").exists()

    def test_a_quarter_end_stays(self, work):
        with at("2026-06-30 12:00"):
            roll_day()
            before = list(Result.objects.filter(moment="2026-06-30").values())
        with at("2026-07-01 00:05"):
            roll_day()
        assert list(Result.objects.filter(moment="2026-06-30").values()) == before

    def test_rolling_again_computes_nothing(self, work):
        with at("2026-07-01 12:00"):
            roll_day()
            before = list(Run.objects.order_by("pk").values())
            roll_day()
        assert list(Run.objects.order_by("pk").values()) == before

    def test_a_refresh_just_after_midnight_leaves_no_half_day(self, work):
        """The day whose results are not there yet is computed whole, not for one work alone."""
        factories.project("road-b")
        with at("2026-07-01 23:59"):
            rebuild()
        with at("2026-07-02 00:01"):
            mark("project", [NAME], cause="night")
            refresh()
            today = Moment(date(2026, 7, 2))
            assert len(results(today, "project", metric="stage")) == 2
            assert results(today, "account")["hachang-2016/works/all", "promise_rate"]
            assert "2026-07-01" not in set(Run.objects.values_list("moment", flat=True))

    def test_a_look_just_after_midnight_makes_the_day_whole(self, work):
        factories.project("road-b")
        with at("2026-07-01 23:59"):
            rebuild()
        with at("2026-07-02 00:01"):
            ensure(Moment(date(2026, 7, 2)))
            assert len(results(Moment(date(2026, 7, 2)), "project", metric="stage")) == 2
            factories.fact(factories.project("road-c"), "B")
            refresh()
            assert Run.objects.get(moment="2026-07-02").kept
            assert len(results(Moment(date(2026, 7, 2)), "project", metric="stage")) == 3

    def test_a_day_looked_at_before_it_came_is_kept_when_it_comes(self, work):
        tomorrow = date(2026, 7, 2)
        with at("2026-07-01 12:00"):
            rebuild()
            ensure(Moment(tomorrow))
            assert not Run.objects.get(moment=tomorrow.isoformat()).kept
        with at("2026-07-02 00:05"):
            roll_day()
            assert Run.objects.get(moment=tomorrow.isoformat()).kept
            factories.fact(factories.project("road-c"), "B")
            refresh()
        assert len(results(Moment(tomorrow), "project", metric="stage")) == 2

    def test_missed_days_are_made_up_by_the_next_sweep(self, work):
        with at("2026-06-20 12:00"):
            rebuild()
        with at("2026-10-05 12:00"):
            refresh()
            kept = set(Run.objects.values_list("moment", flat=True))
        assert {"2026-06-30", "2026-09-30", "2026-10-05"} <= kept
        assert "2026-06-20" not in kept


class TestANewVersionOfAFormula:
    """What was made by an older one is computed again, without waiting for the night."""

    @pytest.fixture(autouse=True)
    def _few(self):
        with few_moments():
            yield

    @pytest.fixture
    def old(self, work):
        """Everything was computed by the version before."""
        rebuild()
        ensure(Moment(date(2020, 9, 25)))
        Span.objects.filter(metric="promise").update(text="missed", version=0)
        before = {kind: version - 1 for kind, version in versions().items()}
        Run.objects.update(versions=before)
        return before

    def test_the_next_pass_computes_the_kept_moments_again(self, old):
        moment = Moment(PLAN_END)
        assert freshness(moment).outdated
        refresh()
        assert not freshness(moment).outdated
        assert verdict(moment) == "reached"
        assert not Span.objects.filter(line="", version=0).exists()

    def test_a_moment_looked_at_is_computed_again_when_somebody_looks(self, old):
        moment = Moment(date(2020, 9, 25))
        ensure(moment)
        assert results(moment, "project")[NAME, "promise"].version > 0
        assert not freshness(moment).outdated

    def test_a_page_says_by_what_its_figures_were_made(self, old, as_li):
        shown = as_li.get("/").content.decode()
        assert "计算方法已更新，正在重新计算</span>，现为" in shown
        assert "按原方法计算" in shown
        refresh()
        assert "计算方法已更新" not in as_li.get("/").content.decode()

    def test_a_newer_program_beside_this_one_is_not_undone(self, old):
        newer = {kind: version + 1 for kind, version in versions().items()}
        Run.objects.update(versions=newer)
        refresh()
        assert all(run.versions == newer for run in Run.objects.all())
        assert not freshness(Moment(PLAN_END)).outdated
