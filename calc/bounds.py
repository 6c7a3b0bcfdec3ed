"""A stage is known as an interval: what an item had surely reached by a day,
and what it had surely not passed.

Sources say "at least" or "at most", rarely "exactly". An event raises the
lower bound from its latest possible day on and caps the upper bound before its
earliest possible day (save an acceptance after the opening); nothing else is
concluded. The tables stand in `calc.ladders`, the days and the joining of rows
in `calc.facts`, the bound of each event in `calc.evidence`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calc.circumstances import Outcome, outcome, percent, suspended
from calc.evidence import Bound, Evidence, evidence_of
from calc.facts import Fact
from calc.ladders import Ladder

Partial = Literal["completed", "in_use"]


class Contradiction(ValueError):
    """Rows of one item exclude each other; `keys` names them."""

    def __init__(self, keys: Sequence[str], low: str, high: str, as_of: date) -> None:
        self.keys = tuple(keys)
        self.as_of = as_of
        super().__init__(
            f"事实互相矛盾：{'、'.join(keys)}（{as_of.isoformat()} 不早于{low}，又不晚于{high}）"
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known about an item's stage on a day.

    at_least, at_most  ranks on the item's ladder
    outcome            已调整 or 决定不实施, from the day of the document on
    used               ids of the rows that decided the bounds (or the outcome)
    partial            some part is built or in use while the whole is not yet;
                       words beside the bounds, never a bound
    derived            a deciding row was inferred from later reports
    suspended          works stand still, nothing later says they went on
    no_data            not a single row counts for this item
    contradicts        the rows used exclude each other, so nothing is concluded
    percent_low        reported physical progress reached by the day, 0-100
    percent_high       reported physical progress not yet passed on the day;
                       both None where nothing was reported
    """

    at_least: int
    at_most: int
    outcome: Outcome | None = None
    used: tuple[str, ...] = ()
    partial: Partial | None = None
    derived: bool = False
    suspended: bool = False
    no_data: bool = False
    contradicts: bool = False
    percent_low: float | None = None
    percent_high: float | None = None


def interval(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str], as_of: date) -> Interval:
    """The stage of an item at the end of `as_of`, from all its known facts.

    `parts` are the codes of its declared parts. A row about a part speaks for
    the whole only together with the others: the whole is built, or in use,
    when every part is; it is in preparation or under construction when any
    part is. A row about an undeclared part proves construction and no more.
    Raises Contradiction when the bounds of the whole or of a part cross, and
    ValueError for a hand-filled rank outside the ladder.
    """
    return between(evidence_of(facts, ladder, parts), as_of)


def between(evidence: Evidence, as_of: date) -> Interval:
    """Like `interval`, from events (`evidence_of`) instead of facts."""
    lows = [bound for bound in evidence.lows if bound.day <= as_of]
    highs = [bound for bound in evidence.highs if bound.day >= as_of]
    ladder, parts = evidence.ladder, evidence.parts
    low, low_rows = _lowest(lows, ladder, parts)
    high, high_rows = _highest(highs, ladder, parts)
    _refuse_crossing(low_rows, high_rows, (low, high), ladder, as_of)
    _refuse_crossing_parts(lows, highs, parts, ladder, as_of)
    decided, outcome_rows = outcome(evidence.rulings, parts, as_of)
    used = outcome_rows or low_rows + high_rows
    percent_low, percent_high = percent(evidence.percents, as_of)
    return Interval(
        at_least=low,
        at_most=high,
        outcome=decided,
        used=_keys(used),
        partial=_partial(lows, low, ladder),
        derived=any(fact.derived for fact in used),
        suspended=bool(evidence.stops) and suspended(evidence.events, ladder, as_of),
        no_data=not evidence.events,
        percent_low=percent_low,
        percent_high=percent_high,
    )


def cautious(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str], as_of: date) -> Interval:
    """Like `interval`, but rows that exclude each other set no bounds instead of raising.

    For knowledge of the past: the correction or ruling that settled the
    matter may not have been known by then.
    """
    return cautiously(evidence_of(facts, ladder, parts), as_of)


