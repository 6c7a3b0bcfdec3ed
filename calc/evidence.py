"""The bounds that each event of an item sets on its stage, taken apart once for all days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calc.circumstances import OUTCOMES, uncapped
from calc.facts import Fact, merge
from calc.ladders import EFFECTS, Ladder

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound that one event sets on the whole (part None) or on a part.

    A lower bound holds from `day` on, an upper one up to it. `own` is the rank
    it sets on the whole by itself.
    """

    rank: int
    own: int
    day: date
    fact: Fact
    part: str | None


class Evidence:
    """What the events of an item say, taken apart once and read on any day.

    `lows` and `highs` are the bounds; `rulings`, `stops` and `percents` the
    events that can take the item out of the plan, that say it stands still,
    and that report physical progress.
    """

    def __init__(self, events: Sequence[Fact], ladder: Ladder, parts: Sequence[str]) -> None:
        self.events, self.ladder, self.parts = events, ladder, parts
        places = [(event, _part(event, parts)) for event in events]
        self.lows = [found for one in places if (found := _low(*one, ladder))]
        self.highs = [found for one in places if (found := _high(*one, ladder))]
        self.rulings = [event for event in events if event.event in OUTCOMES]
        self.stops = [event for event in events if event.event == "suspended"]
        self.percents = [event for event in events if event.percent is not None]


def evidence_of(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str]) -> Evidence:
    """The events that the facts of an item tell of, ready to be read on any day."""
    return Evidence(tuple(uncapped(merge(facts), ladder, parts)), ladder, parts)


def _low(event: Fact, part: str | None, ladder: Ladder) -> Bound | None:
    """The rank the event proves from its latest possible day on, if any."""
    if event.event == "progress":
        rank = _valid(event.at_least, ladder) or 0
    else:
        effect = EFFECTS[ladder.name].get(event.event)
        rank = effect.at_least if effect else 0
    if not rank:
        return None
    return Bound(rank, rank if part is None else ladder.share(rank), event.latest, event, part)


def _high(event: Fact, part: str | None, ladder: Ladder) -> Bound | None:
    """The rank not passed up to a day, if any.

    Reports of a state hold for every day up to the first day of their period,
    because stages only rise; an event caps the days before it could happen.
    """
    if event.event == "not_started":
        return _cap(ladder.not_started_cap, event.first_day, event, part)
    if event.event == "progress":
        rank = _valid(event.at_most, ladder)
        return None if rank is None else _cap(rank, event.first_day, event, part)
    effect = EFFECTS[ladder.name].get(event.event)
    if effect is None or event.earliest is None:
        return None
    return _cap(effect.at_most, event.earliest - ONE_DAY, event, part)


def _cap(rank: int, last: date, event: Fact, part: str | None) -> Bound:
    return Bound(rank, rank, last, event, part)


def _valid(rank: int | None, ladder: Ladder) -> int | None:
    if rank is not None and not 0 <= rank <= ladder.top:
        raise ValueError(f"rank {rank} is outside the ladder {ladder.name}")
    return rank


def _part(event: Fact, parts: Sequence[str]) -> str | None:
    """The declared part, None for the whole, "" for an undeclared part."""
    if event.whole:
        return None
    return event.part if event.part in parts and not event.undeclared else ""
