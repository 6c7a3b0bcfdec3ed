"""The first screen and its neighbours, as tabs."""

from __future__ import annotations

from django.urls import reverse

TABS = (("", "2020 总账"), ("after", "2020 年以后"), ("outlook", "展望 2030"))


def tabs(tab: str | None) -> list[tuple[str, str, bool]]:
    """The tabs of the first screen; None is the page of conventions."""
    here = reverse("dashboards:board")
    own = [(word, f"{here}?tab={key}" if key else here, key == tab) for key, word in TABS]
    return [*own, ("口径全景", reverse("dashboards:conventions"), tab is None)]
