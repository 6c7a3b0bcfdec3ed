"""What a filing is about: a work or an indicator, and the fact it corrects or rules between."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.rules import Forbidden, Scope, may
from calc.moments import Moment
from indicators import queries as indicator_queries
from indicators.models import Indicator
from plan import queries as plan_queries
from projects import queries as project_queries
from projects.models import Project
from projects.rules import SEARCHED, covers
from reporting.models import Submission
from reporting.rules.fields import UNMARKED

Subject = Project | Indicator
LONGEST_CODE = 60


def find_subject(*, work: str = "", indicator: str = "") -> Subject | None:
    """The work or indicator of that code; None for unknown codes and for both at once."""
    code = work or indicator
    if bool(work) == bool(indicator) or len(code) > LONGEST_CODE or not code.isprintable():
        return None
    plan = plan_queries.current()
    found: Subject | None = (
        project_queries.find(plan, code) if work else indicator_queries.find(plan, code)
    )
    return found


def subject_of(submission: Submission) -> Subject:
    """What the filing is about."""
    found = submission.project or submission.indicator
    assert found is not None  # noqa: S101 - a named constraint of the database
    return found


def may_file(user: User, subject: Subject, kind: str = "progress", target_key: str = "") -> bool:
    """Whether the person may file this about it."""
    try:
        check_may_file(user, subject, kind, target_key)
    except Forbidden:
        return False
    return True


def check_may_file(
    user: User, subject: Subject, kind: str = "progress", target_key: str = ""
) -> None:
    """Raise Forbidden with the reason unless the person may file this about the subject.

    About a work: when it lies in the person's area.  About an indicator: values of the
    person's own areas, and corrections or rulings of values there.
    """
    if not may(user.role, "file"):
        raise Forbidden(f"{user.get_role_display()}不填报。")
    scope, place = user.scope, user.place.name if user.place else ""
    if isinstance(subject, Indicator):
        if not all(_has_area(scope, code) for code in _areas_of(subject, kind, target_key)):
            raise Forbidden(f"这些数值不属于{place}，请由所在地提出。")
    elif not covers(scope.level, scope.code, subject.provinces, subject.cities):
        raise Forbidden(f"{subject.name}不涉及{place}，请由所在地填报。")


def _has_area(scope: Scope, code: str) -> bool:
    """Whether a value's area lies in the scope; what has no code belongs to the provinces."""
    if not code.isdigit():
        return scope.level == "province"
    return scope.covers(province=f"{code[:2]}0000", city=f"{code[:4]}00")


def _areas_of(indicator: Indicator, kind: str, target_key: str) -> set[str]:
    """Areas of the values on file that a correction or a ruling touches."""
    if kind == "correction":
        found = find_target(indicator, target_key)
        return {found.area_code} if found else set()
    if kind == "ruling":
        group = conflict(indicator, target_key, Moment(timezone.localdate()))
        return {row.area_code for row in group.facts} if group else set()
    return set()


def find_target(subject: Subject, key: str) -> Any:
    """The fact on file that a correction speaks of, or None."""
    if not key or len(key) > LONGEST_CODE or not key.isprintable():
        return None
    if isinstance(subject, Project):
        return project_queries.find_fact(subject, key)
    return indicator_queries.find_fact(subject, key)


def conflict(subject: Subject, group: str, moment: Moment) -> Any:
    """The disagreement of that name about the subject, or None."""
    if isinstance(subject, Project):
        found: Any = project_queries.conflicts(subject, moment)
    else:
        found = indicator_queries.conflicts(subject, moment)
    return next((one for one in found if one.group == group), None)


def target_exists(kind: str, subject: Subject, key: str) -> bool:
    """Whether what a ruling or correction names is there; other kinds name nothing."""
    if kind == "ruling":
        return conflict(subject, key, Moment(timezone.localdate())) is not None
    if kind == "correction":
        return find_target(subject, key) is not None
    return key == ""


def snapshot(subject: Subject, key: str) -> dict[str, str]:
    """The fields of a fact on file as a form has them, to be corrected."""
    fact = find_target(subject, key)
    if fact is None:
        return {}
    fields = _work_fields(fact) if isinstance(subject, Project) else _value_fields(fact)
    return {name: text for name, text in (fields | _document_fields(fact)).items() if text}


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _work_fields(fact: Any) -> dict[str, str]:
    if fact.event == SEARCHED:
        return {
            "event": fact.event, "searched_on": fact.day.isoformat(),
            "searched_in": fact.searched_in, "searched_note": fact.note,
            "part": fact.part.code if fact.part else "",
        }  # fmt: skip
    return {
        "event": fact.event, "day": fact.day.isoformat(), "precision": fact.precision,
        "date_basis": fact.date_basis if fact.date_basis != "scheduled" else "event",
        "part": fact.part.code if fact.part else "", "part_said": fact.part_said,
        "summary": fact.summary, "at_least": fact.at_least, "at_most": fact.at_most,
        "percent": _plain(fact.percent), "amount": _plain(fact.amount),
        "amount_kind": fact.value_kind if fact.amount is not None else "",
    }  # fmt: skip


def _value_fields(fact: Any) -> dict[str, str]:
    yearly = fact.period_kind in ("year", "year_end")
    money = fact.unit == "万元" and fact.indicator.unit == "亿元"
    return {
        "area": fact.area_code or fact.area, "scope": fact.scope, "period_kind": fact.period_kind,
        "year": str(fact.year) if yearly else "",
        "period_start": fact.period_start.isoformat()
        if fact.period_start and fact.period_kind in ("interim", "cumulative") else "",
        "period_end": "" if yearly else fact.period_end.isoformat(),
        "value": _plain(fact.value / 10000 if money else fact.value),
        "qualifier": "approx" if fact.qualifier == "rounded" else fact.qualifier,
        "vintage": fact.vintage or UNMARKED,
    }  # fmt: skip


def _document_fields(fact: Any) -> dict[str, str]:
    source = fact.source
    dated = source.published_on is not None
    return {
        "source_kind": source.kind if source.kind != "plan" else "official",
        "document_title": source.title, "publisher": source.publisher,
        "document_number": source.number, "link": source.url,
        "document_date": source.published_on.isoformat() if dated else "",
        "document_precision": (source.published_precision or "day") if dated else "unknown",
    }  # fmt: skip
