"""``{% load ui %}``: figures, dates and links in templates.

The components (``status_mark``, ``three_part_bar``, …) stand in the library
``components``; both are described on the gallery page.
"""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ui import format as fmt
from ui import links

register = template.Library()


def _local(day: Any) -> Any:
    aware = isinstance(day, datetime.datetime) and timezone.is_aware(day)
    return timezone.localtime(day) if aware else day


@register.filter
def pct(fraction: Any, missing: str = fmt.NO_DATA) -> str:
    """``{{ 0.341|pct }}`` → 34.1%; None → 暂无数据 or the given word."""
    return fmt.pct(fraction, missing)


@register.filter
def pct_range(lower: Any, upper: Any) -> str:
    """``{{ lower|pct_range:upper }}`` → 12.5%～87.5%."""
    return fmt.pct_range(lower, upper)


@register.simple_tag(name="pct_range")
def pct_range_tag(lower: Any, upper: Any) -> str:
    """``{% pct_range lower upper %}``: the same as a tag."""
    return fmt.pct_range(lower, upper)


@register.filter
def pp(difference: Any, missing: str = fmt.NO_DATA) -> str:
    """``{{ 0.073|pp }}`` → +7.3个百分点."""
    return fmt.pp(difference, missing)


@register.filter
def yi(wan: Any, missing: str = fmt.NO_DATA) -> str:
    """``{{ wan|yi }}`` prints 万元 as 亿元 with the unit."""
    return fmt.yi(wan, missing)


@register.filter
def yi_num(wan: Any, missing: str = fmt.NO_DATA) -> str:
    """``{{ wan|yi_num }}`` prints 万元 as 亿元 without the unit, for table cells."""
    return fmt.yi_num(wan, missing)


@register.filter
def num(value: Any, missing: str = fmt.NO_DATA) -> str:
    """``{{ value|num }}`` prints a plain number without grouping or padding zeros."""
    return fmt.num(value, missing=missing)


@register.filter
def cdate(day: Any, precision: str = "day") -> str:
    """``{{ day|cdate:precision }}`` prints only the known part of a date."""
    return fmt.cdate(_local(day), precision)


@register.filter
def clock(moment: Any) -> str:
    """``{{ moment|clock }}`` → 10:42:07 in local time."""
    return fmt.clock(_local(moment))


@register.filter
def stamp(moment: Any) -> str:
    """``{{ moment|stamp }}`` → 2026年3月2日 10:42 in local time."""
    return fmt.stamp(_local(moment))


@register.simple_tag
def fact_date(day: Any, precision: str = "day", basis: str = "event") -> str:
    """``{% fact_date day precision basis %}`` → 2019年8月, 截至2019年8月, 预定2019年8月."""
    return fmt.fact_date(day, precision, basis)


@register.simple_tag
def stage_words(steps: list[str], at_least: int, at_most: int) -> str:
    """``{% stage_words steps at_least at_most %}`` → 不早于在建."""
    return fmt.stage_words(steps, at_least, at_most)


def query_of(context: Context) -> dict[str, str]:
    """Return the query of the request in ``context``; empty outside a request."""
    request = context.get("request")
    return request.GET.dict() if request is not None else {}


def query_pairs(context: Context) -> list[tuple[str, str]]:
    """Return the query of the request in ``context`` as pairs, repeated keys kept."""
    request = context.get("request")
    if request is None:
        return []
    return [(key, value) for key, values in request.GET.lists() for value in values]


def reverse_or_blank(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page, or nothing where that page is not installed."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def moment_url(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """``{% moment_url "projects:list" %}``: the page at the moment now looked at.

    Gives nothing where no page has that name.
    """
    url = reverse_or_blank(name, *args, **kwargs)
    return links.with_moment(url, query_of(context)) if url else ""


@register.simple_tag(takes_context=True)
def keep_moment(context: Context, url: str) -> str:
    """``{% keep_moment item.get_absolute_url %}``: an address with the moment kept."""
    return links.with_moment(url, query_of(context))


@register.simple_tag
def url_or_blank(name: str, *args: Any, **kwargs: Any) -> str:
    """``{% url_or_blank "accounts:help" as help %}``: empty where no page has that name."""
    return reverse_or_blank(name, *args, **kwargs)


@register.simple_tag(takes_context=True)
def nav_active(context: Context, url: str) -> str:
    """Return ``page`` for the page itself, ``true`` below it, else nothing (aria-current)."""
    request = context.get("request")
    if request is None or not url:
        return ""
    if request.path == url:
        return "page"
    return "true" if url != "/" and request.path.startswith(url) else ""


@register.inclusion_tag("_components/hidden_params.html", takes_context=True)
def moment_params(context: Context) -> dict[str, Any]:
    """Carry the moment, and nothing else, through a GET form that leads to another page."""
    pairs = query_pairs(context)
    return {"pairs": [(key, value) for key, value in pairs if key in links.MOMENT_KEYS and value]}


@register.inclusion_tag("_components/hidden_params.html", takes_context=True)
def hidden_params(context: Context, *leave_out: str) -> dict[str, Any]:
    """Carry the other query parameters through a GET form; ``leave_out`` names the form's own."""
    return {"pairs": links.other_params(query_pairs(context), leave_out)}
