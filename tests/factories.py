"""Objects at the state a test needs.

Three persons run through all tests: Li (长春, reports), Wang (吉林省, reviews) and Zhao (哈尔滨,
reports; must see nothing of Jilin's drafts).
"""

from __future__ import annotations

import itertools
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from audit.rules import SYSTEM
from indicators import actions as indicator_actions
from indicators.models import Indicator, Observation
from indicators.rules import ObservationEntry
from plan.models import Clause, Plan
from plan.rules import SourceEntry
from projects import actions as project_actions
from projects.models import Part, Progress, Project
from projects.rules import FactEntry
from regions.models import Organisation, Place
from reporting import actions as filing
from reporting.models import Submission

numbers = itertools.count(1)

PLACES = {
    "220000": "吉林省",
    "220100": "长春市",
    "220200": "吉林市",
    "230000": "黑龙江省",
    "230100": "哈尔滨市",
    "230200": "齐齐哈尔市",
}


def place(code: str) -> Place:
    """A province or city of the plan, with its province above it."""
    found = Place.objects.filter(code=code).first()
    if found:
        return found
    level = "province" if code.endswith("0000") else "prefecture"
    parent = None if level == "province" else place(f"{code[:2]}0000")
    return Place.objects.create(
        code=code, name=PLACES[code], short_name=PLACES[code][:-1],
        level=level, parent=parent, in_plan=True,
    )  # fmt: skip


def office(code: str) -> Organisation:
    """The development commission of a place, or one above all provinces."""
    words = f"{PLACES[code]}发展和改革委员会" if code in PLACES else "哈长城市群协调机制办公室"
    where = place(code) if code in PLACES else None
    made, _ = Organisation.objects.get_or_create(
        code=f"org-{code}", defaults={"name": words, "place": where}
    )
    return made


def person(username: str, name: str, role: str, code: str = "", **more: Any) -> User:
    """An account; one per user name."""
    found = User.objects.filter(username=username).first()
    if found:
        return found
    where = place(code) if code else None
    user = User(username=username, name=name, role=role, place=where,
                organisation=office(code or "all"), **more)  # fmt: skip
    user.set_password("Changchun-2020")
    # The insert itself refuses what is double or breaks a constraint.
    user.full_clean(validate_unique=False, validate_constraints=False)
    user.save(force_insert=True)
    return user


def li() -> User:
    """Reporter of 长春."""
    return person("li", "李工", "reporter", "220100")


def wang() -> User:
    """Reviewer of 吉林省."""
    return person("wang", "王处", "reviewer", "220000")


def zhao() -> User:
    """Reporter of 哈尔滨; nothing of Jilin's drafts is theirs."""
    return person("zhao", "赵工", "reporter", "230100")


def coordinator() -> User:
    """Coordinator between the provinces."""
    return person("chen", "陈协调", "coordinator")


def reader() -> User:
    """Reader of the ministry."""
    return person("buwei", "周查阅", "reader")


def admin() -> User:
    """Administrator of accounts."""
    return person("admin", "系统管理员", "admin")


def plan() -> Plan:
    """The plan all objects belong to."""
    made, _ = Plan.objects.get_or_create(
        code="hachang-2016",
        defaults={"title": "哈长城市群发展规划", "starts": date(2016, 1, 1),
                  "ends": date(2020, 12, 31), "outlook_year": 2030},
    )  # fmt: skip
    return made


def clause(**more: Any) -> Clause:
    """One paragraph of the plan."""
    values = {"chapter": 5, "section": 1, "box": None, "paragraph": next(numbers)} | more
    return Clause.objects.create(plan=plan(), **values)


def project(code: str = "", *, cities: tuple[str, ...] = ("220100",), parts: tuple[str, ...] = (),
            **more: Any) -> Project:  # fmt: skip
    """A work in these cities, promised to be built."""
    number = next(numbers)
    values: dict[str, Any] = {
        "name": f"示例高速公路{number}", "kind": "works", "category": "road", "verb": "建设",
        "commitment": "build", "commitment_strict": "build", "judgement": "once",
        "criterion": "通车的公告或报道", "ladder": "works", "required": "in_use",
        "required_strict": "in_use", "quote": f"示例高速公路{number}", "order": number,
    } | more  # fmt: skip
    made = Project.objects.create(
        plan=plan(), clause=clause(), code=code or f"road-{number}", cities=list(cities),
        provinces=sorted({f"{city[:2]}0000" for city in cities}), **values,
    )  # fmt: skip
    made.places.set([place(city) for city in cities])
    for order, name in enumerate(parts):
        Part.objects.create(project=made, code=f"part-{order + 1}", name=name, order=order)
    return made


