"""Reads a produced Word file back for the tests."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from evaluation.fonts import find_typefaces
from evaluation.outline import Outline
from evaluation.render_docx import render_docx


def produced(outline: Outline) -> bytes:
    """The file, its figures in the fonts from pip, so that every machine makes the same."""
    return render_docx(outline, find_typefaces(system=False))


def opened(outline: Outline) -> DocumentType:
    return Document(BytesIO(produced(outline)))


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def texts(document: DocumentType) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def table_rows(table) -> list[list[str]]:
    """Texts of the cells that are there, a cell across columns once."""
    return [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst]
        for row in table._tbl.tr_lst
    ]
