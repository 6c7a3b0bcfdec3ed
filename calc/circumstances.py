"""What stands beside the bounds of a stage: decisions, stops, percentages, late acceptances."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from calc.facts import Fact
from calc.ladders import EFFECTS, Ladder
from calc.numbers import finite

Outcome = Literal["adjusted", "not_pursued"]

# A cancelled item is adjusted too: a document took it out of the plan's way.
OUTCOMES: dict[str, Outcome] = {
    "realigned": "adjusted",
    "cancelled": "adjusted",
    "not_pursued": "not_pursued",
}


def outcome(
    events: Sequence[Fact], parts: Sequence[str], as_of: date
) -> tuple[Outcome | None, list[Fact]]:
    """The last decision that took the whole out of the plan, and its rows."""
    rows = [e for e in events if e.event in OUTCOMES and e.latest <= as_of]
    ruling = [e for e in rows if e.whole]
    of_parts = [e for e in rows if e.part in parts and not e.undeclared]
    if not ruling and parts and set(parts) == {e.part for e in of_parts}:
        ruling = of_parts
    if not ruling:
        return None, []
    last = max(ruling, key=lambda e: (e.latest, e.key))
    same = [e for e in ruling if OUTCOMES[e.event] == OUTCOMES[last.event]]
    return OUTCOMES[last.event], same


def suspended(events: Sequence[Fact], ladder: Ladder, as_of: date) -> bool:
    """Whether the works stand still: nothing later says that they went on."""
    past = [e for e in events if e.latest <= as_of]
    stop = max((e.latest for e in past if e.event == "suspended" and e.whole), default=None)
    moving = {*EFFECTS[ladder.name], "progress"}
    return stop is not None and not any(e.event in moving and e.latest > stop for e in past)


def percent(events: Sequence[Fact], as_of: date) -> tuple[float | None, float | None]:
    """Reported physical progress reached by the day, and not yet passed on it."""
    rows = [(finite(e.percent), e) for e in events if e.percent is not None and e.whole]
    low = max((p for p, e in rows if e.latest <= as_of), default=None)
    high = min((p for p, e in rows if e.first_day >= as_of), default=None)
    return low, high


def uncapped(events: Sequence[Fact], ladder: Ladder, parts: Sequence[str]) -> list[Fact]:
    """The events, an acceptance held after the opening without its earliest day.

    A work is often accepted years after it opened; such an acceptance says nothing of the days
    before it. Only where an opening proves more than what an acceptance keeps out of reach.
    """
    effects = EFFECTS[ladder.name]
    if effects["opened"].at_least <= effects["accepted"].at_most:
        return list(events)
    used = _in_use_since(events, parts)
    return [replace(e, earliest=None) if _accepted_in_use(e, used) else e for e in events]


def _accepted_in_use(event: Fact, used: Mapping[str | None, date]) -> bool:
    """Whether it is an acceptance of what was surely in use before its earliest day."""
    if event.event != "accepted" or event.earliest is None or event.undeclared:
        return False
    since = [used[place] for place in (None, event.part) if place in used]
    return any(day < event.earliest for day in since)


def _in_use_since(events: Sequence[Fact], parts: Sequence[str]) -> dict[str | None, date]:
    """From which day on the whole (None) and each opened part were surely in use."""
    used: dict[str | None, date] = {}
    for event in events:
        if event.event == "opened" and not event.undeclared:
            used[event.part] = min(event.latest, used.get(event.part, event.latest))
    if parts and all(part in used for part in parts):
        together = max(used[part] for part in parts)
        used[None] = min(together, used.get(None, together))
    return used
