"""What people do on the pages, in their words: labels, buttons and links as they read them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from reporting.rules import fields_of
from tests.tracker.running import ROOT

EVENTS = ROOT / "plan/history/hachang-2016/events.csv"
SENTENCE = re.compile(
    r"(\d+)项的承诺有明确的判定标准.*?"
    r"(\d+)项可确认达到，(\d+)项可确认未达到，(\d+)项尚不能确定（其中(\d+)项暂无资料）"
)
LABELS = {field.name: field.label for field in fields_of("progress")}
COMPUTED = re.compile(r"截至 (\d\d:\d\d:\d\d) 已计算")


@dataclass(frozen=True)
class Figures:
    """The account as its sentence says it, in items."""

    rated: int
    reached: int
    missed: int
    undetermined: int
    no_data: int


def real_event(key: str) -> dict[str, str]:
    """A row of the real history."""
    with EVENTS.open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["id"] == key)


def follow(control: Any) -> None:
    """Click what leads to another page, and wait for that page."""
    with control.page.expect_navigation():
        control.click()


def switch(page: Any, name: str) -> None:
    """Change the person in one click, staying where one is."""
    follow(page.locator(".persons").get_by_role("button", name=name))
    assert page.locator(".persons [aria-pressed=true]").inner_text().startswith(name)


def go(page: Any, word: str) -> None:
    """Follow the entry of the main navigation; a number of waiting items may stand behind it."""
    counted = re.compile(rf"^{word}(\d+项待办)?$")
    follow(page.locator(".masthead__nav a", has_text=counted))


def field(page: Any, name: str) -> Any:
    """The control with the label of this field of the filing form, or with this label."""
    label = LABELS.get(name, name)
    return page.get_by_label(re.compile(rf"^{re.escape(label)}(（必填）)?$"))


def fill(page: Any, typed: dict[str, str]) -> None:
    """Type into fields, choose in lists."""
    for name, text in typed.items():
        control = field(page, name)
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(text)
        else:
            control.fill(text)


def shown(page: Any, names: Any) -> dict[str, str]:
    """What stands in the fields now."""
    return {name: field(page, name).input_value() for name in names}


def message_at(page: Any, name: str) -> str:
    """What is wrong with a field, as the field itself names it to a screen reader."""
    ids = field(page, name).get_attribute("aria-describedby") or ""
    texts = [page.locator(f"#{one}.field__error") for one in ids.split()]
    return "".join(found.inner_text() for found in texts if found.count())


def press(page: Any, word: str) -> None:
    """Press the button with exactly this word."""
    follow(page.locator("main").get_by_role("button", name=word, exact=True))


def link(page: Any, word: str) -> None:
    """Follow the link with exactly this word."""
    follow(page.locator("main").get_by_role("link", name=word, exact=True))


def open_question(page: Any, word: str) -> None:
    """Unfold a step that asks before it is taken."""
    page.locator("main details.confirm > summary", has_text=word).click()


def said(page: Any) -> str:
    """The message of the last step."""
    return page.locator(".messages").inner_text()


def state(page: Any) -> str:
    """The state of the filing whose page is open."""
    return page.locator(".page__actions").inner_text().strip()


def filing_row(page: Any, name: str) -> Any:
    """The row of a list of filings with this text."""
    return page.locator("main tbody tr", has_text=name)


def figures(page: Any) -> Figures:
    """The figures of the first screen; its sentence and its bar must say the same."""
    main = page.locator("main").inner_text()
    found = SENTENCE.search(main)
    assert found, main[:500]
    read = Figures(*map(int, found.groups()))
    legend = re.sub(r"\s", "", page.locator("main .parts__key").first.inner_text())
    for word, count in (("可确认达到", read.reached), ("可确认未达到", read.missed)):
        assert f"{word}{count}项" in legend
    assert read.reached + read.missed + read.undetermined == read.rated
    return read


def computed_at(page: Any) -> str:
    """The time at which the figures of this page were computed."""
    found = COMPUTED.search(page.locator("main .freshness").inner_text())
    assert found
    return found[1]


def official(day: date) -> str:
    """A day as official texts write it."""
    return f"{day.year}年{day.month}月{day.day}日"
