"""The text in files that the system hands out."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import docx
import pypdfium2

BLANKS = re.compile(r"\s")
TAG = re.compile(r"<[^>]+>")


def word_text(content: bytes) -> str:
    """Paragraphs and rows of tables of a Word file, without blanks."""
    document = docx.Document(io.BytesIO(content))
    rows = ["".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
    return BLANKS.sub("", "\n".join([*(p.text for p in document.paragraphs), *rows]))


def pdf_text(content: bytes) -> str:
    """All pages of a PDF file, without blanks: lines break anywhere."""
    with pypdfium2.PdfDocument(content) as document:
        return BLANKS.sub("", "".join(_leaf(leaf) for leaf in document))


def _leaf(leaf: pypdfium2.PdfPage) -> str:
    text = leaf.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        leaf.close()


def any_text(content: bytes) -> str:
    """All text of a file of whatever kind; of a page the mark-up too, of pictures nothing."""
    if content.startswith(b"%PDF"):
        return pdf_text(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            texts = (parts.read(name).decode(errors="ignore") for name in parts.namelist())
            return "".join(TAG.sub("", text) for text in texts)
    return unescape(content.decode())
