"""The way between two moments adds up exactly, and names what moved each item."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import permutations

import pytest
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure
from metrics.queries import between, results
from projects.actions import rule
from projects.compute.courses import COUNTS, RATES, account_courses, courses
from projects.models import Progress, Project
from projects.queries import works
from tests import factories
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2016, 12, 31), date(2020, 12, 31)
THEN = Moment(LATE, date(2026, 2, 1), "system")
NOW = Moment(LATE, date(2026, 4, 1), "system")
FIRST, SECOND = (datetime(2026, month, 15, tzinfo=UTC) for month in (1, 3))


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def found(before, now, **more):
    for moment in between(before, now):
        ensure(moment)
    plan = factories.plan()
    return courses(plan, before, now, projects=works(plan).select_related("plan"), **more)


def told(before=THEN, now=NOW):
    """Kind, stage words and verdict words of every step of every item.

    The short way, which leaves out what cannot differ, must tell the same.
    """
    every, short = (
        {
            code: [(step.code, step.stage_words, step.verdict_words) for step in one.steps]
            for code, one in found(before, now, changed=changed).items()
            if one.steps
        }
        for changed in (False, True)
    )
    assert short == every
    return every


def counts(before=THEN, now=NOW, key="hachang-2016/works/all"):
    whole = account_courses(found(before, now).values(), before, now)[key]
    return whole.counts


def test_what_happened_between_two_days_really_moved():
    work = factories.project("road-x")
    factories.fact(work, "A", event="construction_start", day=date(2015, 1, 1))
    factories.fact(work, "B", day=date(2019, 6, 1))
    assert told(Moment(EARLY), Moment(LATE)) == {
        "road-x": [("moved", "在建至建成之间 → 投用", "可确认未达到 → 可确认达到")]
    }
    (step,) = found(Moment(EARLY), Moment(LATE))["road-x"].steps
    assert step.facts == ("B",)


def test_an_old_fact_that_became_known_was_only_learned():
    work = factories.project("road-x")
    factories.fact_recorded(work, SECOND, "A", day=date(2019, 6, 1))
    assert told() == {"road-x": [("learned", "暂无资料 → 投用", "暂无资料 → 可确认达到")]}
    assert counts()["reached"].learned == 1
    assert counts()["no_data"].learned == -1


def test_a_correction_of_what_was_known_is_a_revision():
    work = factories.project("road-x")
    factories.fact_recorded(work, FIRST, "A", day=date(2019, 6, 1))
    row = factories.fact_recorded(work, SECOND, "B", day=date(2021, 6, 1), corrects="A",
                                  reason="原报日期有误")  # fmt: skip
    assert row.replaces == ["A"]
    assert told() == {"road-x": [("revised", "投用 → 不晚于建成", "可确认达到 → 可确认未达到")]}
    assert counts()["missed"].revised == 1


def test_where_the_way_between_cannot_be_computed_no_change_is_claimed_of_that_work(monkeypatch):
    for name in ("road-x", "road-y"):
        work = factories.project(name)
        factories.fact_recorded(work, FIRST, f"A-{name}", day=date(2019, 6, 1))
        factories.fact_recorded(work, SECOND, f"B-{name}", day=date(2021, 6, 1),
                                corrects=f"A-{name}", reason="原报日期有误")  # fmt: skip
    right = told()
    assert right.keys() == {"road-x", "road-y"}
    module = import_module("projects.compute.courses")
    real = module.outcomes

    def outcomes(dossier, days):
        if dossier.project.code == "road-x":
            raise ValueError("毒丸")
        return real(dossier, days)

    monkeypatch.setattr(module, "outcomes", outcomes)
    assert told() == {"road-y": right["road-y"]}


def test_a_fact_and_its_correction_learned_together_are_learned():
    work = factories.project("road-x")
    factories.fact_recorded(work, SECOND, "A", day=date(2019, 6, 1))
    factories.fact_recorded(work, SECOND, "B", day=date(2019, 7, 1), corrects="A", reason="更正")
    assert told() == {"road-x": [("learned", "暂无资料 → 投用", "暂无资料 → 可确认达到")]}


def test_a_ruling_between_known_sources_is_a_revision(wang):
    work = factories.project("road-x")
    for key, day in (("A", date(2020, 6, 1)), ("B", date(2021, 6, 1))):
        factories.fact_recorded(work, FIRST, key, day=day, conflict_group="CG")
    now = Moment(LATE, timezone.localdate(), "system")
    rule(by=wang, project=work, conflict_group="CG", chosen="A", key="R-1", reason="以公告为准",
         published_on=None, filed_by="长春", approved_by="吉林")  # fmt: skip
    assert told(THEN, now) == {"road-x": [("revised", "不能确定 → 投用", "不能确定 → 可确认达到")]}


def test_one_item_may_go_through_all_three():
    work = factories.project("road-x")
    factories.fact_recorded(work, FIRST, "A", event="construction_start", day=date(2017, 1, 1))
    factories.fact_recorded(work, SECOND, "B", event="construction_start", day=date(2015, 1, 1),
                            corrects="A", reason="更正")  # fmt: skip
    factories.fact_recorded(work, SECOND, "C", event="approved", day=date(2014, 1, 1))
    factories.fact_recorded(work, SECOND, "D", day=date(2019, 6, 1))
    steps = told(Moment(EARLY, THEN.known_at, "system"), NOW)["road-x"]
    assert [(code, words) for code, words, _ in steps] == [
        ("learned", "不晚于批复 → 批复"),
        ("revised", "批复 → 在建至建成之间"),
        ("moved", "在建至建成之间 → 投用"),
    ]


def test_looking_back_undoes_what_was_learned_and_revised():
    work, other = factories.project("road-x"), factories.project("road-y")
    factories.fact_recorded(work, SECOND, "A", day=date(2019, 6, 1))
    factories.fact_recorded(other, FIRST, "A", day=date(2019, 6, 1))
    factories.fact_recorded(other, SECOND, "B", day=date(2021, 6, 1), corrects="A", reason="更正")
    assert told(NOW, THEN) == {
        "road-x": [("learned", "投用 → 暂无资料", "可确认达到 → 暂无资料")],
        "road-y": [("revised", "不晚于建成 → 投用", "可确认未达到 → 可确认达到")],
    }


def test_the_same_figures_on_both_sides_have_no_steps():
    factories.fact(factories.project())
    assert told(Moment(LATE), Moment(date(2021, 3, 31))) == {}


MOMENTS = [
    Moment(EARLY), Moment(LATE), Moment(date(2026, 6, 30)), Moment(LATE, LATE, "public"),
    Moment(date(2018, 6, 30), date(2019, 1, 1), "public"), THEN, NOW,
    Moment(EARLY, date(2026, 4, 1), "system"),
]  # fmt: skip


def test_the_steps_add_up_between_any_two_moments(whole_plan):
    """On the real history, a third of it recorded later, some of it corrected later still."""
    stir(whole_plan)
    ends = {}
    for before, now in permutations(MOMENTS, 2):
        accounts = account_courses(found(before, now).values(), before, now)
        for moment in (before, now):
            ends[moment] = ends.get(moment) or results(moment, "account")
        for key, one in accounts.items():
            said = f"{before.key} to {now.key}: {key}"
            counts_add_up(
                one, ends[before][key, "promise_rate"], ends[now][key, "promise_rate"], said
            )
            for metric in RATES:
                rates_add_up(one, metric, ends[before][key, metric], ends[now][key, metric], said)


def counts_add_up(course, then, now, said):
    for name in COUNTS:
        delta = course.counts[name]
        assert (delta.then, delta.now) == (then.detail[name], now.detail[name]), said
        assert delta.then + delta.moved + delta.learned + delta.revised == delta.now, said


def rates_add_up(course, metric, then, now, said):
    for end in ("low", "high"):
        delta = course.bounds[metric, end]
        if delta is not None:
            assert (delta.then, delta.now) == (getattr(then, end), getattr(now, end)), said
            assert sum((delta.moved, delta.learned, delta.revised)) == delta.now - delta.then, said


def stir(plan):
    """Let a third of the facts be recorded later, and revise four items."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE projects_progress DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE projects_progress SET recorded_at = CASE WHEN id %% 3 = 0 THEN %s ELSE %s END",
            [SECOND, FIRST],
        )
        cursor.execute("ALTER TABLE projects_progress ENABLE TRIGGER USER")
    for code in ("rail-harbin-mudanjiang", "apt-songyuan", "road-g1-lalinhe-changchun"):
        work = Project.objects.get(plan=plan, code=code)
        row = work.facts.filter(event="opened", recorded_at=FIRST).first()
        if row is not None:
            factories.fact_recorded(work, SECOND, f"{row.key}-x", day=date(2021, 2, 1),
                                    corrects=row.key, reason="更正")  # fmt: skip
    assert Progress.objects.filter(recorded_at=SECOND).exists()
    assert timedelta(0) < SECOND - FIRST
    assert PLAN_END == LATE
