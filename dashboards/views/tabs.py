"""The first screen and its neighbours, as tabs."""

from __future__ import annotations

from django.urls import reverse

Tab = tuple[str, str, bool]


def tabs(current: str) -> list[Tab]:
    """Word and address of each neighbour, and whether it is the page now shown.

    ``current`` is blank for the account of the plan's end, or after, curve, outlook, conventions.
    """
    here = reverse("dashboards:board")
    pages = (
        ("", "2020 总账", here),
        ("after", "2020 年以后", f"{here}?tab=after"),
        ("curve", "兑现曲线", reverse("dashboards:curve")),
        ("outlook", "展望 2030", f"{here}?tab=outlook"),
        ("conventions", "口径全景", reverse("dashboards:conventions")),
    )
    return [(word, url, key == current) for key, word, url in pages]
