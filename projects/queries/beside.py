"""The facts on file that a new one is compared with, found by index however many there are.

What belongs together is read whole, and so are the facts that are named; of those that stand
alone only the few that decide a comparison (`projects.rules.Beside`).  A check comes to the
same as over every fact (`projects.queries.bare_facts`), which tests prove on drawn histories.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from calc.moments import Moment
from plan.queries import names, rulings, standing
from projects.models import Progress, Project
from projects.models.comparable import TOGETHER
from projects.queries.bare import bare
from projects.queries.probes import BEFORE, FALLING, NEXT, SAME_DAY, STEP, Probe, as_one
from projects.rules import Beside, Counted, Measure


def facts_beside(project: Project, moment: Moment, asked: Beside) -> list[Progress]:
    """The facts that stand, as far as they are asked for, in order of the days spoken of.

    At all knowledge.  A fixed number of queries, whatever is on file.
    """
    ruled = rulings(project.plan, moment)
    rows = bare(Progress.objects.filter(project=project))
    together = list(rows.filter(TOGETHER))
    named = asked.keys | names(together, ruled)
    found = {row.pk: row for row in together}
    if named:
        found |= {row.pk: row for row in rows.filter(key__in=named)}
    if alone := _alone(project, asked, named):
        found |= {row.pk: row for row in bare(Progress.objects.filter(pk__in=alone))}
    return standing(sorted(found.values(), key=lambda row: (row.day, row.pk)), ruled)


def _alone(project: Project, asked: Beside, named: Collection[str]) -> list[int]:
    """Of the facts that stand alone, those that decide, by primary key."""
    probes = list(_probes(project, asked))
    if not probes:
        return []
    text, values = as_one(probes)
    with connection.cursor() as cursor:
        cursor.execute(text, values | {"project": project.pk, "named": list(named)})
        return [pk for (pk,) in cursor.fetchall()]


def _probes(project: Project, asked: Beside) -> Iterator[Probe]:
    parts = list(project.parts.all())
    every = {"parts": [0, *(part.pk for part in parts)]}
    own = {"parts": [0, *(part.pk for part in parts if asked.part in ("", part.code))]}
    if asked.after is not None:
        yield Probe(STEP, values=own | {"day": asked.after})
    for figure in asked.falling:
        yield from _falling(figure, own)
    for measure in asked.newest:
        yield _before(measure, "'infinity'::date", 1, every)
    for figure in asked.around:
        yield from _around(figure, asked.days, own)


def _falling(figure: Counted, own: dict[str, Any]) -> Iterator[Probe]:
    """The first that is higher and not later, and the first that is lower and later."""
    values = own | {"day": figure.day, "value": figure.value}
    for beyond, onwards, dated in ((">", "ASC", "<="), ("<", "DESC", ">")):
        words = {"beyond": beyond, "onwards": onwards, "dated": dated}
        yield Probe(FALLING, figure.measure, words, values)


def _around(figure: Counted, days: int, own: dict[str, Any]) -> Iterator[Probe]:
    """The newest, the last up to its day, the next after it, and what differs on its day."""
    yield _before(figure.measure, "'infinity'::date", days, own)
    yield _before(figure.measure, "%(last)s + 1", 1, own | {"last": figure.last})
    yield _before(figure.measure, NEXT, 1, own | {"last": figure.last})
    for bound, value in (("<", figure.below), (">", figure.above)):
        values = own | {"last": figure.last, "value": value}
        yield Probe(SAME_DAY, figure.measure, {"bound": bound}, values)


def _before(measure: Measure, day: str, days: int, values: dict[str, Any]) -> Probe:
    return Probe(BEFORE, measure, {"day": day}, values | {"days": days})
