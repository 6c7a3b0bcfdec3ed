"""Headings, lead phrases and links."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from evaluation.outline import Entry, Heading, Paragraph, Sources
from tests.evaluation.render_docx.reading import opened
from tests.evaluation.samples import outline


def written(*blocks):
    return opened(replace(outline(), sections=blocks))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_are_real_headings(level):
    document = written(Heading(level, "一、总体评价"))
    (found,) = [p for p in document.paragraphs if p.text == "一、总体评价"]
    assert found.style.name == f"Heading {level}"


def test_a_lead_phrase_has_a_typeface_of_its_own():
    document = written(Paragraph("正文。", lead="1.口径。"))
    (found,) = [p for p in document.paragraphs if p.text == "1.口径。正文。"]
    lead, rest = found.runs
    assert lead._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "楷体_GB2312"
    assert rest._r.rPr is None


@pytest.mark.parametrize(
    ("style", "name"), [("body", "Normal"), ("note", "Report Note"), ("centred", "Report Centred")]
)
def test_paragraph_styles(style, name):
    document = written(Paragraph("某段。", style=style))
    (found,) = [p for p in document.paragraphs if p.text == "某段。"]
    assert found.style.name == name


def test_sources_hang_their_numbers_and_link_to_the_address():
    link = "http://example.org/a?b=1&c=2"
    document = written(Sources((Entry(1, "某报。", link), Entry(2, "某志。"))))
    first, second = [p for p in document.paragraphs if p.style.name == "Source List"]
    assert first.paragraph_format.first_line_indent < 0
    (anchor,) = first._p.iter(qn("w:hyperlink"))
    assert document.part.rels[anchor.get(qn("r:id"))].target_ref == link
    assert second.text == "[2]\t某志。"
    assert not list(second._p.iter(qn("w:hyperlink")))
