"""Store outcomes as spans, so that only what differs is written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from django.db.models import QuerySet
from django.utils import timezone

from calc.moments import Moment
from metrics.actions.copying import Row, copy_in
from metrics.models import OPEN, Run, Span
from metrics.queries import CONTENT, Texts, as_text
from metrics.rules import Outcome

Content = tuple[object, ...]
Slot = tuple[str, str]
Stretch = tuple[date, date, Content]
KEPT = ""


def store(
    outcomes: Iterable[Outcome],
    *,
    kind: str,
    subjects: Collection[str] | None,
    moments: Sequence[Moment],
    kept: bool = True,
) -> set[str]:
    """Make the stored figures of these subjects and moments equal to the outcomes.

    Returns the subjects of which anything changed.  What is no longer produced is deleted.
    """
    if kept:
        return _store(outcomes, kind, subjects, moments, KEPT)
    by_moment: dict[Moment, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_moment[outcome.moment].append(outcome)
    changed = (_store(by_moment[one], kind, subjects, [one], one.key) for one in moments)
    return {subject for subjects_of_one in changed for subject in subjects_of_one}


def note_run(moments: Iterable[Moment], *, kept: bool) -> None:
    """Write down that the figures of the moments are complete as of now."""
    now = timezone.now()
    rows = [
        Run(moment=m.key, as_of=m.as_of, known_at=m.known_at, basis=m.basis,
            computed_at=now, kept=kept, stale_since=None)
        for m in moments
    ]  # fmt: skip
    Run.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["moment"],
        update_fields=["computed_at", "kept", "stale_since"],
    )  # fmt: skip


def forget(runs: QuerySet[Run]) -> None:
    """Drop some moments, and what was computed for them alone."""
    keys = list(runs.values_list("moment", flat=True))
    if keys:
        Span.objects.filter(line__in=keys).delete()
        Run.objects.filter(moment__in=keys).delete()


# --- from outcomes to spans ----------------------------------------------------------------------


def _store(
    outcomes: Iterable[Outcome], kind: str, subjects: Collection[str] | None,
    moments: Sequence[Moment], line: str,
) -> set[str]:  # fmt: skip
    asked = {moment.as_of for moment in moments}
    days = sorted(asked | _days_of(line))
    stored = _stored(kind, subjects, line)
    pieces = _Pieces(days, asked)
    for slot, rows in stored.items() if len(asked) < len(days) else ():
        pieces.keep(slot, rows.values())
    for outcome in outcomes:
        pieces.put(outcome)
    changed, gone, fresh = set(), [], []
    for slot in {*stored, *pieces.found}:
        before, now = stored.get(slot, {}), list(pieces.stretches(slot))
        standing = {pk for pk, stretch in before.items() if stretch in now}
        gone += [pk for pk in before if pk not in standing]
        fresh += [(slot, one) for one in now if not (standing and one in before.values())]
        if len(standing) < max(len(before), len(now)):
            changed.add(slot[0])
    Span.objects.filter(pk__in=gone).delete()
    copy_in(_row(kind, line, slot, stretch) for slot, stretch in sorted(fresh, key=_place))
    return changed


def _place(row: tuple[Slot, Stretch]) -> tuple[Slot, date]:
    return row[0], row[1][0]


def _days_of(line: str) -> set[date]:
    """The days that share a line: those of all moments that are kept."""
    return set() if line else set(Run.objects.filter(kept=True).values_list("as_of", flat=True))


def _stored(
    kind: str, subjects: Collection[str] | None, line: str
) -> dict[Slot, dict[int, Stretch]]:
    rows = Span.objects.filter(line=line, subject_kind=kind)
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    found: dict[Slot, dict[int, Stretch]] = defaultdict(dict)
    names = ("subject", "metric", "pk", "since", "until", *CONTENT[:3])
    texts = Texts()
    for subject, metric, pk, since, until, *figure, detail, inputs, formula, version in (
        rows.order_by("since")
        .values_list(*names, as_text("detail"), as_text("inputs"), *CONTENT[5:])
    ):  # fmt: skip
        content = (*figure, texts.read(detail), texts.read(inputs), formula, version)
        found[subject, metric][pk] = (since, until, content)
    return found


class _Pieces:
    """What each figure is, over the numbers of the days; no two pieces of a figure overlap."""

    def __init__(self, days: Sequence[date], asked: Collection[date]) -> None:
        self.days = days
        self.others = [number for number, day in enumerate(days) if day not in asked]
        self.number = {day: number for number, day in enumerate(days)}
        self.found: dict[Slot, list[tuple[int, int, Content]]] = defaultdict(list)

    def keep(self, slot: Slot, rows: Iterable[Stretch]) -> None:
        """Take over what is stored of the days that nobody asked to compute."""
        for since, until, content in rows:
            for number in self.others:
                if since <= self.days[number] <= until:
                    self.found[slot].append((number, number, content))

    def put(self, outcome: Outcome) -> None:
        """Enter an outcome at its moment and all up to the last at which it holds.

        It was computed for the days asked for, and says nothing of others between them.
        """
        first = self.number[outcome.moment.as_of]
        last = first if outcome.until is None else self.number[outcome.until]
        content, pieces = _content(outcome), self.found[outcome.subject, outcome.metric]
        between = slice(bisect_left(self.others, first), bisect_right(self.others, last))
        for number in self.others[between]:
            if first < number:
                pieces.append((first, number - 1, content))
            first = number + 1
        if first <= last:
            pieces.append((first, last, content))

    def stretches(self, slot: Slot) -> Iterator[Stretch]:
        """The figure as few spans as it takes; one that reaches the newest day has no end."""
        for first, last, content in _joined(sorted(self.found.get(slot, ()), key=itemgetter(0))):
            until = OPEN if last + 1 == len(self.days) and self.open else self.days[last]
            yield self.days[first], until, content

    @property
    def open(self) -> bool:
        """Whether there may be later days: a moment looked at is one day."""
        return len(self.days) > 1


def _joined(pieces: Iterable[tuple[int, int, Content]]) -> Iterator[tuple[int, int, Content]]:
    """Neighbours of the same content as one."""
    before: tuple[int, int, Content] | None = None
    for first, last, content in pieces:
        if before is not None and before[1] + 1 == first and before[2] == content:
            before = (before[0], last, content)
            continue
        if before is not None:
            yield before
        before = (first, last, content)
    if before is not None:
        yield before


def _content(outcome: Outcome) -> Content:
    inputs = list(outcome.inputs)
    return (
        outcome.low, outcome.high, outcome.text, outcome.detail, inputs,
        outcome.formula, outcome.version,
    )  # fmt: skip


def _row(kind: str, line: str, slot: Slot, stretch: Stretch) -> Row:
    since, until, content = stretch
    return (line, since, until, kind, *slot, *content)
