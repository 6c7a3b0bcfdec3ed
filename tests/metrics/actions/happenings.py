"""What may happen to a small ledger, drawn by chance; a run is repeated by its printed seed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from metrics.computers import computers
from metrics.models import Claim
from projects import actions
from projects.models import Progress, Project
from tests import factories
from tests.factories import entry, published

EVENTS = ("approved", "construction_start", "track_laid", "completed", "opened", "realigned",
          "not_started", "suspended", "statement", "progress")  # fmt: skip
CITIES = (("220100",), ("230100",), ("220100", "230100"), ("220200",))


def ledger(size: int = 4) -> list[Project]:
    """Works of several kinds, areas and promises."""
    made = []
    for number in range(size):
        parts = ("东段", "西段") if number % 2 else ()
        more = {} if number % 3 else {"commitment": "advance", "required": "under_construction"}
        made.append(factories.project(
            f"road-{number}", cities=CITIES[number % len(CITIES)], parts=parts,
            category=("road", "railway")[number % 2], **more,
        ))  # fmt: skip
    return made


def day(chance: random.Random) -> date:
    """A day from 2014 to 2024."""
    return date(2014, 1, 1) + timedelta(days=chance.randrange(365 * 10))


def approve(chance: random.Random, works: list[Project], key: str) -> bool:
    """One approval: a fact, a correction or a ruling; False when it was refused."""
    work = chance.choice(works)
    rows = list(Progress.objects.filter(project=work).order_by("key"))
    try:
        if rows and chance.random() < 0.15:
            _rule(chance, work, rows, key)
        else:
            _add(chance, work, rows, key)
    except ValidationError:
        return False
    return True


def _add(chance: random.Random, work: Project, rows: list[Progress], key: str) -> None:
    corrects = chance.choice(rows).key if rows and chance.random() < 0.2 else ""
    part = chance.choice(["", "part-1", "part-2"]) if work.parts.exists() else ""
    known = day(chance) if chance.random() < 0.8 else None
    said = entry(
        event=chance.choice(EVENTS), day=day(chance), part=part, corrects=corrects,
        reason="有误" if corrects else "", conflict_group=chance.choice(["", "", "CG-1", "CG-2"]),
        at_least=chance.choice(["", "under_construction"]), source=published(known, f"报道{key}"),
        confidence=chance.choice(["high", "high", "low"]),
    )  # fmt: skip
    actions.add_fact(by=factories.wang(), project=work, entry=said, key=key,
                     filed_by="市", approved_by="省")  # fmt: skip


def _rule(chance: random.Random, work: Project, rows: list[Progress], key: str) -> None:
    row = chance.choice(rows)
    actions.rule(
        by=factories.wang(), project=work, conflict_group=row.conflict_group or "CG-1",
        chosen=row.key, reason="以公告为准", published_on=day(chance), key=key,
        filed_by="市", approved_by="省",
    )  # fmt: skip


def approve_many(chance: random.Random, works: list[Project], count: int, name: str) -> int:
    """Several approvals; the number that was accepted."""
    return sum(approve(chance, works, f"{name}-{number}") for number in range(count))


def compute_by(monkeypatch, compute, kind: str = "project") -> None:
    """Let works be computed in another way."""
    table = {**computers(), kind: replace(computers()[kind], compute=compute)}
    monkeypatch.setattr(import_module("metrics.actions.refresh"), "computers", lambda: table)
    monkeypatch.setattr("metrics.actions.computing.computers", lambda: table)


def the_wait_is_over() -> None:
    """What failed may be tried again now."""
    Claim.objects.filter(state="waiting").update(until=Now())


def the_lease_is_over() -> None:
    """Whoever computes something now has been away for too long."""
    Claim.objects.filter(state="computing").update(until=Now())


def poison(monkeypatch, *names: str, kind: str = "project", fault: str = "毒丸") -> list[Any]:
    """Let the computer of a kind raise for these subjects; returns what it is asked for."""
    real, asked = computers()[kind], []

    def compute(subjects, moments):
        asked.append(subjects)
        for one in real.compute(subjects, moments):
            if one.subject in names:
                raise ValueError(fault)
            yield one

    compute_by(monkeypatch, compute, kind=kind)
    return asked


def poison_fact(monkeypatch, key: str) -> None:
    """Let whoever computes with a fact raise: engine and pages alike."""
    real = import_module("projects.queries.items").to_fact

    def to_fact(ladder, row):
        if row.key == key:
            raise ValueError("毒丸")
        return real(ladder, row)

    for name in ("projects.queries.items", "projects.queries.evidence",
                 "dashboards.queries.why.grounds"):  # fmt: skip
        monkeypatch.setattr(f"{name}.to_fact", to_fact)


def poison_stage(monkeypatch, key: str) -> None:
    """The same, but the fact can be read: the arithmetic of the stage fails at it."""

    def guarded(real):
        def made(facts, *more):
            rows = tuple(facts)
            if any(fact.key == key for fact in rows):
                raise ValueError("毒丸")
            return real(rows, *more)

        return made

    for name in (
        "calc.curve.cautious",
        "projects.compute.parts.cautious",
        "projects.compute.conventions.works.cautious",
        "projects.queries.items.Timeline",
        "dashboards.queries.why.grounds.merge",
    ):
        path, _, word = name.rpartition(".")
        module = import_module(path)
        monkeypatch.setattr(module, word, guarded(getattr(module, word)))
