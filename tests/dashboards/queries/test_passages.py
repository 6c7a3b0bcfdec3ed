"""The paragraph an item was taken from."""

import re

import pytest

from dashboards.queries.passages import surroundings
from plan.models import Passage, Span
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def taken(text, start, end, **more):
    """A work taken from these folded places of its paragraph."""
    work = factories.project(**more)
    Passage.objects.create(clause=work.clause, text=text, source="测试")
    Span.objects.create(plan=work.plan, clause=work.clause, kind="project", item=work.code,
                        start=start, end=end)  # fmt: skip
    return work


def test_without_imported_words_only_the_place_is_known():
    found = surroundings(factories.project())
    assert found.words == ""
    assert re.fullmatch(r"p5-1-\d+", found.anchor)


def test_the_words_of_the_item_are_marked_and_blanks_do_not_shift_them():
    work = taken("加快 建设甲线，建设乙线。", 4, 6)
    assert surroundings(work).words == "加快 建设<mark>甲线</mark>，建设乙线。"


def test_other_items_of_the_paragraph_are_not_marked():
    work = taken("建设甲线，建设乙线。", 2, 4)
    Span.objects.create(plan=work.plan, clause=work.clause, kind="project", item="other",
                        start=7, end=9)  # fmt: skip
    assert surroundings(work).words.count("<mark>") == 1


def test_words_are_escaped():
    work = taken("<b>甲</b>线", 3, 4)
    assert surroundings(work).words == "&lt;b&gt;<mark>甲</mark>&lt;/b&gt;线"


def test_a_stretch_beyond_the_words_marks_nothing():
    assert surroundings(taken("短", 4, 6)).words == "短"


def test_the_page_folds_the_paragraph_and_leads_to_the_whole_plan(as_li):
    work = taken("建设甲线，建设乙线。", 2, 4)
    html = as_li.get(f"/works/{work.code}/?as_of=2019-12-31").content.decode()
    clause = html.partition('id="clause"')[2].partition("</section>")[0]
    assert "<summary>显示整段原文</summary><p>建设<mark>甲线</mark>，建设乙线。</p>" in clause
    href = f"/plan/?as_of=2019-12-31#{surroundings(work).anchor}"
    assert f'<a href="{href}">在规划全景中查看</a>' in clause
    assert " open" not in clause.partition("<details")[2].partition(">")[0]


def test_without_the_words_the_page_folds_nothing(as_li):
    work = factories.project()
    html = as_li.get(f"/works/{work.code}/").content.decode()
    assert "显示整段原文" not in html
    assert "在规划全景中查看" in html


def test_the_link_meets_its_paragraph_in_the_real_plan(whole_plan, as_li):
    boxed = Project.objects.filter(plan=whole_plan, clause__box__isnull=False).first()
    plain = Project.objects.filter(plan=whole_plan, kind="measure").first()
    html = as_li.get("/plan/").content.decode()
    for item in (boxed, plain):
        assert f'id="{surroundings(item).anchor}"' in html


def test_the_page_stays_cheap_with_the_words(whole_plan, as_li, django_assert_max_num_queries):
    work = Project.objects.get(plan=whole_plan, code="road-g1-lalinhe-changchun")
    Passage.objects.create(clause=work.clause, text="甲" * 2000, source="测试")
    as_li.get(f"/works/{work.code}/")
    with django_assert_max_num_queries(29):
        html = as_li.get(f"/works/{work.code}/").content.decode()
    assert f"<mark>{'甲' * 4}" in html
