"""Ways through the pages: navigation, breadcrumb, tabs, pager."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template import Context, Library

from ui import links
from ui.components.shared import component
from ui.templatetags.ui import nav_active, query_pairs, reverse_or_blank

register = Library()


@component(register, "breadcrumb")
def breadcrumb(items: list[tuple[str, str]]) -> dict[str, Any]:
    """The way to this page: pairs of word and address, the last without an address."""
    return {"items": items}


@component(register, "tabs")
def tabs(items: list[tuple[str, str, bool]], label: str = "页签") -> dict[str, Any]:
    """Links that switch the view: word, address, and whether it is the present one."""
    return {"items": items, "label": label}


@component(register, "nav_item", takes_context=True)
def nav_item(context: Context, name: str, word: str) -> dict[str, Any]:
    """One entry of the main navigation; nothing where the page is missing or hidden."""
    hidden = name in (context.get("nav_hidden") or ())
    url = "" if hidden else reverse_or_blank(name)
    counts = context.get("nav_counts") or {}
    return {
        "url": url,
        "word": word,
        "count": counts.get(name, 0),
        "current": _current(context, name, url),
    }


def _current(context: Context, name: str, url: str) -> str:
    """The entry a page belongs to: the one it names as ``nav_at``, else the one above it."""
    at = context.get("nav_at")
    return nav_active(context, url) if at is None else "true" if at == name else ""


@component(register, "pager", takes_context=True)
def pager(context: Context, page: Any, param: str = "page", unit: str = "条") -> dict[str, Any]:
    """共 N 条, previous, next and page numbers of a Django ``Page``."""
    pairs = query_pairs(context)

    def link(number: Any) -> str:
        return links.replaced(pairs, param, number) if isinstance(number, int) else ""

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    many = page.paginator.num_pages > 1
    return {
        "page": page,
        "unit": unit,
        "entries": [(number, link(number)) for number in numbers] if many else [],
        "previous": link(page.previous_page_number()) if page.has_previous() else "",
        "next": link(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag
def contact() -> str:
    """Whom to ask, from the setting CONTACT."""
    return getattr(settings, "CONTACT", "")
