"""Every page for everybody: rules of access, narrow windows, paper, keyboard, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.files import pdf_text
from tests.journeys.pages import FORM, PLACES, Place, visit
from tests.journeys.steps import (
    LABELS,
    field,
    filing_row,
    fill,
    go,
    press,
    said,
    shown,
    state,
)
from tests.journeys.system import System

pytestmark = pytest.mark.browser

NARROW = (1024, 683, 390, 320)
# pages that put other things on a narrow window
LOOKS_OTHERWISE = ("board", "works", "work", "form", "review")
SHARED, SHARED_NAME = "ind-auto-base", "哈长汽车研发和生产基地"
# what sticks out of the window although only tables may
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")]
      .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll-x"))
      .map(e => e.outerHTML.slice(0, 100))"""
FOCUSED = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const label = e.labels && e.labels.length ? e.labels[0].textContent : e.textContent;
    return {word: label.replace("（必填）", "").trim(), tag: e.tagName, top: box.top + scrollY};
}"""
IN_SIGHT = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1;
}"""
MOST_STOPS = 400


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    """Title → the address that bears it, of the pages opened so far."""
    return {}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_keeps_the_rules_of_access_and_fits_every_window(
    window: Any, place: Place, titles: dict[str, str]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = window()
    visit(page, place)
    assert broken(Axe().run(page)) == []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(WIDE) == [], width
    if place.name in LOOKS_OTHERWISE:
        assert broken(Axe().run(page)) == []
    address = place.path.partition("?")[0]
    assert titles.setdefault(page.title(), address) == address


def broken(found: Any) -> list[tuple[str, list[Any]]]:
    """Rules that were broken, and where."""
    rules = found.response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in rules]


def test_paper_carries_the_figures_and_no_controls(window: Any) -> None:
    page = window()
    visit(page, PLACES[0])
    sentence = page.locator(".lead-sentence").evaluate("e => e.firstChild.textContent")
    page.emulate_media(media="print")
    for hidden in (".masthead__nav", ".persons", ".moment__fields", ".foot__row", ".menu"):
        assert not page.is_visible(hidden)
    text = pdf_text(page.pdf(prefer_css_page_size=True))
    assert re.sub(r"\s", "", sentence) in text
    assert "换人查看" not in text
    assert "重点项目承诺兑现情况" in text


class Keyboard:
    """Hands on the keyboard only."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def to(self, word: str, tag: str = "") -> None:
        """Tab until the control with this word has the focus; what has it must be in sight."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at["word"] == word and tag in ("", at["tag"]):
                self.page.wait_for_function(IN_SIGHT)
                return
        raise AssertionError(f"the keyboard does not reach {word}")

    def enter(self, word: str, tag: str = "") -> None:
        """Tab to a link or button and press it."""
        self.to(word, tag)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, typed: dict[str, str]) -> None:
        """Fill fields in the order they stand in."""
        for label, text in typed.items():
            self.to(LABELS.get(label, label))
            self.page.keyboard.type(text)


def test_an_event_is_filed_with_the_keyboard_alone(window: Any) -> None:
    page = window()
    visit(page, next(place for place in PLACES if place.name == "filings"))
    hands = Keyboard(page)
    hands.enter("新填报")
    hands.type({"名称": SHARED_NAME})
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hands.enter(SHARED_NAME)
    hands.enter("进展", "A")
    hands.type({"day": "2018-06-30", "summary": "键盘填写", "percent": "40"})
    hands.type({"document_title": "标题", "publisher": "某单位", "document_date": "2018-07-01"})
    hands.enter("提交审核", "BUTTON")
    assert "已提交" in said(page)
    assert state(page) == "待审核"


def test_the_keyboard_goes_down_the_form_as_the_eye_does(window: Any) -> None:
    page = window()
    visit(page, next(place for place in PLACES if place.name == "form"))
    words = page.locator("main form .field__label").all_inner_texts()
    stops, hands = [], Keyboard(page)
    for word in words:
        hands.to(word.replace("（必填）", "").strip())
        stops.append(page.evaluate(FOCUSED)["top"])
    assert stops == sorted(stops)
    assert len(stops) > 10


@pytest.fixture
def unscripted(window: Any, site: System) -> Iterator[Any]:
    """A window without script, logged in as Li by name and password."""
    page = window(java_script_enabled=False)
    visit(page, next(place for place in PLACES if place.name == "login"))
    fill(page, {"用户名": "li", "密码": site.password})
    press(page, "登录")
    yield page


def test_without_script_an_event_is_filed_once_and_returned(unscripted: Any) -> None:
    page = unscripted
    page.goto(FORM)
    typed = {
        "day": "2018-05-31", "summary": "不用脚本填写", "document_title": "不用脚本的标题",
        "publisher": "某单位", "document_date": "2018-06-01",
    }  # fmt: skip
    fill(page, {**typed, "day": "2018-02-30"})
    press(page, "提交审核")
    assert page.locator(".errors a").get_attribute("href") == "#id_day"
    assert shown(page, typed) == {**typed, "day": "2018-02-30"}
    field(page, "day").fill("2018-05-31")
    page.locator("main").get_by_role("button", name="提交审核").dblclick()
    page.wait_for_url("**/filings/*/")
    assert state(page) == "待审核"
    go(page, "填报")
    assert filing_row(page, "不用脚本填写").count() == 1
