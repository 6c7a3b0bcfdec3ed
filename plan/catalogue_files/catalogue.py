"""Read a catalogue folder whole, or say everything that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from plan.catalogue_files import consistency
from plan.catalogue_files.cells import Words
from plan.catalogue_files.commitment_rows import (
    COMMITMENT_WORDS,
    CRITERIA,
    DUTIES,
    FUNCTIONS,
    LINKS,
    MEASURES,
    NAMED_UNITS,
    ORGANISATIONS,
    SPANS,
    CriterionRow,
    DutyRow,
    FunctionRow,
    LinkRow,
    NamedUnitRow,
    OrganisationRow,
    SpanRow,
)
from plan.catalogue_files.drafting import criterion_faults
from plan.catalogue_files.errors import CatalogueError, CatalogueRefusedError
from plan.catalogue_files.references import (
    Names,
    Reference,
    codes,
    each,
    items,
    numbers,
    one,
    reference_faults,
)
from plan.catalogue_files.rows import (
    ADDRESS,
    BOXES,
    CLAUSES,
    FILE_WORDS,
    INDICATORS,
    INFORMANTS,
    PARTS,
    PLACES,
    PLAN,
    PROJECTS,
    SECTIONS,
    STORIES,
    VERBS,
    ZONES,
    BoxRow,
    ClauseRow,
    IndicatorRow,
    InformantRow,
    PartRow,
    PlaceRow,
    PlanRow,
    ProjectRow,
    SectionRow,
    StoryRow,
    VerbRow,
    ZoneRow,
)
from plan.catalogue_files.tables import Row, Table, TableRead, read_table

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Catalogue:
    """Every row of a catalogue folder, in file order."""

    plan: PlanRow
    sections: tuple[SectionRow, ...]
    boxes: tuple[BoxRow, ...]
    clauses: tuple[ClauseRow, ...]
    places: tuple[PlaceRow, ...]
    zones: tuple[ZoneRow, ...]
    verbs: tuple[VerbRow, ...]
    projects: tuple[ProjectRow, ...]
    measures: tuple[ProjectRow, ...]
    parts: tuple[PartRow, ...]
    informants: tuple[InformantRow, ...]
    indicators: tuple[IndicatorRow, ...]
    stories: tuple[StoryRow, ...]
    organisations: tuple[OrganisationRow, ...]
    functions: tuple[FunctionRow, ...]
    duties: tuple[DutyRow, ...]
    spans: tuple[SpanRow, ...]
    links: tuple[LinkRow, ...]
    criteria: tuple[CriterionRow, ...]
    named_units: tuple[NamedUnitRow, ...]


_TABLES: dict[str, Table[Any]] = {
    "plan": PLAN,
    "sections": SECTIONS,
    "boxes": BOXES,
    "clauses": CLAUSES,
    "places": PLACES,
    "zones": ZONES,
    "verbs": VERBS,
    "projects": PROJECTS,
    "measures": MEASURES,
    "parts": PARTS,
    "informants": INFORMANTS,
    "indicators": INDICATORS,
    "stories": STORIES,
    "organisations": ORGANISATIONS,
    "functions": FUNCTIONS,
    "duties": DUTIES,
    "spans": SPANS,
    "links": LINKS,
    "criteria": CRITERIA,
    "named_units": NAMED_UNITS,
}

_NO_PLACE = "地区代码“{}”不在 places.csv 中"
_NO_OFFICE = "单位“{}”不在 organisations.csv 中"
_NO_VERB = "规划用语“{}”不在 verbs.csv 中"
_NO_SECTION = "章节“{}”不在 sections.csv 中"
_CITES = Reference(
    "paragraph", CLAUSES.file, numbers(*ADDRESS), "章、节、专栏、段“{}”不在 clauses.csv 中"
)
_STANDS = Reference("section", SECTIONS.file, numbers("chapter", "section"), _NO_SECTION)

# kind of an item, as spans and links say it -> the file that holds it
_ITEMS = {
    "project": PROJECTS.file,
    "indicator": INDICATORS.file,
    "zone": ZONES.file,
    "function": FUNCTIONS.file,
    "duty": DUTIES.file,
}

_REFERENCES: dict[str, tuple[Reference, ...]] = {
    "sections": (
        Reference("chapter", SECTIONS.file, lambda row: [(str(row.chapter), "")], _NO_SECTION),
    ),
    "boxes": (_STANDS,),
    "clauses": (
        _STANDS,
        Reference("box", BOXES.file, one("box"), "专栏“{}”不在 boxes.csv 中"),
    ),
    "places": (
        Reference("parent", PLACES.file, one("parent"), _NO_PLACE),
        Reference("successor", PLACES.file, one("successor"), _NO_PLACE),
    ),
    "zones": (Reference("members", PLACES.file, each("members"), _NO_PLACE), _CITES),
    "projects": (
        Reference("verb", VERBS.file, one("verb"), _NO_VERB),
        Reference("verb_strict", VERBS.file, one("verb_strict"), _NO_VERB),
        Reference("places", PLACES.file, each("places"), _NO_PLACE),
        Reference("provinces", PLACES.file, each("provinces"), _NO_PLACE),
        _CITES,
    ),
    "measures": (
        Reference("verb", VERBS.file, one("verb"), _NO_VERB),
        Reference("verb_strict", VERBS.file, one("verb_strict"), _NO_VERB),
        Reference("places", PLACES.file, each("places"), _NO_PLACE),
        Reference("provinces", PLACES.file, each("provinces"), _NO_PLACE),
        _CITES,
    ),
    "parts": (
        Reference("project", PROJECTS.file, one("project"), "项目“{}”不在 projects.csv 中"),
        Reference("places", PLACES.file, each("places"), _NO_PLACE),
    ),
    "organisations": (
        Reference("place", PLACES.file, one("place"), _NO_PLACE),
        Reference("successor", ORGANISATIONS.file, one("successor"), _NO_OFFICE),
    ),
    "named_units": (
        Reference("item", PROJECTS.file, one("item"), "“{}”不在 projects.csv 和 measures.csv 中"),
    ),
    "functions": (Reference("place", PLACES.file, one("place"), _NO_PLACE), _CITES),
    "duties": (
        Reference("organisations", ORGANISATIONS.file, each("organisations"), _NO_OFFICE),
        Reference("verb", VERBS.file, one("verb"), _NO_VERB),
        _CITES,
    ),
    "spans": (_CITES, *items("kind", "item", _ITEMS)),
    "links": (
        *items("source_kind", "source", _ITEMS),
        *items("target_kind", "target", _ITEMS),
    ),
    "indicators": (Reference("places", PLACES.file, each("places"), _NO_PLACE), _CITES),
}


def read_catalogue(folder: Path, words: Words) -> Catalogue:
    """Read and check every file of `folder`.

    `words` holds the vocabularies of the apps: category, commitment, judgement,
    ladder, target_kind, value_kind, precision. Raises
    CatalogueRefusedError with every fault found; then nothing may be loaded.
    """
    reads, faults = read_folder(folder, _TABLES, {**words, **FILE_WORDS, **COMMITMENT_WORDS})
    found = {_TABLES[name].file: read.names for name, read in reads.items()}
    found[PROJECTS.file] = _both(found[PROJECTS.file], found[MEASURES.file])
    names: Names = found | {codes(file): _codes(found[file]) for file in _ITEMS.values()}
    for name, references in _REFERENCES.items():
        faults += reference_faults(_TABLES[name].file, reads[name].rows, references, names)
    rows = {name: read.rows for name, read in reads.items()}
    faults += consistency.plan_faults(rows["plan"])
    faults += consistency.span_faults(rows["spans"])
    faults += consistency.clause_faults(rows["clauses"])
    faults += consistency.place_faults(rows["places"])
    faults += consistency.indicator_faults(rows["indicators"])
    faults += consistency.project_faults(PROJECTS.file, rows["projects"], rows["verbs"])
    faults += consistency.project_faults(MEASURES.file, rows["measures"], rows["verbs"])
    faults += consistency.ledger_faults(rows["projects"], rows["measures"])
    if reads["criteria"].names is not None:
        faults += criterion_faults(PROJECTS.file, rows["projects"], rows["criteria"])
        faults += criterion_faults(MEASURES.file, rows["measures"], rows["criteria"])
    if not faults and not rows["plan"]:
        faults.append(CatalogueError(PLAN.file, 1, "", "没有规划"))
    if faults:
        raise CatalogueRefusedError(faults)
    return Catalogue(**{**rows, "plan": rows["plan"][0]})


def _both(
    one: frozenset[tuple[str, ...]] | None, other: frozenset[tuple[str, ...]] | None
) -> frozenset[tuple[str, ...]] | None:
    """Names of two files that are referred to as one; unreadable if either is."""
    return None if one is None or other is None else one | other


def _codes(keys: frozenset[tuple[str, ...]] | None) -> frozenset[tuple[str, ...]] | None:
    """The first cell of each key, which is the code; unreadable stays unreadable."""
    return None if keys is None else frozenset(key[:1] for key in keys)


def read_folder(
    folder: Path, tables: dict[str, Table[Any]], words: Words
) -> tuple[dict[str, TableRead[Any]], list[CatalogueError]]:
    """Each table's file in `folder`; a file that no table knows is a fault."""
    if not folder.is_dir():
        raise CatalogueRefusedError([CatalogueError(str(folder), 0, "", "文件夹不存在")])
    faults = _unknown_files(folder, {table.file for table in tables.values()})
    reads = {}
    for name, table in tables.items():
        reads[name] = _read_file(folder, table, words)
        faults += reads[name].faults
    return reads, faults


def _read_file(folder: Path, table: Table[R], words: Words) -> TableRead[R]:
    path = folder / table.file
    if path.is_file():
        return read_table(table, path.read_bytes(), words)
    if table.required:
        return TableRead((), (CatalogueError(table.file, 0, "", "缺少这个文件"),), None)
    return TableRead((), (), frozenset())


def _unknown_files(folder: Path, known: Iterable[str]) -> list[CatalogueError]:
    strange = sorted(path.name for path in folder.glob("*.csv") if path.name not in known)
    return [CatalogueError(name, 0, "", "不认识这个文件") for name in strange]
