"""Write the stored catalogue as files that others can read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from indicators.models import Target
from plan.catalogue_files.commitment_rows import CRITERIA
from plan.models import CriterionPattern, Duty, Function, Plan
from projects.models import Project
from regions.models import Place

LIST_MARK = "；"

PROJECT_COLUMNS = (
    "code", "name", "aliases", "kind", "category", "verb", "commitment", "commitment_strict",
    "judgement", "criterion", "ladder", "parts", "provinces", "places", "chapter", "section",
    "paragraph", "box", "quote",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "code", "name", "kind", "value_kind", "value", "unit", "year", "scope", "chapter", "section",
    "paragraph", "quote",
)  # fmt: skip
ADDRESS_COLUMNS = ("chapter", "section", "paragraph", "box", "quote")
FUNCTION_COLUMNS = ("code", "name", "kind", "industry", "place", *ADDRESS_COLUMNS)
DUTY_COLUMNS = ("code", "name", "who", "organisations", "verb", *ADDRESS_COLUMNS)
PLACE_COLUMNS = ("name", "code", "level", "parent", "valid_from", "valid_to")


def export_catalogue(plan: Plan, folder: Path) -> dict[str, int]:
    """Write works, measures, indicators, functions, duties, criteria and places; rows per file.

    UTF-8 without BOM, LF, lists joined by ；, names as of 2016.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, columns, row, rows in _files(plan):
        written[name] = _write(folder / name, columns, map(row, rows))
    return written


Row = Callable[[Any], Mapping[str, object]]


def _files(plan: Plan) -> list[tuple[str, tuple[str, ...], Row, Iterable[Any]]]:
    projects = Project.objects.filter(plan=plan).select_related("clause")
    projects = projects.prefetch_related("parts", "places").order_by("order")
    targets = Target.objects.filter(plan=plan).select_related("indicator", "clause")
    places = Place.objects.select_related("parent").order_by("code")
    project = partial(_project, names={place.code: place.name for place in places})
    return [
        ("projects.csv", PROJECT_COLUMNS, project, projects.filter(kind="works")),
        ("measures.csv", PROJECT_COLUMNS, project, projects.filter(kind="measure")),
        (
            "indicators.csv",
            INDICATOR_COLUMNS,
            _target,
            chain.from_iterable(map(_values, targets.order_by("order"))),
        ),
        ("functions.csv", FUNCTION_COLUMNS, _function, _cited(Function, plan, "place")),
        ("duties.csv", DUTY_COLUMNS, _duty, _cited(Duty, plan)),
        (CRITERIA.file, CRITERIA.columns, vars, CriterionPattern.objects.filter(plan=plan)),
        ("places.csv", PLACE_COLUMNS, _place, places),
    ]


def _project(row: Project, names: Mapping[str, str]) -> Mapping[str, object]:
    same = ("code", "name", "kind", "category", "verb", "commitment", "commitment_strict",
            "judgement", "criterion", "ladder", "quote")  # fmt: skip
    return (
        {name: getattr(row, name) for name in same}
        | _address(row)
        | {
            "aliases": row.aliases,
            "parts": [part.name for part in row.parts.all()],
            "provinces": [names.get(code, code) for code in row.provinces],
            "places": [place.name for place in row.places.all()],
            "box": row.clause.box if row.clause else None,
        }
    )


def _cited(model: Any, plan: Plan, *related: str) -> Iterable[Any]:
    rows: Iterable[Any] = model.objects.filter(plan=plan).select_related("clause", *related)
    return rows


def _function(row: Function) -> Mapping[str, object]:
    same = ("code", "name", "kind", "industry", "quote")
    box = row.clause.box if row.clause else None
    place = row.place.name if row.place else None
    plain = {name: getattr(row, name) for name in same}
    return plain | _address(row) | {"box": box, "place": place}


def _duty(row: Duty) -> Mapping[str, object]:
    same = ("code", "name", "who", "verb", "quote")
    box = row.clause.box if row.clause else None
    offices = [office.name for office in row.organisations.all()]
    plain = {name: getattr(row, name) for name in same}
    return plain | _address(row) | {"box": box, "organisations": offices}


def _values(target: Target) -> Iterator[tuple[Target, str]]:
    """A target once per value: both ends of a range, one blank where the plan has no number."""
    ends = [value for value in (target.value, target.value_high) if value is not None]
    for text in [_plain(value) for value in ends] or [""]:
        yield target, text


def _target(row: tuple[Target, str]) -> Mapping[str, object]:
    target, value = row
    same = ("kind", "value_kind", "unit", "year", "scope", "quote")
    return (
        {name: getattr(target, name) for name in same}
        | _address(target)
        | {"code": target.indicator.code, "name": target.indicator.name, "value": value}
    )


def _address(row: Any) -> dict[str, object]:
    clause = row.clause
    if clause is None:
        return {"chapter": None, "section": None, "paragraph": None}
    return {
        "chapter": clause.chapter,
        "section": clause.section,
        "paragraph": clause.paragraph,
    }


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _place(row: Place) -> Mapping[str, object]:
    return {
        "code": row.code, "name": row.name, "level": row.level,
        "parent": row.parent.code if row.parent else None,
        "valid_from": row.valid_from, "valid_to": row.valid_to,
    }  # fmt: skip


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(_cell(row[name]) for name in columns)
            count += 1
    return count


def _cell(value: object) -> str:
    if value is None:
        return ""
    return LIST_MARK.join(map(str, value)) if isinstance(value, list) else str(value)
