"""Which few answers would shrink what is undetermined most (求证清单).

A figure counts items; an item is undetermined in it while its interval straddles the
required rank. A question asks whether an item had reached a rank by the day. Its answer
is a dated statement about the stage: yes raises the lower bound to the rank, no caps the
upper bound one below. Nothing is assumed about which answer is likelier: what a question
promises is the least it settles over the answers that what is known still admits.

A document may also show that the item was replaced or cancelled; then the item leaves
every figure, so it settles at least as much as yes or no, and the least stays the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from calc.bounds import Interval
from calc.ladders import EFFECTS, Ladder
from calc.rates import Rate
from calc.stages import verdict

Known = Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Place:
    """One item in one figure: the rank the figure asks of it.

    `weight` is the number of accounts in which the item stands in this figure.
    """

    figure: str
    item: str
    required: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the items had reached the rank by the day.

    `items` holds more than one code where one answer holds for all of them. `late` moves
    it behind the others (somebody searched and found nothing). `order` decides ties: the
    smaller first; equal orders fall to the key.
    """

    key: str
    items: tuple[str, ...]
    rank: int
    late: bool = False
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A question in its turn.

    `gain` is what it settles in the figure at least, given the questions before it;
    `wide` the same over every account and figure by itself; `undetermined` what is left
    of the figure after it, at most.
    """

    question: Question
    gain: int
    wide: int
    undetermined: int


def answered(known: Interval, rank: int, *, reached: bool) -> Interval | None:
    """What is known after the answer; None where what is known excludes the answer."""
    if reached:
        if known.at_most < rank:
            return None
        return replace(known, at_least=max(known.at_least, rank), no_data=False)
    if known.at_least >= rank:
        return None
    return replace(known, at_most=min(known.at_most, rank - 1), no_data=False)


def is_open(known: Interval, required: int) -> bool:
    """Whether the item is undetermined for this rank."""
    return verdict(known, required) == "undetermined"


def settled(
    questions: Collection[Question],
    places: Iterable[Place],
    known: Known,
    *,
    weighted: bool = False,
) -> int:
    """How many open places the answers to all questions settle at least.

    With `weighted` each place counts once per account. Questions that share no item are
    answered independently, so the least of all is the sum of the least of each group.
    """
    touched = {item for question in questions for item in question.items}
    listed = [p for p in places if p.item in touched and is_open(known[p.item], p.required)]
    return sum(_least(group, listed, known, weighted) for group in _apart(questions))


def ordered(
    questions: Iterable[Question], places: Collection[Place], known: Known, figure: str
) -> list[Step]:
    """The questions by what they settle of `figure` at least, each given those before it.

    Greedy: first those not searched in vain, then the larger sure shrink of the figure,
    then the larger sure shrink over all accounts and figures, then the fixed order. A
    question that settles nothing for sure is left out.
    """
    left = list(questions)
    by_item = _by_item(places)
    own = {q.key: _around(q, by_item) for q in left}
    target = {key: [p for p in rows if p.figure == figure] for key, rows in own.items()}
    wide = {q.key: settled([q], own[q.key], known, weighted=True) for q in left}
    undetermined = sum(p.figure == figure and is_open(known[p.item], p.required) for p in places)
    asked: dict[str, list[Question]] = {}
    gains = {q.key: settled([q], target[q.key], known) for q in left}
    steps: list[Step] = []
    while any(gains[q.key] for q in left):
        best = min(left, key=lambda q: _rank(q, gains[q.key], wide[q.key]))
        left.remove(best)
        undetermined -= gains[best.key]
        steps.append(Step(best, gains[best.key], wide[best.key], undetermined))
        for item in best.items:
            asked.setdefault(item, []).append(best)
        for other in (q for q in left if set(q.items) & set(best.items)):
            gains[other.key] = _more(other, asked, by_item, known, figure)
    return steps


def extremes(rate: Rate, answers: int) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The bounds of a rate after so many answers: all found missed, all found reached.

    Whatever the mixture, the width between the bounds is the same and the bounds lie
    between these two; None for a rate without items. Raises ValueError for more answers
    than there are undetermined items.
    """
    if not 0 <= answers <= rate.undetermined:
        raise ValueError(f"{answers} answers for {rate.undetermined} undetermined items")
    counted = rate.denominator
    if not counted:
        return None
    most = rate.reached + rate.undetermined
    missed = rate.reached / counted, (most - answers) / counted
    reached = (rate.reached + answers) / counted, most / counted
    return missed, reached


def deciding_event(ladder: Ladder, rank: int) -> str:
    """The event that settles the rank with whatever day it bears; blank where there is none.

    Dated by the day it proves the rank, dated later it caps the stage below it.
    """
    for event, effect in EFFECTS[ladder.name].items():
        if effect.at_least == rank and effect.at_most < rank:
            return event
    return ""


# Groups of questions, the least over their answers


def _apart(questions: Collection[Question]) -> list[list[Question]]:
    groups: list[tuple[set[str], list[Question]]] = []
    for question in questions:
        items, joined = set(question.items), [question]
        for group in [g for g in groups if g[0] & items]:
            groups.remove(group)
            items |= group[0]
            joined = [*group[1], *joined]
        groups.append((items, joined))
    return [joined for _, joined in groups]


def _least(group: Sequence[Question], places: Iterable[Place], known: Known, weighted: bool) -> int:
    """The least number of places settled over all answers that fit together."""
    items = {item for question in group for item in question.items}
    mine = [p for p in places if p.item in items]
    counts = []
    for answers in product((True, False), repeat=len(group)):
        after = _after(group, answers, {item: known[item] for item in items})
        if after is not None:
            counts.append(
                sum(
                    p.weight if weighted else 1
                    for p in mine
                    if not is_open(after[p.item], p.required)
                )
            )
    return min(counts, default=0)


def _after(
    group: Sequence[Question], answers: Sequence[bool], known: dict[str, Interval]
) -> dict[str, Interval] | None:
    for question, reached in zip(group, answers, strict=True):
        for item in question.items:
            told = answered(known[item], question.rank, reached=reached)
            if told is None:
                return None
            known[item] = told
    return known


def _by_item(places: Iterable[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.item, []).append(place)
    return found


def _around(question: Question, by_item: Mapping[str, list[Place]]) -> list[Place]:
    return [place for item in question.items for place in by_item.get(item, ())]


def _more(
    question: Question, asked: Mapping[str, list[Question]], by_item: Mapping[str, list[Place]],
    known: Known, figure: str,
) -> int:  # fmt: skip
    """What the question adds to those already asked about items it shares."""
    before: dict[str, Question] = {}
    waiting = list(question.items)
    while waiting:
        for other in asked.get(waiting.pop(), ()):
            if other.key not in before:
                before[other.key] = other
                waiting += other.items
    group = [*before.values(), question]
    items = {item for one in group for item in one.items}
    places = [p for item in items for p in by_item.get(item, ()) if p.figure == figure]
    return settled(group, places, known) - settled(group[:-1], places, known)


def _rank(question: Question, gain: int, wide: int) -> tuple[object, ...]:
    return (not gain, question.late, -gain, -wide, question.order, question.key)
