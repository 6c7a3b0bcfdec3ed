"""Bring catalogue and history files into the database, each app its own part.

Wiring only: reads the files once, asks the apps to load, and refuses all or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.actions import record
from audit.rules import SYSTEM
from indicators import rules as indicator_rules
from indicators.actions import load_indicators, load_observations, load_reference
from metrics.actions import mark_everything, rebuild
from plan.actions import Changes, load_commitments, load_structure
from plan.catalogue_files import Catalogue, CatalogueRefusedError, History, Words
from plan.catalogue_files import read_catalogue as read_files
from plan.catalogue_files import read_history as read_history_files
from plan.checking import unproven
from plan.models import Plan
from plan.queries import words_on_file
from projects import rules as project_rules
from projects.actions import load_events, load_projects

CATALOGUES = settings.BASE_DIR / "plan" / "catalogue"
HISTORIES = settings.BASE_DIR / "plan" / "history"


class Refused(Exception):
    """The files were not taken; ``str()`` lists the reasons, one per line."""


@dataclass(frozen=True)
class Loaded:
    """What a load changed, and the plan it was for."""

    plan: Plan
    changes: Changes


def vocabulary() -> Words:
    """The words of the apps that may stand in a cell."""
    return {
        "category": project_rules.CATEGORY_WORDS | project_rules.THEME_WORDS,
        "commitment": project_rules.COMMITMENT_WORDS,
        "judgement": project_rules.JUDGEMENT_WORDS,
        "ladder": project_rules.LADDER_WORDS,
        "event": _events(),
        "relation": project_rules.RELATION_WORDS,
        "precision": project_rules.PRECISION_WORDS,
        "date_basis": project_rules.BASIS_WORDS,
        "target_kind": indicator_rules.TARGET_KIND_WORDS,
        "value_kind": indicator_rules.VALUE_KIND_WORDS,
        "value_type": indicator_rules.VALUE_TYPE_WORDS,
        "qualifier": indicator_rules.QUALIFIER_WORDS,
        "vintage": indicator_rules.VINTAGE_WORDS,
        "period_kind": indicator_rules.PERIOD_WORDS,
        "boundary": indicator_rules.BOUNDARY_WORDS,
        "status": indicator_rules.STATUS_WORDS,
    }


def _events() -> dict[str, str]:
    """The events of a history; that a search found nothing is only ever filed by a person."""
    words = project_rules.EVENT_WORDS
    return {code: word for code, word in words.items() if code != project_rules.SEARCHED}


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a folder; raises :class:`Refused` with every fault."""
    try:
        return read_files(folder, vocabulary())
    except CatalogueRefusedError as error:
        raise Refused(str(error)) from error


def read_history(folder: Path, catalogue: Catalogue) -> History:
    """The history of a folder; raises :class:`Refused` with every fault."""
    try:
        return read_history_files(folder, vocabulary(), catalogue)
    except CatalogueRefusedError as error:
        raise Refused(str(error)) from error


def load_plan(folder: Path, *, compute: bool = True) -> Loaded:
    """Load a catalogue; nothing is changed unless everything can be.

    ``compute`` False leaves the results to a load that follows at once.
    """
    catalogue = read_catalogue(folder)
    refuse_unproven(catalogue)
    with all_or_nothing():
        plan, changes = load_structure(catalogue)
        changes.extend(load_commitments(plan, catalogue))
        changes.extend(load_projects(plan, catalogue))
        changes.extend(load_indicators(plan, catalogue))
        _note("plan.load", plan, changes)
    if changes and compute:
        rebuild()
    return Loaded(plan, changes)


def refuse_unproven(catalogue: Catalogue) -> None:
    """Raise :class:`Refused` where the plan's own text is on file and does not say a quote."""
    faults = unproven(catalogue, words_on_file(catalogue.plan.code))
    if faults:
        raise Refused(str(CatalogueRefusedError(faults)))


def load_history(catalogue_folder: Path, folder: Path, skip: frozenset[str]) -> Loaded:
    """Load the dated facts of a plan that is loaded already, except the rows in ``skip``."""
    catalogue = read_catalogue(catalogue_folder)
    history = read_history(folder, catalogue)
    plan = Plan.objects.filter(code=catalogue.plan.code).first()
    if plan is None:
        raise Refused(f"规划 {catalogue.plan.code} 尚未装入，请先执行 load_plan。")
    with all_or_nothing():
        changes = load_reference(plan, history.reference_indicators)
        changes.extend(load_events(plan, history.events, skip=skip))
        changes.extend(load_observations(plan, history.observations, skip=skip))
        _note("plan.load_history", plan, changes)
    if changes:
        rebuild()
    return Loaded(plan, changes)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction; a rule of the database that is broken becomes a readable refusal."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        raise Refused("\n".join(error.messages)) from error


def _note(action: str, plan: Plan, changes: Changes) -> None:
    if changes:
        record(by=SYSTEM, action=action, kind="plan", key=plan.code, lines=len(changes.lines))
        mark_everything(cause=action)
