"""Filings about one subject as far as the reader may see them, and the ways to file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from audit.queries import trail
from indicators.models import Indicator
from projects.models import Project
from reporting.models import Submission
from reporting.queries import may_file, visible


@dataclass(frozen=True)
class Desk:
    """What one reader sees and may do about one work or indicator."""

    filings: list[Submission]
    trail: list[dict[str, Any]]
    new: str

    def ruling(self, group: str) -> str:
        """Address for ruling between sources that disagree; blank for who may not."""
        return self._address(kind="ruling", target=group)

    def correction(self, key: str) -> str:
        """Address for correcting a fact on file; blank for who may not."""
        return self._address(kind="correction", target=key)

    def _address(self, **more: str) -> str:
        return f"{self.new}&{urlencode(more)}" if self.new else ""


def desk(user: User, subject: Project | Indicator, trail_kind: str, trail_key: str) -> Desk:
    """Filings, trail and addresses for one reader."""
    name = "work" if isinstance(subject, Project) else "indicator"
    own = {"project" if name == "work" else "indicator": subject}
    rows = visible(user).filter(**own).exclude(state="discarded").order_by("-changed_at")
    may = may_file(user, subject)
    address = f"{reverse('reporting:new')}?{urlencode({name: subject.code})}" if may else ""
    return Desk(list(rows), trail_rows(trail_kind, trail_key), address)


def trail_rows(kind: str, key: str) -> list[dict[str, Any]]:
    """The trail of a subject as the list of entries takes it."""
    return [
        {"at": entry.at, "actor": entry.who, "office": entry.actor_office,
         "sentence": entry.sentence, "reason": entry.reason}
        for entry in trail(kind, key)
    ]  # fmt: skip
