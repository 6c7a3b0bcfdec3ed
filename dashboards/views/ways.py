"""The way to a page below a list."""

from __future__ import annotations

from django.urls import reverse

from metrics.looking import Looking
from ui.links import with_moment


def way(looking: Looking, name: str, word: str) -> list[tuple[str, str]]:
    """The way to a page below a list, at the moment looked at."""
    params = dict(looking.params)
    home = with_moment(reverse("dashboards:board"), params)
    return [("首页", home), (word, with_moment(reverse(name), params))]
