"""What answers settle, in plain values, for the worked tables of docs/methods."""

from __future__ import annotations

from typing import NamedTuple

from calc.bounds import Interval
from calc.inquiry import Place, Question, answered, extremes
from calc.inquiry import settled as least_settled
from calc.ladders import LADDERS, Ladder
from calc.rates import rate
from calc.stages import verdict


class AnswerWords(NamedTuple):
    """The verdict after each answer (None = excluded by what is known), and the least settled."""

    yes: str | None
    no: str | None
    least: int


class AnswerBounds(NamedTuple):
    """A rate after so many answers: all found missed, all found reached, and the width."""

    low: float | None
    high: float | None
    low_all: float | None
    high_all: float | None
    width: float | None


def answer(ladder: str, at_least: str, at_most: str, required: str, asked: str) -> AnswerWords:
    """What the answer about one stage settles for an item of which another may be required."""
    steps = LADDERS[ladder]
    known = Interval(_rank(steps, at_least), _rank(steps, at_most))
    rank = _rank(steps, required)
    question = Question("item", ("item",), _rank(steps, asked))
    told = [answered(known, question.rank, reached=reached) for reached in (True, False)]
    yes, no = (verdict(one, rank) if one else None for one in told)
    place = Place("figure", "item", rank)
    return AnswerWords(yes, no, least_settled([question], [place], {"item": known}))


def bounds(reached: int, missed: int, undetermined: int, settled: int) -> AnswerBounds:
    """The bounds of a rate after answers that settled so many items."""
    whole = rate(reached=reached, missed=missed, undetermined=undetermined, adjusted=0, no_data=0)
    found = extremes(whole, settled)
    if found is None:
        return AnswerBounds(None, None, None, None, None)
    return AnswerBounds(*found[0], *found[1], found[0][1] - found[0][0])


def _rank(ladder: Ladder, word: str) -> int:
    words = [name for _, name in ladder.stages]
    if word not in words:
        raise ValueError(f"“{word}”不是{ladder.name}序列的阶段")
    return words.index(word)
