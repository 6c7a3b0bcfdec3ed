"""Read a history folder whole, against the catalogue it speaks of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calc.ladders import LADDERS
from plan.catalogue_files import consistency
from plan.catalogue_files.catalogue import Catalogue, read_folder
from plan.catalogue_files.cells import Words
from plan.catalogue_files.errors import CatalogueError, CatalogueRefusedError
from plan.catalogue_files.history_rows import (
    DEMO,
    EVENTS,
    HISTORY_WORDS,
    OBSERVATIONS,
    REFERENCE_INDICATORS,
    DemoRow,
    EventRow,
    ObservationRow,
    ReferenceIndicatorRow,
)
from plan.catalogue_files.references import Names, Reference, each, one, reference_faults
from plan.catalogue_files.rows import FILE_WORDS, INDICATORS, PLACES, PROJECTS
from plan.catalogue_files.tables import Table

_STAGES = frozenset(key for ladder in LADDERS.values() for key, _ in ladder.stages)


@dataclass(frozen=True)
class History:
    """Every row of a history folder, in file order."""

    events: tuple[EventRow, ...]
    observations: tuple[ObservationRow, ...]
    reference_indicators: tuple[ReferenceIndicatorRow, ...]
    demo: tuple[DemoRow, ...]


_TABLES: dict[str, Table[Any]] = {
    "events": EVENTS,
    "observations": OBSERVATIONS,
    "reference_indicators": REFERENCE_INDICATORS,
    "demo": DEMO,
}

_REFERENCES: dict[str, tuple[Reference, ...]] = {
    "events": (
        Reference("project", PROJECTS.file, each("project"), "项目“{}”不在目录的 projects.csv 中"),
    ),
    "demo": (Reference("id", EVENTS.file, one("id"), "事件“{}”不在 events.csv 中"),),
    "observations": (
        Reference("indicator", INDICATORS.file, one("indicator"), "指标“{}”不在目录和参考指标中"),
        Reference(
            "area_code", PLACES.file, one("area_code"), "地区代码“{}”不在目录的 places.csv 中"
        ),
    ),
}


def read_history(folder: Path, words: Words, catalogue: Catalogue) -> History:
    """Read and check every file of `folder` against `catalogue`.

    `words` holds the vocabularies of the apps: relation, event, date_basis,
    precision, period_kind, value_type, qualifier, vintage, status, boundary.
    Raises CatalogueRefusedError with every fault found; then nothing may be loaded.
    """
    vocabularies = {**words, **FILE_WORDS, **HISTORY_WORDS, "stage": _STAGES}
    reads, faults = read_folder(folder, _TABLES, vocabularies)
    names = {
        **_names(catalogue, reads["reference_indicators"].names),
        EVENTS.file: reads["events"].names,
    }
    for name, references in _REFERENCES.items():
        faults += reference_faults(_TABLES[name].file, reads[name].rows, references, names)
    rows = {name: read.rows for name, read in reads.items()}
    faults += consistency.event_faults(rows["events"])
    faults += consistency.observation_faults(rows["observations"])
    faults += _project_faults(rows["events"], catalogue)
    faults += _indicators_twice(rows["reference_indicators"], catalogue)
    if faults:
        raise CatalogueRefusedError(faults)
    return History(**rows)


def _names(catalogue: Catalogue, reference: frozenset[tuple[str, ...]] | None) -> Names:
    indicators = frozenset((row.code,) for row in catalogue.indicators)
    return {
        PROJECTS.file: frozenset((row.code,) for row in (*catalogue.projects, *catalogue.measures)),
        PLACES.file: frozenset((row.code,) for row in catalogue.places),
        INDICATORS.file: None if reference is None else indicators | reference,
    }


def _project_faults(rows: tuple[EventRow, ...], catalogue: Catalogue) -> list[CatalogueError]:
    """A part is one its project declares; a stage stands on its project's ladder."""
    ladders = {row.code: row.ladder for row in catalogue.projects}
    parts = {(row.project, row.code) for row in catalogue.parts}
    faults = []
    for row in rows:
        for code in (code for code in row.project if code in ladders):
            if row.part and (code, row.part) not in parts:
                reason = f"项目“{code}”没有“{row.part}”这一部分"
                faults.append(CatalogueError(EVENTS.file, row.line, "part", reason))
            faults += _stage_faults(row, ladders[code])
    return faults


def _stage_faults(row: EventRow, ladder: str) -> list[CatalogueError]:
    stages = {key: rank for rank, (key, _) in enumerate(LADDERS[ladder].stages)}
    faults = [
        CatalogueError(EVENTS.file, row.line, column, f"“{stage}”不是该项目的阶段")
        for column, stage in (("at_least", row.at_least), ("at_most", row.at_most))
        if stage and stage not in stages
    ]
    if not faults and row.at_least and row.at_most and stages[row.at_least] > stages[row.at_most]:
        faults.append(CatalogueError(EVENTS.file, row.line, "at_most", "至多阶段低于至少阶段"))
    return faults


def _indicators_twice(
    rows: tuple[ReferenceIndicatorRow, ...], catalogue: Catalogue
) -> list[CatalogueError]:
    known = {row.code for row in catalogue.indicators}
    return [
        CatalogueError(REFERENCE_INDICATORS.file, row.line, "code", "规划指标中已有这个代码")
        for row in rows
        if row.code in known
    ]
