"""Figures in the Word file: a picture with all its words as alternative text."""

from io import BytesIO

import resvg_py
from docx.document import Document
from docx.shared import Pt

from evaluation.bars import WIDTH
from evaluation.curves import draw_figure
from evaluation.fonts import Typeface
from evaluation.outline.figures import Bars, Curve

ZOOM = 4  # 4 pixels a point, 288 dpi in print


def add_figure(document: Document, figure: Bars | Curve, face: Typeface) -> None:
    """The picture with its words in `face`, its title below, then the note."""
    holder = document.add_paragraph(style="Figure Title")
    holder.paragraph_format.keep_with_next = True
    holder.paragraph_format.line_spacing = 1.0
    picture = holder.add_run().add_picture(BytesIO(draw_png(figure, face)), width=Pt(WIDTH))
    for side in ("distT", "distB", "distL", "distR"):  # left out, some programs take 9 pt
        picture._inline.set(side, "0")
    picture._inline.docPr.set("descr", figure.alt)
    picture._inline.docPr.set("title", figure.title)
    title = document.add_paragraph(figure.title, style="Figure Title")
    title.paragraph_format.keep_with_next = bool(figure.note)
    if figure.note:
        document.add_paragraph(f"注：{figure.note}", style="Table Note")


def draw_png(figure: Bars | Curve, face: Typeface) -> bytes:
    """The figure as png; one SVG point is one pixel before zooming."""
    files = [str(face.path)] if face.path else None
    return resvg_py.svg_to_bytes(
        svg_string=draw_figure(figure, face.family), dpi=72, zoom=ZOOM, background="#ffffff",
        font_files=files, font_family=face.family, skip_system_fonts=bool(files),
    )  # fmt: skip
