"""What looks unusual in one filing beside what is on file: for the reviewer, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from indicators.rules import ObservationEntry
from projects.rules import FactEntry
from reporting.rules import quality
from reporting.rules.contexts import (
    Context,
    IndicatorContext,
    KnownFact,
    KnownValue,
    RulingContext,
    WorkContext,
)
from reporting.rules.entries import RulingEntry
from reporting.rules.numbers import last_day
from reporting.rules.quality import Figure, Hint

DONE, WHOLE = "investment_done_total", "investment_total"
NEW = "本次填报"


def hints(entry: FactEntry | ObservationEntry | RulingEntry, context: Context) -> list[Hint]:
    """The patterns that the filing itself brings about; those on file before are left out."""
    if isinstance(context, RulingContext) or isinstance(entry, RulingEntry):
        return []
    if isinstance(context, WorkContext) and isinstance(entry, FactEntry):
        return _told_why(_on_work(entry, context), entry.note)
    if isinstance(context, IndicatorContext) and isinstance(entry, ObservationEntry):
        return _told_why(_on_value(entry, context), entry.note)
    return []


def _told_why(found: Iterable[Hint], why: str) -> list[Hint]:
    """A fall was accepted for a reason; it stands beside the hint."""
    return [
        Hint(hint.code, f"{hint.words}；填报人说明：{why}") if hint.code == "fall" and why else hint
        for hint in found
    ]


def _on_work(entry: FactEntry, context: WorkContext) -> Iterable[Hint]:
    facts = [fact for fact in context.others() if fact.beside(entry.part)]
    day = last_day(entry.day, entry.precision)
    if entry.percent is not None:
        known = [
            Figure(f.last, f.percent, f.key, precision=f.precision)
            for f in facts
            if f.percent is not None
        ]
        yield from _brought(known, Figure(day, entry.percent, "", NEW, entry.precision), "形象进度")
    if entry.amount is not None and entry.value_kind == DONE:
        known = _amounts(facts, DONE)
        new = Figure(day, entry.amount, "", NEW, entry.precision)
        before = {hint.words for hint in quality.amount_hints(known, "累计完成投资")}
        found = quality.amount_hints([*known, new], "累计完成投资")
        yield from (hint for hint in found if hint.words not in before)
        yield from _differing(known, new, "累计完成投资", percent=False)
    yield from _physical(entry, facts, Figure(day, entry.percent or Decimal(0), source=NEW))


def _brought(known: Sequence[Figure], new: Figure, what: str) -> Iterable[Hint]:
    before = {hint.words for hint in quality.percent_hints(known, what)}
    found = quality.percent_hints([*known, new], what)
    yield from (hint for hint in found if hint.words not in before)
    yield from _differing(known, new, what, percent=True)


def _differing(known: Sequence[Figure], new: Figure, what: str, *, percent: bool) -> Iterable[Hint]:
    for other in known:
        if other.day == new.day:
            yield from quality.differ_hints([new, other], f"{NEW}的{what}", percent=percent)


def _physical(entry: FactEntry, facts: Sequence[KnownFact], new: Figure) -> Iterable[Hint]:
    """形象进度 and 投资完成率 of the whole, with the filing as the newest of either."""
    if entry.part or (entry.percent is None and entry.value_kind != DONE):
        return
    whole = [fact for fact in facts if not fact.part]
    percents = [
        Figure(f.last, f.percent, f.key, precision=f.precision)
        for f in whole
        if f.percent is not None
    ]
    done, totals = _amounts(whole, DONE), _amounts(whole, WHOLE)
    if entry.percent is not None:
        percents.append(new)
    if entry.amount is not None and entry.value_kind == DONE:
        done.append(Figure(new.day, entry.amount, source=NEW))
    if percents and done and totals:
        newest = [quality.in_order(rows)[-1] for rows in (percents, done, totals)]
        yield from quality.physical_hint(newest[0], newest[1].value, newest[2].value)


def _amounts(facts: Iterable[KnownFact], kind: str) -> list[Figure]:
    return [
        Figure(fact.last, fact.amount, fact.key, precision=fact.precision)
        for fact in facts
        if fact.amount is not None and fact.value_kind == kind
    ]


def _on_value(entry: ObservationEntry, context: IndicatorContext) -> Iterable[Hint]:
    known = [
        Figure(value.period_end, value.value, value.key)
        for value in context.others()
        if _same_series(entry, value)
    ]
    new = Figure(entry.period_end, entry.value, source=NEW)
    share = entry.unit == "%"
    yield from _differing(known, new, "数值", percent=share)
    if entry.period_kind == "cumulative":
        before = {hint.words for hint in quality.amount_hints(known, "累计数")}
        found = quality.amount_hints([*known, new], "累计数")
        yield from (hint for hint in found if hint.words not in before)
    if share:
        rows = quality.in_order([*known, new])
        yield from quality.jump_hints(rows, "数值") if rows[-1] == new else ()


def _same_series(entry: ObservationEntry, value: KnownValue) -> bool:
    return (value.area_code, value.scope, value.period_kind, value.vintage) == (
        entry.area_code, entry.scope, entry.period_kind, entry.vintage,
    )  # fmt: skip
