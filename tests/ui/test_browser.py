"""The gallery in a real browser: rules of access, widths, keyboard, no script."""

from __future__ import annotations

import pytest

from tests.plugins.browser import windows

pytestmark = pytest.mark.browser

WIDE = """
    [...document.querySelectorAll("body *")]
      .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                   && !e.closest(".scroll-x, .masthead__nav"))
      .map(e => e.outerHTML.slice(0, 80))
"""
SMALL = """
    least => [...document.querySelectorAll("button, select, summary, nav a, .btn-main, .btn-quiet")]
      .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
      .filter(([word, box]) => box.width && box.height < least)
      .map(([word, box]) => `${word}: ${box.height}`)
"""


@pytest.fixture
def browse(live_server, li):
    """Open the gallery as Li in a window of the given width."""
    with windows(live_server.url, li) as opened:
        yield lambda width=1366, path="/ui/", **settings: opened(width, path, **settings)


@pytest.mark.parametrize("width", [1366, 390])
def test_no_rule_of_access_is_broken(browse, width):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(browse(width)).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("width", [1920, 1366, 1024, 683, 390, 320])
def test_only_tables_and_the_navigation_scroll_sideways(browse, width):
    assert browse(width).evaluate(WIDE) == []


@pytest.mark.parametrize(("width", "least"), [(1366, 24), (390, 44)])
def test_what_is_pressed_is_large_enough(browse, width, least):
    assert browse(width).evaluate(SMALL, least) == []


def test_the_page_loads_everything_from_here_and_the_policy_has_nothing_to_say(browse):
    page = browse()
    assert page.title() == "界面组件 - 哈长城市群发展规划实施跟踪系统"
    assert page.complaints == []


def test_the_keyboard_reaches_the_text_first(browse):
    page = browse(path="/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_escape_closes_the_menu_and_gives_the_focus_back(browse):
    page = browse()
    page.focus(".menu summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.menu__list') !== null")
    page.keyboard.press("Escape")
    assert not page.is_visible(".menu__list")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_errors_are_met_first(browse):
    assert browse().evaluate("document.activeElement.classList.contains('errors')")


def test_without_script_questions_open_and_no_dead_control_is_shown(browse):
    page = browse(java_script_enabled=False)
    assert not page.is_visible("[data-print]")
    page.click("summary:has-text('退回')")
    assert page.is_visible("text=退回须写明理由")


def test_a_form_on_its_way_is_not_sent_twice(browse):
    page = browse()
    sent = []

    def hold(route):
        sent.append(route)

    page.route("**/nowhere/", hold)
    page.evaluate("""() => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = "/nowhere/";
        form.innerHTML = "<button id='go'>发送</button>";
        document.getElementById("main").prepend(form);
    }""")
    page.evaluate("() => { for (let n = 0; n < 3; n++) document.getElementById('go').click(); }")
    page.wait_for_timeout(200)
    assert len(sent) == 1
