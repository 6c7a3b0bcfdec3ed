"""Frozen results: figures of the past with their inputs, recomputed by the version that made them.

``FORMULAS`` names, for each kind of subject, formula and version, the function that makes the
figures of one subject at one moment from inputs given as plain data.  A version that was
superseded stays in it, with the code it was made by.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from calc.facts import Fact
from calc.moments import Moment
from indicators.compute import figures_of as figures_of_indicator
from indicators.queries.newest import Told
from metrics.rules import Outcome
from projects.compute.accounts import Figure, Member
from projects.compute.accounts import figures_of as figures_of_account
from projects.compute.stages import outcomes
from projects.compute.superseded import told_with_percent
from projects.queries import Dossier

FOLDER = settings.BASE_DIR / "tests" / "fixtures" / "frozen"
Data = dict[str, Any]
Recompute = Callable[[Data], Iterable[Outcome]]
Key = tuple[str, str, int]


class FrozenError(Exception):
    """A file of frozen results that cannot be read; ``str()`` says why."""


@dataclass(frozen=True)
class Verified:
    """One frozen figure and what was wrong with it; blank when it came out to the byte."""

    name: str
    fault: str = ""


# --- from plain data to figures -------------------------------------------------------------------


def project(data: Data) -> Iterable[Outcome]:
    """Figures of a project from its deciding facts."""
    return outcomes(_dossier(data), [_moment(data)])


def project_with_percent(version: int, data: Data) -> Iterable[Outcome]:
    """Figures of a project from its facts and, of version 2, the percentages reported by then."""
    low, high = data["percent"]
    return told_with_percent(_dossier(data), _moment(data), version, (low, high))


def account(data: Data) -> Iterable[Outcome]:
    """Figures of an account from those of its members."""
    members = [
        Member(SimpleNamespace(**one["item"]), {  # type: ignore[arg-type]
            metric: Figure(_decimal(low), _decimal(high), text, detail)
            for metric, (low, high, text, detail) in one["figures"].items()
        })
        for one in data["members"]
    ]  # fmt: skip
    return figures_of_account(data["subject"], members, _moment(data))


def indicator(data: Data) -> Iterable[Outcome]:
    """Figures of an indicator from its values and targets."""
    targets = [
        SimpleNamespace(**row | {
            "value": _decimal(row["value"]),
            "places": SimpleNamespace(all=lambda codes=tuple(row["places"]): [
                SimpleNamespace(code=code) for code in codes]),
        })
        for row in data["targets"]
    ]  # fmt: skip
    item = SimpleNamespace(
        **data["item"] | {
            "plan": _plan(data["item"]["plan"]),
            "targets": SimpleNamespace(all=lambda: targets),
        }
    )  # fmt: skip
    rows = [_told(row) for row in data["rows"]]
    return figures_of_indicator(item, rows, [_moment(data)])  # type: ignore[arg-type]


STAGES, VERDICT, LATE = "calc.stages.interval", "calc.stages.verdict", "calc.rates.late"
RATES = ("calc.rates.promise_rate", "calc.rates.built_rate", "calc.rates.started_rate")
FORMULAS: dict[Key, Recompute] = {
    **{
        ("project", formula, version): partial(project_with_percent, version)
        for formula in (STAGES, VERDICT, LATE)
        for version in (1, 2)
    },
    **{("project", formula, 3): project for formula in (STAGES, VERDICT, LATE)},
    **{("account", formula, 1): account for formula in (*RATES, LATE)},
    ("indicator", "indicators.latest_by_vintage", 1): indicator,
    ("indicator", "calc.status.final_target", 1): indicator,
}


def _dossier(data: Data) -> Dossier:
    item = SimpleNamespace(**data["item"] | {"plan": _plan(data["item"]["plan"])})
    facts = tuple(Fact(**_dated(Fact, row)) for row in data["facts"])
    return Dossier(item, tuple(data["parts"]), facts)  # type: ignore[arg-type]


def _plan(row: Data) -> Any:
    return SimpleNamespace(code=row["code"], ends=date.fromisoformat(row["ends"]))


def _told(row: Data) -> Told:
    row = _dated(Told, row)
    return Told(**row | {"value": Decimal(row["value"])})


def _moment(data: Data) -> Moment:
    return Moment(date.fromisoformat(data["as_of"]))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _dated(kind: type, row: Data) -> Data:
    """The row with its days as days again."""
    days = {field.name for field in fields(kind) if "date" in str(field.type)}
    return {
        name: date.fromisoformat(value) if name in days and value else value
        for name, value in row.items()
    }


# --- comparing ------------------------------------------------------------------------------------


def content(one: Outcome) -> Data:
    """What of a figure is frozen: everything but its moment and version, as JSON has it."""
    found = {
        "low": None if one.low is None else str(one.low),
        "high": None if one.high is None else str(one.high),
        "text": one.text, "detail": one.detail, "inputs": list(one.inputs),
    }  # fmt: skip
    again: Data = json.loads(json.dumps(found, ensure_ascii=False))
    return again


def verify_folder(folder: Path = FOLDER) -> list[Verified]:
    """Every frozen figure of a folder, recomputed."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise FrozenError(f"{folder} 中没有存档的结果。")
    return list(chain.from_iterable(verify_file(path) for path in files))


def verify_file(path: Path) -> Iterator[Verified]:
    """The frozen figures of a file: ``{"kind", "version", "subjects": [data + figures]}``."""
    try:
        file = json.loads(path.read_text(encoding="utf-8"))
        kind, version, subjects = file["kind"], file["version"], file["subjects"]
    except OSError as error:
        raise FrozenError(f"不能读取 {path}：{error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise FrozenError(f"{path} 不是存档的结果。") from error
    for data in subjects:
        yield from _verified(kind, version, data)


def _verified(kind: str, version: int, data: Data) -> Iterator[Verified]:
    for metric, (formula, frozen) in data["figures"].items():
        name = f"{data['subject']} {metric} {data['as_of']}（{formula} 第 {version} 版）"
        recompute = FORMULAS.get((kind, formula, version))
        if recompute is None:
            yield Verified(name, "这一版的方法已不在")
            continue
        found = {one.metric: content(one) for one in recompute(data)}
        same = found.get(metric) == frozen
        yield Verified(name, "" if same else f"存档为 {frozen}，现算得 {found.get(metric)}")


def as_data(row: Any, names: Iterable[str]) -> Data:
    """Attributes of a row as plain data."""
    return {name: plain(getattr(row, name)) for name in names}


def fact_data(fact: Fact) -> Data:
    """A fact as plain data, without what it leaves unsaid."""
    return {name: plain(value) for name, value in asdict(fact).items() if value is not None}


def plain(value: Any) -> Any:
    """A value as JSON has it; days and numbers of the database as text."""
    if isinstance(value, date | Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
