"""Build the demo: the plan, its history, people to try it with, and filings that wait.

The demo has a database of its own.  Everything entered for show is marked 示例; the waiting
filings are real rows of the history that are kept back until somebody approves them.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actions import create_account
from accounts.models import User
from audit.rules import SYSTEM
from plan.models import Plan
from projects.models import Project
from regions.models import Organisation, Place
from reporting.actions import create_draft, return_, submit
from tracker.loading import (
    CATALOGUES,
    HISTORIES,
    load_history,
    load_plan,
    read_catalogue,
    read_history,
)

PASSWORD = "Hachang-2016-2020"  # noqa: S105  shown on the screen at every start of the demo
RETURN_REASON = "请补充发布单位的原文标题和文号，现有转载不足以核对。（示例）"
AMOUNT_KINDS = ("investment_total", "investment_done_total")


@dataclass(frozen=True)
class Person:
    """One account of the demo."""

    username: str
    name: str
    role: str
    office: str
    office_code: str
    place: str = ""


PEOPLE = (
    Person(
        "chen", "陈晨", "coordinator", "哈长城市群省际协调机制办公室（示例）", "demo-coordination"
    ),
    Person("li", "李明", "reporter", "长春市发展和改革委员会", "changchun-drc", "220100"),
    Person("wang", "王静", "reviewer", "吉林省发展和改革委员会", "jilin-drc", "220000"),
    Person("zhao", "赵强", "reporter", "哈尔滨市发展和改革委员会", "harbin-drc", "230100"),
    Person("sun", "孙丽", "reviewer", "黑龙江省发展和改革委员会", "heilongjiang-drc", "230000"),
    Person("zhou", "周宁", "reader", "国家发展和改革委员会", "ndrc"),
    Person("admin", "郑伟", "admin", "系统运行维护组（示例）", "demo-operations"),
)


@transaction.atomic
def build() -> None:
    """Fill an empty demo database: all of it, or nothing that a next start would take for it."""
    catalogue_folder = CATALOGUES / settings.DEFAULT_PLAN
    history_folder = HISTORIES / settings.DEFAULT_PLAN
    plan = load_plan(catalogue_folder, compute=False).plan
    history = read_history(history_folder, read_catalogue(catalogue_folder))
    held = {row.id: row for row in history.demo}
    load_history(catalogue_folder, history_folder, frozenset(held))
    people = {person.username: _account(person) for person in PEOPLE}
    for event in history.events:
        if event.id in held:
            _filing(plan, event, held[event.id], people)


def _account(person: Person) -> User:
    place = Place.objects.get(code=person.place) if person.place else None
    office, _ = Organisation.objects.get_or_create(
        code=person.office_code, defaults={"name": person.office, "place": place}
    )
    return create_account(
        by=SYSTEM, username=person.username, name=person.name, role=person.role,
        password=PASSWORD, place=place, organisation=office,
        must_change_password=False, is_demo=True,
    )  # fmt: skip


def _filing(plan: Plan, event: Any, held: Any, people: dict[str, User]) -> None:
    author = people[held.submitter]
    project = Project.objects.select_related("plan").get(plan=plan, code=event.project[0])
    draft = create_draft(
        by=author, kind="progress", subject=project, fields=fields_of(event),
        token=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{event.id}"), sample=True,
    )  # fmt: skip
    if held.state == "draft":
        return
    sent = submit(by=author, submission_id=draft.pk, version=draft.version)
    if held.state == "returned":
        reviewer = next(
            p for p in people.values() if p.role == "reviewer" and p.scope.code == sent.province
        )
        return_(by=reviewer, submission_id=sent.pk, version=sent.version, reason=RETURN_REASON)


def fields_of(event: Any) -> dict[str, str]:
    """A row of the history as somebody would type it into the form."""
    money = event.value_kind in AMOUNT_KINDS
    return {
        "event": event.event,
        "day": event.date.isoformat(),
        "precision": event.date_precision,
        "date_basis": event.date_basis,
        "part": event.part,
        "part_said": event.part_said,
        "summary": event.summary,
        "at_least": event.at_least,
        "at_most": event.at_most,
        "percent": str(event.value) if event.value_kind == "percent_done" else "",
        "amount": str(event.value * 10000) if money else "",
        "amount_kind": event.value_kind if money else "",
        "source_kind": event.source_kind,
        "document_title": event.source_title,
        "publisher": event.publisher,
        "document_date": event.published_on.isoformat() if event.published_on else "",
        "document_precision": event.published_precision or "unknown",
        "link": event.source_url,
    }
