"""A page of docs/methods as its blocks: headings, paragraphs, lists, tables, formulas.

Only the part of Markdown is known that the pages use; ``docs/methods/README.md`` writes it
down.  A page says in its second line to which group it belongs (分类：指标).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

GROUPS = ("总账", "指标", "项目", "预测", "数据质量", "附录")
SECTIONS = ("用途", "定义与公式", "来源", "算例", "不适用与边界", "版本")
GROUP_LINE = re.compile(r"^分类：(\S+)$", re.MULTILINE)
FORMULA = re.compile(r"`([a-z_]+(?:\.[a-z_]+)+)`[^\n`]*?第\s*(\d+)\s*版")
_CELL = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"^(?:[-*]|\d+[.、])\s+")


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Heading:
    """A heading within the page; level 2 or 3."""

    level: int
    words: str


@dataclass(frozen=True)
class Items:
    """A list, numbered or not."""

    rows: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True)
class Formula:
    """Lines set apart as they stand."""

    words: str


@dataclass(frozen=True)
class Grid:
    """A table: its heads and its rows of cells, and the paragraph in front of it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    before: str = ""


Block = Text | Heading | Items | Formula | Grid


@dataclass(frozen=True)
class MethodPage:
    """One page: its slug is the name of the file."""

    slug: str
    text: str

    @cached_property
    def title(self) -> str:
        """The first heading."""
        first = next((line for line in self.text.splitlines() if line.startswith("# ")), "")
        return first.removeprefix("# ").strip() or self.slug

    @cached_property
    def group(self) -> str:
        """The group it is listed in; 附录 where it names none."""
        found = GROUP_LINE.search(self.text)
        return found[1] if found else "附录"

    @cached_property
    def blocks(self) -> list[Block]:
        """All blocks after title and group."""
        lines = [
            line.rstrip()
            for line in self.text.splitlines()
            if not line.startswith("# ") and not GROUP_LINE.match(line)
        ]
        return list(_blocks(lines))

    @cached_property
    def sections(self) -> list[str]:
        """The headings of level 2 in their order."""
        return [b.words for b in self.blocks if isinstance(b, Heading) and b.level == 2]  # noqa: PLR2004

    @cached_property
    def purpose(self) -> str:
        """The first paragraph under 用途, else the first of all."""
        own = self.under("用途") or self.blocks
        return next((block.words for block in own if isinstance(block, Text)), "")

    def under(self, section: str) -> list[Block]:
        """The blocks below one heading of level 2."""
        found, inside = [], False
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004
                inside = block.words == section
            elif inside:
                found.append(block)
        return found


def read(path: Path) -> MethodPage:
    """One page from its file."""
    return MethodPage(path.stem, path.read_text(encoding="utf-8"))


def shelf(folder: Path) -> list[MethodPage]:
    """All pages of a folder but its README, by group, then by title."""
    pages = [read(path) for path in sorted(folder.glob("*.md")) if path.stem != "README"]
    return sorted(pages, key=lambda page: (_place(page.group), page.title))


def formulas(page: MethodPage) -> dict[str, set[int]]:
    """The formulas a page describes with their versions, from its section 版本.

    One formula may stand in several: for items and for the accounts made of them.
    """
    found: dict[str, set[int]] = {}
    for name, version in FORMULA.findall("\n".join(_words(page.under("版本")))):
        found.setdefault(name, set()).add(int(version))
    return found


def faults(page: MethodPage) -> list[str]:
    """What a page of a method lacks, in words; empty for one in the agreed form."""
    found = [] if page.group in GROUPS else [f"分类“{page.group}”不在{'、'.join(GROUPS)}之列"]
    missing = [name for name in SECTIONS if name not in page.sections]
    found += [f"缺“{name}”一节" for name in missing]
    order = [name for name in page.sections if name in SECTIONS]
    if not missing and order != list(SECTIONS):
        found.append(f"各节的次序应为{'、'.join(SECTIONS)}")
    return found


def _place(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Items):
            yield from block.rows
        elif isinstance(block, Grid):
            yield from (" ".join(row) for row in block.rows)
        else:
            yield block.words


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at, before = 0, ""
    while at < len(lines):
        block, size = _block(lines[at:], before)
        at += size
        if block is None:
            continue
        before = block.words if isinstance(block, Text) else ""
        yield block


def _block(lines: Sequence[str], before: str) -> tuple[Block | None, int]:
    first = lines[0]
    if not first:
        return None, 1
    if first.startswith("```"):
        body = list(takewhile(lambda line: not line.startswith("```"), lines[1:]))
        return Formula("\n".join(body)), len(body) + 2
    if first.startswith("#"):
        marks, _, words = first.partition(" ")
        return Heading(len(marks), words.strip()), 1
    if first.startswith("|"):
        rows = list(takewhile(lambda line: line.startswith("|"), lines))
        return _grid(rows, before), len(rows)
    if _ITEM.match(first):
        rows = list(takewhile(_in_list, lines))
        return Items(tuple(_items(rows)), numbered=first[0].isdigit()), len(rows)
    rows = list(takewhile(_in_text, lines))
    return Text(joined(rows)), len(rows)


def joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph; no blank where either side of the break is not Latin."""
    words = ""
    for line in (line.strip() for line in lines):
        gap = " " if words and words[-1].isascii() and line[:1].isascii() else ""
        words += gap + line
    return words


def _in_text(line: str) -> bool:
    return bool(line) and not line.startswith(("|", "#", "```")) and not _ITEM.match(line)


def _in_list(line: str) -> bool:
    return bool(_ITEM.match(line)) or line.startswith("  ")


def _items(lines: Sequence[str]) -> Iterator[str]:
    entry: list[str] = []
    for line in lines:
        if _ITEM.match(line):
            if entry:
                yield joined(entry)
            entry = [_ITEM.sub("", line, count=1)]
        else:
            entry.append(line)
    yield joined(entry)


def _grid(lines: Sequence[str], before: str) -> Grid:
    cells = [_cells(line) for line in lines]
    return Grid(cells[0], tuple(cells[2:]), before)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELL.split(inner))
