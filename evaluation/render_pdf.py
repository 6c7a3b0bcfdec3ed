"""Sets an outline as pdf with Typst: the same outline and fonts give the same bytes."""

import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any, cast

import typst

from evaluation.curves import draw_figure
from evaluation.fonts import Typefaces, find_typefaces
from evaluation.outline.blocks import Outline
from evaluation.outline.figures import Bars, Curve
from evaluation.outline.words import Gap

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
LONG_WORD = re.compile(r"[!-~]{16}(?=[!-~])")  # longer runs of Latin could not break inside a cell
BREAK_HERE = "\u200b"


def render_pdf(
    outline: Outline,
    typefaces: Typefaces | None = None,
    *,
    standards: "list[typst.PDFStandard] | None" = None,
) -> bytes:
    """The report as a tagged pdf; `standards` such as ["ua-1"] make Typst refuse what they forbid.

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
            "unknown": f"{Gap.UNKNOWN.value}；{Gap.NO_VALUE.value}",
        },
    )
    moment = outline.frozen_at.astimezone(UTC)
    content = compiler.compile(format="pdf", pdf_standards=standards, timestamp=moment)
    return cast(bytes, content)  # a list comes only from png and svg, None only with an output path


def _print_data(outline: Outline, faces: Typefaces) -> dict[str, Any]:
    data = {key: _softened(value) for key, value in outline.to_data().items()}
    data["created"] = outline.frozen_at.astimezone(UTC).timetuple()[:6]
    for block, item in zip(outline.sections, data["sections"], strict=True):
        if isinstance(block, Bars | Curve):
            item["svg"] = draw_figure(block, faces.faces["chart"].family)
            item["alt"] = block.alt
    return data


def _softened(value: Any) -> Any:
    """The same data with places to break inside long runs of Latin, addresses left alone."""
    if isinstance(value, str):
        return LONG_WORD.sub(lambda run: run[0] + BREAK_HERE, value)
    if isinstance(value, dict):
        return {key: item if key == "link" else _softened(item) for key, item in value.items()}
    return [_softened(item) for item in value] if isinstance(value, (list, tuple)) else value


def _face_data(faces: Typefaces) -> dict[str, dict[str, Any]]:
    return {
        key: {"family": face.family, "weight": face.weight, "official": face.is_official}
        for key, face in faces.faces.items()
    }
