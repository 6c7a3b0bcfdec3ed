"""The pages that a person meets, by name: who opens them, and how they are reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.journeys.steps import fill, follow, press, switch

WITH_FACTS = "/works/road-g1-lalinhe-changchun/"
WITHOUT_FACTS = "/works/rail-changchun-west-ring/"
# about a work that covers 长春 and 哈尔滨, so that both may file
FORM = "/filings/new/?work=ind-auto-base&event=progress"


@dataclass(frozen=True)
class Place:
    """A page: its name in tests and pictures, its reader, the address, what is done there."""

    name: str
    person: str
    path: str
    then: Callable[[Any], None] | None = None


def _send_nothing(page: Any) -> None:
    fill(page, {"percent": "120"})
    press(page, "提交审核")


def _name_nobody(page: Any) -> None:
    page.get_by_role("button", name="明确", exact=True).click()


def _first_row(page: Any) -> None:
    follow(page.locator("main tbody a").first)


def _first_value(page: Any) -> None:
    follow(page.get_by_role("link", name="参考指标").first)
    follow(page.locator("main tbody a").first)


def _make(page: Any) -> None:
    press(page, "出具报告")


def _log_out(page: Any) -> None:
    page.locator(".menu summary").click()
    follow(page.get_by_role("button", name="退出"))


PLACES = (
    Place("board", "陈晨", "/"),
    Place("board-today", "陈晨", "/?tab=after"),
    Place("board-outlook", "陈晨", "/?tab=outlook"),
    Place("curve", "陈晨", "/curve/"),
    Place("plan", "陈晨", "/plan/"),
    Place("plan-narrowed", "陈晨", "/plan/?status=missed"),
    Place("plan-bare", "陈晨", "/plan/?bare=1"),
    Place("functions", "李明", "/plan/functions/"),
    Place("duties", "陈晨", "/plan/duties/"),
    Place("zones", "陈晨", "/plan/zones/"),
    Place("criterion", "陈晨", "/criteria/ind-auto-base/"),
    Place("search", "李明", "/search/?q=hunchun"),
    Place("search-nothing", "李明", "/search/?q=zzzz"),
    Place("works", "陈晨", "/works/"),
    Place("work", "李明", WITH_FACTS),
    Place("work-empty", "李明", WITHOUT_FACTS),
    Place("responsibility", "陈晨", "/responsibility/?kind=measure"),
    Place("inquiries", "李明", "/inquiries/?size=20&place=220100"),
    Place("form-searched", "李明", "/filings/new/?work=ind-auto-base&event=searched"),
    Place("assign", "陈晨", "/responsibility/ind-auto-base/"),
    Place("assign-wrong", "陈晨", "/responsibility/ind-auto-base/", _name_nobody),
    Place("import", "陈晨", "/responsibility/import/"),
    Place("indicators", "陈晨", "/indicators/"),
    Place("indicator", "陈晨", "/indicators/", _first_row),
    Place("indicator-reference", "陈晨", "/indicators/", _first_value),
    Place("filings", "李明", "/filings/"),
    Place("form-subject", "李明", "/filings/new/"),
    Place("form-event", "李明", "/filings/new/?work=ind-auto-base"),
    Place("form", "李明", FORM),
    Place("form-wrong", "李明", FORM, _send_nothing),
    Place("review", "王静", "/review/"),
    Place("review-one", "王静", "/review/", _first_row),
    Place("evaluation", "王静", "/evaluation/"),
    Place("evaluation-one", "王静", "/evaluation/", _make),
    Place("help", "周宁", "/help/"),
    Place("password", "周宁", "/password/"),
    Place("accounts", "郑伟", "/accounts/"),
    Place("account-new", "郑伟", "/accounts/new/"),
    Place("refused", "周宁", "/review/"),
    Place("missing", "周宁", "/works/nothing/"),
    Place("login", "周宁", "/help/", _log_out),
)


def visit(page: Any, place: Place) -> None:
    """Open the page as its reader."""
    page.goto("/help/")
    switch(page, place.person)
    page.goto(place.path)
    if place.then:
        place.then(page)
