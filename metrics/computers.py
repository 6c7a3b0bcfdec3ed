"""The computers of the apps above, as listed in the settings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from metrics.rules import Compute, Feeds


@dataclass(frozen=True)
class Computer:
    """What computes one kind of subject and which subjects of other kinds it feeds."""

    kind: str
    compute: Compute
    feeds: dict[str, Feeds]


@cache
def computers() -> dict[str, Computer]:
    """All computers by kind, in the order of the settings table (parts before wholes)."""
    return {kind: _load(kind, row) for kind, row in settings.METRICS_COMPUTERS.items()}


def fed_by(kind: str, subjects: Collection[str]) -> dict[str, Collection[str]]:
    """Subjects of other kinds that depend on the given ones."""
    feeds = computers()[kind].feeds
    return {other: function(subjects) for other, function in feeds.items()}


def _load(kind: str, row: dict[str, Any]) -> Computer:
    feeds = {other: import_string(path) for other, path in row.get("feeds", {}).items()}
    return Computer(kind, import_string(row["compute"]), feeds)
