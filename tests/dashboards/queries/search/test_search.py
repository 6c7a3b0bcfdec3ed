"""One search over everything, on the real plan."""

import pytest

from dashboards.queries.search import FIRST, KINDS, PER_PAGE, search
from plan.queries import current
from tests import factories
from tests.dashboards.queries.search.samples import text_of, work

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10


def titles(findings, kind):
    found = {group.kind: group for group in findings.groups}
    return [text_of(hit.title) for hit in found[kind].hits] if kind in found else []


def plain(findings, kind):
    return [title.replace("[", "").replace("]", "") for title in titles(findings, kind)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hunchun", "珲春市"), ("琿春", "珲春市"), ("muling", "穆棱市"), ("changling", "长岭县"),
        ("changchun", "长春市"), ("haerbin", "哈尔滨市"), ("hebs", "哈尔滨市"), ("ccs", "长春市"),
        ("hrb", "哈尔滨市"), ("双城市", "双城区"), ("230182", "双城区"), ("220381", "公主岭市"),
        ("延边州", "延边朝鲜族自治州"), ("ybz", "延边朝鲜族自治州"), ("扶余县", "扶余市"),
        ("东宁县", "东宁市"), ("九台市", "九台区"), ("呼兰县", "呼兰区"), ("阿城市", "阿城区"),
        ("杜尔伯特", "杜尔伯特蒙古族自治县"), ("ｈｕｎｃｈｕｎ", "珲春市"), ("哈 尔滨", "哈尔滨市"),
    ],
)  # fmt: skip
def test_places_are_found_however_they_are_called(whole_plan, li, typed, first):
    assert plain(search(li, whole_plan, typed), "places")[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("哈牡客专", "哈尔滨至牡丹江铁路"),
        ("rail-mudanjiang-jiamusi", "佳木斯至牡丹江铁路"),
        ("hunchun", "珲春至东宁铁路"),
        ("muling", "穆棱奋斗水库"),
        ("changchun liaoyuan", "长春至辽源铁路"),
        ("长春 辽源 铁路", "长春至辽源铁路"),
        ("g1211", "G1211哈尔滨至吉林段"),
        ("Ｇ１２１１", "G1211哈尔滨至吉林段"),
        ("哈尔滨新区", "哈尔滨新区"),
        ("绥芬河东宁试验区", "绥芬河—东宁重点开发开放试验区"),
    ],
)
def test_works_are_found_however_they_are_called(whole_plan, li, typed, first):
    assert plain(search(li, whole_plan, typed), "works")[0] == first


@pytest.mark.parametrize("typed", ["第五章第一节", "5.1", "第5章第1节", "第五章 第一节"])
def test_a_section_shows_its_head_and_all_that_stands_there(whole_plan, li, typed):
    findings = search(li, whole_plan, typed)
    assert findings.groups[0].kind == "passages"
    assert plain(findings, "passages")[0].startswith("第五章第一节 ")
    for kind in ("works", "measures", "indicators"):
        group = next(group for group in findings.groups if group.kind == kind)
        assert all(any(fact.startswith("第五章第一节") for fact in hit.facts) for hit in group.hits)


def test_the_count_of_a_head_is_what_its_link_finds(whole_plan, li):
    head = search(li, whole_plan, "专栏2").groups[0].hits[0]
    (said, _), *_ = head.links
    group = next(g for g in search(li, whole_plan, "第五章第一节专栏2").groups if g.kind == "works")
    assert said == f"重点项目 {group.total} 项"


def test_a_section_may_be_narrowed_by_a_word(whole_plan, li):
    findings = search(li, whole_plan, "第五章第一节 机场")
    assert 0 < len(titles(findings, "works")) < FIRST
    assert all("[机场]" in title for title in titles(findings, "works"))


