"""Sets an outline as pdf with Typst: the same outline and fonts give the same bytes."""

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import typst

from evaluation.bars import draw_bars
from evaluation.fonts import Typefaces, find_typefaces
from evaluation.outline.blocks import Bars, Outline

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
LONGEST_WORD = 20
ZERO_WIDTH_SPACE = "\u200b"


def render_pdf(
    outline: Outline, typefaces: Typefaces | None = None, *, standards: tuple[str, ...] = ()
) -> bytes:
    """The report as a tagged pdf; `standards` such as ("ua-1",) make Typst refuse what they forbid.

    Raises FontError without any Chinese font, typst.TypstError when a standard is not met.
    """
    faces = typefaces or find_typefaces()
    compiler = typst.Compiler(
        input=TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=faces.book,
        sys_inputs={
            "outline": json.dumps(_print_data(outline, faces), ensure_ascii=False),
            "faces": json.dumps(_face_data(faces), ensure_ascii=False),
            "font_words": faces.words,
        },
    )
    return compiler.compile(
        format="pdf", pdf_standards=list(standards), timestamp=outline.frozen_at
    )


def _print_data(outline: Outline, faces: Typefaces) -> dict[str, Any]:
    data = outline.to_data()
    data["created"] = outline.frozen_at.astimezone(UTC).timetuple()[:6]
    for block, item in zip(outline.sections, data["sections"]):
        if isinstance(block, Bars):
            item["svg"] = draw_bars(block, faces.faces["chart"].family)
            item["alt"] = block.alt
    return data


def _face_data(faces: Typefaces) -> dict[str, dict[str, Any]]:
    return {
        key: {"family": face.family, "weight": face.weight, "official": face.is_official}
        for key, face in faces.faces.items()
    }
