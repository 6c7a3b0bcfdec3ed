"""What a new fact is to be compared with among those on file.  No Django.

A check asks for little: the facts that are named, the last step, the first figure that falls,
the newest amount, the figures next to a new one.  All else on file changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.rules.items import EVENT_WORDS, SILENT_EVENTS

# Events that mark a step of the work; the others describe or announce.
STEPS = frozenset(EVENT_WORDS) - SILENT_EVENTS - {"progress", "not_started"}


@dataclass(frozen=True)
class Measure:
    """What is counted: 形象进度, or the amounts of one kind."""

    column: str
    kind: str = ""


PERCENT = Measure("percent")
DONE = Measure("amount", "investment_done_total")
WHOLE = Measure("amount", "investment_total")


@dataclass(frozen=True)
class Counted:
    """A new figure of the period from ``day`` to ``last``.

    No figure on file between ``below`` and ``above`` is said to differ from it.
    """

    measure: Measure
    day: date
    last: date
    value: Decimal
    below: Decimal
    above: Decimal


@dataclass(frozen=True)
class Beside:
    """The facts that are asked for: those of these keys, and beside them only what decides.

    ``part`` narrows to what can be compared with it (blank: the whole, so everything).
    ``after``: the last step after that day; ``falling``: the first on file that a figure falls
    from, or that falls from it; ``newest``: the newest of a measure, whatever its part;
    ``around``: the last ``days`` days with a figure, the days next to a new one, and what
    differs on its own day.
    """

    keys: frozenset[str] = frozenset()
    part: str = ""
    after: date | None = None
    falling: tuple[Counted, ...] = ()
    newest: tuple[Measure, ...] = ()
    around: tuple[Counted, ...] = ()
    days: int = 1
