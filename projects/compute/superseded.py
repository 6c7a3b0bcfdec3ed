"""Superseded versions of the figures of projects, so that results of the past can be verified."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from calc.moments import Moment
from metrics.rules import Outcome
from plan.models import Plan
from projects.compute.stages import outcomes
from projects.queries import Dossier, dossiers

# A percentage surely reached and one surely not passed; None where none was reported.
Percent = tuple[float | None, float | None]


def stages_of_all_facts(
    subjects: Collection[str] | None, moments: Collection[Moment]
) -> Iterator[Outcome]:
    """Version 1: from every fact on file, all that agree named as inputs, with the percentage."""
    for plan in Plan.objects.all():
        for moment in moments:
            for dossier in dossiers(plan, moment):
                for one in told_with_percent(dossier, moment, 1, (None, None)):
                    if subjects is None or one.subject in subjects:
                        yield one


def told_with_percent(
    dossier: Dossier, moment: Moment, version: int, reported: Percent
) -> Iterator[Outcome]:
    """Versions 1 and 2: with the percentage in the stage.

    Version 1 finds it in the facts alone; version 2 had deciding facts alone, and what all others
    had ``reported``.
    """
    for one in outcomes(dossier, [moment]):
        told = {"percent": _percent(dossier, moment, reported)} if one.metric == "stage" else {}
        yield replace(one, version=version, until=None, detail=one.detail | told)


def _percent(dossier: Dossier, moment: Moment, reported: Percent) -> list[float] | None:
    """Both ends; None where one of them is missing, or facts exclude each other."""
    known = dossier.timeline.at(moment.as_of)
    lows = _stated(known.percent_low, reported[0])
    highs = _stated(known.percent_high, reported[1])
    return None if known.contradicts or not (lows and highs) else [max(lows), min(highs)]


def _stated(*values: float | None) -> list[float]:
    return [value for value in values if value is not None]
