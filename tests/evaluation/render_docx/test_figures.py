"""Bar figures in the Word file."""

import struct
from dataclasses import replace

from evaluation.bars import WIDTH
from evaluation.fonts import find_typefaces
from evaluation.outline import BarRow, Bars
from evaluation.render_docx.figures import ZOOM, draw_png
from tests.evaluation.render_docx.reading import opened, texts
from tests.evaluation.samples import outline

PARTS = ("可确认达到", "不能确定", "可确认未达到")
BARS = Bars("图1 构成", PARTS, (BarRow("铁路", (1, 3, 1), "20.0%—80.0%"),), note="说明")


def face():
    return find_typefaces(system=False).faces["chart"]


def test_the_picture_says_all_its_counts():
    document = opened(replace(outline(), sections=(BARS,)))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == BARS.alt
    assert shape._inline.get("distL") == "0"
    assert round(shape.width.pt) == round(WIDTH)
    assert "图1 构成\n注：说明" in texts(document)


def test_the_picture_is_drawn_for_print_and_always_the_same():
    png = draw_png(BARS, face())
    assert struct.unpack(">I", png[16:20])[0] == round(WIDTH * ZOOM)
    assert png == draw_png(BARS, face())


def test_words_are_drawn():
    blank = replace(BARS, rows=(BarRow("", (1, 3, 1)),))
    assert len(draw_png(BARS, face())) > len(draw_png(blank, face()))
