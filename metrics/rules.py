"""What a computer hands to the engine, and how results are compared.  No Django."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from calc.moments import BASIS_WORDS, Moment
from ui.format import cdate

SCALE = Decimal("0.000001")
MAX_ATTEMPTS = 5


@dataclass(frozen=True)
class Outcome:
    """One figure as a computer made it; the engine stores it as a Result.

    ``low`` and ``high`` are rounded to the stored scale at once, so that the same facts
    always give the same bytes.  ``until`` is the day of the last moment, of those asked for,
    up to which the figure holds without change; None when it speaks of its moment alone.
    """

    moment: Moment
    kind: str
    subject: str
    metric: str
    formula: str
    version: int
    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    until: date | None = None

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """The place this figure takes among the Results."""
        return (self.moment.key, self.kind, self.subject, self.metric)


Compute = Callable[[Collection[str] | None, Collection[Moment]], Iterable[Outcome]]
Feeds = Callable[[Collection[str]], Collection[str]]


def moment_words(moment: Moment) -> str:
    """A moment for the head of a table: 截至2020年12月31日，公开口径，用全部已知资料."""
    known = f"{cdate(moment.known_at)}知悉的资料" if moment.known_at else "全部已知资料"
    return f"截至{cdate(moment.as_of)}，{BASIS_WORDS[moment.basis]}，用{known}"


def stored(value: float | Decimal | None) -> Decimal | None:
    """A number at the scale it is stored with; refuses NaN and Infinity."""
    if value is None:
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError("NaN and Infinity are never stored")
    return number.quantize(SCALE, rounding=ROUND_HALF_EVEN)


def digest(rows: Iterable[tuple[object, ...]]) -> str:
    """SHA-256 over rows in the order given; equal digests mean equal bytes."""
    seal = hashlib.sha256()
    for row in rows:
        text = json.dumps(
            [str(cell) if isinstance(cell, Decimal) else cell for cell in row],
            ensure_ascii=False,
            sort_keys=True,
        )
        seal.update(text.encode() + b"\n")
    return seal.hexdigest()


def spread(outcomes: Iterable[Outcome], moments: Collection[Moment]) -> Iterator[Outcome]:
    """Each figure once for every one of the moments at which it holds."""
    groups = by_knowledge(moments)
    alike = {moment: days for days in groups.values() for moment in days}
    for one in outcomes:
        until = one.until or one.moment.as_of
        for moment in alike[one.moment]:
            if one.moment.as_of <= moment.as_of <= until:
                yield replace(one, moment=moment, until=None)


def by_knowledge(moments: Collection[Moment]) -> dict[Moment, list[Moment]]:
    """Moments of the same knowledge, which can share one reading of the facts."""
    groups: dict[tuple[object, str], list[Moment]] = defaultdict(list)
    for moment in moments:
        groups[(moment.known_at, moment.basis)].append(moment)
    return {days[0]: days for days in groups.values()}
