"""Reading the plan, its sources and what was known when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from copy import copy
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import ExpressionWrapper, Q, QuerySet
from django.db.models.fields import BooleanField

from calc.moments import Moment
from plan.models import Clause, Informant, Passage, Plan, Ruling

SHANGHAI = ZoneInfo("Asia/Shanghai")


class NoPlan(Plan.DoesNotExist):
    """The catalogue of the plan is not loaded yet."""


def current() -> Plan:
    """The plan this installation shows first; raises NoPlan before it is loaded."""
    found = Plan.objects.filter(code=settings.DEFAULT_PLAN).first()
    if found is None:
        raise NoPlan(f"规划 {settings.DEFAULT_PLAN} 尚未装入。")
    return found


def end_of(day: date) -> datetime:
    """The instant at which a day of Asia/Shanghai is over."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)
    return midnight.astimezone(UTC)


def known(rows: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
    """Narrow facts (or rulings) to those visible at the moment, by its basis.

    公开口径 takes what was published by ``known_at``; facts without a date of publication
    count only in all knowledge.  系统口径 takes what was recorded by then.
    """
    return rows if moment.known_at is None else rows.filter(visible(moment))


def visible(moment: Moment) -> Q:
    """The same as a condition, for queries that hold two moments against each other."""
    if moment.known_at is None:
        return Q(pk__isnull=False)
    if moment.basis == "public":
        return Q(published_on__lte=moment.known_at)
    return Q(recorded_at__lt=end_of(moment.known_at))


def rulings(plan: Plan, moment: Moment) -> dict[str, Ruling]:
    """The ruling in force for each group of disagreeing sources: the latest known."""
    rows = known(Ruling.objects.filter(plan=plan), moment).order_by("recorded_at", "id")
    return {row.conflict_group: row for row in rows}


def rulings_at(plan: Plan, *moments: Moment) -> tuple[dict[str, Ruling], ...]:
    """The rulings in force at each of several moments, in one query."""
    seen = {
        f"at_{place}": ExpressionWrapper(visible(moment), BooleanField())
        for place, moment in enumerate(moments)
    }
    rows = list(Ruling.objects.filter(plan=plan).annotate(**seen).order_by("recorded_at", "id"))
    return tuple({row.conflict_group: row for row in rows if getattr(row, name)} for name in seen)


def joined(facts: Iterable[Any]) -> list[Any]:
    """Facts with the groups they came to belong to, in memory alone.

    A stored fact is never altered, so a later one that tells of the same event, or differs,
    names the earlier fact by its key; that key is then the name of the group, and what
    corrects the earlier fact stays in it.
    """
    rows = list(facts)
    for group in ("event_group", "conflict_group"):
        named = {(row.owner, getattr(row, group, "")) for row in rows}
        for row in (row for row in rows if not getattr(row, group, "")):
            own = [key for key in (row.key, *row.replaces) if (row.owner, key) in named]
            if own:
                setattr(row, group, own[0])
    return rows


def standing(facts: Iterable[Any], ruled: dict[str, Ruling]) -> list[Any]:
    """The facts that count: without those corrected by, or ruled out for, another one.

    A correction takes the place of every fact before it in its chain, known or not, and of
    the one a ruling chose.  A ruling silences the other rows of its group only where what it
    chose is itself known.  Facts of several items may be given together; keys and rulings
    are read within each item.
    """
    rows = joined(facts)
    successor = {(row.owner, old): row.key for row in rows for old in row.replaces}
    alive = [row for row in rows if (row.owner, row.key) not in successor]
    keys = {(row.owner, row.key) for row in alive}
    return [row for row in alive if not _silenced(row, ruled, successor, keys)]


def _silenced(
    row: Any, ruled: dict[str, Ruling], successor: dict[tuple[int, str], str],
    keys: set[tuple[int, str]],
) -> bool:  # fmt: skip
    ruling = ruled.get(row.conflict_group) if row.conflict_group else None
    if ruling is None:
        return False
    chosen = ruling.chosen
    while (row.owner, chosen) in successor:
        chosen = successor[(row.owner, chosen)]
    return (row.owner, chosen) in keys and row.key != chosen


def names(rows: Collection[Any], ruled: Mapping[str, Ruling]) -> set[str]:
    """The keys by which facts may name others: as group, as replaced, as the one chosen."""
    found = {name for row in rows for name in (row.event_group, row.conflict_group, *row.replaces)}
    chosen = {ruled[row.conflict_group].chosen for row in rows if row.conflict_group in ruled}
    return (found | chosen) - {""}


Slot = Callable[[Any], Hashable]


def halfway(
    before: Iterable[Any], after: Iterable[Any], ruled_before: dict[str, Ruling],
    ruled_after: dict[str, Ruling], slot: Slot | None = None,
) -> list[Any] | None:  # fmt: skip
    """The facts that would stand had the later knowledge added, but revised nothing.

    ``before`` and ``after`` are the facts of one item or several at two states of knowledge.
    A correction of something known on the other side, a ruling on it, and (by ``slot``, for
    published values) another vintage of it revise; all else adds.  So with what is known at
    first and at last it splits a change exactly in two.  None where nothing was revised.
    """
    old, new = _by_key(before), _by_key(after)
    revised = _revising(new, old, slot)
    undone = _revising(old, new, slot)
    ruled = _unrevised_rulings(old, new, ruled_before, ruled_after)
    if not revised and not undone and ruled == ruled_after:
        return None
    rows = [copy(row) for key, row in new.items() if key not in revised]
    rows += [copy(old[key]) for key in undone]
    return standing(sorted(rows, key=lambda row: row.key), ruled)


def _by_key(rows: Iterable[Any]) -> dict[tuple[int, str], Any]:
    return {(row.owner, row.key): row for row in rows}


def _revising(
    rows: Mapping[tuple[int, str], Any], other: Mapping[tuple[int, str], Any], slot: Slot | None
) -> set[tuple[int, str]]:
    """Keys of the rows known on this side only that bear on a row known on the other."""
    slots = {(row.owner, slot(row)) for row in other.values()} if slot else set()
    return {
        key
        for key, row in rows.items()
        if key not in other
        and (
            any((row.owner, gone) in other for gone in row.replaces)
            or (slot is not None and (row.owner, slot(row)) in slots)
        )
    }


def _unrevised_rulings(
    old: Mapping[tuple[int, str], Any], new: Mapping[tuple[int, str], Any],
    before: dict[str, Ruling], after: dict[str, Ruling],
) -> dict[str, Ruling]:  # fmt: skip
    """The later rulings, but the earlier one (or none) on a group of which a row was known."""
    known_groups = {
        group for key, row in old.items() if key in new for group in (row.conflict_group, row.key)
    }
    found = dict(after)
    for group in known_groups & (before.keys() | after.keys()):
        if group in before:
            found[group] = before[group]
        else:
            found.pop(group, None)
    return found


def informants(plan: Plan) -> dict[str, str]:
    """Kinds of office that may know, by category of works."""
    return dict(Informant.objects.filter(plan=plan).values_list("category", "offices"))


def words_on_file(code: str) -> dict[tuple[int, int | None, int | None, int], str]:
    """The imported words of a plan by chapter, section, box and paragraph; none where none are."""
    rows = Passage.objects.filter(clause__plan__code=code).select_related("clause")
    return {
        (row.clause.chapter, row.clause.section, row.clause.box, row.clause.paragraph): row.text
        for row in rows
    }


def untouched(plan: Plan) -> QuerySet[Clause]:
    """Paragraphs from which nothing was taken, each with its reason."""
    return Clause.objects.filter(plan=plan).exclude(untouched="")
