"""The annotated plan in a real browser, with and without its words: keyboard, zoom, paper."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from calc.moments import PLAN_END, Moment
from dashboards.queries.annotated import annotated
from dashboards.rules import Chosen
from plan.models import Passage, Span
from tests.journeys.files import pdf_text
from tests.plugins.browser import windows

pytestmark = pytest.mark.browser

FILLING = "甲乙丙丁"
WIDE = """
    document.documentElement.scrollWidth <= innerWidth + 1 ? []
    : [...document.querySelectorAll("body *")]
      .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                   && !e.closest(".scroll-x"))
      .map(e => e.outerHTML.slice(0, 80))
"""
# words that are wider or higher than what holds them and would not be seen whole
CUT = """
    [...document.querySelectorAll("main p, main li, main h2, main h3, main h4, main a, main span")]
      .filter(e => getComputedStyle(e).overflow === "hidden" && !e.closest(".visually-hidden")
                   && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      .map(e => e.outerHTML.slice(0, 80))
"""
STOPS = """
    () => [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, summary, [tabindex]")]
      .filter(e => e.tabIndex >= 0 && e.checkVisibility() && !e.disabled)
"""
LAST_HOLDER = """
    () => [...document.querySelectorAll("main a[href]")].at(-1).focus()
"""
# the button inside a date field is the browser's own and draws its own ring
OUTLINE = """
    () => { const at = document.activeElement, look = getComputedStyle(at);
            return !at.matches(":focus")
                   || look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2; }
"""


@pytest.fixture
def words(whole_plan):
    """Words for every paragraph, as long as its spans ask for."""
    for clause in whole_plan.clauses.all():
        ends = Span.objects.filter(clause=clause).values_list("end", flat=True)
        length = max(ends, default=40)
        text = (FILLING * (length // len(FILLING) + 1))[:length]
        Passage.objects.create(clause=clause, text=text, source="测试")
    return whole_plan


@pytest.fixture
def browse(live_server, whole_plan, li):
    with windows(live_server.url, li) as opened:
        yield opened


def broken(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def test_with_the_words_no_rule_of_access_is_broken_and_nothing_is_cut(words, browse):
    for path in ("/plan/", "/plan/?bare=1", "/plan/duties/", "/works/m-biopharma/"):
        page = browse(path=path)
        assert FILLING in page.text_content("main")
        assert broken(page) == []
        assert whole(page), path
        assert page.complaints == []


def test_without_the_words_no_rule_of_access_is_broken(browse):
    page = browse(path="/plan/")
    assert FILLING not in page.text_content("main")
    assert broken(page) == []


def whole(page):
    """Whether nothing sticks out or is cut: half and a quarter of the window, twice the size."""
    for width in (1366, 683, 360):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(WIDE) == []
        assert page.evaluate(CUT) == []
    page.set_viewport_size({"width": 1366, "height": 768})
    page.evaluate("document.documentElement.style.zoom = 2")
    return page.evaluate(WIDE) == [] and page.evaluate(CUT) == []


def test_the_keyboard_meets_filters_then_states_then_chapters(browse):
    page = browse(path="/plan/")
    met = []
    while len(met) < 80:
        page.keyboard.press("Tab")
        met.append(page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.name || e.textContent.trim().slice(0, 20); }"
        ))  # fmt: skip
        assert page.evaluate(OUTLINE), met[-1]
    wanted = ["province", "city", "zone", "status", "commitment", "bare", "查询", "重置",
              "实施职责", "第三章 总体布局"]  # fmt: skip
    places = [met.index(word) for word in wanted]
    assert places == sorted(places)


def every_item_is_reached(page):
    """Each stop leads to the next one, and the last link leads out."""
    stops = page.evaluate_handle(STOPS)
    count = page.evaluate("stops => stops.length", stops)
    links = page.evaluate("() => document.querySelectorAll('.clause__item a[href]').length")
    assert count > links > 1000
    assert page.evaluate("stops => stops.every(e => e.tabIndex === 0)", stops)
    for at in range(60, count - 1, count // 40):
        page.evaluate("([stops, at]) => stops[at].focus()", [stops, at])
        page.keyboard.press("Tab")
        assert page.evaluate(
            "([stops, at]) => document.activeElement === stops[at + 1]", [stops, at]
        )
        assert page.evaluate(OUTLINE)
    page.evaluate(LAST_HOLDER)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') === null")


def a_word_leads_to_its_item(page):
    """Enter on words of the plan goes to their line, Enter there to the page."""
    page.focus(".said")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.querySelector('.clause__item:target') !== null")
    page.focus(".clause__item:target > a[href]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search("/(works|indicators|plan)/", page.url)


def test_the_keyboard_alone_goes_through_the_plan(words, browse):
    page = browse(path="/plan/")
    every_item_is_reached(page)
    a_word_leads_to_its_item(page)


def printed(page):
    page.emulate_media(media="print")
    return page.pdf(prefer_css_page_size=True)


@pytest.fixture
def lines(whole_plan):
    """How many lines the plan has; asked before a browser is open in this thread."""
    whole = annotated(whole_plan, Moment(PLAN_END), Chosen())
    return sum(p.count for part in whole.parts for p in part.paragraphs)


def test_paper_holds_the_whole_plan_and_no_controls(words, lines, browse):
    page = browse(path="/plan/")
    pdf = printed(page)
    for control in (".masthead__nav", ".filters", ".contents", ".statuses", ".ways", ".menu"):
        assert not page.is_visible(control)
    text = pdf_text(pdf)
    for head in ("第一章规划背景", "专栏3战略性新兴产业发展重点", "第十章"):
        assert head in text
    assert page.locator(".clause__item").count() == lines
    assert text.count("暂无资料") > 500
    with pypdfium2.PdfDocument(pdf) as leaves:
        assert 30 < len(leaves) < 120
    told_apart_without_colour(page)


def told_apart_without_colour(page):
    """Each state has its shape and word, the words of the plan a kind of line."""
    assert page.evaluate(
        "() => [...document.querySelectorAll('.clause__mark .state')]"
        ".every(e => e.querySelector('svg') && e.querySelector('.state__word').textContent)"
    )
    lines = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('.said')].map(e => {"
        " const s = getComputedStyle(e); return s.textDecorationLine + ' ' + s.textDecorationStyle;"
        "}))]"
    )
    assert len(lines) >= 3
    assert all(line.startswith("underline ") for line in lines)


def test_paper_says_what_was_chosen(browse):
    page = browse(path="/plan/?province=220000&bare=1")
    text = pdf_text(printed(page))
    assert "省：吉林省；条文：尚无任何资料的" in text
    assert "各项全部暂无资料" in text


def test_paper_opens_what_is_folded_with_and_without_script(words, browse):
    for script in (True, False):
        page = browse(path="/works/apt-suifenhe/", java_script_enabled=script)
        assert not page.is_visible(".passage p")
        assert FILLING * 5 in pdf_text(printed(page))
