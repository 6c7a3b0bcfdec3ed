"""What the navigation shows a person of the reporting line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.models import User
from accounts.rules import may
from reporting.queries import count_waiting


def waiting(request: HttpRequest) -> dict[str, Any]:
    """Entries hidden from the role, and how much waits behind the others."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"nav_hidden": ("reporting:mine", "reporting:queue"), "nav_counts": {}}
    pages = {"reporting:queue": may(user.role, "see_queue"), "reporting:mine": user.role != "admin"}
    counts = count_waiting(user) if may(user.role, "file") else {}
    return {
        "nav_hidden": tuple(name for name, allowed in pages.items() if not allowed),
        "nav_counts": {
            "reporting:mine": counts.get("returned", 0),
            "reporting:queue": counts.get("waiting", 0),
        },
    }
