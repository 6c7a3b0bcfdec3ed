"""Pages: margins, orientation, page numbers."""

from dataclasses import replace

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from evaluation.outline import Column, Row, Table
from tests.evaluation.render_docx.reading import opened, part, produced
from tests.evaluation.samples import outline

WIDE = Table("表2", (Column("甲", 1),), (Row(("乙",)),), wide=True, note="说明")


@pytest.fixture(scope="module")
def sections():
    return list(opened(outline()).sections)


def margins(section):
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    return [round(side.mm) for side in sides]


def test_the_wide_tables_alone_are_landscape(sections):
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]
    assert turned == [False, True, False, True, False]
    assert [round(section.page_width.mm) for section in sections] == [210, 297, 210, 297, 210]
    assert [round(section.page_height.mm) for section in sections] == [297, 210, 297, 210, 297]


def test_margins_follow_the_standard_and_turn_with_the_page(sections):
    portrait, landscape, *_ = (margins(section) for section in sections)
    assert portrait == [37, 26, 35, 28]
    assert landscape == [28, 37, 26, 35]


def test_there_is_no_document_grid():
    assert "docGrid" not in part(produced(outline()), "word/document.xml")


def test_odd_and_even_pages_have_their_number_on_their_side(sections):
    document = opened(outline())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    for paragraph in (odd, even):
        assert paragraph.text == "—  —"
        assert "PAGE" in paragraph._p.xml
        assert paragraph._p.pPr.find(qn("w:ind")) is not None


def test_a_landscape_page_has_its_number_turned_at_the_left_edge(sections):
    places = []
    for footer in (sections[1].footer, sections[1].even_page_footer):
        (table,) = footer.tables
        place = table._tbl.tblPr.find(qn("w:tblpPr"))
        assert place.get(qn("w:horzAnchor")) == "page"
        assert table._tbl.find(".//" + qn("w:textDirection")).get(qn("w:val")) == "tbRl"
        assert "PAGE" in table._tbl.xml
        places.append((int(place.get(qn("w:tblpX"))), int(place.get(qn("w:tblpY")))))
    (odd_x, odd_y), (even_x, even_y) = places
    assert odd_x == even_x < Mm(35) / 635
    assert even_y < odd_y


def test_a_section_ends_in_its_last_paragraph_not_in_an_empty_one():
    document = opened(replace(outline(), sections=(WIDE,)))
    assert len(document.sections) == 3
    ends = [p for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.sectPr is not None]
    assert [p.text for p in ends] == [outline().summary[0], "注：说明"]


def test_wide_tables_in_a_row_share_their_landscape_pages():
    document = opened(replace(outline(), sections=(WIDE, WIDE)))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
