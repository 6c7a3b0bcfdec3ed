"""What every page may show about persons."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.queries import demo_people


def persons(request: HttpRequest) -> dict[str, Any]:
    """The strip that changes the person in one click, in the demo alone."""
    if not settings.DEMO_PERSON_STRIP:
        return {}
    return {"demo_persons": [_entry(person, request) for person in demo_people()]}


def _entry(person: User, request: HttpRequest) -> dict[str, Any]:
    return {
        "key": person.username,
        "name": person.name,
        "office": _short(person),
        "current": getattr(request, "user", None) == person,
    }


def _short(person: User) -> str:
    """Area and role in a few characters, so that the strip stays one line."""
    area = (person.place.short_name or person.place.name) if person.place else ""
    return f"{area}{person.get_role_display()}"
