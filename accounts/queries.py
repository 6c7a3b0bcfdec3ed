"""Reading accounts."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.rules import normal_username
from regions.models import Place


def people() -> QuerySet[User]:
    """All accounts with office and area, those in use first."""
    rows = User.objects.select_related("organisation", "place")
    return rows.order_by("-is_active", "role", "username")


def find(username: str) -> User | None:
    """An account by its user name in any written form."""
    return people().filter(username=normal_username(username)).first()


def areas() -> QuerySet[Place]:
    """The provinces and cities an account can cover, each province before its cities."""
    return Place.objects.filter(
        in_plan=True, level__in=["province", "prefecture"], valid_to__isnull=True
    ).order_by("code")  # fmt: skip


def demo_people() -> QuerySet[User]:
    """The accounts one may enter without log-in in the demo, in the order they were made."""
    return User.objects.filter(is_demo=True, is_active=True).select_related(
        "organisation", "place"
    ).order_by("pk")  # fmt: skip


def demo_person(key: str) -> User | None:
    """One of the demo accounts by its user name."""
    return demo_people().filter(username=normal_username(key)).first()


def asking(request: HttpRequest) -> User:
    """The person behind a request.  For pages behind the log-in, where there always is one."""
    return cast(User, request.user)