@pytest.mark.parametrize("typed", ["哈尔滨", "hebs", "第五章", "220381", "铁路 哈尔滨 5.1", "无此"])
def test_ten_queries_are_enough_whatever_is_asked(
    whole_plan, li, typed, django_assert_max_num_queries
):
    factories.draft(whole_plan.project_set.filter(kind="works").first())
    with django_assert_max_num_queries(MOST_QUERIES):
        search(li, whole_plan, typed)


def test_measures_are_found_beside_works_and_never_among_them(whole_plan, li):
    findings = search(li, whole_plan, "哈尔滨")
    kinds = [group.kind for group in findings.groups]
    assert kinds.index("works") < kinds.index("measures")
    works = {hit.href for group in findings.groups if group.kind == "works" for hit in group.hits}
    measures = {h.href for g in findings.groups if g.kind == "measures" for h in g.hits}
    assert works and measures and not works & measures


# --- on small data ---------------------------------------------------------------------------


def test_the_name_itself_leads_then_names_that_begin_so_then_aliases_then_the_rest(li):
    work("新建示例站", order=0)
    work("别的工程", "示例机场", order=1)
    work("示例新区", order=2)
    work("示例", order=3)
    assert plain(search(li, current(), "示例"), "works") == [
        "示例", "示例新区", "别的工程", "新建示例站",
    ]  # fmt: skip


def test_a_kind_shows_its_first_twenty_and_says_how_many_there_are(li):
    for number in range(FIRST + 3):
        work(f"示例工程{number}", order=number)
    (group,) = search(li, current(), "示例").groups
    assert (len(group.hits), group.total) == (FIRST, FIRST + 3)
    assert group.more == "/search/?q=%E7%A4%BA%E4%BE%8B&kind=works"


def test_one_kind_is_shown_page_by_page(li):
    for number in range(PER_PAGE + 1):
        work(f"示例工程{number}", order=number)
    findings = search(li, current(), "示例", kind="works", page="2")
    assert plain(findings, "works") == [f"示例工程{PER_PAGE}"]
    assert findings.tabs[0] == (f"全部 {PER_PAGE + 1}", "/search/?q=%E7%A4%BA%E4%BE%8B", False)
    assert findings.tabs[1][2]


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "", "1e9"])
def test_a_page_that_is_none_shows_one_that_is(li, page):
    work("示例工程")
    assert plain(search(li, current(), "示例", kind="works", page=page), "works") == ["示例工程"]


@pytest.mark.parametrize("kind", ["nothing", "filings", "works "])
def test_a_kind_without_finds_shows_all(li, kind):
    work("示例工程")
    findings = search(li, current(), "示例", kind=kind)
    assert findings.kind == ""
    assert [group.kind for group in findings.shown] == ["works"]


def test_nothing_typed_asks_nothing_of_the_database(li, django_assert_num_queries):
    plan = factories.plan()
    with django_assert_num_queries(0):
        findings = search(li, plan, " \u3000 ")
    assert findings.asked.blank and not findings.groups


def test_every_kind_has_its_word():
    assert list(KINDS)[:2] == ["works", "measures"]
    assert all(word and unit for word, unit in KINDS.values())


def test_every_example_of_the_help_finds_something(whole_plan, li):
    for _, examples in search(li, whole_plan, "").help:
        for text, href in examples:
            assert search(li, whole_plan, text).groups, text
            assert href.startswith("/search/?q=")


def test_words_of_a_criterion_find_the_item_and_say_so(li):
    named = work("验收中心", criterion="挂牌")
    settled = work("甲高速", criterion="交工验收结论和全线通车公告")
    sent = [factories.submission_at("submitted", one) for one in (named, settled)]
    findings = search(li, factories.plan(), "验收")
    assert titles(findings, "works") == ["[验收]中心", "甲高速"]
    (hit,) = (hit for group in findings.groups for hit in group.hits
              if text_of(hit.title) == "甲高速")  # fmt: skip
    assert [(word, text_of(pieces)) for word, pieces in hit.notes] == [
        ("判据", "交工[验收]结论和全线通车公告")
    ]
    assert len(titles(findings, "filings")) == len(sent) - 1
