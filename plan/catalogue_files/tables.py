"""How a row type says what its columns are, and how a raw row becomes one.

A row type is a dataclass whose fields, in the order of the file's columns,
carry a `column`: the one place that says name, kind and whether required.
"""

from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from plan.catalogue_files.cells import Kind, Words
from plan.catalogue_files.errors import CatalogueError, CellError
from plan.catalogue_files.raw import RawRow, read_rows


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a file; `line` is where it stands there."""

    line: int


R = TypeVar("R", bound=Row)


def column(kind: Kind, *, required: bool = True) -> dict[str, Any]:
    """What the field of a row type says of its column: `field(metadata=column(…))`."""
    return {"kind": kind, "required": required}


@dataclass(frozen=True)
class Table(Generic[R]):
    """A file of the folder: its name, its row type, and the columns that name a row once."""

    file: str
    row: type[R]
    key: tuple[str, ...]
    required: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.name for f in fields(self.row) if f.metadata)


@dataclass(frozen=True)
class TableRead(Generic[R]):
    """What one file gave.

    `names` are the key cells of all its rows, faulty ones too, as written: what
    another file may refer to. None when the file could not be read at all, so
    that one broken header does not make every reference to it a fault.
    """

    rows: tuple[R, ...]
    faults: tuple[CatalogueError, ...]
    names: frozenset[tuple[str, ...]] | None


def read_table(table: Table[R], data: bytes, words: Words) -> TableRead[R]:
    """The rows of one file that hold together, and every fault found in it."""
    raw_table = read_rows(table.file, data, table.columns)
    rows: list[R] = []
    faults = list(raw_table.faults)
    for raw in raw_table.rows:
        row, found = _row(table, raw, words)
        faults += found
        if row is not None:
            rows.append(row)
    faults += _repeated(table, raw_table.rows)
    names = frozenset(_key(table, raw) for raw in raw_table.rows)
    return TableRead(tuple(rows), tuple(faults), names if raw_table.readable else None)


def _row(table: Table[R], raw: RawRow, words: Words) -> tuple[R | None, list[CatalogueError]]:
    values: dict[str, Any] = {}
    faults: list[CatalogueError] = []
    for spec in fields(table.row):
        if not spec.metadata or spec.name in raw.faulty:
            continue
        try:
            values[spec.name] = _value(raw.cells[spec.name], spec.metadata, words)
        except CellError as error:
            faults.append(CatalogueError(table.file, raw.line, spec.name, str(error)))
    whole = not faults and not raw.faulty
    return (table.row(line=raw.line, **values) if whole else None), faults


def _value(cell: str, spec: Any, words: Words) -> Any:
    kind: Kind = spec["kind"]
    if cell:
        return kind.parse(cell, words)
    if spec["required"]:
        raise CellError("不能为空")
    return kind.blank


def _key(table: Table[R], raw: RawRow) -> tuple[str, ...]:
    return tuple(raw.cells[name] for name in table.key)


def _repeated(table: Table[R], rows: tuple[RawRow, ...]) -> list[CatalogueError]:
    if not table.key:
        return []
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for raw in rows:
        key = _key(table, raw)
        if key in seen:
            shown = "、".join(part for part in key if part)
            reason = f"“{shown}”重复，第{seen[key]}行已有"
            faults.append(CatalogueError(table.file, raw.line, table.key[-1], reason))
        seen.setdefault(key, raw.line)
    return faults
