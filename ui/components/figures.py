"""States and figures: mark, ladder, bar, range, tile, strip."""

from __future__ import annotations

from typing import Any

from django.template import Context, Library

from ui import format as fmt
from ui import links, marks, svg
from ui.components.shared import component, drawn, next_id
from ui.templatetags.ui import query_of, reverse_or_blank

register = Library()


@component(register, "status_mark")
def status_mark(
    code: str, word: str = "", note: str = "", *, plain: bool = False
) -> dict[str, Any]:
    """One state by shape, colour and word; ``word`` replaces the usual word, ``note`` follows.

    ``plain`` where the state follows from no Result, so that it needs no reasons.
    """
    mark = marks.MARKS[code]
    shape = drawn(marks.mark_svg(code))
    derived = code in marks.DERIVED and not plain
    return {"word": word or mark.word, "tone": mark.tone, "shape": shape, "note": note,
            "derived": derived}  # fmt: skip


@component(register, "stage_ladder", takes_context=True)
def stage_ladder(
    context: Context,
    steps: list[str],
    at_least: int,
    at_most: int,
    required: int | None = None,
    *,
    words: str = "",
    compact: bool = False,
) -> dict[str, Any]:
    """A stage known as an interval on its ladder.

    ``required`` is the rank of the promise, ``words`` replace the usual words
    (部分投用), ``compact`` draws the small form for table cells.
    """
    uid = next_id(context, "ladder")
    chart = svg.ladder_svg(steps, at_least, at_most, uid, required, small=compact)
    return {
        "chart": drawn(chart),
        "steps": svg.ladder_steps(steps, at_least, at_most, required),
        "words": words or fmt.stage_words(steps, at_least, at_most),
        "promise": "" if required is None else steps[required],
        "compact": compact,
    }


@component(register, "three_part_bar", takes_context=True)
def three_part_bar(
    context: Context,
    reached: int,
    missed: int,
    undetermined: int,
    no_data: int = 0,
    *,
    adjusted: int = 0,
    late: int = 0,
    title: str = "兑现情况",
    unit: str = "项",
    compact: bool = False,
) -> dict[str, Any]:
    """Counts of one ledger as a bar in three parts, with words and shares.

    ``no_data`` is contained in ``undetermined``; ``adjusted`` stands outside the bar,
    ``late`` (逾期后完成) inside ``missed``; ``compact`` leaves out the legend.
    """
    split = svg.Split(reached, missed, undetermined, no_data)
    uid = next_id(context, "bar")
    height = 16 if compact else 34
    rows = [("reached", reached), ("missed", missed), ("undetermined", undetermined)]
    return {
        "chart": drawn(svg.three_part_bar_svg(split, uid, title, height, unit)),
        "rows": [(code, count, split.share(count)) for code, count in rows],
        "total": split.total,
        "no_data": no_data,
        "adjusted": adjusted,
        "late": late,
        "title": title,
        "unit": unit,
        "compact": compact,
    }


@component(register, "rate_range", takes_context=True)
def rate_range(
    context: Context,
    label: str,
    lower: Any = None,
    upper: Any = None,
    *,
    strict_lower: Any = None,
    strict_upper: Any = None,
    note: str = "",
    href: str = "",
    subject: str = "",
    metric: str = "",
) -> dict[str, Any]:
    """A rate as 下限–上限, lenient first and strict (when given) below it. Fractions or None.

    ``subject`` and ``metric`` are those of its Result: the way to its reasons.
    """
    strict = strict_lower is not None or strict_upper is not None
    rows = [_range_row(context, label, "宽口径" if strict else "", lower, upper)]
    if strict:
        rows.append(_range_row(context, label, "严口径", strict_lower, strict_upper))
    for row, suffix in zip(rows, ("", "_strict"), strict=False):
        name = f"{label}（{row['name']}）" if row["name"] else label
        if subject:
            row["why"] = why(context, "account", subject, f"{metric}{suffix}", name)
    return {"label": label, "rows": rows, "note": note, "href": href}


def _range_row(context: Context, label: str, name: str, lower: Any, upper: Any) -> dict[str, Any]:
    known = lower is not None and upper is not None
    title = f"{label}（{name}）" if name else label
    chart = svg.range_svg(lower, upper, next_id(context, "range"), title) if known else ""
    return {"name": name, "chart": drawn(chart), "text": fmt.pct_range(lower, upper)}


@component(register, "figure_tile")
def figure_tile(
    label: str,
    value: Any = None,
    unit: str = "",
    note: str = "",
    *,
    href: str = "",
    source: str = "",
    source_href: str = "",
    mark: str = "",
) -> dict[str, Any]:
    """One figure with its unit, a note, and where it comes from; None prints 暂无数据."""
    shown = fmt.NO_DATA if value is None else str(value)
    return {
        "label": label,
        "value": shown,
        "missing": value is None,
        "unit": unit,
        "note": note,
        "href": href,
        "source": source,
        "source_href": source_href,
        "mark": mark,
    }


@component(register, "stat_strip")
def stat_strip(items: list[dict[str, Any]]) -> dict[str, Any]:
    """A row of small figures; items hold ``label``, ``value`` and maybe ``unit``, ``href``."""
    return {"items": items}


@component(register, "why", takes_context=True)
def why(
    context: Context, kind: str, subject: str, metric: str, name: str, *, day: Any = None
) -> dict[str, Any]:
    """The way from a figure to the page that explains it, at the moment it was read.

    ``kind``, ``subject`` and ``metric`` are those of its Result, ``name`` its words; ``day``
    where the figure is of another day than the page.
    """
    return {"href": why_url(context, kind, subject, metric, day), "name": name,
            "key": f"{kind}:{subject}:{metric}"}  # fmt: skip


@register.simple_tag(takes_context=True, name="why_url")
def why_url(context: Context, kind: str, subject: str, metric: str, day: Any = None) -> str:
    """The address of that page; blank where it is not installed or nothing is named."""
    url = reverse_or_blank("dashboards:why", kind, subject, metric) if subject else ""
    moment = context.get("moment")
    at = day or (moment.as_of if moment else None)
    asked = query_of(context) | ({"as_of": at.isoformat()} if at else {})
    return links.with_moment(url, asked) if url else ""
