"""What the modules of tags share: registration, ids, marking of drawings."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, TypeVar

from django.template import Context, Library
from django.utils.safestring import SafeString, mark_safe

Tag = TypeVar("Tag", bound=Callable[..., dict[str, Any]])


def component(
    register: Library, name: str, *, takes_context: bool | None = None
) -> Callable[[Tag], Tag]:
    """Register a function as the tag that renders ``_components/<name>.html``."""
    return register.inclusion_tag(f"_components/{name}.html", takes_context=takes_context)


def next_id(context: Context, stem: str) -> str:
    """Return an id that occurs once in the whole page now being rendered."""
    root: dict[Any, Any] = context.render_context.dicts[0]  # shared by the whole rendering
    counter = root.setdefault("ui_ids", itertools.count(1))
    return f"{stem}-{next(counter)}"


def drawn(text: str) -> SafeString:
    """Mark a chart of ``ui.svg`` or a shape of ``ui.marks`` as ready (both escape their text)."""
    return mark_safe(text)  # noqa: S308
