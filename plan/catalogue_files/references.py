"""Checks between files: what one row names must stand in another.

A reference is judged against the key cells of every row of the other file,
faulty rows too, so that one wrong cell is reported once and not again
wherever its row is named.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from plan.catalogue_files.errors import CatalogueError
from plan.catalogue_files.tables import Row

Names = Mapping[str, frozenset[tuple[str, ...]] | None]
"""File → the keys of its rows as written; None when the file could not be read."""


@dataclass(frozen=True)
class Reference:
    """Rows of a file name rows of `target` by the values that `named` gives.

    `missing` is the reason shown, with {} for the name.
    """

    column: str
    target: str
    named: Callable[..., Iterable[tuple[str, ...]]]
    missing: str


def reference_faults(
    file: str, rows: Iterable[Row], references: Iterable[Reference], names: Names
) -> list[CatalogueError]:
    """Every name in `rows` that leads nowhere."""
    faults = []
    for reference in references:
        known = names.get(reference.target, frozenset())
        if known is None:
            continue
        for row in rows:
            faults += [
                CatalogueError(
                    file, row.line, reference.column, reference.missing.format(_shown(name))
                )
                for name in reference.named(row)
                if name not in known
            ]
    return faults


def one(attribute: str) -> Callable[[Row], list[tuple[str, ...]]]:
    """The single name in `attribute`, none when it is blank."""
    return lambda row: [(str(value),)] if (value := getattr(row, attribute)) else []


def each(attribute: str) -> Callable[[Row], list[tuple[str, ...]]]:
    """Every name in the list `attribute`."""
    return lambda row: [(value,) for value in getattr(row, attribute)]


def numbers(*attributes: str) -> Callable[[Row], list[tuple[str, ...]]]:
    """The numbers in `attributes` together as one name; a blank stays blank."""
    return lambda row: [tuple(_cell(getattr(row, name, None)) for name in attributes)]


def codes(file: str) -> str:
    """Under which name the codes of a file stand, where they are only part of its key."""
    return f"{file} code"


def items(kind: str, code: str, files: Mapping[str, str]) -> tuple[Reference, ...]:
    """References from a column of codes to the file of the kind that another column says."""
    return tuple(
        Reference(code, codes(file), _item(kind, code, word), f"“{{}}”不在 {file} 中")
        for word, file in files.items()
    )


def _item(kind: str, code: str, word: str) -> Callable[[Row], list[tuple[str, ...]]]:
    return lambda row: [(getattr(row, code),)] if getattr(row, kind) == word else []


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _shown(name: tuple[str, ...]) -> str:
    return "、".join(part or "空" for part in name)
