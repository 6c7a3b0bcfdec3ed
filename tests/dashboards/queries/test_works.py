"""Everything the page of a work reads, on the real plan."""

from datetime import date

import pytest

from calc.moments import Moment
from dashboards.queries.works import work_page
from projects.queries import find
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def page(code, moment=END, user=None):
    plan = factories.plan()
    return work_page(find(plan, code), moment, user or factories.zhao())


def test_a_work_whose_halves_opened_apart_shows_each(whole_plan):
    code = "road-g1-lalinhe-changchun"
    then, later = page(code, Moment(date(2019, 12, 31))), page(code)
    assert then.chosen.lenient.standings == ("missed",)
    assert {line.part.code: line.stage.words for line in then.parts} == {
        "left": "投用",
        "right": "不晚于建成",
    }
    assert later.chosen.lenient.standings == ("reached",)
    assert {line.stage.words for line in later.parts} == {"投用"}


def test_a_replaced_work_is_adjusted_by_today(whole_plan):
    found = page("rail-siping-tonghua-baihe", Moment(date(2025, 12, 31)))
    assert found.chosen.lenient.standings == ("adjusted",)
    assert [word for word, _ in found.related] == ["替代项目"]
    assert found.conflicts == []
    assert [one.subject for one in found.related_conflicts] == ["开工"]


def test_a_work_finished_late_was_missed_then(whole_plan):
    found = page("rail-mudanjiang-jiamusi")
    then, now = found.standpoints
    assert then.lenient.standings == ("missed",)
    assert now.lenient.standings == ("reached", "late")


def test_what_the_knowledge_leaves_out_is_counted(whole_plan):
    found = page("rail-mudanjiang-jiamusi", Moment(date(2020, 12, 31), date(2015, 1, 1)))
    assert found.hidden > 0
    assert found.hidden_words.startswith(f"另有{found.hidden}条事实在知悉日以后才公开")
    assert found.spans == []
    assert page("rail-mudanjiang-jiamusi").hidden_words == ""


def test_figures_name_their_facts_and_method(whole_plan):
    found = page("rail-mudanjiang-jiamusi")
    stage, word, method = found.methods[0]
    keys = {row.key for row in found.shelf.rows}
    assert (word, stage.formula) == ("阶段", "calc.stages.interval")
    assert stage.inputs and set(stage.inputs) <= keys
    assert "最早日" in method
    strong = {fact.key for fact in found.before + found.after if fact.tone == "strong"}
    assert strong == set(stage.inputs)


def test_a_work_without_facts_says_who_may_know(whole_plan):
    found = page("zone-changjitu")
    assert not found.has_facts
    assert "管理委员会" in found.offices
    assert [term for term, _ in found.reading] == [
        "规划用语", "阶段序列", "宽口径", "严口径", "别称", "代码",
    ]  # fmt: skip


def test_only_who_may_file_finds_the_ways_to_file(whole_plan):
    from tests.factories import wang, zhao

    code = "road-g1-lalinhe-changchun"
    jilin, harbin = page(code, user=wang()), page(code, user=zhao())
    assert jilin.desk.new == f"/filings/new/?work={code}"
    assert all(fact.href.startswith(f"{jilin.desk.new}&kind=correction") for fact in jilin.before)
    assert harbin.desk.new == ""
    assert {fact.href for fact in harbin.before} == {""}
