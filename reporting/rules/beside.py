"""What a filing is compared with, so that no more of what is on file is read.

``checks`` and ``hints`` ask for what `reporting.rules.progress` and `reporting.rules.hints`
look at in the facts about a work, ``value_checks`` and ``value_hints`` for what
`reporting.rules.observation` and the hints look at in values; never for less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from calc.house import HOUSE
from indicators.rules import Beside as Values
from indicators.rules import ObservationEntry
from projects.rules import (
    DONE,
    PERCENT,
    SEARCHED,
    SILENT_EVENTS,
    WHOLE,
    Beside,
    Counted,
    FactEntry,
    Measure,
)
from reporting.rules import numbers
from reporting.rules.contexts import IndicatorContext
from reporting.rules.observation import code_of, span_of, value_of, vintage_of
from reporting.rules.reading import Reading, clean

T = TypeVar("T")
LONGEST_KEY = 40
# The last figures that a jump or a standstill is told from.
DAYS = max(HOUSE.jump_window + 2, HOUSE.plateau_periods)
ZERO, NEAR, SHARE = Decimal(0), Decimal(str(HOUSE.differ_pp)), Decimal(str(HOUSE.differ_share))


def told(fields: Mapping[str, str]) -> str:
    """The key of the fact on file of which this is another telling; blank where none."""
    return clean(fields.get("relates", "")).partition(":")[2]


def named(fields: Mapping[str, str], corrects: str) -> Beside:
    """Only the facts that a filing names: the one corrected, the one told again."""
    keys = {key for key in (corrects, told(fields)) if key.isprintable()}
    return Beside(frozenset(key for key in keys if 0 < len(key) <= LONGEST_KEY))


def checks(fields: Mapping[str, str], corrects: str, today: date) -> Beside:
    """What the check of the typed fields looks at; a word of explanation settles the rest."""
    typed = {name: clean(text) for name, text in fields.items()}
    asked = named(fields, corrects)
    precision = typed.get("precision", "")
    day = _read(lambda: numbers.day(typed.get("day", ""), precision, today))
    if day is None or typed.get("order_reason") or typed.get("event") == SEARCHED:
        return asked
    last = numbers.last_day(day, precision or "day")
    amounts = Measure("amount", typed.get("amount_kind", ""))
    percent = _read(lambda: numbers.percent(typed.get("percent", "")))
    amount = _read(lambda: numbers.amount(typed.get("amount", "")))
    falling = _counted(day, last, {PERCENT: percent, amounts: amount})
    return Beside(
        asked.keys, typed.get("part", ""),
        after=None if typed.get("event") in SILENT_EVENTS else last,
        falling=tuple(figure for figure in falling if figure.measure in (PERCENT, DONE)),
        newest=() if amount is None else (amounts,),
    )  # fmt: skip


def hints(entry: FactEntry, corrects: str) -> Beside:
    """What the hints on a checked filing look at."""
    last = numbers.last_day(entry.day, entry.precision)
    done = entry.amount if entry.value_kind == DONE.kind else None
    around = tuple(_counted(entry.day, last, {PERCENT: entry.percent, DONE: done}))
    whole = (PERCENT, DONE, WHOLE) if around and not entry.part else ()
    return Beside(
        named({}, corrects).keys, entry.part, newest=whole, around=around, days=DAYS
    )  # fmt: skip


def value_checks(fields: Mapping[str, str], context: IndicatorContext) -> Values:
    """What the check of the typed fields of a value looks at."""
    reading = Reading("observation", fields, context)
    keys = named({}, context.corrects).keys
    span, value = span_of(reading, context), value_of(reading, context)
    if span is None or value is None:
        return Values(keys)
    explained = bool(reading.text("order_reason"))
    kind = reading.text("period_kind")
    return Values(
        keys, (code_of(reading), reading.text("scope"), kind), vintage_of(reading), span.end,
        value, same=True, newest=not explained,
        start=span.start if kind == "cumulative" and not explained else None,
    )  # fmt: skip


def value_hints(entry: ObservationEntry, corrects: str) -> Values:
    """What the hints on a checked value look at."""
    near, share = (NEAR, ZERO) if entry.unit == "%" else (ZERO, SHARE)
    below, above = apart(entry.value, near, share)
    return Values(
        named({}, corrects).keys, (entry.area_code, entry.scope, entry.period_kind),
        entry.vintage, entry.period_end, entry.value, days=DAYS, below=below, above=above,
    )  # fmt: skip


def _counted(
    day: date, last: date, found: Mapping[Measure, Decimal | None]
) -> Iterator[Counted]:  # fmt: skip
    for measure, value in found.items():
        if value is not None:
            percent = measure == PERCENT
            below, above = apart(value, NEAR if percent else ZERO, ZERO if percent else SHARE)
            yield Counted(measure, day, last, value, below, above)


def apart(value: Decimal, near: Decimal, share: Decimal) -> tuple[Decimal, Decimal]:
    """No figure between these two is so far from a value as to differ.

    That is one nearer than ``near`` and than ``share`` of the larger of both.
    """
    ends = (value - near, value + near, value * (1 - share), value / (1 - share))
    return min(ends), max(ends)


def _read(reader: Callable[[], T]) -> T | None:
    try:
        return reader()
    except numbers.Unreadable:
        return None
