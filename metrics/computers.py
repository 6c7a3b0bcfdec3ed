"""The computers of the apps above, as listed in the settings."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from calc.moments import PLAN_END, Moment
from metrics.rules import Compute, Feeds, Outcome, failed


@dataclass(frozen=True)
class Computer:
    """What computes one kind of subject and which subjects of other kinds it feeds.

    ``version`` is the ``VERSION`` of the module that computes; it is raised with the formula.
    ``unknown`` makes the figures that are shown for a subject whose own cannot be computed: it
    reads no facts, and so leaves bounds as wide as can be.
    """

    kind: str
    compute: Compute
    feeds: dict[str, Feeds]
    version: int = 1
    unknown: Compute | None = None

    def subjects(self) -> list[str]:
        """All subjects of the kind, in order; none where nothing stands in for them."""
        found = self.unknown(None, [Moment(PLAN_END)]) if self.unknown else ()
        return sorted({one.subject for one in found})

    def in_place(self, subjects: Collection[str], moments: Collection[Moment]) -> Iterator[Outcome]:
        """What stands in for the figures of subjects that could not be computed."""
        yield from failed(self.kind, sorted(subjects), moments, version=self.version)
        if self.unknown:
            yield from self.unknown(subjects, moments)


@cache
def computers() -> dict[str, Computer]:
    """All computers by kind, in the order of the settings table (parts before wholes)."""
    return {kind: _load(kind, row) for kind, row in settings.METRICS_COMPUTERS.items()}


def fed_by(kind: str, subjects: Collection[str]) -> dict[str, Collection[str]]:
    """Subjects of other kinds that depend on the given ones."""
    feeds = computers()[kind].feeds
    return {other: function(subjects) for other, function in feeds.items()}


def versions() -> dict[str, int]:
    """The version of the formulas of each kind."""
    return {kind: computer.version for kind, computer in computers().items()}


def outdated(made_by: Mapping[str, int]) -> bool:
    """Whether any formula is newer than the one that something was made by.

    What a newer program made is none: while two versions of the program run side by side,
    they do not undo each other's work.
    """
    return any(version > made_by.get(kind, 0) for kind, version in versions().items())


def _load(kind: str, row: dict[str, Any]) -> Computer:
    feeds = {other: import_string(path) for other, path in row.get("feeds", {}).items()}
    compute = import_string(row["compute"])
    unknown = import_string(row["unknown"]) if "unknown" in row else None
    return Computer(kind, compute, feeds, sys.modules[compute.__module__].VERSION, unknown)
