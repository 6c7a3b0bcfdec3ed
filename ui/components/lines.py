"""The course of one quantity."""

from __future__ import annotations

from typing import Any

from django.template import Context, Library

from ui import lines
from ui.components.shared import component, drawn, next_id

register = Library()


@component(register, "line_chart", takes_context=True)
def line_chart(
    context: Context, points: list[lines.Point], title: str, note: str = ""
) -> dict[str, Any]:
    """Values of one quantity by year (three or more), under a title with its unit."""
    chart = lines.line_chart_svg(points, next_id(context, "line"), title)
    return {"chart": drawn(chart), "title": title, "note": note}
