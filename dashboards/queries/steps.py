"""What moved one item or one indicator between two moments, with the facts that did it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calc.moments import Moment
from dashboards.queries.facts import Shelf
from indicators.compute.courses import Step as IndicatorStep
from indicators.compute.courses import courses as indicator_courses
from indicators.models import Indicator, Observation
from plan.queries import joined, rulings
from projects.compute.courses import Step, courses
from projects.models import Progress, Project
from ui.facts import Fact


@dataclass(frozen=True)
class StepLine:
    """One change in words; ``added`` are the facts that brought it, ``dropped`` the former ones."""

    word: str
    words: str
    verdict: str
    added: list[Fact]
    dropped: list[Fact]


def work_steps(project: Project, before: Moment | None, now: Moment) -> list[StepLine] | None:
    """The changes of one work or measure between two moments; None where none is compared."""
    if before is None:
        return None
    found = courses(project.plan, before, now, projects=[project]).get(project.code)
    if found is None or not found.steps:
        return []
    keys = {key for step in found.steps for key in (*step.facts, *step.dropped)}
    rows = Progress.objects.filter(project=project).select_related("source", "part")
    shelf = Shelf(project, joined(rows.order_by("day", "id")), rulings(project.plan, now))
    entries = {row.key: shelf.entry(row) for row in shelf.rows if row.key in keys}
    return _lines(found.steps, entries.get)


def indicator_steps(
    indicator: Indicator, before: Moment | None, now: Moment
) -> list[StepLine] | None:
    """The changes of one indicator between two moments; None where none is compared."""
    if before is None:
        return None
    rows = indicator_courses(indicator.plan, before, now, indicators=[indicator])
    found = rows.get(indicator.code)
    if found is None:
        return []
    entries = {key: _entry(row) for key, row in found.rows.items()}
    return _lines(found.steps, entries.get)


def _lines(
    steps: Sequence[Step | IndicatorStep], entry: Callable[[str], Fact | None]
) -> list[StepLine]:
    return [
        StepLine(
            step.word, step.stage_words, step.verdict_words,
            [fact for key in step.facts if (fact := entry(key))],
            [fact for key in step.dropped if (fact := entry(key))],
        )
        for step in steps
    ]  # fmt: skip


def _entry(row: Observation) -> Fact:
    approved = f"{row.filed_by}填报，{row.approved_by}审核" if row.origin == "report" else ""
    edition = f"（{row.edition_words}）" if row.edition_words else ""
    return Fact(
        event=f"{row.period_words}　{row.value_words}{edition}", day=row.period_end,
        precision=row.date_precision, summary=row.note, source=row.source.title,
        publisher=row.source.publisher, published_on=row.published_on,
        published_precision=row.published_precision or "day", url=row.source.url, key=row.key,
        note="；".join(word for word in (row.reason, approved) if word),
    )  # fmt: skip
