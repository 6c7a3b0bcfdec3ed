"""The bar of the moment in a real browser: one line on a phone, open on a wide window."""

from __future__ import annotations

import pytest

from tests.journeys.files import pdf_text
from tests.plugins.browser import windows

pytestmark = pytest.mark.browser

PHONE = 360
LINE = 48  # one line that a finger meets
SUMMARY = ".moment-fold > summary"


@pytest.fixture
def browse(live_server, whole_plan, li):
    with windows(live_server.url, li) as opened:
        yield opened


@pytest.mark.parametrize("script", [True, False])
def test_a_tap_opens_the_line_on_a_phone(browse, script):
    page = browse(PHONE, java_script_enabled=script)
    assert page.locator(SUMMARY).inner_text().startswith("截至2020年12月31日，公开口径")
    assert 44 <= page.locator(".moment-fold").bounding_box()["height"] <= LINE
    assert not page.is_visible("#moment-as-of")
    assert not page.is_visible(".versus > summary")
    page.click(SUMMARY)
    assert page.is_visible("#moment-as-of")
    assert page.is_visible(".versus > summary")
    page.fill("#moment-as-of", "2018-12-31")
    with page.expect_navigation():
        page.click(".moment button")
    assert page.locator(SUMMARY).inner_text().startswith("截至2018年12月31日，公开口径")
    assert not page.is_visible("#moment-as-of")


def test_the_keyboard_opens_the_line_and_goes_on_into_the_fields(browse):
    page = browse(PHONE)
    page.focus(SUMMARY)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "moment-as-of"


@pytest.mark.parametrize("width", [768, 1366])
def test_a_wide_window_has_the_fields_open_and_no_fold(browse, width):
    page = browse(width, java_script_enabled=False)
    assert not page.is_visible(".moment-fold")
    assert page.is_visible("#moment-as-of")
    assert page.is_visible(".versus > summary")


def test_what_was_wrong_and_what_is_compared_stay_in_sight(browse):
    page = browse(PHONE, "/?as_of=2018-02-30")
    assert page.is_visible(".moment__error")
    page = browse(PHONE, "/?versus=2016-12-31")
    assert not page.is_visible("#moment-as-of")
    assert page.is_visible("text=与另一时点对照：截至2016年12月31日")
    page = browse(PHONE, "/?versus=2016-02-30")
    assert page.is_visible(".versus .moment__error")


def test_the_line_says_that_an_earlier_knowledge_was_rebuilt(browse):
    page = browse(PHONE, "/?known_at=2019-01-01")
    assert page.is_visible(".moment-fold__note:has-text('按现有档案重建')")


@pytest.mark.parametrize("width", [PHONE, 1366])
def test_paper_says_the_moment_once(browse, width):
    text = pdf_text(browse(width).pdf(prefer_css_page_size=True))
    assert text.count("截至2020年12月31日，公开口径") == 1
    assert "更改" not in text
