"""Tables of the Word file, written as XML at once: python-docx's cell by cell way is quadratic."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from docx.document import Document

from evaluation.outline.blocks import Column, Row, Table
from evaluation.outline.words import Gap
from evaluation.render_docx.xml import element, nest, text_run

PORTRAIT_TWIPS = 8844  # 156 mm
LANDSCAPE_TWIPS = 12756  # 225 mm
CELL_MARGINS = (("top", 30), ("left", 57), ("bottom", 30), ("right", 57))  # twips, 57 is 1 mm
SHADE = "F0F0F0"
FAINT = "595959"  # words for what is not known stand back behind what is


def add_table(document: Document, table: Table) -> None:
    """Title and unit above, the table with repeated head, note and source below."""
    caption = document.add_paragraph(table.title, style="Caption")
    caption.paragraph_format.keep_with_next = True
    if table.unit:
        document.add_paragraph(f"单位：{table.unit}", style="Table Unit")
    widths = column_widths(table.columns, LANDSCAPE_TWIPS if table.wide else PORTRAIT_TWIPS)
    document.element.body.insert_element_before(_table(table, widths), "w:sectPr")
    _add_notes(document, table)


def column_widths(columns: tuple[Column, ...], total: int) -> list[int]:
    """Widths in twips by weight; they add up to `total` exactly."""
    weights = [column.weight for column in columns]
    edges = [total * sum(weights[:count]) // sum(weights) for count in range(len(weights) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _add_notes(document: Document, table: Table) -> None:
    lines = [f"注：{table.note}"] if table.note else []
    if table.source:
        lines.append(f"数据来源：{table.source}")
    for line in lines or [""]:
        document.add_paragraph(line, style="Table Note")


def _table(table: Table, widths: list[int]) -> Any:
    made = element("w:tbl")
    made.append(_properties(table, sum(widths)))
    grid = element("w:tblGrid")
    grid.extend(element("w:gridCol", w=width) for width in widths)
    made.append(grid)
    made.append(_head(table, widths))
    made.extend(_rows(table, widths))
    return made


def _properties(table: Table, width: int) -> Any:
    made = element("w:tblPr")
    made.append(element("w:tblW", w=width, type="dxa"))
    made.append(element("w:jc", val="center"))
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
    made.append(borders)
    made.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side, margin in CELL_MARGINS:
        margins.append(element(f"w:{side}", w=margin, type="dxa"))
    made.append(margins)
    made.append(element("w:tblCaption", val=table.title))
    made.append(element("w:tblDescription", val=table.alt))
    return made


def _head(table: Table, widths: list[int]) -> Any:
    cells = [
        _cell(c.title, w, "center", "TableHead") for c, w in zip(table.columns, widths, strict=True)
    ]
    return _row(cells, repeat=True)


def _rows(table: Table, widths: list[int]) -> Iterator[Any]:
    if not table.rows:
        yield _row([_cell(table.empty, sum(widths), "center", "TableText", span=len(widths))])
    for row in table.rows:
        yield _row(list(_cells(row, table, widths)))


def _cells(row: Row, table: Table, widths: list[int]) -> Iterator[Any]:
    if row.kind == "group":
        yield _cell(
            row.cells[0], sum(widths), "left", "TableHead", span=len(widths), shade=True, keep=True
        )
        return
    style = "TableHead" if row.kind == "total" else "TableText"
    for words, column, width in zip(row.cells, table.columns, widths, strict=True):
        yield _cell(words, width, column.align, style)


def _words(words: str) -> Any:
    run = text_run(words)
    if words in (Gap.UNKNOWN.value, Gap.NO_VALUE.value):
        run.insert(0, nest(element("w:rPr"), element("w:color", val=FAINT)))
    return run


def _row(cells: list[Any], repeat: bool = False) -> Any:
    made, properties = element("w:tr"), element("w:trPr")
    properties.append(element("w:cantSplit"))
    if repeat:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    made.extend(cells)
    return made


def _cell(
    words: str,
    width: int,
    align: str,
    style: str,
    *,
    span: int = 1,
    shade: bool = False,
    keep: bool = False,
) -> Any:
    made, properties, paragraph, form = (
        element("w:tc"),
        element("w:tcPr"),
        element("w:p"),
        element("w:pPr"),
    )
    properties.append(element("w:tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    if shade:
        properties.append(element("w:shd", val="clear", color="auto", fill=SHADE))
    properties.append(element("w:vAlign", val="center"))
    form.append(element("w:pStyle", val=style))
    if keep:
        form.append(element("w:keepNext"))
    form.append(element("w:jc", val=align))
    paragraph.append(form)
    paragraph.append(_words(words))
    made.append(properties)
    made.append(paragraph)
    return made
