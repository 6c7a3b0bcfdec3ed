"""The search in the browser's hands: box, page, odd words, and who may find what."""

import re
from urllib.parse import quote

import pytest

from tests import factories
from tests.dashboards.queries.search.samples import shuangcheng, work

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 16


def page(client, typed, **more):
    answer = client.get("/search/", {"q": typed} | more)
    assert answer.status_code == 200
    return answer.content.decode()


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


def words_of(html):
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", main_of(html)))


def box_of(html):
    return re.search(r'<input class="search__field"[^>]*>', html)[0]


@pytest.fixture
def plan():
    return factories.plan()


def test_the_page_needs_a_log_in(client):
    assert client.get("/search/?q=铁路").status_code == 302


def test_every_page_has_the_box_and_keeps_the_moment(as_li, plan):
    html = as_li.get("/works/?as_of=2019-12-31&q=铁路&city=220100").content.decode()
    form = html.partition('<form class="search"')[2].partition("</form>")[0]
    assert 'action="/search/"' in form and 'role="search"' in form
    assert '<input type="hidden" name="as_of" value="2019-12-31">' in form
    assert "220100" not in form
    assert 'value=""' in box_of(html)
    assert '<label class="visually-hidden" for="search">' in form


def test_who_is_not_logged_in_sees_no_box(client, plan):
    assert 'class="search"' not in client.get("/login/", follow=True).content.decode()


def test_nothing_typed_says_what_can_be_typed(as_li, plan):
    text = words_of(page(as_li, ""))
    for example in ("哈牡客专", "hunchun", "专栏2", "双城市", "220381"):
        assert example in text


def test_finds_are_shown_by_kind_with_the_hit_marked(as_li):
    work("示例铁路", "示例线", code="rail-example")
    html = page(as_li, "铁路")
    assert '<a href="/works/rail-example/">示例<mark>铁路</mark></a>' in html
    assert "“铁路”共找到1条" in words_of(html)
    assert 'value="铁路"' in box_of(html)
    assert "<title>检索：铁路" in html


def test_links_keep_the_moment(as_li):
    work("示例铁路", code="rail-example")
    html = main_of(page(as_li, "铁路", as_of="2019-12-31"))
    assert 'href="/works/rail-example/?as_of=2019-12-31"' in html


def test_more_than_twenty_lead_to_all_and_to_pages(as_li):
    for number in range(60):
        work(f"示例工程{number:02}", order=number)
    html = page(as_li, "示例")
    assert "共60项，显示第1—20项" in words_of(html)
    assert f'href="/search/?q={quote("示例")}&amp;kind=works"' in html
    second = page(as_li, "示例", kind="works", page="2")
    assert "显示第51—60项" in words_of(second)
    assert 'aria-label="分页"' in second


def test_an_old_name_leads_to_the_place_of_today(as_li, plan):
    shuangcheng()
    text = words_of(page(as_li, "双城市"))
    assert "双城区" in text and "原双城市（230182，至2014年）" in text


def test_what_is_typed_and_what_is_found_stay_text(as_li):
    work("<script>alert(1)</script>铁路")
    html = page(as_li, "<script>")
    assert "<script>alert" not in html
    assert "&lt;<mark>script</mark>&gt;" in html
    assert 'value="&lt;script&gt;"' in box_of(html)


def test_nothing_found_says_so_and_offers_what_looks_alike(as_li):
    work("哈尔滨至牡丹江铁路")
    text = words_of(page(as_li, "哈尔滨到牡丹江火车"))
    assert "没有找到“哈尔滨到牡丹江火车”" in text
    assert "哈尔滨至牡丹江铁路" in text
    assert "找不到不等于规划没有写" in text


