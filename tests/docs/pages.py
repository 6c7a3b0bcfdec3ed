"""The written pages of the project, and the tables in them."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

from celery import current_app

from tests.source import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"```.*?```", re.DOTALL)


def pages() -> list[Path]:
    """Every Markdown page that belongs to the project."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def name(page: Path) -> str:
    """A page as it is called in a message."""
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    """The text of a page without its blocks of code."""
    return _CODE.sub("", page.read_text(encoding="utf-8"))


def sections(page: Path) -> dict[str, str]:
    """The text under each heading, by heading."""
    found = re.split(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip((title.strip() for title in found[1::2]), found[2::2], strict=True))


def table(text: str) -> list[dict[str, str]]:
    """The rows of the first Markdown table in a text, by the heads of its columns."""
    lines = [line.strip() for line in text.splitlines()]
    start = next((i for i, line in enumerate(lines) if line.startswith("|")), None)
    if start is None:
        return []
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def codes(cell: str) -> list[str]:
    """What stands in backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def named_in_code(page: Path) -> list[str]:
    """Dotted names of the program that a page writes in backticks; no files, no task names."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(rf"`((?:{'|'.join(PACKAGES)})(?:\.\w+)+)`", text)
    current_app.loader.import_default_modules()
    others = {*current_app.tasks, *(f"{package}.csv" for package in PACKAGES)}
    return [path for path in found if path not in others]


def looked_up(path: str) -> Any:
    """The object that a dotted path names, through modules, attributes and keys."""
    parts = path.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = found[part] if hasattr(found, "keys") else getattr(found, part)
        return found
    raise LookupError(path)
