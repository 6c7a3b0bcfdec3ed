"""What stands in the files of the repository, whatever their language."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.source import ROOT

PARTS = {"base.html", "error_base.html"}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js"})

# Written so that this file does not itself say what it looks for.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
FOREIGN = re.compile(
    r"/wo" r"rk/|/ro" r"ot/|py" r"pi\.org|python" r"hosted|registry\.npm|"
    r"\bsub" r"agents?\b|\bClau" r"de\b|\bAnthro" r"pic\b|\bChat" r"GPT\b",
    re.IGNORECASE,
)  # fmt: skip
SHARED = re.compile(r"\.\./sha" r"red")
MAY_NAME_SHARED = {".ci/run"}
ELSEWHERE = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?\s*(?:https?:)?//""")


@cache
def texts() -> dict[str, str]:
    """Every text file that is kept, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = listed.stdout.splitlines() or [
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not _made(path)
    ]
    return {name: text for name in names if (text := _text(ROOT / name)) is not None}


def _made(path: Path) -> bool:
    """Whether a machine put it there: without git nobody says so but the name."""
    parts = set(path.relative_to(ROOT).parts)
    hidden = {part for part in parts if part.startswith(".")} - {".ci", ".gitignore"}
    return bool(hidden or parts & {"var", "venv", "__pycache__", "staticfiles", "test-results"})


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    except UnicodeDecodeError:
        return None


def _lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later() -> None:
    assert not _lines(UNFINISHED)


def test_the_project_speaks_of_itself_alone() -> None:
    assert not _lines(FOREIGN)


def test_only_the_gate_looks_outside_the_repository() -> None:
    assert not [line for line in _lines(SHARED) if line.split(":")[0] not in MAY_NAME_SHARED]


def test_text_files_are_plain() -> None:
    """UTF-8 without a mark, lines ending in LF, a line end at the end."""
    faulty = [
        name
        for name in texts()
        if (raw := (ROOT / name).read_bytes())
        and (raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw or not raw.endswith(b"\n"))
    ]
    assert not faulty


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not ELSEWHERE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_template_compiles(path: Path) -> None:
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_template_is_a_page_of_the_frame_or_a_part(path: Path) -> None:
    part = path.name.startswith("_") or path.parent.name == "_components" or path.name in PARTS
    begins = path.read_text(encoding="utf-8").lstrip().startswith("{% extends ")
    assert part != begins


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_script_or_style_stands_inside_a_template(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
