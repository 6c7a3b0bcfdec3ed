"""The share of promises kept over the months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.template import Context, Library

from ui import curves
from ui.components.shared import component, drawn, next_id

register = Library()


@component(register, "curve_chart", takes_context=True)
def curve_chart(
    context: Context, columns: Sequence[curves.Column], title: str, desc: str,
    *, starts: date, ends: date,
) -> dict[str, Any]:  # fmt: skip
    """兑现曲线 by months with its key; ``desc`` says it in words, ``ends`` is the plan's end."""
    uid = next_id(context, "curve")
    chart = curves.curve_svg(columns, uid, title, desc, starts=starts, ends=ends)
    estimated = any(column.estimate for column in columns)
    compared = any(column.before for column in columns)
    return {"chart": drawn(chart), "title": title, "estimated": estimated, "compared": compared}
