"""The plan in its own order, each clause with what became of it."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from calc.moments import PLAN_END, Moment
from dashboards.queries.annotated import AnnotatedPlan, annotated
from dashboards.rules import Chosen
from metrics.actions import ensure
from metrics.queries import between
from plan.models import Passage, Plan, Span
from projects.compute.courses import courses
from projects.models import Project

END = Moment(PLAN_END)


def titles(whole: AnnotatedPlan) -> list[str]:
    return [part.title for part in whole.parts]


def test_every_chapter_and_paragraph_stands_in_its_order(whole_plan: Plan) -> None:
    whole = annotated(whole_plan, END, Chosen())
    assert next(t for t in titles(whole) if t.startswith("第") and "章 " in t) == "第一章 规划背景"
    assert sum(len(part.paragraphs) for part in whole.parts) == whole_plan.clauses.count()
    assert titles(whole).index("专栏2 铁路、公路重点项目") > titles(whole).index(
        "第一节 构筑综合交通运输网络"
    )


def test_every_item_stands_at_its_clause(whole_plan: Plan) -> None:
    whole = annotated(whole_plan, END, Chosen())
    spans = Span.objects.filter(plan=whole_plan).exclude(kind="none").count()
    assert sum(p.count for part in whole.parts for p in part.paragraphs) == spans
    assert whole.shown == whole.total


def test_what_the_plan_does_not_say_is_not_counted_as_taken_from_it(whole_plan: Plan) -> None:
    """Indicators added for reference stand in no clause."""
    spans = Span.objects.filter(plan=whole_plan).exclude(kind="none")
    whole = annotated(whole_plan, END, Chosen())
    assert whole.total == spans.values("kind", "item").distinct().count()


def test_the_states_are_those_of_the_account(whole_plan: Plan) -> None:
    counts = annotated(whole_plan, END, Chosen(ledger="works")).counts
    assert list(counts) == ["works"]
    assert (counts["works"]["reached"], counts["works"]["missed"]) == (22, 9)


def test_no_number_holds_works_and_measures_together(whole_plan: Plan) -> None:
    counts = annotated(whole_plan, END, Chosen()).counts
    assert {ledger: sum(states.values()) for ledger, states in counts.items()} == {
        ledger: Project.objects.filter(plan=whole_plan, kind=ledger).count()
        for ledger in ("works", "measure")
    }


def test_the_numbers_are_those_the_other_conditions_leave(whole_plan: Plan) -> None:
    """A number says how many lines its own link shows."""
    for chosen in (Chosen(city="220100", status="missed"), Chosen(commitment="study", bare="1")):
        counts = annotated(whole_plan, END, chosen).counts
        assert counts["works"]["no_data"] > 0
        for ledger, states in counts.items():
            for status, count in states.items():
                narrowed = replace(chosen, ledger=ledger, status=status)
                assert annotated(whole_plan, END, narrowed).shown == count


def test_a_number_leads_to_its_lines_and_keeps_the_other_conditions(
    whole_plan: Plan, as_li: Client
) -> None:
    asked = {"province": "220000", "status": "missed", "as_of": "2018-12-31"}
    html = as_li.get("/plan/", asked).content.decode()
    found = re.search(r'href="([^"]+)">暂无资料 <b>(\d+)</b>', html)
    assert found is not None
    led = as_li.get("/plan/" + found[1].replace("&amp;", "&")).content.decode()
    assert int(found[2]) > 0
    assert re.findall(r"筛选出 <b>(\d+)</b>", led) == [found[2]]
    assert "台账：重点项目；省：吉林省；情况：暂无资料" in led
    assert "as_of=2018-12-31" in found[1]


def test_the_moment_changes_the_states(whole_plan: Plan) -> None:
    before = annotated(whole_plan, Moment(date(2016, 3, 31)), Chosen()).counts["works"]
    assert before["reached"] < annotated(whole_plan, END, Chosen()).counts["works"]["reached"]


def test_a_fact_that_waits_to_be_verified_is_told_as_such(whole_plan: Plan) -> None:
    """Its line says 暂无资料 beside the day of the fact: the reader must see why."""
    whole = annotated(whole_plan, END, Chosen(status="no_data"))
    tags = re.findall(
        r"最近事实[^<]*", "".join(p.items for part in whole.parts for p in part.paragraphs)
    )
    assert tags
    assert all(tag.endswith("（不据以判定）") for tag in tags)


def test_a_filter_keeps_only_clauses_that_hold_something(whole_plan: Plan) -> None:
    whole = annotated(whole_plan, END, Chosen(status="missed"))
    assert whole.shown == 9
    assert all("可确认未达到" in p.items for part in whole.parts for p in part.paragraphs)
    assert "第五章 基础设施互联互通" in titles(whole)


@pytest.mark.parametrize(
    "chosen",
    [Chosen(province="220000"), Chosen(city="220100"), Chosen(zone="space-axis"),
     Chosen(commitment="study"), Chosen(ledger="measure")],
)  # fmt: skip
def test_each_filter_leaves_some_but_not_all(whole_plan: Plan, chosen: Chosen) -> None:
    whole = annotated(whole_plan, END, chosen)
    assert 0 < whole.shown < whole.total


def test_imported_words_are_shown_with_their_items(whole_plan: Plan) -> None:
    clause = whole_plan.clauses.get(chapter=5, section=1, box=2, paragraph=1)
    span = Span.objects.filter(clause=clause, kind="project").first()
    assert span is not None
    Passage.objects.create(clause=clause, text="甲" * span.end, source="测试")
    whole = annotated(whole_plan, END, Chosen())
    words = [p.words for part in whole.parts for p in part.paragraphs if p.words]
    assert len(words) == 1
    assert 'class="said' in words[0]


ALL_FILTERS = {"province": "220000", "city": "220100", "zone": "space-axis", "status": "no_data",
               "commitment": "advance", "ledger": "works", "bare": "1"}  # fmt: skip


@pytest.mark.parametrize("asked", [{}, {"bare": "1"}, ALL_FILTERS], ids=["all", "bare", "narrowed"])
def test_the_page_needs_at_most_twelve_queries(
    whole_plan: Plan, as_li: Client, django_assert_max_num_queries: object, asked: dict[str, str]
) -> None:
    as_li.get("/plan/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        response = as_li.get("/plan/", asked)
    assert response.status_code == 200


def test_clauses_of_which_nothing_is_known_are_counted_by_chapter(whole_plan: Plan) -> None:
    whole = annotated(whole_plan, END, Chosen())
    spans = Span.objects.filter(plan=whole_plan, kind="project")
    assert whole.committed == spans.values("clause").distinct().count()
    assert 0 < whole.bare < whole.committed
    chapters = {row.title: (row.committed, row.bare) for row in whole.silence}
    told = chapters["第五章 基础设施互联互通"]
    assert told[1] < told[0]
    assert "第一章 规划背景" not in chapters


def test_only_the_clauses_of_which_nothing_is_known_are_left(whole_plan: Plan) -> None:
    whole = annotated(whole_plan, END, Chosen(bare="1"))
    left = [p for part in whole.parts for p in part.paragraphs]
    assert len(left) == whole.bare == annotated(whole_plan, END, Chosen()).bare
    assert all("暂无资料" in p.items and "可确认" not in p.items for p in left)
    assert whole.shown == len(
        set(re.findall(r"/works/([a-z0-9-]+)/", "".join(p.items for p in left)))
    )


def test_a_narrowed_list_does_not_claim_to_hold_every_such_clause(
    whole_plan: Plan, as_li: Client
) -> None:
    told = "其中写有所筛选事项的逐段列在下面"
    assert told not in as_li.get("/plan/", {"bare": "1"}).content.decode()
    assert told in as_li.get("/plan/", {"bare": "1", "city": "220400"}).content.decode()


def test_a_fact_takes_its_clause_out_of_the_list(whole_plan: Plan) -> None:
    before = annotated(whole_plan, Moment(date(2016, 3, 31)), Chosen()).bare
    assert before > annotated(whole_plan, END, Chosen()).bare


def test_an_item_leads_to_its_page_at_the_same_moment(whole_plan: Plan, as_li: Client) -> None:
    html = as_li.get("/plan/", {"as_of": "2018-12-31"}).content.decode()
    kept = "?as_of=2018-12-31"
    for page in (f"/works/apt-suifenhe/{kept}", f"/plan/duties/{kept}#d-tracking",
                 f"/plan/functions/{kept}#f-gateway"):  # fmt: skip
        assert f'href="{page}"' in html
    assert 'href="/works/apt-suifenhe/"' in as_li.get("/plan/").content.decode()


def test_an_unknown_choice_is_named_and_changes_nothing(whole_plan: Plan, as_li: Client) -> None:
    response = as_li.get("/plan/", {"city": "999999", "status": "x"})
    assert response.status_code == 200
    assert "不在可选范围内" in response.content.decode()


def test_nothing_that_fits_says_so(whole_plan: Plan, as_li: Client) -> None:
    response = as_li.get("/plan/", {"status": "adjusted", "ledger": "measure"})
    assert "没有符合条件的条文" in response.content.decode()


COMPARED = {"versus": "2016-12-31"}
THEN_KNOWN = {"versus": "2019-12-31", "versus_known_at": "2020-06-30"}


@pytest.mark.parametrize(
    ("asked", "most"), [(COMPARED, 12), (COMPARED | {"change": "any", "bare": "1"}, 12),
                        (THEN_KNOWN, 15)],
)  # fmt: skip
def test_comparing_keeps_within_twelve_queries_and_three_for_another_knowledge(
    whole_plan: Plan, as_li: Client, django_assert_max_num_queries: object,
    asked: dict[str, str], most: int,
) -> None:  # fmt: skip
    as_li.get("/plan/", asked)
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        response = as_li.get("/plan/", asked)
    assert response.status_code == 200


def compared(plan: Plan, before: Moment, chosen: Chosen | None = None) -> AnnotatedPlan:
    for moment in between(before, END):
        ensure(moment)
    return annotated(plan, END, chosen or Chosen(), before=before)


def test_each_item_tells_what_changed_between_two_moments(whole_plan: Plan) -> None:
    before = Moment(date(2017, 12, 31), date(2018, 1, 1))
    whole = compared(whole_plan, before)
    lines = "".join(p.items for part in whole.parts for p in part.paragraphs)
    line = re.search(r'<li class="clause__item"[^>]*-rail-harbin-mudanjiang" .*?</ul>', lines)
    assert line is not None
    assert ("补充认识</span>不早于在建 → 在建；不能确定 → 可确认未达到") in line[0]
    assert "实际进展</span>在建 → 投用；可确认未达到 → 可确认达到" in line[0]


def test_only_what_changed_is_left_and_counted_by_ledger(whole_plan: Plan) -> None:
    before = Moment(date(2016, 12, 31))
    whole = compared(whole_plan, before)
    told = courses(whole_plan, before, END, projects=Project.objects.filter(plan=whole_plan))
    moved = [one for one in told.values() if one.steps]
    for ledger in ("works", "measure"):
        here = [one for one in moved if one.project.kind == ledger]
        assert whole.changes[ledger]["any"] == len(here)
        column = "works" if ledger == "works" else "measures"
        assert sum(getattr(row, column) for row in whole.stirred) >= len(here)
        assert all(row.works or row.measures for row in whole.stirred)
        for code in ("moved", "learned", "revised"):
            count = whole.changes[ledger][code]
            assert count == sum(code in one.kinds for one in here)
            left = compared(whole_plan, before, Chosen(ledger=ledger, change=code))
            assert left.shown == count
            assert all("clause__steps" in p.items for part in left.parts for p in part.paragraphs)


def test_without_a_second_moment_nothing_is_said_to_have_changed(
    whole_plan: Plan, as_li: Client
) -> None:
    html = as_li.get("/plan/", {"change": "any"}).content.decode()
    assert "只看有变化的" not in html
    assert "clause__steps" not in html
    html = as_li.get("/plan/", COMPARED | {"city": "220100"}).content.decode()
    assert 'href="?city=220100&amp;versus=2016-12-31&amp;ledger=works&amp;change=any"' in (
        html.replace("versus=2016-12-31&amp;city=220100", "city=220100&amp;versus=2016-12-31")
    )
    assert "与截至2016年12月31日，公开口径，用全部已知资料相比" in html
    assert "责任单位待明确" not in html
