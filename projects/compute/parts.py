"""The stage of each declared part of a project, for reading; no Result is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from calc.stages import Fact, Interval, Ladder, cautious, describe


@dataclass(frozen=True)
class PartStage:
    """What is known about one part: its bounds and the words for them."""

    code: str
    known: Interval
    words: str


def part_stages(
    facts: Sequence[Fact], ladder: Ladder, parts: Sequence[str], as_of: date
) -> list[PartStage]:
    """The stage of each part, from the facts about it and from what the whole has reached.

    A whole that is built or in use has built all its parts; preparation or construction of
    the whole says nothing about any one of them, and neither does an upper bound.
    """
    whole = cautious([fact for fact in facts if fact.whole], ladder, (), as_of)
    shared = 0 if whole.at_least in ladder.any_part else whole.at_least
    return [_part(code, facts, ladder, shared, as_of) for code in parts]


def _part(code: str, facts: Sequence[Fact], ladder: Ladder, shared: int, as_of: date) -> PartStage:
    own = [replace(fact, part=None) for fact in facts if fact.part == code and not fact.undeclared]
    known = cautious(own, ladder, (), as_of)
    if shared > known.at_least:
        raised = max(shared, known.at_most)
        known = replace(known, at_least=shared, at_most=raised, no_data=False)
    return PartStage(code, known, describe(known, ladder))
