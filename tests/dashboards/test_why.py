"""The page that says why a figure is what it is."""

import re
from datetime import date
from decimal import Decimal

import pytest

from metrics.actions import refresh
from projects.actions import add_drafts, revise_criterion
from tests import factories
from tests.factories import published

pytestmark = pytest.mark.django_db

ALL = "/why/account/hachang-2016/works/all"


def words_of(client, url):
    """The text of the page without tags and blanks."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", main))


@pytest.mark.parametrize("url", [
    *(f"{ALL}/{metric}/{query}" for metric in
      ("promise_rate", "promise_rate_strict", "built_rate", "started_rate", "late")
      for query in ("", "?as_of=2025-12-31")),
    "/why/account/hachang-2016/works/category=airport/late/?as_of=2025-12-31",
    "/why/account/hachang-2016/measure/all/promise_rate/",
    "/why/account/hachang-2016/works/commitment=build,category=railway/promise_rate/",
    "/why/account/hachang-2016/works/commitment=build,category=railway/late/?as_of=2025-12-31",
    "/why/project/hachang-2016/rail-mudanjiang-jiamusi/promise/?known_at=2020-12-31",
    "/why/project/hachang-2016/rail-mudanjiang-jiamusi/late/?as_of=2025-12-31",
    "/why/project/hachang-2016/rail-siping-tonghua-baihe/stage/?as_of=2025-12-31",
    "/why/indicator/hachang-2016/ind-urbanisation/latest/",
    "/why/indicator/hachang-2016/ind-citizenisation/attainment/",
])  # fmt: skip
def test_every_kind_of_figure_has_its_reasons(whole_plan, as_li, url):
    words = words_of(as_li, url)
    for head in ("为什么是这个数", "与上一期相比", "方法", "编号和版本", "计算时间"):
        assert head in words
    assert "未写方法页" not in words


@pytest.mark.parametrize("url", [
    "/why/nothing/hachang-2016/works/all/promise_rate/",
    "/why/project/nowhere/x/stage/",
    "/why/project/hachang-2016/nothing/stage/",
    "/why/account/hachang-2016/works/all/nothing/",
    "/why/account/hachang-2016/works/category=moon/promise_rate/",
    "/why/account/hachang-2016/works/commitment=build,category=moon/promise_rate/",
    "/why/account/hachang-2016/works/commitment=build,category=road/nothing/",
    "/why/account/hachang-2016/works/,/promise_rate/",
    "/why/project/hachang-2016/a,b/stage/",
    "/why/account/a/b/",
    "/why/account//x/",
    "/why/account/hachang-2016/promise_rate/",
])  # fmt: skip
def test_what_is_no_figure_is_not_found(as_li, url):
    factories.project()
    assert as_li.get(url).status_code == 404


def test_a_figure_that_other_moments_have_is_said_to_be_missing_at_this_one(as_li):
    factories.fact(factories.project("road-x"), day=date(2022, 6, 1))
    address = "/why/project/hachang-2016/road-x/late/"
    assert "该时点没有这个数" not in words_of(as_li, f"{address}?as_of=2025-12-31")
    assert "该时点没有这个数" in words_of(as_li, f"{address}?as_of=2019-12-31")


@pytest.mark.parametrize("query", ["as_of=x", "as_of=2099-12-31", "known_at=1900-01-01", "basis=y",
                                   "basis=system&known_at=2020-01-01"])  # fmt: skip
def test_an_odd_moment_breaks_nothing(as_li, query):
    factories.fact(factories.project("road-x"))
    assert as_li.get(f"/why/project/hachang-2016/road-x/promise/?{query}").status_code == 200


def test_the_page_needs_a_log_in(client):
    assert client.get(f"{ALL}/promise_rate/").status_code == 302


def test_a_rate_can_be_worked_out_by_hand(as_li):
    for number in range(6):
        work = factories.project(f"road-{number}")
        if number < 2:
            factories.fact(work, f"A{number}")
        elif number == 2:
            factories.fact(work, "M", event="not_started", day=date(2020, 12, 31))
    factories.project("road-way", judgement="direction")
    words = words_of(as_li, f"{ALL}/promise_rate/")
    for shown in (
        "承诺兑现率（宽口径）33.3%～83.3%", "重点项目合计7项", "1项（方向1项）", "7−1=6项",
        "6−0=6项", "2+1+3=6项", "2÷6=33.3%", "（2+3）÷6=83.3%",
        "6×20.0%取整=1项，不能确定3项，还差2项资料即可评价", "可确认达到2项", "可确认未达到1项",
        "暂无资料3项", "另有不计入比率的：方向类1项", "有3项不能确定", "求证清单",
    ):  # fmt: skip
        assert shown in words


def test_a_rate_without_a_denominator_says_so(as_li):
    factories.project("road-way", judgement="direction")
    words = words_of(as_li, f"{ALL}/promise_rate/")
    assert "不适用" in words
    assert "分母为零，不适用" in words
    assert "没有一项计入" in words


def test_members_lead_to_their_own_reasons_at_the_same_moment(as_li):
    factories.fact(factories.project("road-x"))
    html = as_li.get(f"{ALL}/built_rate/?as_of=2021-06-30&known_at=2022-01-01").content.decode()
    href = "/why/project/hachang-2016/road-x/stage/?as_of=2021-06-30&amp;known_at=2022-01-01"
    assert f'href="{href}"' in html


def test_a_fact_shows_document_filing_and_trust(as_li):
    work = factories.project("road-x")
    factories.fact(work, "A", confidence="medium")
    words = words_of(as_li, "/why/project/hachang-2016/road-x/promise/")
    for shown in ("2020年9月26日", "投用", "编号A", "通车公告", "吉林省交通运输厅",
                  "2020年9月28日发布", "随历史资料装入", "可信度：中",
                  "至少达到5≥应达5，可确认达到",
                  "没有。系统内关于本项的事实都已计入。"):  # fmt: skip
        assert shown in words


def test_what_is_missing_says_what_would_settle_it(as_li):
    factories.project("road-x")
    words = words_of(as_li, "/why/project/hachang-2016/road-x/promise/")
    for shown in ("不能确定（暂无资料）", "判据通车的公告或报道", "没有一条事实能决定", "求证清单"):
        assert shown in words


def test_what_would_settle_it_is_the_criterion_in_force_at_the_moment(as_li):
    work = factories.project("road-x")
    add_drafts({work.pk: "通车的公告或报道"}, {work.pk: "按判据表拟定"})
    revise_criterion(project=work, text="交工验收结论", valid_from=date(2018, 1, 5),
                     by=factories.coordinator(), reason="改用验收结论", seen=1)  # fmt: skip
    page = "/why/project/hachang-2016/road-x/promise/"
    assert "判据交工验收结论" in words_of(as_li, page)
    assert "判据通车的公告或报道" in words_of(as_li, f"{page}?as_of=2017-12-31")


def test_new_knowledge_and_progress_are_told_apart(as_li):
    work = factories.project("road-x")
    factories.fact(work, "A", event="construction_start", day=date(2018, 4, 1),
                   source=published(date(2021, 1, 4)))  # fmt: skip
    factories.fact(work, "B", day=date(2020, 11, 5), source=published(date(2020, 11, 6)))
    words = words_of(as_li, "/why/project/hachang-2016/road-x/stage/")
    learned, _, happened = words.partition("补充认识与修正")[2].partition("实际进展")
    assert "按当时的资料为暂无资料" in words
    assert "暂无资料→在建至建成之间" in learned
    assert "所据：A、B" in learned
    assert "在建至建成之间→投用" in happened
    assert "所据：B" in happened


def test_a_bound_that_ends_is_not_called_progress(as_li):
    work = factories.project("road-x")
    factories.fact(work, "A", event="construction_start", day=date(2018, 4, 1),
                   source=published(date(2018, 4, 2)))  # fmt: skip
    factories.fact(work, "B", event="progress", at_least="under_construction",
                   at_most="under_construction", day=date(2020, 11, 5),
                   source=published(date(2020, 11, 6)))  # fmt: skip
    words = words_of(as_li, "/why/account/hachang-2016/works/all/promise_rate/")
    happened = words.partition("实际进展")[2]
    assert "在建→不早于在建；没有新的进展，只是原有资料说不到本期" in happened
    assert "此后不能再据以确定" in happened


def test_the_knowledge_of_a_day_is_named_whole(as_li):
    factories.fact(factories.project("road-x"), day=date(2018, 1, 1),
                   source=published(date(2019, 1, 2)))  # fmt: skip
    words = words_of(as_li, "/why/project/hachang-2016/road-x/stage/?as_of=2018-06-30"
                            "&known_at=2021-06-30")  # fmt: skip
    assert "换成2021年6月30日以前公开的资料" in words
    assert "用2021年6月30日以前知悉的资料" in words


def test_nothing_new_since_the_quarter_before_is_said(as_li):
    factories.fact(factories.project("road-x"), day=date(2018, 1, 1),
                   source=published(date(2018, 1, 2)))  # fmt: skip
    words = words_of(as_li, "/why/project/hachang-2016/road-x/stage/")
    assert "上一期：截至2020年9月30日" in words
    assert "没有变化。" in words
    assert "补充认识与修正" not in words


def test_a_value_says_why_others_were_left(as_li):
    found = factories.indicator("ind-x")
    factories.observation(found, "IO-1", value=Decimal("64"), period_end=date(2018, 12, 31),
                          period_start=date(2018, 12, 31), year=2018)  # fmt: skip
    factories.observation(found, "IO-2")
    factories.observation(found, "IO-3", vintage="census_2020")
    factories.observation(found, "IO-4", confidence="low", year=2020,
                          period_end=date(2020, 12, 31))  # fmt: skip
    factories.observation(found, "IO-5", year=2021, period_end=date(2021, 12, 31))
    factories.observation(found, "IO-6", year=2020, period_end=date(2020, 12, 31),
                          value_type="target")  # fmt: skip
    words = words_of(as_li, "/why/indicator/hachang-2016/ind-x/latest/")
    used, _, left = words.partition("采用的数值")[2].partition("没有采用的数值")
    assert "编号IO-3" in used
    for key, why in (("IO-1", "已有更近的一期"), ("IO-2", "同一期已有更新的版次"),
                     ("IO-4", "可信度低，待核实"), ("IO-5", "截至日之后（2021年12月31日才期满）"),
                     ("IO-6", "目标数，不是实际数")):  # fmt: skip
        assert why in left.partition(f"编号{key}")[2].partition("来源")[0], key


def test_a_target_is_compared_in_print(as_li):
    found = factories.indicator("ind-x")
    found.targets.create(plan=found.plan, clause=factories.clause(), kind="target",
                         value=Decimal(60), unit="%", year=2020, quote="达到60%左右")  # fmt: skip
    url = "/why/indicator/hachang-2016/ind-x/attainment/"
    assert "缺2020年单位为“%”的实际数，不能比较" in words_of(as_li, url)
    factories.observation(found, "IO-1", year=2020, period_start=date(2020, 12, 31),
                          period_end=date(2020, 12, 31), value=Decimal("65.1"))  # fmt: skip
    refresh()
    words = words_of(as_li, url)
    assert "65.1%−60%=5.1，达到" in words
    assert "目标：2020年60%" in words


def test_drafts_of_others_never_show(as_zhao):
    work = factories.project("road-x")
    factories.draft(work)
    words = words_of(as_zhao, "/why/project/hachang-2016/road-x/promise/")
    assert "通车公告" not in words


def test_a_crossing_of_two_groups_is_worked_out_from_its_own_members(as_li):
    for code, more in (("road-a", {}), ("road-b", {}), ("road-c", {"commitment": "study"}),
                       ("air-d", {"category": "airport"})):  # fmt: skip
        work = factories.project(code, name=code, **more)
        if code != "road-b":
            factories.fact(work)
    url = "/why/account/hachang-2016/works/commitment=build,category=road/promise_rate/"
    words = words_of(as_li, url)
    for shown in ("重点项目，建设、公路", "承诺兑现率（宽口径）50.0%～100.0%",
                  "重点项目（建设、公路）合计2项", "1÷2=50.0%", "可确认达到1项", "暂无资料1项",
                  "有1项不能确定"):  # fmt: skip
        assert shown in words
    assert "road-c" not in words
    assert "air-d" not in words
    html = as_li.get(url).content.decode()
    assert 'href="/why/project/hachang-2016/road-a/promise/?as_of=2020-12-31"' in html
    assert "/inquiries/" not in html.partition("<main")[2]


def test_a_group_of_measures_is_called_by_its_theme(as_li):
    factories.project("m-x", kind="measure", ladder="measure", category="rural",
                      required="done", required_strict="done")  # fmt: skip
    words = words_of(as_li, "/why/account/hachang-2016/measure/category=rural/promise_rate/")
    assert "重点任务，美丽乡村" in words
