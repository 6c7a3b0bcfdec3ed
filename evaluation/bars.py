"""Draws a bar figure of the outline as SVG, one drawing for docx and pdf; plain Python.

Each part has a colour and a pattern of its own, so that a copy in black and white reads the
same, and each count stands in figures beside the bar.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from evaluation.outline.figures import BarRow, Bars

WIDTH = 442.0  # pt, the text width of a portrait page
LABEL, BAR, COUNT, REMARK = 104.0, 176.0, 27.0, 81.0
BAR_LEFT = LABEL + 6
LEGEND_LEFT = 30.0  # so that the longest words end before the counts
COUNTS_LEFT = BAR_LEFT + BAR + 4
LEGEND, THICK = 22.0, 11.0
PITCH, CLOSE_PITCH, FEW_ROWS = 19.5, 16.0, 12  # many rows stand closer, to leave room for text
SIZE = 9.5
INK, FAINT = "#1b1b1b", "#8a8f96"
FILLS = ("#1f4e79", "", "#d9822b")  # the middle part, not known, is hatched instead
HATCH = 4.0
EMPTY = "#fff"
LABEL_CHARS = 10


def draw_bars(bars: Bars, family: str) -> str:
    """SVG text of the figure without its title, sizes in pt; `family` is the typeface."""
    height = LEGEND + _pitch(bars) * max(len(bars.rows), 1) + 4
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {WIDTH:g} {height:g}" font-family={quoteattr(family)} '
        f'font-size="{SIZE}" fill="{INK}">'
    )
    return "".join([head, *_legend(bars), *_rows(bars), "</svg>"])


def _pitch(bars: Bars) -> float:
    return PITCH if len(bars.rows) <= FEW_ROWS else CLOSE_PITCH


def words_at(x: float, y: float, words: str, anchor: str = "start", size: float = SIZE) -> str:
    """Words with their foot at y."""
    place = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size:g}"'
    return f"<text {place}>{escape(words)}</text>"


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A framed rectangle in one of FILLS; without a fill it is hatched."""
    lines = "" if fill else _hatching(x, y, width, height)
    return (
        f'<rect x="{x:.2f}" y="{y:g}" width="{width:.2f}" height="{height:g}" '
        f'fill="{fill or EMPTY}" stroke="{FAINT}" stroke-width="0.5"/>{lines}'
    )


def _hatching(x: float, y: float, width: float, height: float) -> str:
    """Slanting lines cut off at the edges; drawn one by one, as tiles of a pattern show seams."""
    moves, offset = [], HATCH - height
    while offset < width:
        left, right = max(offset, 0.0), min(offset + height, width)
        bottom, top = y + height - (left - offset), y + height - (right - offset)
        moves.append(f"M{x + left:.2f} {bottom:.2f}L{x + right:.2f} {top:.2f}")
        offset += HATCH
    return f'<path d="{"".join(moves)}" stroke="{FAINT}" stroke-width="1"/>'


def _legend(bars: Bars) -> Iterator[str]:
    """The words beside their patterns, and each pattern once more above its counts."""
    x = LEGEND_LEFT
    for place, (part, fill) in enumerate(zip(bars.parts, FILLS, strict=True)):
        yield box(COUNTS_LEFT + COUNT * (place + 1) - 9, 5, 9, 7, fill)
        yield box(x, 4, 11, 9, fill)
        yield words_at(x + 15, 12, part)
        x += 15 + SIZE * len(part) + 14


def _rows(bars: Bars) -> Iterator[str]:
    if not bars.rows:
        yield words_at(BAR_LEFT, LEGEND + 14, "暂无资料")
    for number, row in enumerate(bars.rows):
        yield from _row(row, LEGEND + _pitch(bars) * number)


def _row(row: BarRow, top: float) -> Iterator[str]:
    yield from _label(row.label, top)
    total = sum(row.counts)
    if not total:
        yield box(BAR_LEFT, top + 4, BAR, THICK, EMPTY)
        yield words_at(BAR_LEFT + 6, top + 13, "无可评价项目", size=8.5)
        return
    x = BAR_LEFT
    for place, (count, fill) in enumerate(zip(row.counts, FILLS, strict=True)):
        if count:
            yield box(x, top + 4, BAR * count / total, THICK, fill)
        x += BAR * count / total
        yield words_at(COUNTS_LEFT + COUNT * (place + 1), top + 13, str(count), "end")
    yield words_at(WIDTH, top + 13, row.remark, "end", 9)


def _label(label: str, top: float) -> Iterator[str]:
    """At most two lines, then an ellipsis; the alternative text has it whole."""
    if len(label) <= LABEL_CHARS:
        yield words_at(LABEL, top + 13, label, "end")
        return
    rest = label[LABEL_CHARS:]
    second = rest if len(rest) <= LABEL_CHARS else rest[: LABEL_CHARS - 1] + "…"
    yield words_at(LABEL, top + 8, label[:LABEL_CHARS], "end", 7.5)
    yield words_at(LABEL, top + 16, second, "end", 7.5)
