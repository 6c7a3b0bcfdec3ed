"""Who may see which filing: the one scope function, and everything that reads through it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from accounts.rules import Scope
from accounts.rules import may as role_may
from reporting.models import Decision, Submission
from reporting.rules import TRANSITIONS, Standing, has_right, possible

Person = User | AnonymousUser

APPROVED = Q(state="approved")
SUBMITTED = Q(state="submitted")
# larger numbers name no row; PostgreSQL would refuse to compare with them
LARGEST_ID = 2**63 - 1


class NotFound(Http404):
    """There is no such filing, or none this person may see; the answer is the same."""

    def __init__(self) -> None:
        super().__init__("没有这份填报，或不在您可以查阅的范围内。")


def visible(user: Person) -> QuerySet[Submission]:
    """The filings a person may see.

    A city sees all of its own, a province all of its cities and its own; what is approved is
    open to both provinces; coordinators also see what waits for review; readers only what is
    approved; administrators and accounts that are closed see nothing.
    """
    rows = Submission.objects.select_related(
        "plan", "project__plan", "project__clause", "indicator__plan", "author"
    )
    if not isinstance(user, User) or not user.is_active or user.role == "admin":
        return rows.none()
    allowed = APPROVED
    if role_may(user.role, "see_submitted") and user.scope.level == "all":
        allowed = allowed | SUBMITTED
    if role_may(user.role, "see_drafts"):
        allowed = allowed | _area(user.scope)
    return rows.filter(allowed)


def _area(scope: Scope) -> Q:
    """All filings of the area an account covers; of none where it covers none."""
    if scope.level == "city":
        return Q(province=scope.province, city=scope.city)
    return Q(province=scope.province) if scope.level == "province" else Q(pk__in=[])


def find(user: Person, pk: Any) -> Submission:
    """One filing in the person's scope; raises :class:`NotFound` for foreign and missing."""
    text = str(pk)
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID):  # noqa: PLR2004
        raise NotFound
    found = visible(user).filter(pk=int(text)).first()
    if found is None:
        raise NotFound
    return found


def mine(user: User) -> QuerySet[Submission]:
    """The filings of the person's own area, last changed first; discarded ones last of all."""
    return visible(user).filter(_area(user.scope)).order_by("-changed_at", "-pk")


def queue(user: User) -> QuerySet[Submission]:
    """What waits for review and the person may see, longest waiting first."""
    return visible(user).filter(SUBMITTED).order_by("submitted_at", "pk")


def count_waiting(user: User) -> dict[str, int]:
    """Figures beside the navigation: returned to the person, and waiting for their review."""
    counts = {"returned": visible(user).filter(author=user, state="returned").count()}
    if role_may(user.role, "review"):
        counts["waiting"] = queue(user).filter(_area(user.scope)).exclude(author=user).count()
    return counts


def decisions(submission: Submission) -> list[Decision]:
    """Every step taken with a filing the reader may see, oldest first."""
    return list(submission.decisions.order_by("pk"))


def standing(user: User, submission: Submission) -> Standing:
    """How the person stands to the filing."""
    return Standing(
        role=user.role,
        is_author=submission.author_id == user.pk,
        covers=user.scope.covers(province=submission.province, city=submission.city),
    )


def may(user: User, action: str, submission: Submission) -> bool:
    """Whether the person can take the step now: the right to it, and the state for it."""
    return has_right(action, standing(user, submission)) and possible(action, submission.state)


def possible_steps(user: User, submission: Submission) -> set[str]:
    """All steps the person can take with the filing now."""
    return {action for action in TRANSITIONS if may(user, action, submission)}
