"""What an approval would change is said before it is given, and nothing is written."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from metrics.models import Mark
from plan.models import Source
from projects.compute import contradiction, effect, effect_of_ruling
from projects.models import Progress
from tests import factories
from tests.factories import entry

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
TODAY = Moment(date(2026, 6, 30))


def test_an_opening_is_said_in_stage_and_counts():
    work = factories.project(parts=("左幅", "右幅"))
    factories.fact(work, part="part-1", day=date(2019, 8, 5))
    found = effect(work, entry(part="part-2"), NOW)
    assert found.sentence.startswith("2020 账：部分投用（")
    assert found.sentence.endswith(" → 投用；可确认达到 +1，不能确定 −1")
    assert found.changes


def test_what_changes_nothing_says_so():
    work = factories.project()
    factories.fact(work)
    found = effect(work, entry(event="statement", summary="表态"), NOW)
    assert (found.sentence, found.changes) == ("2020 账：投用，不变", False)


def test_a_later_fact_moves_todays_view_and_may_cap_2020():
    work = factories.project()
    late = entry(day=date(2022, 5, 1))
    assert effect(work, late, TODAY).sentence == (
        "2026 账：暂无资料 → 投用；可确认达到 +1，不能确定 −1"
    )
    assert effect(work, late, NOW).verdict_after == "missed"


def test_a_work_outside_the_rates_moves_no_count():
    work = factories.project(judgement="direction")
    found = effect(work, entry(), NOW)
    assert found.sentence == "2020 账：暂无资料 → 投用"


def test_a_correction_is_judged_in_place_of_what_it_corrects():
    work = factories.project()
    factories.fact(work, "A")
    found = effect(work, entry(corrects="A", reason="年份有误", day=date(2021, 9, 26)), NOW)
    assert (found.verdict_before, found.verdict_after) == ("reached", "missed")


def test_a_correction_stays_under_the_ruling_of_its_group():
    work = factories.project()
    factories.fact(work, "A", conflict_group="CG")
    factories.fact(work, "B", conflict_group="CG", day=date(2021, 9, 26))
    ruled(work, "A")
    assert not effect(
        work, entry(corrects="B", reason="日期有误", day=date(2022, 1, 1)), NOW
    ).changes


def ruled(work, chosen):
    from projects.actions import rule

    rule(
        by=factories.wang(),
        project=work,
        conflict_group="CG",
        chosen=chosen,
        reason="以公告为准",
        published_on=None,
        key=f"R-{next(factories.numbers)}",
        filed_by="",
        approved_by="",
    )


def test_a_ruling_is_tried_before_it_is_made():
    work = factories.project()
    factories.fact(work, "A", conflict_group="CG")
    factories.fact(work, "B", conflict_group="CG", day=date(2021, 9, 26))
    assert effect_of_ruling(work, "CG", "A", NOW).verdict_after == "reached"
    assert effect_of_ruling(work, "CG", "B", NOW).verdict_after == "missed"


def test_a_second_ruling_is_compared_with_the_first():
    work = factories.project()
    factories.fact(work, "A", conflict_group="CG")
    factories.fact(work, "B", conflict_group="CG", day=date(2021, 9, 26))
    ruled(work, "A")
    found = effect_of_ruling(work, "CG", "B", NOW)
    assert (found.verdict_before, found.verdict_after) == ("reached", "missed")


def test_what_contradicts_is_said_with_the_rows():
    work = factories.project()
    factories.fact(work, "A", day=date(2018, 1, 1))
    against = contradiction(work, entry(event="construction_start", day=date(2019, 1, 1)))
    assert "事实互相矛盾" in against
    assert "A" in against
    assert contradiction(work, entry(event="construction_start", day=date(2017, 1, 1))) == ""


def test_the_effect_is_exactly_what_the_approval_then_does():
    work = factories.project()
    factories.fact(work, event="construction_start", day=date(2018, 1, 1))
    said = effect(work, entry(), NOW)
    factories.fact(work, "S-1")
    again = effect(work, entry(event="statement"), NOW)
    assert (again.before, again.verdict_before) == (said.after, said.verdict_after)


def test_nothing_is_written():
    work = factories.project()
    factories.fact(work, "A", conflict_group="CG")
    before = (Progress.objects.count(), Mark.objects.count(), Source.objects.count())
    effect(work, entry(day=date(2021, 1, 1)), NOW)
    effect_of_ruling(work, "CG", "A", NOW)
    contradiction(work, entry())
    assert (Progress.objects.count(), Mark.objects.count(), Source.objects.count()) == before
