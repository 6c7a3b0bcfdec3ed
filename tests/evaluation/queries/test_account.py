"""The account behind a report, read from the real plan."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calc.moments import PLAN_END, Moment
from dashboards.methods import formulas, shelf
from dashboards.views.methods import FOLDER
from evaluation.outline import Paragraph, build_outline
from evaluation.queries.account import account
from metrics.actions import rebuild
from tests import factories
from tests.metrics.actions.happenings import ledger, poison_fact, poison_stage

pytestmark = pytest.mark.django_db


def test_every_method_of_a_report_has_its_page(whole_plan):
    frozen_at = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    moment = Moment(PLAN_END)
    found = account(whole_plan, moment, looked_on=date(2026, 3, 2), frozen_at=frozen_at)
    assert [name for name, _, _ in found.formulas] == [
        "阶段", "承诺评价", "逾期后完成", "承诺兑现率", "建成率", "开工率"
    ]  # fmt: skip
    written = {(name, version) for page in shelf(FOLDER)
               for name, versions in formulas(page).items() for version in versions}  # fmt: skip
    assert {(formula, version) for _, formula, version in found.formulas} <= written


def test_searches_in_vain_are_counted_whole_and_by_sector(db):
    searched, unknown = factories.project(category="road"), factories.project(category="airport")
    factories.fact(searched, event="searched", day=date(2025, 3, 5), moves=False,
                   searched_in="市档案馆")  # fmt: skip
    at = datetime(2025, 6, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = account(searched.plan, Moment(PLAN_END), looked_on=date(2025, 6, 1), frozen_at=at)
    assert (found.works.no_data, found.works.searched) == (2, 1)
    assert {one.name: one.tally.searched for one in found.sectors} == {"公路": 1, "机场": 0}
    assert {one.name: one.known for one in found.unknown} == {
        searched.name: "经查无资料", unknown.name: "暂无资料",
    }  # fmt: skip


@pytest.mark.parametrize("poisoned", [poison_fact, poison_stage])
def test_a_report_says_how_many_could_not_be_computed(monkeypatch, poisoned):
    works = ledger()
    factories.fact(works[1], "BAD", day=date(2019, 5, 1))
    poisoned(monkeypatch, "BAD")
    rebuild()
    at = datetime(2025, 6, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = account(works[1].plan, Moment(PLAN_END), looked_on=date(2025, 6, 1), frozen_at=at)
    assert (found.works.failed, found.works.undetermined, found.works.no_data) == (1, 4, 3)


def test_its_chapters_of_curve_and_conventions_say_so_too(monkeypatch):
    works = ledger()
    factories.fact(works[1], "BAD", day=date(2019, 5, 1))
    poison_stage(monkeypatch, "BAD")
    rebuild()
    at = datetime(2025, 6, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = account(works[1].plan, Moment(PLAN_END), looked_on=date(2025, 6, 1), frozen_at=at)
    assert [course.failed for course in found.courses] == [1, 1]
    assert found.conventions.failed == (works[1].name,)
    told = [block.text for block in build_outline(found).sections if isinstance(block, Paragraph)]
    assert "计算失败，已搁置的1项，各月都计入不能确定。" in told
    assert f"有1项计算失败，已搁置，凡算不出的口径都计入不能确定：{works[1].name}。" in told
