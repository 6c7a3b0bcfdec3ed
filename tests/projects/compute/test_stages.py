"""Results of one work: stage, both verdicts, late completion, and on which facts they rest."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from metrics.rules import spread
from projects.compute import stages
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
TODAY = Moment(date(2026, 6, 30))


def computed(work, *moments):
    """Outcomes by metric and day."""
    found = stages({f"{work.plan.code}/{work.code}"}, moments or (NOW,))
    return {(one.metric, one.moment): one for one in found}


def test_a_work_nobody_knows_about_has_no_data_and_no_verdict():
    found = computed(factories.project())
    stage = found["stage", NOW]
    assert (stage.low, stage.high, stage.text, stage.inputs) == (0, 5, "", ())
    assert stage.detail["words"] == "暂无资料"
    assert stage.detail["no_data"]
    assert found["promise", NOW].text == found["promise_strict", NOW].text == "undetermined"


def test_an_opened_work_is_in_use_and_keeps_both_promises():
    work = factories.project()
    factories.fact(work, "A")
    found = computed(work)
    stage = found["stage", NOW]
    assert (stage.low, stage.high, stage.text, stage.inputs) == (5, 5, "in_use", ("A",))
    assert stage.detail["words"] == "投用"
    assert found["promise", NOW].text == found["promise_strict", NOW].text == "reached"
    assert found["promise", NOW].detail == {"required": "in_use", "no_data": False}


def test_the_two_readings_of_a_promise_may_differ():
    work = factories.project(commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2019, 5, 1))
    factories.fact(work, "B", day=date(2022, 5, 1))
    found = computed(work)
    assert (found["promise", NOW].text, found["promise_strict", NOW].text) == ("reached", "missed")


def test_late_is_told_after_the_plan_only():
    work = factories.project()
    factories.fact(work, day=date(2022, 5, 1))
    found = computed(work, NOW, Moment(date(2022, 4, 30)), TODAY)
    assert ("late", NOW) not in found
    assert found["late", Moment(date(2022, 4, 30))].text == ""
    late = found["late", TODAY]
    assert (late.text, late.detail) == ("late", {"late": True, "late_strict": True})


def test_late_looks_back_with_the_knowledge_of_the_moment():
    work = factories.project()
    factories.fact(work, day=date(2022, 5, 1), source=published(date(2022, 5, 2)))
    before = Moment(date(2022, 6, 1), date(2022, 5, 1))
    after = Moment(date(2022, 6, 1), date(2022, 5, 2))
    found = computed(work, before, after)
    assert found["late", before].text == ""
    assert found["late", after].text == "late"


def test_progress_without_a_percentage_stays_a_range():
    work = factories.project()
    factories.fact(work, event="progress", at_least="under_construction", day=date(2018, 1, 1))
    stage = computed(work)["stage", NOW]
    assert (stage.low, stage.high) == (3, 5)


def test_facts_that_exclude_each_other_conclude_nothing():
    """The correction that settled it was published later than the fact it clashes with."""
    work = factories.project()
    factories.fact(work, "wrong", day=date(2018, 5, 1), source=published(date(2018, 6, 1)))
    factories.fact(work, "right", corrects="wrong", reason="误将试运行写作通车",
                   event="trial_operation", day=date(2018, 5, 1),
                   source=published(date(2021, 1, 1)))  # fmt: skip
    factories.fact(work, "later", event="completed", day=date(2019, 5, 1),
                   source=published(date(2019, 6, 1)))  # fmt: skip
    between = Moment(date(2018, 12, 31), date(2020, 1, 1))
    stage = computed(work, between)["stage", between]
    assert stage.detail["contradicts"]
    assert stage.detail["words"] == "资料互相矛盾，不能确定"
    assert {"wrong", "later"} <= set(stage.inputs)
    assert computed(work, between)["promise", between].text == "undetermined"

    settled = computed(work, Moment(date(2018, 12, 31)))["stage", Moment(date(2018, 12, 31))]
    assert not settled.detail["contradicts"]
    assert settled.detail["words"] == "在建"


def test_a_decision_takes_the_work_out_of_the_count():
    work = factories.project()
    factories.fact(work, "A", event="realigned", day=date(2020, 5, 1))
    stage = computed(work)["stage", NOW]
    assert (stage.detail["outcome"], stage.detail["words"]) == ("adjusted", "已调整")
    assert computed(work)["promise", NOW].text == "adjusted"


def test_a_decision_not_to_pursue_keeps_the_promise_to_study():
    work = factories.project(commitment="study", commitment_strict="study", required="approved",
                             required_strict="approved", verb="研究建设")  # fmt: skip
    factories.fact(work, "A", event="not_pursued", day=date(2020, 5, 1))
    assert computed(work)["promise", NOW].text == "reached"


def test_subjects_of_two_plans_are_kept_apart():
    first = factories.project("road-a")
    other = type(factories.plan()).objects.create(
        code="other", title="另一规划", starts=date(2016, 1, 1), ends=date(2020, 12, 31),
        outlook_year=2030,
    )  # fmt: skip
    second = factories.project("road-b")
    type(second).objects.filter(pk=second.pk).update(plan=other, code="road-a", clause=None)
    factories.fact(first, "A")

    found = {(one.subject, one.metric): one for one in stages(None, [NOW])}
    assert found["hachang-2016/road-a", "promise"].text == "reached"
    assert found["other/road-a", "promise"].text == "undetermined"
    assert {one.subject for one in stages({"other/road-a"}, [NOW])} == {"other/road-a"}
    assert list(stages({"nowhere/road-a"}, [NOW])) == []


def test_facts_are_read_once_for_all_days_of_one_knowledge(django_assert_num_queries):
    factories.fact(factories.project())
    days = [Moment(date(year, 12, 31)) for year in range(2016, 2021)]
    with django_assert_num_queries(6):
        assert len(list(spread(stages(None, days), days))) == 5 * 3
