"""What is shown of each thing found."""

from collections import Counter

import pytest
from django.test import Client

from dashboards.matching import asked
from dashboards.queries.search import entries
from dashboards.queries.search.atlas import Atlas
from dashboards.queries.search.hits import Shown, counted, found_at, in_plan
from plan.models import Passage
from tests import factories
from tests.dashboards.queries.search.samples import (
    clause,
    gongzhuling,
    place,
    section,
    shuangcheng,
    text_of,
    work,
)

pytestmark = pytest.mark.django_db


def shown(typed, **counts):
    atlas = Atlas()
    terms = [atlas.term(word) for word in asked(typed).words]
    kinds = {"works": Counter(), "measures": Counter(), "indicators": Counter()} | counts
    return Shown(terms, atlas, kinds)


def project(typed, **more):
    made = work("哈尔滨至牡丹江铁路", "哈牡客专", code="rail-harbin-mudanjiang", **more)
    (entry,) = entries.projects(factories.plan(), {made.clause_id: (5, 1, 2, 1)})
    return shown(typed).project(entry)


def notes(hit):
    return [(word, text_of(pieces)) for word, pieces in hit.notes]


def test_a_work_says_what_it_is_and_leads_to_its_page():
    hit = project("牡丹江")
    assert text_of(hit.title) == "哈尔滨至[牡丹江]铁路"
    assert hit.href == "/works/rail-harbin-mudanjiang/"
    assert hit.facts == ("公路", "建设", "第五章第一节专栏2第1段")
    assert hit.notes == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("哈牡客专", [("别称", "[哈牡客专]")]),
        ("hmkz", [("别称", "[哈牡客专]")]),
        ("铁路 分期", [("规划原文", "[分期]实施")]),
        ("公路", [("领域", "[公路]")]),
        ("齐齐哈尔市", [("所涉地区", "[齐齐哈尔市]")]),
        ("rail-harbin-mudanjiang", [("代码", "[rail-harbin-mudanjiang]")]),
    ],
)
def test_a_work_says_why_it_fits_where_its_name_does_not(typed, why):
    assert notes(project(typed, quote="分期实施", cities=("230200",))) == why


def test_a_long_list_of_places_is_cut_to_what_was_asked_for():
    codes = ("220100", "220200", "230100", "230200")
    for number in range(12):
        place(f"2301{number:02}", f"示例县级单位{number}")
    made = work("示范区", cities=codes)
    made.places.add(*Atlas().places.values())
    (entry,) = entries.projects(factories.plan(), {})
    ((word, pieces),) = shown("示例县级单位7").project(entry).notes
    assert word == "所涉地区"
    assert "[示例县级单位7]" in text_of(pieces)
    assert len(text_of(pieces)) < 120


def test_a_head_counts_what_stands_there_and_leads_to_it():
    section(5, 1, "交通")
    (entry,) = entries.heads(factories.plan())
    hit = shown("第五章第一节", works=Counter({(5, 1, None, None): 3})).passage(entry)
    assert text_of(hit.title) == "[第五章第一节] 交通"
    assert [word for word, _ in hit.links] == ["重点项目 3 项"]
    assert hit.links[0][1] == found_at("第五章第一节", "works")


def test_a_paragraph_shows_its_official_words_around_the_hit():
    made = clause(5, 2, 1, "增强供水保障能力")
    Passage.objects.create(clause=made, text="前" * 80 + "水源工程" + "后" * 80, source="公报")
    (entry,), _ = entries.clauses(factories.plan())
    ((word, pieces),) = shown("水源").passage(entry).notes
    assert word == "原文"
    assert "[水源]工程" in text_of(pieces)


def test_a_paragraph_from_which_nothing_was_taken_says_why():
    clause(1, 1, 1, untouched="背景")
    (entry,), _ = entries.clauses(factories.plan())
    assert shown("第一章").passage(entry).facts == ("未摘录：背景",)


def test_items_count_where_they_stand_and_in_all_that_lies_above():
    entry = type("Entry", (), {"spots": ((5, 1, 2, 3), (5, 1, None, 1))})
    assert counted([entry]) == Counter({
        (5, None, None, None): 1, (5, 1, None, None): 1, (5, 1, 2, None): 1,
        (5, 1, 2, 3): 1, (5, 1, None, 1): 1,
    })  # fmt: skip


def test_an_old_name_shows_the_place_of_today():
    old, new = shuangcheng()
    hits = shown("双城市")
    (found,) = hits.atlas.resolved([old, new])
    hit = hits.place(found)
    assert text_of(hit.title) == "[双城区]"
    assert notes(hit) == [("", "原[双城市]（230182，至2014年）")]
    assert hit.facts == ("黑龙江省哈尔滨市", "县（市、区）", "代码 230113")


def test_an_old_code_shows_the_place_and_code_of_today():
    old, _ = gongzhuling()
    hits = shown("220381")
    (found,) = hits.atlas.resolved([old])
    hit = hits.place(found)
    assert text_of(hit.title) == "[公主岭市]"
    assert notes(hit) == [("", "[220381] 至2020年6月；现220184，属吉林省长春市")]
    assert "代码 220184" in hit.facts


def test_a_spot_leads_into_the_annotated_plan():
    assert in_plan((5, 1, 2, None)) == "/plan/#s5-1-2"
    assert in_plan((5, None, None, None)) == "/plan/#s5-0-0"
    assert in_plan((5, 1, 2, 3)) == "/plan/#p5-1-b2-3"
    assert in_plan((5, 1, None, 3)) == "/plan/#p5-1-3"
    assert in_plan() == ""


def test_the_anchors_are_those_of_the_annotated_plan(whole_plan, li):
    client = Client()
    client.force_login(li)
    page = client.get("/plan/").content.decode()
    heads, (paragraphs, _) = entries.heads(whole_plan), entries.clauses(whole_plan)
    for entry in (*heads, *paragraphs):
        anchor = in_plan(*entry.spots).partition("#")[2]
        assert f'id="{anchor}"' in page, anchor
