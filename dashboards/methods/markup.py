"""A page of docs/methods as HTML; everything of the text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from dashboards.methods.reading import Block, Formula, Grid, Heading, Items, MethodPage, Text
from dashboards.methods.worked import CODE, NOTHING, NUMBER, Checked, checked, worked

CODED = re.compile(r"\s*`[^`]*`")
INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|!?\[([^\]]*)\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Anchored:
    """The page as HTML with the headings one can jump to, and how its worked rows came out."""

    html: str
    headings: list[tuple[str, str]]
    rows: int
    same: int

    @property
    def differ(self) -> int:
        """How many worked rows did not come out as printed."""
        return self.rows - self.same


def inline(words: str) -> str:
    """One line of a page without links."""
    return _inline(words, lambda _: "")


def html_of(page: MethodPage, link: Callable[[str], str]) -> Anchored:
    """The whole page; ``link`` gives the address of a link of the text, blank for none.

    For a picture it gives the drawing itself, our own SVG.
    """
    pieces, headings, rows = [], [], []
    for number, block in enumerate(page.blocks):
        if isinstance(block, Heading):
            anchor = f"s{number}"
            pieces.append(_heading(block, anchor, link))
            if block.level == 2:  # noqa: PLR2004
                headings.append((anchor, block.words))
        elif isinstance(block, Grid):
            found = _recomputed(block)
            rows += found
            pieces.append(_grid(block, found, link))
        else:
            pieces.append(_plain(block, link))
    return Anchored("\n".join(pieces), headings, len(rows), sum(row.same for row in rows))


def _recomputed(grid: Grid) -> list[Checked]:
    try:
        return [checked(row) for row in worked(grid)]
    except ValueError as error:
        return [Checked(same=False, said=str(error)) for _ in grid.rows]


def _heading(block: Heading, anchor: str, link: Callable[[str], str]) -> str:
    return f'<h{block.level} id="{anchor}">{_inline(block.words, link)}</h{block.level}>'


def _plain(block: Block, link: Callable[[str], str]) -> str:
    if isinstance(block, Formula):
        return f'<pre class="formula" tabindex="0">{escape(block.words)}</pre>'
    if isinstance(block, Items):
        name = "ol" if block.numbered else "ul"
        rows = "".join(f"<li>{_inline(row, link)}</li>" for row in block.rows)
        return f"<{name}>{rows}</{name}>"
    return f"<p>{_inline(block.words, link)}</p>" if isinstance(block, Text) else ""


def _grid(grid: Grid, found: Sequence[Checked], link: Callable[[str], str]) -> str:
    label, kind = ("算例表", " worked") if found else ("表", "")
    grid = _told(grid) if found else grid
    sides = [_side([row[i] for row in grid.rows if i < len(row)]) for i in range(len(grid.heads))]
    heads = [
        f'<th scope="col"{side}>{_inline(head, link)}</th>'
        for head, side in zip(grid.heads, sides, strict=True)
    ]
    if found:
        heads.append('<th scope="col">重算</th>')
    rows = [_cells(row, sides, link) for row in grid.rows]
    marks = [_outcome(one) for one in found] or [""] * len(rows)
    body = "".join(f"<tr>{row}{mark}</tr>" for row, mark in zip(rows, marks, strict=True))
    return (
        f'<div class="scroll-x" tabindex="0" role="group" aria-label="{label}">'
        f'<table class="ledger{kind}"><thead><tr>{"".join(heads)}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _told(grid: Grid) -> Grid:
    """A worked table as a reader wants it: the codes of the program only where nothing else is."""
    return Grid(tuple(map(_words, grid.heads)), tuple(tuple(map(_words, r)) for r in grid.rows))


def _words(cell: str) -> str:
    return CODED.sub("", cell).strip() or "、".join(CODE.findall(cell))


def _cells(row: Sequence[str], sides: Sequence[str], link: Callable[[str], str]) -> str:
    pairs = zip_longest(row, sides[: len(row)], fillvalue="")
    return "".join(f"<td{side}>{_inline(cell, link)}</td>" for cell, side in pairs)


def _outcome(found: Checked) -> str:
    tone = "reached" if found.same else "missed"
    return f'<td><span class="state state--{tone}">{escape(found.words)}</span></td>'


def _side(column: Sequence[str]) -> str:
    """Numbers stand to the right, if the whole column has nothing else."""
    cells = [cell for cell in column if cell not in ("", NOTHING)]
    return ' class="num"' if cells and all(NUMBER.match(cell) for cell in cells) else ""


def _inline(words: str, link: Callable[[str], str]) -> str:
    return "".join(_pieces(words, link))


def _pieces(words: str, link: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for found in INLINE.finditer(words):
        yield escape(words[at : found.start()])
        code, bold, text, target = found.groups()
        if code is not None:
            yield f"<code>{escape(code)}</code>"
        elif bold is not None:
            yield f"<strong>{escape(bold)}</strong>"
        else:
            picture = found[0].startswith("!")
            yield _picture(text, link(target)) if picture else _anchor(text, link(target))
        at = found.end()
    yield escape(words[at:])


def _picture(text: str, drawn: str) -> str:
    """A drawing of our own, as it stands in the folder; its words where there is none."""
    return (
        f'<span class="method__picture">{drawn}</span>'
        if drawn.startswith("<svg")
        else escape(text)
    )


def _anchor(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>' if href else escape(text)
