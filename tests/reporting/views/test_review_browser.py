"""A review in a real browser: what is decided on and the buttons stand in the first window."""

from __future__ import annotations

import pytest

from tests import factories
from tests.journeys.files import pdf_text
from tests.plugins.browser import windows

pytestmark = pytest.mark.browser

IN_SIGHT = """e => { const box = e.getBoundingClientRect();
                      return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }"""
# the top of the bar over what has the focus, where that stands behind the bar
HIDDEN = """() => { const bar = document.querySelector(".decide").getBoundingClientRect();
                    const at = document.activeElement, box = at.getBoundingClientRect();
                    return !at.closest(".decide") && box.bottom > bar.top && box.top < bar.bottom
                           ? at.outerHTML.slice(0, 80) : ""; }"""
FOCUSED = "() => document.activeElement.textContent.trim()"


@pytest.fixture
def browse(live_server, wang):
    """Open a filing that waits, with facts enough to fill several windows, as Wang."""
    work = factories.project()
    for number in range(12):
        factories.fact(work, f"PE-{number}", event="progress", note="甲" * 200)
    sent = factories.submission_at("submitted", work)
    with windows(live_server.url, wang) as opened:
        yield lambda width=1366, **more: opened(width, f"/filings/{sent.pk}/", **more)


def seen(page, selector):
    return page.locator(selector).evaluate(IN_SIGHT)


@pytest.mark.parametrize("script", [True, False])
def test_effect_and_buttons_stand_in_the_first_window(browse, script):
    page = browse(java_script_enabled=script)
    for selector in (".decide .effects", ".decide .btn-main", ".decide .confirm > summary"):
        assert seen(page, selector), selector
    page.click(".decide .confirm > summary")
    assert page.evaluate("scrollY") == 0
    assert seen(page, ".decide textarea")
    assert seen(page, ".decide .confirm__box button")


def test_the_bar_takes_little_and_ends_above_the_history(browse):
    page = browse()
    assert page.locator(".decide").bounding_box()["height"] < 160
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    bar, history = (
        page.locator(s).bounding_box() for s in (".decide", "[aria-labelledby=history]")
    )
    assert bar["y"] + bar["height"] <= history["y"]


def test_the_keyboard_meets_everything_in_order_and_nothing_hidden(browse):
    page = browse()
    met = []
    while "退回" not in met:
        page.keyboard.press("Tab")
        assert page.evaluate(HIDDEN) == ""
        met.append(page.evaluate(FOCUSED))
        assert len(met) < 100
    assert met.index("已入库的事实（12 条）") < met.index("通过") < met.index("退回")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("请补充文号")
    assert page.locator(".decide textarea").input_value() == "请补充文号"
    assert seen(page, ".decide textarea")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 400)])
def test_on_a_small_window_nothing_is_covered(browse, width, height):
    page = browse(width)
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate("getComputedStyle(document.querySelector('.decide')).position") == "static"


def test_a_return_without_a_reason_comes_back_with_the_error_in_sight(browse):
    page = browse()
    page.click(".decide .confirm > summary")
    with page.expect_navigation():
        page.click(".decide .confirm__box button")
    for selector in (".decide .errors", ".decide textarea", ".decide .confirm__box button"):
        assert seen(page, selector), selector


def test_paper_has_the_effect_in_its_place_and_no_buttons(browse):
    page = browse()
    page.emulate_media(media="print")
    assert not page.is_visible(".decide .btn-main")
    text = pdf_text(page.pdf(prefer_css_page_size=True))
    assert text.count("通过后的影响") == 1
    assert text.index("已知情况") < text.index("通过后的影响") < text.index("办理记录")
    assert "退回理由" not in text


def test_no_rule_of_access_is_broken(browse):
    from axe_playwright_python.sync_playwright import Axe

    for width in (1366, 360):
        found = Axe().run(browse(width)).response["violations"]
        assert [(rule["id"], [n["target"] for n in rule["nodes"]]) for rule in found] == []
