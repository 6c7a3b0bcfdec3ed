"""What is on file about the subject of a filing, in the form the checks take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from accounts.models import User
from calc.moments import Moment
from calc.stages import LADDERS
from indicators import queries as indicator_queries
from indicators.models import Indicator
from indicators.queries.beside import observations_beside
from indicators.rules import is_rate_of_change
from plan.queries import rulings, standing
from projects import queries as project_queries
from projects.models import Project
from regions.models import Place
from reporting.models import Submission
from reporting.queries.subjects import Subject, conflict, subject_of
from reporting.rules import (
    Checked,
    Entry,
    Hint,
    IndicatorContext,
    KnownFact,
    KnownValue,
    RulingContext,
    WorkContext,
    beside,
    check_fields,
    form_of,
    hints,
)
from reporting.rules.contexts import Context
from reporting.rules.fields import Options

CLUSTER = "哈长城市群"
About = Mapping[str, str] | Entry | None
# shares of change may be negative or above 100
CHANGES = ("avg_growth", "cum_reduction")


def context_of(
    kind: str, subject: Subject, target_key: str, author: User, today: date, *,
    about: About = None,
) -> Context:  # fmt: skip
    """Everything the checks of this kind of filing need to know, as of today's knowledge.

    ``about``: the typed fields to be checked, or the entry to give hints on; no more of what is
    on file is read than they are compared with.  Without it, all is, to choose from.
    """
    moment = Moment(today)
    if kind == "ruling":
        return RulingContext(today, sides_of(subject, target_key, moment))
    corrects = target_key if kind == "correction" else ""
    if isinstance(subject, Project):
        return _work(subject, corrects, moment, about)
    return _indicator(subject, corrects, author, moment, about=about)


def checked(submission: Submission, today: date) -> Checked:
    """The filing checked against the rules and what is on file now."""
    subject = subject_of(submission)
    form = form_of(submission.kind, indicator=isinstance(subject, Indicator))
    return check_fields(form, submission.fields, _context(submission, today, submission.fields))


def hints_on(submission: Submission, entry: Entry, today: date) -> list[Hint]:
    """What looks unusual in a filing beside what is on file now."""
    return hints(entry, _context(submission, today, entry))


def _context(submission: Submission, today: date, about: About) -> Context:
    return context_of(
        submission.kind, subject_of(submission), submission.target_key, submission.author, today,
        about=about,
    )  # fmt: skip


def _work(project: Project, corrects: str, moment: Moment, about: About) -> WorkContext:
    rows = _facts(project, corrects, moment, about)
    return WorkContext(
        today=moment.as_of,
        parts=tuple((part.code, part.name) for part in project.parts.all()),
        stages=LADDERS[project.ladder].stages,
        known=tuple(_known_fact(row) for row in rows if row.relation == "item"),
        corrects=corrects,
    )


def _facts(project: Project, corrects: str, moment: Moment, about: About) -> Iterable[Any]:
    if about is None:
        rows = project_queries.bare_facts(project, moment)
        return standing(rows, rulings(project.plan, moment))
    if isinstance(about, Mapping):
        asked = beside.checks(about, corrects, moment.as_of)
    else:
        asked = beside.hints(about, corrects)
    return project_queries.facts_beside(project, moment, asked)


def _known_fact(row: Any) -> KnownFact:
    return KnownFact(
        key=row.key, event=row.event if row.moves else "statement", day=row.day,
        precision=row.precision, part=row.part.code if row.part else "",
        percent=row.percent, amount=row.amount, value_kind=row.value_kind,
        event_group=row.event_group, conflict_group=row.conflict_group,
    )  # fmt: skip


def _indicator(
    indicator: Indicator, corrects: str, author: User, moment: Moment, *, about: About
) -> IndicatorContext:
    bare = IndicatorContext(
        today=moment.as_of, unit=indicator.unit, bounded=is_share(indicator), corrects=corrects
    )
    rows = list(_values(indicator, moment, bare, about))
    target = next((row for row in rows if row.key == corrects), None)
    known = tuple(_known_value(row) for row in rows)
    return replace(bare, areas=_areas(author, target), known=known)


def _values(
    indicator: Indicator, moment: Moment, bare: IndicatorContext, about: About
) -> Iterable[Any]:
    if about is None:
        rows = indicator_queries.observations(indicator, moment)
        return standing(rows, rulings(indicator.plan, moment))
    if isinstance(about, Mapping):
        asked = beside.value_checks(about, bare)
    else:
        asked = beside.value_hints(about, bare.corrects)
    return observations_beside(indicator, moment, asked)


def _known_value(row: Any) -> KnownValue:
    return KnownValue(
        key=row.key, area_code=row.area_code, scope=row.scope, period_kind=row.period_kind,
        period_start=row.period_start, period_end=row.period_end, vintage=row.vintage,
        value=row.value, conflict_group=row.conflict_group,
    )  # fmt: skip


def is_share(indicator: Indicator) -> bool:
    """Whether its values are shares between 0 and 100 %, not rates of change."""
    if indicator.unit != "%" or is_rate_of_change(indicator.name):
        return False
    return not any(target.value_kind in CHANGES for target in indicator.targets.all())


def _areas(author: User, target: Any) -> Options:
    """The areas a person may file values for: the own one and, for a province, its cities.

    A correction stays with the area of the value it corrects.
    """
    if target is not None:
        return ((target.area_code or target.area, target.area),)
    scope = author.scope
    codes = [scope.code]
    if scope.level == "province":
        inside = Place.objects.filter(parent__code=scope.code, level="prefecture", in_plan=True)
        codes += inside.values_list("code", flat=True)
    places = Place.objects.filter(code__in=codes).order_by("code").values_list("code", "name")
    found = dict(places)
    if scope.level == "province":
        found[CLUSTER] = CLUSTER
    return tuple(found.items())


def sides_of(subject: Subject, group: str, moment: Moment) -> Options:
    """The sides of a disagreement: key, and how it reads."""
    found = conflict(subject, group, moment)
    return tuple((row.key, _said(row)) for row in found.facts) if found else ()


def _said(row: Any) -> str:
    if hasattr(row, "event"):
        what = f"{row.get_event_display()}，{day_words(row.day, row.precision)}，{row.summary}"
    else:
        what = f"{row.area}{row.year}年 {row.value.normalize():f}{row.unit}"
    publisher = f"，{row.source.publisher}" if row.source.publisher else ""
    return f"{what}（{row.source.title}{publisher}）"


def day_words(day: date, precision: str) -> str:
    """A date as precisely as it is known."""
    words = {"year": f"{day.year}年", "month": f"{day.year}年{day.month}月"}
    return words.get(precision, f"{day.year}年{day.month}月{day.day}日")