ODD = {
    "blank": " \u3000\t ",
    "marks": "%_%'\"",
    "long": "哈" * 10_000,
    "many": " ".join("哈尔滨长春吉林大庆"),
    "control": "\x01\x07\x1b",
    "zero width": "\u200b\ufeff",
    "emoji": "🚄",
    "surrogate": "\ufffd",
    "quotes": "'; DROP TABLE--",
    "pattern": "(((a+)+)+)$[",
    "like": "100%_",
    "number": "9" * 90,
    "right to left": "\u202e哈尔滨",
}


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_odd_words_get_an_answer_and_stay_in_the_box(as_li, typed):
    work("示例铁路")
    html = page(as_li, typed)
    kept = re.search(r' value="([^"]*)"', box_of(html))[1]
    assert len(kept) >= len(typed.strip())
    assert words_of(html).startswith("id=") or "检索" in words_of(html)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("哈" * 10_000, "检索词共10000个字，过长"), ("——", "检索词里没有汉字、字母或数字")],
)
def test_a_fault_is_said_with_its_reason(as_li, plan, typed, said):
    assert said in words_of(page(as_li, typed))


@pytest.mark.parametrize(
    "query", ["q=%00", "q=a%00b", "q=%FF%FE", "q=%ED%A0%80", "q[]=1", "q=a&q=b", "kind=%00"]
)
def test_broken_addresses_are_no_fault_of_ours(as_li, plan, query):
    assert as_li.get(f"/search/?{query}").status_code in (200, 400)


SECRET = "尚未公开的草稿内容"


@pytest.fixture
def jilins_draft():
    """A draft of Li about a work of Jilin, with words that stand nowhere else."""
    subject = work("示例铁路", code="rail-example")
    fields = factories.OPENED | {"summary": SECRET, "document_title": "内部送审稿"}
    return factories.draft(subject, fields=fields)


def words_for(draft):
    about = ["示例铁路", "rail-example", "示例铁路 通车", "第五章", draft.office, "长春市"]
    return [SECRET, "草稿内容", "内部送审稿", str(draft.pk), "示例 草稿", *about]


def test_zhao_finds_nothing_of_jilins_drafts_by_any_words(as_zhao, jilins_draft):
    for typed in words_for(jilins_draft):
        for kind in ("", "filings"):
            html = main_of(page(as_zhao, typed, kind=kind))
            assert f"/filings/{jilins_draft.pk}/" not in html
            assert "填报 " not in re.sub(r"<[^>]+>", "", html)
            assert SECRET not in html.replace(typed, "")


@pytest.mark.parametrize("typed", ["内部送审稿", "示例铁路", "1"])
def test_zhao_gets_the_same_answer_whether_a_draft_exists_or_not(as_zhao, li, typed):
    subject = work("示例铁路")
    before = main_of(page(as_zhao, typed))
    factories.draft(subject, fields=factories.OPENED | {"document_title": "内部送审稿"})
    assert main_of(page(as_zhao, typed)) == before


def test_li_finds_the_own_draft(as_li, jilins_draft):
    html = page(as_li, "草稿内容")
    assert f'href="/filings/{jilins_draft.pk}/"' in html
    assert "尚未公开的<mark>草稿内容</mark>" in html


def test_zhao_finds_a_correction_neither_by_its_fact_nor_by_its_reason(as_zhao, as_li):
    subject = work("示例铁路")
    fact = factories.fact(subject, key="PE-777")
    made = factories.draft(subject, kind="correction", target_key=fact.key,
                           fields=factories.OPENED | {"reason": "日期有误须更正"})  # fmt: skip
    for typed in ("PE-777", "pe777", "日期有误"):
        assert f"/filings/{made.pk}/" not in page(as_zhao, typed)
        assert f"/filings/{made.pk}/" in page(as_li, typed)


def test_the_page_costs_the_same_however_much_is_found(as_li, django_assert_max_num_queries):
    for number in range(30):
        factories.draft(work(f"示例工程{number}"))
    with django_assert_max_num_queries(PAGE_QUERIES):
        page(as_li, "示例")
