"""The second moment of a page, read from the address."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from audit.actions import record
from audit.rules import SYSTEM
from calc.moments import PLAN_END, Moment
from evaluation.actions import make_report
from metrics.looking import look
from metrics.models import Run
from tests import factories
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

EARLY = date(2016, 12, 31)


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def looking(query="", **more):
    return look(RequestFactory().get(f"/?{query}"), comparing=True, **more)


def bar(query=""):
    return looking(query).context()["versus"]


def test_pages_that_do_not_compare_have_no_second_moment():
    found = look(RequestFactory().get("/?versus=2016-12-31"))
    assert (found.versus, found.before, found.context()["versus"]) == (None, None, None)


def test_without_a_word_nothing_is_compared():
    assert looking().before is None
    shown = bar()
    assert (shown["open"], shown["words"], shown["error"]) == (False, "", "")


def test_a_day_in_the_address_is_compared_with_and_all_three_moments_are_ready():
    factories.fact(factories.project())
    found = looking("as_of=2020-09-30&versus=2016-12-31&versus_known_at=2017-01-31")
    assert found.before == Moment(EARLY, date(2017, 1, 31), "public")
    ready = set(Run.objects.values_list("moment", flat=True))
    assert {"2020-09-30", "2016-12-31", "2016-12-31~public~2017-01-31"} <= ready
    assert bar("versus=2016-12-31")["words"] == "截至2016年12月31日，公开口径，用全部已知资料"


@pytest.mark.parametrize(
    ("query", "moment"),
    [
        ("as_of=2024-05-01&versus=plan_end", Moment(PLAN_END)),
        ("versus=plan_end_then", Moment(PLAN_END, PLAN_END, "public")),
        ("as_of=2024-05-01&versus=quarter", Moment(date(2024, 3, 31))),
        ("as_of=2024-05-01&known_at=2025-01-01&versus=quarter",
         Moment(date(2024, 3, 31), date(2025, 1, 1))),
    ],
)  # fmt: skip
def test_a_word_stands_for_a_moment(query, moment):
    assert looking(query).before == moment


def test_yesterday_is_what_the_system_had_recorded_by_then():
    yesterday = timezone.localdate() - timedelta(days=1)
    assert bar("versus=yesterday")["error"].startswith("本系统尚无记录")
    entry(datetime(2020, 1, 1, tzinfo=UTC))
    assert looking("versus=yesterday").before == Moment(PLAN_END, yesterday, "system")


def test_the_last_report_is_a_moment_once_there_is_one(coordinator):
    assert bar("versus=report")["error"].startswith("还没有出具过评估报告")
    plan = factories.plan()
    factories.fact(factories.project())
    make_report(by=coordinator, plan=plan, moment=Moment(EARLY, EARLY, "public"))
    assert looking("versus=report").before == Moment(EARLY, EARLY, "public")
    make_report(by=coordinator, plan=plan, moment=Moment(EARLY))
    assert looking("versus=report").before == Moment(EARLY, timezone.localdate(), "system")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("versus=x", "对照的截至日“x”不是日期"),
        ("versus=2020-12-31", "与所选时点相同"),
        ("versus=plan_end", "“规划期末”就是所选时点"),
        ("versus=2016-12-31&versus_basis=z", "对照的口径“z”不存在"),
        ("versus=2016-12-31&versus_known_at=2001-01-01&versus_basis=system", "不能与"),
        (f"versus={'9' * 4000}", "不是日期"),
    ],
)
def test_what_cannot_be_compared_is_said_and_the_page_stays(query, reason):
    factories.fact(factories.project())
    shown = bar(query)
    assert reason in shown["error"]
    assert shown["error"].endswith("本页只显示所选时点。")
    assert shown["open"]
    assert looking(query).moment == Moment(PLAN_END)
    assert looking(query).before is None


def test_presets_keep_the_page_and_the_end_of_the_plan_is_not_offered_to_itself():
    words = [word for word, *_ in bar("q=a")["presets"]]
    assert "规划期末" not in words
    shown = {word: url for word, url, _ in bar("as_of=2024-05-01&q=a&versus=quarter")["presets"]}
    assert shown["规划期末"] == "?as_of=2024-05-01&q=a&versus=plan_end"
    assert bar("as_of=2024-05-01&q=a&versus=quarter")["stop"] == "?as_of=2024-05-01&q=a"
    current = [word for word, _, now in bar("as_of=2024-05-01&versus=quarter")["presets"] if now]
    assert current == ["上季末"]


def test_asking_again_costs_one_more_query(django_assert_num_queries):
    factories.fact(factories.project())
    looking("versus=2016-12-31&versus_known_at=2017-01-31")
    with django_assert_num_queries(2):
        looking("versus=2016-12-31&versus_known_at=2017-01-31")


def entry(at):
    """A first record of the system at an earlier instant."""
    from django.db import connection

    record(by=SYSTEM, action="metrics.reconcile", kind="metrics", key="x", count=0, named="")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET at = %s", [at])
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
