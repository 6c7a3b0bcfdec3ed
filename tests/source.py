"""The source of this project as data, for the tests that hold its shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# A package imports only from those left of it.
PACKAGES = (
    "calc", "workbook", "ui", "audit", "regions", "accounts", "plan", "metrics", "projects",
    "indicators", "reporting", "evaluation", "dashboards", "tracker",
)  # fmt: skip


@dataclass(frozen=True)
class Module:
    """One Python file of a package; ``name`` is its dotted name."""

    name: str
    path: Path

    @property
    def package(self) -> str:
        """The package it belongs to."""
        return self.name.split(".")[0]

    @property
    def layer(self) -> str:
        """Its place inside the package: the second part of the name, blank for the root."""
        return self.name.partition(".")[2].partition(".")[0]

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return _parse(self.path)

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote it."""
        return "migrations" in self.path.parts


@cache
def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Module]:
    """All modules of the packages by dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = Module(name, path)
    return found


def written() -> list[Module]:
    """The modules that people wrote: all but migrations."""
    return [module for module in modules().values() if not module.is_migration]


def imports(module: Module) -> Iterator[str]:
    """Full names of everything a module imports, wherever in the file it does so.

    ``from a import b`` names ``a.b`` where that is a module, else ``a``.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in modules() else base


def ours(module: Module) -> list[Module]:
    """The modules of our packages that a module imports."""
    return [modules()[name] for name in imports(module) if name in modules()]


def parents(name: str) -> Iterator[str]:
    """``a.b.c`` → ``a``, ``a.b``: importing a module runs these as well."""
    parts = name.split(".")
    for end in range(1, len(parts)):
        yield ".".join(parts[:end])


@dataclass(frozen=True)
class Function:
    """A function or method: where it stands and how many lines it has."""

    module: Module
    name: str
    lines: int

    def __str__(self) -> str:
        return f"{self.module.name}.{self.name} ({self.lines})"


def functions(module: Module) -> Iterator[Function]:
    """Every function of a module, from its ``def`` to its last line, without decorators."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(module, node.name, (node.end_lineno or 0) - node.lineno + 1)
