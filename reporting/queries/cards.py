"""What is known about the item a filing speaks of, as form and review page show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, describe
from indicators import queries as indicator_queries
from indicators.models import Indicator
from metrics.queries import attempted
from metrics.rules import FAILED_WORDS
from plan.models import Clause
from plan.queries import current, rulings, standing
from projects import queries as project_queries
from projects.compute.stages import standing_of
from projects.models import Project
from reporting.models import Submission
from reporting.queries.scope import visible
from reporting.queries.subjects import Subject, may_file
from ui.facts import Fact
from ui.format import num, yi


@dataclass(frozen=True)
class Card:
    """An item: where the plan names it, what would settle it, what is on file."""

    subject: Subject
    page: str
    quote: str
    clause: Clause | None
    criterion: str
    stages: list[tuple[str, str]]
    facts: list[Fact]


def card(subject: Subject, today: date) -> Card:
    """The item with all facts on file, oldest first."""
    if isinstance(subject, Project):
        return _work_card(subject, today)
    return _indicator_card(subject, today)


def _work_card(project: Project, today: date) -> Card:
    moment = Moment(today)
    words = attempted(lambda: _stage_words(project, moment), project.code)
    rows = project_queries.facts(project, moment)
    alive = {row.pk for row in standing(rows, rulings(project.plan, moment))}
    facts = [_work_fact(row, row.pk in alive) for row in rows]
    settles = project_queries.criteria(project, moment).now
    stages = list(zip(("2020年末", "目前"), words or [FAILED_WORDS] * 2, strict=True))
    return Card(project, "dashboards:work", project.quote, project.clause,
                settles.text if settles else project.criterion, stages, facts)  # fmt: skip


def _stage_words(project: Project, moment: Moment) -> list[str]:
    """Its stage at the end of the plan and now."""
    dossier = next(iter(project_queries.dossiers(project.plan, moment, {project.code})))
    ladder = LADDERS[project.ladder]
    return [describe(standing_of(dossier, at).known, ladder) for at in (Moment(PLAN_END), moment)]


def _work_fact(row: Any, counts: bool) -> Fact:
    return Fact(
        event=row.get_event_display(), day=row.day, precision=row.precision,
        basis=row.date_basis, part=row.part.name if row.part else row.part_said,
        summary=row.summary, tone="strong" if row.moves and counts else "plain",
        note=_note(row, counts), **_cited(row),
    )  # fmt: skip


def _indicator_card(indicator: Indicator, today: date) -> Card:
    moment = Moment(today)
    rows = indicator_queries.observations(indicator, moment)
    alive = {row.pk for row in standing(rows, rulings(indicator.plan, moment))}
    target = next(iter(indicator.targets.all()), None)
    facts = [_value_fact(row, row.pk in alive) for row in sorted(rows, key=_by_period)]
    return Card(indicator, "dashboards:indicator", target.quote if target else "",
                target.clause if target else None, indicator.note, [], facts)  # fmt: skip


def _by_period(row: Any) -> tuple[Any, ...]:
    return (row.period_end, row.area_code, row.scope, row.pk)


def _value_fact(row: Any, counts: bool) -> Fact:
    money = row.unit == "万元" and row.indicator.unit == "亿元"
    value = yi(row.value) if money else f"{num(row.value)}{row.unit}"
    kind = f"{row.get_period_kind_display()}，{row.get_vintage_display()}"
    return Fact(
        event=f"{row.get_qualifier_display() if row.qualifier else ''}{value}",
        day=row.period_end, precision=row.date_precision, part=f"{row.area}{row.scope}",
        summary=kind, note=_note(row, counts), **_cited(row),
    )  # fmt: skip


def _cited(row: Any) -> dict[str, Any]:
    """The source of a fact and what to know about it."""
    marks = {
        "derived": row.status == "derived",
        "unverified": row.confidence == "low",
        "disputed": bool(row.conflict_group),
        "undated": row.published_on is None,
    }
    return {
        "source": row.source.title, "publisher": row.source.publisher, "url": row.source.url,
        "published_on": row.published_on, "published_precision": row.published_precision or "day",
        "marks": tuple(code for code, present in marks.items() if present),
    }  # fmt: skip


def _note(row: Any, counts: bool) -> str:
    said = [f"编号{row.key}"]
    if not counts:
        said.append("已被更正或未被采信，不计入")
    if row.corrects:
        said.append(f"更正{row.corrects}：{row.reason}")
    return "；".join(said)


def others_in_hand(user: User, subject: Subject, but: int = 0) -> QuerySet[Submission]:
    """Other filings about the same item on their way, as far as the person may see them."""
    about = {"indicator" if isinstance(subject, Indicator) else "project": subject}
    rows = visible(user).filter(state__in=["draft", "submitted", "returned"], **about)
    return rows.exclude(pk=but)


def to_file_about(user: User, text: str) -> tuple[list[Project], list[Indicator]]:
    """Works and indicators the person may file about, narrowed by a part of the name."""
    plan = current()
    found = project_queries.works(plan).select_related("clause")
    works = [work for work in found if may_file(user, work)]
    indicators = [one for one in indicator_queries.listed(plan) if may_file(user, one)]
    return (
        [work for work in works if text in work.name or any(text in a for a in work.aliases)],
        [one for one in indicators if text in one.name],
    )
