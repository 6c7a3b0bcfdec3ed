"""A stage is known as an interval: what an item had surely reached by a day,
and what it had surely not passed.

Sources say "at least" or "at most", rarely "exactly". An event raises the
lower bound from its latest possible day on and caps the upper bound before its
earliest possible day (save an acceptance after the opening); nothing else is
concluded. The tables stand in `calc.ladders`, the days and the joining of rows
in `calc.facts`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calc.circumstances import Outcome, outcome, percent, suspended, uncapped
from calc.facts import Fact, merge
from calc.ladders import EFFECTS, Ladder

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


@dataclass(frozen=True, slots=True)
class _Claim:
    """One bound that one event sets on the whole (part None) or on a part."""

    rank: int
    fact: Fact
    part: str | None


def interval(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str], as_of: date) -> Interval:
    """The stage of an item at the end of `as_of`, from all its known facts.

    `parts` are the codes of its declared parts. A row about a part speaks for
    the whole only together with the others: the whole is built, or in use,
    when every part is; it is in preparation or under construction when any
    part is. A row about an undeclared part proves construction and no more.
    Raises Contradiction when the bounds of the whole or of a part cross, and
    ValueError for a hand-filled rank outside the ladder.
    """
    return between(events_of(facts, ladder, parts), ladder, parts, as_of)


def events_of(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str]) -> tuple[Fact, ...]:
    """The events that the facts of an item tell of, ready to be read on any day."""
    return tuple(uncapped(merge(facts), ladder, parts))


def between(events: Sequence[Fact], ladder: Ladder, parts: Sequence[str], as_of: date) -> Interval:
    """Like `interval`, from events (`events_of`) instead of facts."""
    lows, highs = _claims(events, ladder, parts, as_of)
    low, low_rows = _lowest(lows, ladder, parts)
    high, high_rows = _highest(highs, ladder, parts)
    _refuse_crossing(low_rows, high_rows, (low, high), ladder, as_of)
    _refuse_crossing_parts(lows, highs, parts, ladder, as_of)
    decided, outcome_rows = outcome(events, parts, as_of)
    used = outcome_rows or low_rows + high_rows
    percent_low, percent_high = percent(events, as_of)
    return Interval(
        at_least=low,
        at_most=high,
        outcome=decided,
        used=_keys(used),
        partial=_partial(lows, low, ladder),
        derived=any(fact.derived for fact in used),
        suspended=suspended(events, ladder, as_of),
        no_data=not events,
        percent_low=percent_low,
        percent_high=percent_high,
    )


def cautious(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str], as_of: date) -> Interval:
    """Like `interval`, but rows that exclude each other set no bounds instead of raising.

    For knowledge of the past: the correction or ruling that settled the
    matter may not have been known by then.
    """
    return cautiously(events_of(facts, ladder, parts), ladder, parts, as_of)


def cautiously(
    events: Sequence[Fact], ladder: Ladder, parts: Sequence[str], as_of: date
) -> Interval:
    """Like `cautious`, from events (`events_of`) instead of facts."""
    try:
        return between(events, ladder, parts, as_of)
    except Contradiction as error:
        decided, _ = outcome(events, parts, as_of)
        return Interval(0, ladder.top, outcome=decided, used=error.keys, contradicts=True)


# One event, one bound


def _claims(
    events: Sequence[Fact], ladder: Ladder, parts: Sequence[str], as_of: date
) -> tuple[list[_Claim], list[_Claim]]:
    """Lower and upper bounds set by the events, each on its place."""
    lows, highs = [], []
    for event in events:
        part = _part(event, parts)
        if low := _low(event, ladder, as_of):
            lows.append(_Claim(low, event, part))
        high = _high(event, ladder, as_of)
        if high is not None:
            highs.append(_Claim(high, event, part))
    return lows, highs


def _low(event: Fact, ladder: Ladder, as_of: date) -> int:
    """The rank the event proves by the day; 0 when it proves nothing."""
    if event.latest > as_of:
        return 0
    if event.event == "progress":
        return _valid(event.at_least, ladder) or 0
    effect = EFFECTS[ladder.name].get(event.event)
    return effect.at_least if effect else 0


def _high(event: Fact, ladder: Ladder, as_of: date) -> int | None:
    """The rank not passed by the day, or None.

    Reports of a state hold for every day up to the first day of their period,
    because stages only rise; an event caps the days before it could happen.
    """
    if event.event in ("progress", "not_started"):
        if as_of > event.first_day:
            return None
        if event.event == "not_started":
            return ladder.not_started_cap
        return _valid(event.at_most, ladder)
    effect = EFFECTS[ladder.name].get(event.event)
    if effect is None or event.earliest is None or event.earliest <= as_of:
        return None
    return effect.at_most


def _valid(rank: int | None, ladder: Ladder) -> int | None:
    if rank is not None and not 0 <= rank <= ladder.top:
        raise ValueError(f"rank {rank} is outside the ladder {ladder.name}")
    return rank


def _part(event: Fact, parts: Sequence[str]) -> str | None:
    """The declared part, None for the whole, "" for an undeclared part."""
    if event.whole:
        return None
    return event.part if event.part in parts and not event.undeclared else ""


# All events, the bounds of the whole


def _max(claims: Iterable[_Claim]) -> int:
    return max((c.rank for c in claims), default=0)


def _min(claims: Iterable[_Claim], top: int) -> int:
    return min((c.rank for c in claims), default=top)


def _keys(rows: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted({key for fact in rows for key in fact.keys}))


def _facts(claims: Iterable[_Claim]) -> list[Fact]:
    return [c.fact for c in claims]


def _lowest(
    claims: Sequence[_Claim], ladder: Ladder, parts: Sequence[str]
) -> tuple[int, list[Fact]]:
    """The lower bound of the whole and the events that carry it."""
    own = [(c.rank if c.part is None else ladder.share(c.rank), c) for c in claims]
    alone = max((rank for rank, _ in own), default=0)
    ranks = tuple(_max(c for c in claims if c.part == code) for code in parts)
    together = ladder.whole(ranks) if ranks else 0
    bound = max(alone, together)
    carrying = [c.fact for rank, c in own if rank == bound > 0]
    if together == bound > alone:
        carrying += [c.fact for c in claims if c.part in parts and c.rank >= bound]
    return bound, carrying


def _highest(
    claims: Sequence[_Claim], ladder: Ladder, parts: Sequence[str]
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
    claims: Sequence[_Claim], ladder: Ladder, parts: Sequence[str], bound: int
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
    lows: Sequence[_Claim],
    highs: Sequence[_Claim],
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


def _partial(claims: Sequence[_Claim], low: int, ladder: Ladder) -> Partial | None:
    reached = max((c.rank for c in claims if c.part is not None), default=0)
    if reached <= low:
        return None
    if reached == ladder.top:
        return "in_use"
    return "completed" if reached == ladder.top - 1 and reached not in ladder.any_part else None
