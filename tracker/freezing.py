"""Write down results with their inputs before the formula that made them is changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

from calc.moments import Moment
from indicators.compute import values
from indicators.models import Indicator
from indicators.queries import subject as indicator_subject
from indicators.queries.newest import Told, newest
from metrics.actions import ensure
from metrics.rules import Outcome, spread
from plan.models import Plan
from projects.compute import accounts
from projects.compute.accounts import READ, members, members_at
from projects.compute.stages import outcomes
from projects.compute.superseded import Percent, told_with_percent
from projects.queries import Dossier, dossiers, subject
from projects.queries.deciding import decided
from tracker.frozen import Data, as_data, content, fact_data, plain

DAYS = (date(2020, 12, 31), date(2024, 12, 31))
ITEM = ("code", "ladder", "kind", "judgement", "required", "required_strict", "commitment",
        "commitment_strict")  # fmt: skip
TARGET = ("kind", "value", "strict", "unit", "scope", "year")
MOST, LARGEST = 60, 25
# The versions whose stage told of the percentage too.
WITH_PERCENT = (1, 2)


def freeze(folder: Path, plan: Plan) -> list[Path]:
    """One file per kind and version that computers make today and no file holds yet."""
    for day in DAYS:
        ensure(Moment(day))
    made = []
    for name, kind, version, subjects in (
        ("project-1", "project", 1, lambda: _projects(plan, 1)),
        ("project-2", "project", 2, lambda: _projects(plan, 2)),
        ("project-3", "project", 3, lambda: _projects(plan, 3)),
        ("account-1", "account", 1, lambda: _accounts(plan)),
        ("indicator-1", "indicator", 1, lambda: _indicators(plan)),
    ):
        path = folder / f"{name}.json"
        if path.exists():
            continue
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in subjects())
        head = f'{{"kind": "{kind}", "version": {version}, "subjects": [\n'
        path.write_text(f"{head}{lines}\n]}}\n", encoding="utf-8")
        made.append(path)
    return made


def _projects(plan: Plan, version: int) -> Iterator[Data]:
    """Works and measures of which something is known, and the first of which nothing is."""
    for day in DAYS:
        moment = Moment(day)
        found = dossiers(plan, moment) if version == 1 else decided(plan, moment)
        told = [one for one in found if one.facts]
        chosen = [*told[:: max(1, len(told) // MOST)], *[one for one in found if not one.facts][:1]]
        every = {one.project.pk: one for one in dossiers(plan, moment)}
        for one in chosen:
            known = every[one.project.pk].timeline.at(day)
            percent = (known.percent_low, known.percent_high)
            yield {
                "subject": subject(one.project), "as_of": str(day),
                "item": as_data(one.project, ITEM) | {"plan": _plan(plan)},
                "parts": list(one.parts), "facts": [fact_data(fact) for fact in one.facts],
                **({"percent": list(percent)} if version in WITH_PERCENT else {}),
                "figures": _by_subject(_made(one, moment, version, percent), moment)[
                    subject(one.project)
                ],
            }  # fmt: skip


def _made(one: Dossier, moment: Moment, version: int, percent: Percent) -> Iterable[Outcome]:
    if version in WITH_PERCENT:
        return told_with_percent(one, moment, version, percent)
    return outcomes(one, [moment])


def _accounts(plan: Plan) -> Iterator[Data]:
    """The accounts with few members."""
    groups = {key: rows for key, rows in members(None).items() if len(rows) <= LARGEST}
    for day in DAYS:
        moment = Moment(day)
        figures = _by_subject(accounts(set(groups), [moment]), moment)
        for key, rows in sorted(groups.items())[:: max(1, len(groups) // 12)]:
            yield {
                "subject": key, "as_of": str(day), "figures": figures[key],
                "members": [
                    {
                        "item": as_data(one.project, ITEM),
                        "figures": {
                            metric: [plain(figure.low), plain(figure.high), figure.text,
                                     figure.detail]
                            for metric, figure in one.figures.items() if metric in READ
                        },
                    }
                    for one in members_at(rows, moment)
                ],
            }  # fmt: skip


def _indicators(plan: Plan) -> Iterator[Data]:
    rows = list(Indicator.objects.filter(plan=plan).prefetch_related("targets__places"))
    for day in DAYS:
        moment = Moment(day)
        found = newest(plan, moment, rows)
        told = [one for one in rows if found.get(one.pk) or not one.reference]
        chosen = told[:: max(1, len(told) // MOST)]
        figures = _by_subject(values({indicator_subject(one) for one in chosen}, [moment]), moment)
        names = [field.name for field in fields(Told)]
        for one in chosen:
            yield {
                "subject": indicator_subject(one), "as_of": str(day),
                "item": as_data(one, ("code", "reference", "direction")) | {"plan": _plan(plan)},
                "targets": [
                    as_data(target, TARGET)
                    | {"places": [place.code for place in target.places.all()]}
                    for target in one.targets.all()
                ],
                "rows": [as_data(row, names) for row in found.get(one.pk, ())],
                "figures": figures[indicator_subject(one)],
            }  # fmt: skip


def _plan(plan: Plan) -> Data:
    return as_data(plan, ("code", "ends"))


def _by_subject(made: Iterable[Outcome], moment: Moment) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for one in spread(made, [moment]):
        found.setdefault(one.subject, {})[one.metric] = [one.formula, content(one)]
    return found
