"""Pages of the Word file: A4 by GB/T 9704, page numbers left and right, landscape sections."""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from evaluation.render_docx.xml import element, page_field, text_run

TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
SHORT, LONG = Mm(210), Mm(297)
FOLIO_LINE = Mm(6.35)  # 18 pt, the line of the page number
FOLIO_GAP = Mm(7)


def prepare_page(document: Document) -> None:
    """Set up the first section and odd and even page numbers."""
    document.settings.odd_and_even_pages_header_footer = True
    _shape(document.sections[0], wide=False)
    _number(document.sections[0])


def turn_page(document: Document, *, wide: bool) -> None:
    """Go on with landscape or portrait pages; nothing happens where the pages lie so already.

    A landscape page is the portrait page turned clockwise, its margins and number with it.
    """
    if (document.sections[-1].orientation == WD_ORIENT.LANDSCAPE) == wide:
        return
    section = _new_section(document)
    _shape(section, wide=wide)
    (_turned_number if wide else _number)(section)


def _new_section(document: Document) -> Section:
    """End the section in its last paragraph; an empty one of its own could fall on a blank page."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    break_paragraph = document.paragraphs[-1]._p
    before = break_paragraph.getprevious()
    if before is not None and before.tag == break_paragraph.tag:
        before.get_or_add_pPr().append(break_paragraph.get_or_add_pPr().find(qn("w:sectPr")))
        break_paragraph.getparent().remove(break_paragraph)
    return section


def _shape(section: Section, *, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
    margins = (LEFT, TOP, RIGHT, BOTTOM) if wide else (TOP, RIGHT, BOTTOM, LEFT)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = margins
    section.header_distance = Mm(15)
    section.footer_distance = Mm(10) if wide else BOTTOM - FOLIO_GAP - FOLIO_LINE
    # A document grid makes some programs double every advance; the fixed pitch needs none.
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _number(section: Section) -> None:
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    )
    for footer, align, side in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "Page Number"
        paragraph.alignment = align
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn(f"w:{side}Chars"), "100")
        indent.set(qn(f"w:{side}"), "280")
        _fill(paragraph._p)


def _fill(paragraph: Any) -> None:
    for run in (text_run("— "), *page_field(), text_run(" —")):
        paragraph.append(run)


def _turned_number(section: Section) -> None:
    """Where the upright sheet has its number: a floating cell of vertical text at the left."""
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        footer._element.insert(0, _floating_cell(odd))
        footer.paragraphs[0].style = "Page Number"


def _floating_cell(odd: bool) -> Any:
    height = Mm(24)
    x = BOTTOM - FOLIO_GAP - FOLIO_LINE
    y = (SHORT - RIGHT - Mm(5) - height) if odd else (LEFT + Mm(5))
    table = element("w:tbl")
    properties = element("w:tblPr")
    properties.append(
        element("w:tblpPr", horzAnchor="page", vertAnchor="page", tblpX=_twips(x), tblpY=_twips(y))
    )
    properties.append(element("w:tblW", w=_twips(FOLIO_LINE), type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    properties.append(_no_margins())
    grid = element("w:tblGrid")
    grid.append(element("w:gridCol", w=_twips(FOLIO_LINE)))
    for part in (properties, grid, _turned_row(height)):
        table.append(part)
    return table


def _no_margins() -> Any:
    margins = element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    return margins


def _turned_row(height: int) -> Any:
    row, settings = element("w:tr"), element("w:trPr")
    settings.append(element("w:trHeight", val=_twips(height), hRule="exact"))
    cell, shape, paragraph, style = (
        element("w:tc"),
        element("w:tcPr"),
        element("w:p"),
        element("w:pPr"),
    )
    shape.append(element("w:tcW", w=_twips(FOLIO_LINE), type="dxa"))
    shape.append(element("w:textDirection", val="tbRl"))
    shape.append(element("w:vAlign", val="center"))
    style.append(element("w:pStyle", val="PageNumber"))
    style.append(element("w:jc", val="center"))
    paragraph.append(style)
    _fill(paragraph)
    for parent, child in ((cell, shape), (cell, paragraph), (row, settings), (row, cell)):
        parent.append(child)
    return row


def _twips(length: int) -> int:
    return round(length / 635)
