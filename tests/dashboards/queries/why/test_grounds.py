"""Every fact on file is either behind the stage, beside it, or left out with its reason."""

from datetime import UTC, date, datetime

import pytest

from calc.moments import PLAN_END, Moment
from dashboards.queries.why.grounds import grounds
from metrics.queries import computed
from plan.actions import add_ruling
from projects.models import Progress, Project
from projects.queries import subject
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


def read(work, moment=NOW):
    name = subject(work)
    used = computed("project", [name], [moment])[moment.key, name, "stage"].inputs
    return grounds(work, moment, used)


def told(rows):
    return {ground.row.key: ground.effect for ground in rows}


def test_the_deciding_fact_says_what_it_proves():
    work = factories.project()
    factories.fact(work, "A", day=date(2019, 8, 1), precision="month")
    factories.fact(work, "B", event="construction_start", day=date(2017, 9, 1))
    found = read(work)
    assert told(found.deciding) == {
        "A": "自2019年8月31日起不早于“投用”；2019年8月1日以前不晚于“建成”。"
    }
    assert told(found.idle) == {"B": "与所列依据一致而不更严，没有改变阶段的任何一端。"}
    assert found.left_out == []


def test_a_state_says_until_which_day_it_holds():
    work = factories.project()
    factories.fact(work, "A", event="not_started", day=date(2020, 12, 31))
    assert told(read(work).deciding) == {"A": "2020年12月31日及以前不晚于“批复”。"}


def test_a_report_of_progress_says_what_was_filled_in():
    work = factories.project()
    factories.fact(work, "A", event="progress", at_least="under_construction",
                   at_most="completed", day=date(2020, 12, 31))  # fmt: skip
    assert told(read(work).deciding) == {
        "A": "自2020年12月31日起不早于“在建”；2020年12月31日及以前不晚于“建成”。"
    }


@pytest.mark.parametrize(
    ("more", "why"),
    [({"confidence": "low"}, "可信度低，待核实。"),
     ({"event": "statement"}, "“表态或计划”不说明到了哪个阶段。"),
     ({"event": "investment"}, "“投资”不说明到了哪个阶段。"),
     ({"date_basis": "scheduled"}, "日期是事前预告的。"),
     ({"relation": "adjacent"}, "说的是相邻路段，不是规划事项本身。"),
     ({"relation": "substitute"}, "说的是替代项目，不是规划事项本身。"),
     ({"moves": False}, "经人工标明不据以判定。")],
)  # fmt: skip
def test_what_may_not_count_says_why(more, why):
    work = factories.project()
    factories.fact(work, "A", **more)
    assert told(read(work).left_out) == {"A": why}


def test_a_corrected_fact_names_its_correction_and_reason():
    work = factories.project()
    factories.fact(work, "A")
    factories.fact(work, "B", corrects="A", reason="年份有误", day=date(2021, 9, 26))
    assert told(read(work).left_out) == {"A": "已由B更正（理由：年份有误）。"}


def test_the_side_a_ruling_did_not_choose_says_so():
    work = factories.project()
    factories.fact(work, "A", day=date(2018, 1, 1), conflict_group="CG-1")
    factories.fact(work, "B", day=date(2019, 1, 1), conflict_group="CG-1")
    add_ruling(plan=work.plan, conflict_group="CG-1", chosen="B",
               reason="以通车公告为准", key="R-1", published_on=date(2020, 1, 1),
               filed_by="长春市", approved_by="吉林省")  # fmt: skip
    assert told(read(work).left_out) == {"A": "裁定采信B，本条未采信，列为另有说法。"}


def test_what_was_not_known_yet_says_since_when_it_is():
    work = factories.project()
    factories.fact(work, "A", source=published(date(2021, 3, 4)))
    factories.fact(work, "B", source=published(None))
    then = Moment(PLAN_END, date(2020, 12, 31))
    assert told(read(work, then).left_out) == {
        "A": "知悉日之后才公开（2021年3月4日）。",
        "B": "发布时间不详，按知悉日回看时不计。",
    }


def test_what_was_not_recorded_yet_says_since_when_it_is():
    work = factories.project()
    factories.fact_recorded(work, datetime(2026, 3, 1, 20, tzinfo=UTC), "A")
    then = Moment(PLAN_END, date(2026, 2, 28), "system")
    assert told(read(work, then).left_out) == {"A": "知悉日之后才入库（2026年3月2日）。"}


def test_a_later_event_that_bounds_nothing_is_said():
    work = factories.project()
    factories.fact(work, "A", day=date(2021, 1, 1), precision="year", date_basis="by")
    assert told(read(work).idle) == {
        "A": "截至日之后才能确认，又没有写明从何日起，对截至日的阶段没有约束。"
    }


def test_who_filed_and_approved_is_told():
    work = factories.project()
    factories.fact(work, "A")
    row = Progress.objects.get(key="A")
    assert read(work).deciding[0].filed == "随历史资料装入，逐条附来源"
    row.origin, row.filed_by, row.approved_by = "report", "长春市交通局", "吉林省发改委"
    ground = read(work).deciding[0]
    assert type(ground)(row, "", "", "", "").filed == "长春市交通局填报，吉林省发改委审核"


def test_no_fact_of_the_whole_history_is_forgotten(whole_plan):
    works = Project.objects.filter(facts__isnull=False).distinct()
    assert len(works) > 50
    for work in works:
        found = read(work)
        keys = [g.row.key for rows in (found.deciding, found.idle, found.left_out) for g in rows]
        assert sorted(keys) == sorted(work.facts.values_list("key", flat=True)), work.code
        assert all(g.effect for g in found.left_out)
