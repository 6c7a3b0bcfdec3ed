"""Writes an outline as docx: the same outline gives the same bytes.

The file names the official typefaces (方正小标宋简体, 仿宋_GB2312 …), which the users' computers
have.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType

from evaluation.fonts import Typefaces, find_typefaces
from evaluation.outline.blocks import Block, Heading, Outline, Paragraph, Sources, Table
from evaluation.outline.figures import Bars, Curve
from evaluation.render_docx.figures import add_figure
from evaluation.render_docx.package import set_properties, stable_zip
from evaluation.render_docx.page import prepare_page, turn_page
from evaluation.render_docx.styles import NAMED_FACES, prepare_styles
from evaluation.render_docx.tables import add_table
from evaluation.render_docx.texts import add_heading, add_paragraph, add_sources, add_title

__all__ = ["render_docx"]

FONT_WORDS = f"字体说明：本文件指定{'、'.join(NAMED_FACES)}，未安装的由软件以相近字体显示。"


def render_docx(outline: Outline, typefaces: Typefaces | None = None) -> bytes:
    """The report as a Word file of A4 pages by GB/T 9704, wide tables on landscape pages.

    `typefaces` are those of the words inside figures; FontError when there is none for them.
    """
    faces = typefaces or find_typefaces()
    document = Document()
    prepare_styles(document)
    prepare_page(document)
    set_properties(document, outline)
    add_title(document, outline)
    for block in outline.sections:
        turn_page(document, wide=isinstance(block, Table) and block.wide)
        _add(document, block, faces)
    turn_page(document, wide=False)
    add_paragraph(document, Paragraph(FONT_WORDS, style="note"))
    buffer = BytesIO()
    document.save(buffer)
    return stable_zip(buffer.getvalue(), outline.frozen_at)


def _add(document: DocumentType, block: Block, faces: Typefaces) -> None:
    match block:
        case Heading():
            add_heading(document, block)
        case Paragraph():
            add_paragraph(document, block)
        case Table():
            add_table(document, block)
        case Bars() | Curve():
            add_figure(document, block, faces.faces["chart"])
        case Sources():
            add_sources(document, block)
