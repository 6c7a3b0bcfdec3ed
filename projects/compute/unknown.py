"""What is shown for an item, or a group, that could not be computed: nothing can be said of it.

Its bounds are as wide as its ladder, its verdicts 不能确定, and its words say why.  No fact is
read for it, since a fact may be what the computing fails at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from calc.moments import Moment
from calc.stages import LADDERS, Verdict
from metrics.rules import FAILED_WORDS, Outcome, by_knowledge, stored
from projects.compute.accounts import members
from projects.compute.running import Running, Share, Stay, rates_of
from projects.models import Project
from projects.queries import subject
from projects.rules import RATED_JUDGEMENTS

VERSION = 1


def no_stages(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """In place of ``stages``: the same figures, of which nothing is known but that they failed."""
    for project in Project.objects.select_related("plan").order_by("code"):
        if subjects is None or subject(project) in subjects:
            for alike in by_knowledge(moments).values():
                yield from _figures(project, sorted(alike))


def no_accounts(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """In place of ``accounts``: as if none of their items could be computed."""
    for alike in by_knowledge(moments).values():
        days = sorted(alike)
        for key, group in sorted(members(subjects).items()):
            stays = {project.pk: list(_stays(project, days)) for project in group}
            yield from Running(key, group).over(stays, days)


def _figures(project: Project, days: Sequence[Moment]) -> Iterator[Outcome]:
    ladder, last = LADDERS[project.ladder], days[-1].as_of
    detail = {
        "at_least": ladder.key(0), "at_most": ladder.key(ladder.top), "outcome": "",
        "partial": "", "derived": False, "suspended": False, "no_data": False,
        "contradicts": False, "words": FAILED_WORDS, "failed": True,
    }  # fmt: skip
    yield _figure(
        project, days[0], "stage", last, detail,
        low=stored(Decimal(0)), high=stored(Decimal(ladder.top)),
    )  # fmt: skip
    if project.kind == Project.Kind.MEASURE and project.judgement not in RATED_JUDGEMENTS:
        return
    for metric, needed in (
        ("promise", project.required), ("promise_strict", project.required_strict),
    ):  # fmt: skip
        told = {"required": needed, "no_data": False, "failed": True}
        yield _figure(project, days[0], metric, last, told, text="undetermined")
    after = [moment for moment in days if moment.as_of > project.plan.ends]
    if after:
        flags: dict[str, object] = {"late": False, "late_strict": False, "failed": True}
        yield _figure(project, after[0], "late", last, flags)


def _figure(
    project: Project, moment: Moment, metric: str, until: date, detail: dict[str, object],
    *, text: str = "", low: Decimal | None = None, high: Decimal | None = None,
) -> Outcome:  # fmt: skip
    return Outcome(
        moment, "project", subject(project), metric, "metrics.failed", VERSION,
        low=low, high=high, text=text, detail=detail, until=until,
    )  # fmt: skip


def _stays(project: Project, days: Sequence[Moment]) -> Iterator[Stay]:
    """Nothing known about it, before and after the end of the plan."""
    rated = project.judgement in RATED_JUDGEMENTS
    unknown: Verdict = "undetermined"
    verdicts = tuple((metric, unknown) for metric in rates_of(project))
    ended = sum(moment.as_of <= project.plan.ends for moment in days)
    for first, after, late in ((0, ended, None), (ended, len(days), (False, False))):
        if first < after:
            share = Share(verdicts, no_data=False, late=late if rated else None, failed=True)
            yield Stay(first, after - 1, share)
