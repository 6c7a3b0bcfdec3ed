"""A figure under many conventions."""

from __future__ import annotations

from typing import Any

from django.template import Context, Library

from ui import strip
from ui.components.shared import component, drawn, next_id

register = Library()


@component(register, "dot_strip", takes_context=True)
def dot_strip(context: Context, pairs: list[strip.Pair], title: str) -> dict[str, Any]:
    """Bounds of one rate under many conventions as dots on an axis, with its key below."""
    return {"chart": drawn(strip.strip_svg(pairs, next_id(context, "strip"), title))}