def cautiously(evidence: Evidence, as_of: date) -> Interval:
    """Like `cautious`, from events (`evidence_of`) instead of facts."""
    try:
        return between(evidence, as_of)
    except Contradiction as error:
        decided, _ = outcome(evidence.rulings, evidence.parts, as_of)
        return Interval(0, evidence.ladder.top, outcome=decided, used=error.keys, contradicts=True)


# All events, the bounds of the whole


def _max(claims: Iterable[Bound]) -> int:
    return max((c.rank for c in claims), default=0)


def _min(claims: Iterable[Bound], top: int) -> int:
    return min((c.rank for c in claims), default=top)


def _keys(rows: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted({key for fact in rows for key in fact.keys}))


def _facts(claims: Iterable[Bound]) -> list[Fact]:
    return [c.fact for c in claims]


def _lowest(
    claims: Sequence[Bound], ladder: Ladder, parts: Sequence[str]
) -> tuple[int, list[Fact]]:
    """The lower bound of the whole and the events that carry it."""
    alone = max([c.own for c in claims], default=0)
    ranks = tuple(_max(c for c in claims if c.part == code) for code in parts)
    together = ladder.whole(ranks) if ranks else 0
    bound = max(alone, together)
    carrying = [c.fact for c in claims if c.own == bound > 0]
    if together == bound > alone:
        carrying += [c.fact for c in claims if c.part in parts and c.rank >= bound]
    return bound, carrying


def _highest(
    claims: Sequence[Bound], ladder: Ladder, parts: Sequence[str]
) -> tuple[int, list[Fact]]:
    """The upper bound of the whole and the events that carry it.

    Claims on undeclared parts cap nothing: another part may be further on.
    """
    alone = _min((c for c in claims if c.part is None), ladder.top)
    ranks = tuple(_min((c for c in claims if c.part == code), ladder.top) for code in parts)
    together = ladder.whole(ranks) if ranks else ladder.top
    bound = min(alone, together)
    if bound == ladder.top:
        return bound, []
    carrying = [c.fact for c in claims if c.part is None and c.rank == bound]
    if together == bound:
        carrying += _capping(claims, ladder, parts, bound)
    return bound, carrying


def _capping(
    claims: Sequence[Bound], ladder: Ladder, parts: Sequence[str], bound: int
) -> list[Fact]:
    """The part rows that keep the whole at `bound`.

    One low part is enough against a rank that needs all parts; against a rank
    that any part can bring, every part must stay below it.
    """
    limit = min((r for r in ladder.any_part if r > bound), default=bound + 1)
    rows: list[Fact] = []
    for code in parts:
        own = [c for c in claims if c.part == code]
        lowest = _min(own, ladder.top)
        if lowest < limit:
            rows += [c.fact for c in own if c.rank == lowest]
    return rows


def _refuse_crossing(
    low_rows: Sequence[Fact],
    high_rows: Sequence[Fact],
    bounds: tuple[int, int],
    ladder: Ladder,
    as_of: date,
) -> None:
    low, high = bounds
    if low > high:
        keys = _keys([*low_rows, *high_rows])
        raise Contradiction(keys, ladder.word(low), ladder.word(high), as_of)


def _refuse_crossing_parts(
    lows: Sequence[Bound],
    highs: Sequence[Bound],
    parts: Sequence[str],
    ladder: Ladder,
    as_of: date,
) -> None:
    """A part may contradict itself where the whole does not show it."""
    for code in parts:
        low = [c for c in lows if c.part == code]
        high = [c for c in highs if c.part == code]
        bounds = _max(low), _min(high, ladder.top)
        _refuse_crossing(_facts(low), _facts(high), bounds, ladder, as_of)


def _partial(claims: Sequence[Bound], low: int, ladder: Ladder) -> Partial | None:
    reached = max((c.rank for c in claims if c.part is not None), default=0)
    if reached <= low:
        return None
    if reached == ladder.top:
        return "in_use"
    return "completed" if reached == ladder.top - 1 and reached not in ladder.any_part else None
