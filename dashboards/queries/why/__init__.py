"""为什么是这个数: everything behind one figure, so that it can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from calc.moments import Moment
from dashboards.queries.accounts import group_words
from dashboards.queries.why.accounts import AccountReasons, account_reasons
from dashboards.queries.why.changes import Change, change
from dashboards.queries.why.figures import Figure, words_of
from dashboards.queries.why.indicators import IndicatorReasons, indicator_reasons
from dashboards.queries.why.works import WorkReasons, work_reasons
from dashboards.rules import figure_name
from indicators.models import Indicator
from indicators.queries import find as find_indicator
from metrics.models import Result
from metrics.queries import freshness, results
from metrics.rules import FAILED
from plan.models import Plan
from projects.compute.moves import accounts_at
from projects.models import Project
from projects.queries import find as find_work
from projects.rules import CROSSING, is_crossing

__all__ = ["Why", "told", "why"]


@dataclass(frozen=True)
class Why:
    """One figure with what it rests on; exactly one of the last three is there for its kind."""

    moment: Moment
    kind: str
    subject: str
    result: Figure
    about: str
    name: str
    words: str
    computed_at: datetime | None
    change: Change
    others: list[tuple[str, str, str]]
    account: AccountReasons | None = None
    work: WorkReasons | None = None
    indicator: IndicatorReasons | None = None


def why(kind: str, subject: str, metric: str, moment: Moment) -> Why | None:
    """All about one figure at a moment; None where there is no such figure."""
    made = kind == "account" and is_crossing(subject)
    figures = _made(subject, moment) if made else _kept(kind, subject, moment)
    result = figures.get(metric)
    plan_code, _, rest = subject.partition("/")
    plan = Plan.objects.filter(code=plan_code).first()
    if result is None or plan is None:
        return None
    found = READERS[kind](plan, subject, rest, result, moment)
    if found is None:
        return None
    about, reasons = found
    return Why(
        moment=moment,
        kind=kind,
        subject=subject,
        result=result,
        about=about,
        name=figure_name(kind, metric),
        words=words_of(kind, result),
        computed_at=timezone.now() if made else freshness(moment).computed_at,
        change=change(kind, subject, metric, moment),
        others=_others(kind, figures, metric),
        **reasons,
    )


def _kept(kind: str, subject: str, moment: Moment) -> Mapping[str, Figure]:
    """The figures of a subject that are kept."""
    found = results(moment, kind, subjects=[subject])
    return {name: row for (_, name), row in found.items() if name != FAILED}


def _made(subject: str, moment: Moment) -> Mapping[str, Figure]:
    """Those of a crossing of two accounts, made from the facts; none where it holds nothing."""
    found = accounts_at(subject, [moment])[moment]
    return found.figures if found.members else {}


def told(kind: str, subject: str, metric: str) -> bool:
    """Whether there is such a figure at any moment: 逾期后完成 is none before the plan's end.

    The mark of what could not be computed is no figure.
    """
    rows = Result.objects.filter(subject_kind=kind, subject=subject, metric=metric)
    return metric != FAILED and rows.exists()


def _others(kind: str, figures: Mapping[str, Figure], metric: str) -> list[tuple[str, str, str]]:
    """The other figures of the subject: metric, name, words."""
    return [
        (name, figure_name(kind, name), words_of(kind, row))
        for name, row in sorted(figures.items())
        if name != metric
    ]


Reasons = tuple[str, Mapping[str, Any]] | None


def _account(plan: Plan, subject: str, rest: str, result: Figure, moment: Moment) -> Reasons:
    kind, _, key = rest.partition("/")
    ledger = Project.Kind(kind).label
    known = group_words()
    words = "、".join(known.get(one, one) for one in key.split(CROSSING))
    about = f"全部{ledger}" if key == "all" else f"{ledger}，{words}"
    account = accounts_at(subject, [moment])[moment]
    group = ledger if key == "all" else f"{ledger}（{words}）"
    return about, {"account": account_reasons(result, account, group)}


def _work(plan: Plan, subject: str, rest: str, result: Figure, moment: Moment) -> Reasons:
    project = find_work(plan, rest)
    return (project.name, {"work": work_reasons(project, result, moment)}) if project else None


def _indicator(plan: Plan, subject: str, rest: str, result: Figure, moment: Moment) -> Reasons:
    found: Indicator | None = find_indicator(plan, rest)
    if found is None:
        return None
    return found.name, {"indicator": indicator_reasons(found, result, moment)}


READERS = {"account": _account, "project": _work, "indicator": _indicator}
