"""What one entry of a time line or of a disagreement holds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One fact as it is shown: what happened, when by which precision, who says so.

    ``basis`` as in ``ui.format.fact_date``; ``marks`` are codes of ``ui.marks`` (derived,
    unverified, disputed, undated); ``tone`` is strong for an event that moves the stage,
    else plain; ``chosen`` marks the side of a disagreement that counts; ``key`` is the number
    under which it is on file, ``action`` the word of the link ``href``.
    """

    event: str
    day: datetime.date | None = None
    precision: str = "day"
    basis: str = "event"
    part: str = ""
    summary: str = ""
    source: str = ""
    publisher: str = ""
    published_on: datetime.date | None = None
    published_precision: str = "day"
    url: str = ""
    marks: tuple[str, ...] = ()
    tone: str = "plain"
    note: str = ""
    href: str = ""
    chosen: bool = False
    key: str = ""
    action: str = "查看记录"
