"""What a checked filing becomes besides a fact or a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RulingEntry:
    """Which side of a disagreement is believed, and why; ``published_on`` of its document."""

    chosen: str
    reason: str
    published_on: date | None = None