# --- filings ---------------------------------------------------------------------------------

OPENED: dict[str, str] = {
    "event": "opened", "day": "2020-09-26", "precision": "day", "date_basis": "event",
    "summary": "全线建成通车", "source_kind": "official", "document_title": "通车公告",
    "publisher": "吉林省交通运输厅", "document_date": "2020-09-28", "document_precision": "day",
    "link": "https://example.org/notice",
}  # fmt: skip

VALUE: dict[str, str] = {
    "area": "220100", "period_kind": "year_end", "year": "2020", "value": "66.5",
    "vintage": "first_release", "source_kind": "official", "document_title": "统计公报",
    "publisher": "长春市统计局", "document_date": "2021-05-01", "document_precision": "day",
}  # fmt: skip


def indicator(code: str = "", **more: Any) -> Indicator:
    """A quantity with a share as its unit."""
    number = next(numbers)
    values = {"name": f"示例比重{number}", "unit": "%", "direction": 1, "order": number} | more
    return Indicator.objects.create(plan=plan(), code=code or f"ind-{number}", **values)


def published(day: date | None, title: str = "通车公告") -> SourceEntry:
    """A document that appeared on this day; None when nobody knows when."""
    precision = "day" if day else ""
    return SourceEntry(title=title, publisher="吉林省交通运输厅", published_on=day,
                       published_precision=precision)  # fmt: skip


def entry(**more: Any) -> FactEntry:
    """What is said about a work: opened on 2020-09-26 unless told otherwise."""
    values = {"event": "opened", "day": date(2020, 9, 26), "precision": "day",
              "summary": "全线建成通车", "source": published(date(2020, 9, 28))} | more  # fmt: skip
    return FactEntry(**values)


def fact(work: Project, key: str = "", **more: Any) -> Progress:
    """A fact on file about a work: opened on 2020-09-26 unless told otherwise."""
    return project_actions.add_fact(
        by=SYSTEM, project=work, entry=entry(**more), key=key or f"PE-{next(numbers)}",
        filed_by="历史资料", approved_by="", origin="history",
    )  # fmt: skip


def fact_recorded(work: Project, at: datetime, key: str = "", **more: Any) -> Progress:
    """A fact that this system accepted at an earlier instant."""
    row = project_actions.build(
        work, entry(**more), key=key or f"PE-{next(numbers)}", origin="history",
        filed_by="历史资料", approved_by="",
    )  # fmt: skip
    row.recorded_at = at
    row.save(force_insert=True)
    return row


def observation(subject: Indicator, key: str = "", **more: Any) -> Observation:
    """A value on file: 长春 at the end of 2019 unless told otherwise."""
    source = SourceEntry(title="统计公报", publisher="长春市统计局",
                         published_on=date(2020, 5, 1), published_precision="day")  # fmt: skip
    values = {"area": "长春市", "area_code": "220100", "year": 2019, "period_kind": "year_end",
              "period_start": date(2019, 12, 31), "period_end": date(2019, 12, 31),
              "value": Decimal("65.1"), "unit": subject.unit, "source": source} | more  # fmt: skip
    return indicator_actions.add_observation(
        by=SYSTEM, indicator=subject, entry=ObservationEntry(**values),
        key=key or f"IO-{next(numbers)}", filed_by="历史资料", approved_by="", origin="history",
    )  # fmt: skip


def draft(subject: Any = None, *, by: User | None = None, kind: str = "progress",
          fields: dict[str, str] | None = None, target_key: str = "") -> Submission:  # fmt: skip
    """A draft of Li about a work in 长春 unless told otherwise."""
    return filing.create_draft(
        by=by or li(), kind=kind, subject=subject or project(), target_key=target_key,
        fields=OPENED if fields is None else fields, token=uuid.uuid4(),
    )  # fmt: skip


def submission_at(state: str, subject: Any = None, **more: Any) -> Submission:
    """A filing of Li at the state a test begins with; steps are taken by Li and Wang."""
    made = draft(subject, **more)
    author = made.author
    if state in ("draft", "discarded"):
        if state == "discarded":
            made = filing.discard(by=author, submission_id=made.pk, version=made.version)
        return made
    made = filing.submit(by=author, submission_id=made.pk, version=made.version)
    if state == "returned":
        return filing.return_(by=wang(), submission_id=made.pk, version=made.version,
                              reason="请补充批复文号")  # fmt: skip
    if state == "approved":
        return filing.approve(by=wang(), submission_id=made.pk, version=made.version)
    return made
