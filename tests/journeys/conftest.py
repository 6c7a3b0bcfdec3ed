"""One running system for all journeys, and browser windows that tolerate no complaint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.journeys import system
from tests.plugins.browser import chromium

PATIENCE = 20_000
Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def site() -> Iterator[system.System]:
    """The running demo."""
    with system.running() as started:
        yield started


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    """A browser; closed before another module asks the database from this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--lang=zh-CN"]
        )
        yield browser
        browser.close()


@pytest.fixture
def window(site: system.System, chrome: Any) -> Iterator[Opener]:
    """Open a window of one's own; at the end it must have had nothing to complain of."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def opened(width: int = 1366, height: int = 768, **settings: Any) -> Any:
        context = chrome.new_context(
            base_url=site.url, viewport={"width": width, "height": height},
            locale="zh-CN", timezone_id="Asia/Shanghai", **settings,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        listen(context, complaints)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def listen(context: Any, complaints: list[str]) -> None:
    """Note what a person would not see: scripts that fail, files that miss, other hosts."""
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda said: complaints.extend(_spoken(said)))
    context.on("request", lambda sent: complaints.extend(_elsewhere(sent.url)))
    context.on("response", lambda answer: complaints.extend(_missing(answer)))


def _spoken(said: Any) -> list[str]:
    """Errors and warnings of the console, except that a page answered 400: it says why itself."""
    loud = said.type in ("error", "warning")
    return [said.text] if loud and not said.text.startswith("Failed to load resource") else []


def _elsewhere(url: str) -> list[str]:
    parts = urlsplit(url)
    ours = parts.hostname == "127.0.0.1" or parts.scheme in ("data", "about", "blob")
    return [] if ours else [f"a request left this machine: {url}"]


def _missing(answer: Any) -> list[str]:
    lost = answer.status >= 400 and not answer.request.is_navigation_request()
    return [f"{answer.status} {answer.url}"] if lost else []
