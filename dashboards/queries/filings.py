"""Filings about one subject as far as the reader may see them, and the ways to file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from accounts.rules import Scope
from audit.queries import trail
from indicators.models import Indicator
from projects.models import Project
from reporting.models import Submission
from reporting.queries import may_file, visible


@dataclass(frozen=True)
class Desk:
    """What one reader sees and may do about one work or indicator."""

    user: User
    subject: Project | Indicator
    filings: list[Submission]
    trail: list[dict[str, Any]]
    new: str

    def ruling(self, group: str) -> str:
        """Address for ruling between sources that disagree; blank for who may not."""
        if not self.new or not may_file(self.user, self.subject, "ruling", group):
            return ""
        return self._address(kind="ruling", target=group)

    def correction(self, key: str) -> str:
        """Address for correcting a fact about the work; blank for who may not."""
        return self._address(kind="correction", target=key)

    def correction_of_value(self, key: str, area_code: str) -> str:
        """Address for correcting a value of an area; blank outside the reader's own area."""
        return self.correction(key) if _inside(self.user.scope, area_code) else ""

    def _address(self, **more: str) -> str:
        return f"{self.new}&{urlencode(more)}" if self.new else ""


def desk(user: User, subject: Project | Indicator, trail_kind: str, trail_key: str) -> Desk:
    """Filings, trail and addresses for one reader."""
    name = "work" if isinstance(subject, Project) else "indicator"
    own = {"project" if name == "work" else "indicator": subject}
    rows = visible(user).filter(**own).exclude(state="discarded").order_by("-changed_at")
    may = may_file(user, subject)
    address = f"{reverse('reporting:new')}?{urlencode({name: subject.code})}" if may else ""
    return Desk(user, subject, list(rows), trail_rows(trail_kind, trail_key), address)


def _inside(scope: Scope, code: str) -> bool:
    """Whether a value's area lies in the scope; what has no code belongs to the provinces."""
    if not code.isdigit():
        return scope.level == "province"
    return scope.covers(province=f"{code[:2]}0000", city=f"{code[:4]}00")


def trail_rows(kind: str, key: str) -> list[dict[str, Any]]:
    """The trail of a subject as the list of entries takes it."""
    return [
        {"at": entry.at, "actor": entry.who, "office": entry.actor_office,
         "sentence": entry.sentence, "reason": entry.reason}
        for entry in trail(kind, key)
    ]  # fmt: skip
