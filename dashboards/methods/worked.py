"""The worked tables of a page: what goes in, what must come out, and what comes out today.

A worked table stands below a line ``算例方法：`name`，误差 0.001``.  The heads of its columns
name arguments in backticks, results by an arrow in front: ``→ 完成度 `p` ``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calc.offered import verify
from calc.worked import call, functions
from dashboards.methods.reading import Grid, MethodPage
from ui.format import num

METHOD_LINE = re.compile(r"^算例方法：`(\w+)`(?:[^，]*，误差\s*([0-9.eE-]+))?")
CODE = re.compile(r"`([^`]+)`")
NUMBER = re.compile(r"^([-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(%?)$")
ARROW = "→"
NOTHING = "—"
WORDS: dict[str, Any] = {NOTHING: None, "是": True, "否": False}


@dataclass(frozen=True)
class Worked:
    """One row of a worked table."""

    label: str
    method: str
    inputs: dict[str, Any]
    expected: dict[str, Any]
    tolerance: float


@dataclass(frozen=True)
class Checked:
    """A row recomputed: whether it came out as printed, and if not, what did."""

    same: bool
    said: str = ""

    @property
    def words(self) -> str:
        """与算例一致, or 不一致 with what came out."""
        return "与算例一致" if self.same else f"不一致：{self.said}"


def worked(grid: Grid) -> list[Worked]:
    """The rows of a worked table; none for a table that is no worked one.

    Raises ValueError for a table whose form is wrong, naming what is.
    """
    found = METHOD_LINE.match(grid.before)
    if found is None:
        return []
    method, tolerance = found[1], float(found[2] or 1e-9)
    columns = [_column(head) for head in grid.heads]
    if not any(kind == "expected" for kind, _ in columns):
        raise ValueError(f"{method} 的算例表没有“{ARROW}”列")
    return [_row(method, tolerance, columns, row) for row in grid.rows]


def all_worked(page: MethodPage) -> list[Worked]:
    """The rows of all worked tables of a page."""
    return [row for block in page.blocks if isinstance(block, Grid) for row in worked(block)]


def checked(row: Worked) -> Checked:
    """Recompute one row with the function the system itself uses."""
    if row.method not in functions():
        return Checked(same=False, said=f"系统没有方法 {row.method}")
    case = {
        "id": row.label, "method": row.method, "inputs": row.inputs, "expected": row.expected,
        "tolerance": row.tolerance,
    }  # fmt: skip
    found = verify(case, functions())
    return Checked(found.outcome == "passed", found.reason)


def results(row: Worked) -> Mapping[str, Any]:
    """What the function gives for the inputs of a row."""
    return call(row.method, row.inputs)


def value_of(cell: str) -> Any:
    """What a cell means: a number, a share in %, a list joined by 、, 是, 否, — or a word.

    Words in backticks stand for themselves; several of them are a list.
    """
    codes = CODE.findall(cell)
    if codes:
        return codes[0] if len(codes) == 1 else codes
    parts = [part.strip() for part in cell.split("、")]
    if len(parts) > 1 and all(part in ("", NOTHING) or NUMBER.match(part) for part in parts):
        return [_one(part) for part in parts if part]
    return _one(cell)


def shown(value: Any) -> str:
    """A result as a person reads it."""
    if isinstance(value, float):
        return num(round(value, 6))
    return NOTHING if value is None else str(value)


def _one(cell: str) -> Any:
    if cell in WORDS:
        return WORDS[cell]
    found = NUMBER.match(cell)
    if found is None:
        return cell
    text = found[1].replace("−", "-")
    if found[2]:
        return float(text) / 100
    return float(text) if "." in text or "e" in text.lower() else int(text)


def _column(head: str) -> tuple[str, str]:
    codes = CODE.findall(head)
    if not codes:
        return "label", head
    return ("expected" if head.startswith(ARROW) else "input"), codes[0]


def _row(
    method: str, tolerance: float, columns: Sequence[tuple[str, str]], cells: Sequence[str]
) -> Worked:
    if len(cells) != len(columns):
        raise ValueError(f"{method} 的算例表有一行的格数与表头不同：{'｜'.join(cells)}")
    told: dict[str, dict[str, Any]] = {"input": {}, "expected": {}}
    labels = []
    for (kind, name), cell in zip(columns, cells, strict=True):
        if kind == "label":
            labels.append(cell)
        elif cell:
            told[kind][name] = value_of(cell)
    return Worked("，".join(labels), method, told["input"], told["expected"], tolerance)
