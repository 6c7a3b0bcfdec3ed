"""What is known of an item over time: it changes on a few days and stands still between them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from calc.bounds import Interval, between, cautiously
from calc.evidence import ONE_DAY, evidence_of
from calc.facts import Fact
from calc.ladders import Ladder


class Timeline:
    """The stage of one item on any day, from all its known facts, joined into events once."""

    def __init__(self, facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str]) -> None:
        self.ladder = ladder
        self.evidence = evidence_of(facts, ladder, parts)

    def at(self, as_of: date) -> Interval:
        """The stage at the end of a day, as `calc.bounds.cautious` reads it."""
        return cautiously(self.evidence, as_of)

    @cached_property
    def turns(self) -> list[date]:
        """The days on which anything may be different from the day before, in order."""
        days: set[date] = set()
        for event in self.evidence.events:
            days |= {event.latest, event.first_day + ONE_DAY}
            if event.earliest is not None:
                days.add(event.earliest)
        return sorted(days)

    def turn(self, as_of: date) -> int:
        """How many of the turns have come: on days of the same number all is the same."""
        return bisect_right(self.turns, as_of)


def check(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str]) -> None:
    """Refuse facts that contradict each other on any day (`calc.bounds.Contradiction`)."""
    evidence = evidence_of(facts, ladder, parts)
    days: set[date] = set()
    for event in evidence.events:
        days |= {event.latest, event.first_day}
        if event.earliest is not None:
            days.add(event.earliest - ONE_DAY)
    for day in sorted(days):
        between(evidence, day)
