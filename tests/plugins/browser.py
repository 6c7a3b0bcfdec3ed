"""Tests in a real browser: run where one is found, named with the reason where not."""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

BROWSER = "TRACKER_CHROMIUM"
REQUIRED = "TRACKER_REQUIRE_ALL"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """Path of the browser, empty when there is none."""
    given = os.environ.get(BROWSER, "")
    found = (shutil.which(name) for name in ((given,) if given else NAMES))
    return next((path for path in found if path), "")


def missing() -> str:
    """Why browser tests cannot run here; empty when they can."""
    if importlib.util.find_spec("playwright") is None:
        return "没有安装 playwright：pip install --require-hashes -r requirements-e2e.txt"
    if not chromium():
        return f"没有找到 Chromium：请安装 chromium，或用 {BROWSER} 指定路径"
    return ""


@contextmanager
def windows(url: str, user: Any) -> Iterator[Callable[..., Any]]:
    """Open pages of a test server as one person; ``complaints`` collects what went wrong."""
    from django.test import Client
    from playwright.sync_api import sync_playwright

    client = Client()
    client.force_login(user)
    cookies = [{"name": name, "value": morsel.value, "url": url}
               for name, morsel in client.cookies.items()]  # fmt: skip
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

        def opened(width: int = 1366, path: str = "/", **settings: Any) -> Any:
            size = {"width": width, "height": 768}
            context = browser.new_context(viewport=size, locale="zh-CN", **settings)
            context.add_cookies(cookies)
            page = context.new_page()
            page.complaints = []
            page.on("console", lambda said: page.complaints.append(said.text))
            page.on("requestfailed", lambda lost: page.complaints.append(lost.url))
            assert page.goto(f"{url}{path}").status == 200
            return page

        yield opened
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests, with the reason, where there is no browser."""
    reason = missing()
    for item in items:
        if reason and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


def _skipped(config: pytest.Config, marker: str = "") -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [report for report in reports if not marker or marker in report.keywords]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything must run, a skipped test is a failed run."""
    if os.environ.get(REQUIRED) and _skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """The last lines of the run: which browser tests did not run, and why."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = _skipped(config, "browser")
    if not reporter or not reports:
        return
    reporter.write_line(f"浏览器测试有 {len(reports)} 项没有运行：")
    for report in reports:
        reporter.write_line(f"  {report.nodeid}")
    reporter.write_line(f"  原因：{reports[0].longrepr[2].removeprefix('Skipped: ')}")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How far the crawl of one person went, and what it did not draw."""
    for report in terminalreporter.stats.get("passed", []):
        for said in (words for name, words in report.user_properties if name == "crawl"):
            terminalreporter.write_line(f"{report.nodeid}: {said}")
