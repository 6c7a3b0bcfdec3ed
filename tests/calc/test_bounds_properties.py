"""What must hold for every history, not only for the ones we know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from calc.bounds import Contradiction, interval
from calc.facts import Fact, merge
from calc.ladders import EFFECTS, LADDERS, Ladder

START = date(2014, 1, 1)
SPAN = 60
NEVER = 10**6
DAYS = st.integers(0, SPAN)
PARTS = ("a", "b")


def day(offset: int) -> date:
    return START + timedelta(days=offset)


class Course:
    """A true course of works: the day on which each part reached each rank."""

    def __init__(self, ladder: Ladder, reached: dict[str, list[int]]) -> None:
        self.ladder, self.reached = ladder, reached

    def part(self, name: str, offset: int) -> int:
        return sum(1 for at in self.reached[name] if at <= offset)

    def whole(self, offset: int) -> int:
        return self.ladder.whole(tuple(self.part(name, offset) for name in self.reached))

    def rank(self, place: str | None, offset: int) -> int:
        if place is None:
            return self.whole(offset)
        if place == "?":
            return max(self.part(name, offset) for name in self.reached)
        return self.part(place, offset)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Course, tuple[str, ...]]:
    ladder = LADDERS[draw(st.sampled_from(sorted(LADDERS)))]
    parts = draw(st.sampled_from([(), PARTS]))
    days = st.lists(DAYS | st.just(NEVER), min_size=ladder.top, max_size=ladder.top).map(sorted)
    reached = {name: draw(days) for name in parts or ("all",)}
    return Course(ladder, reached), parts


def place_of(fact_place: str | None) -> dict[str, object]:
    return {
        "part": None if fact_place in (None, "?") else fact_place,
        "undeclared": fact_place == "?",
    }


@st.composite
def true_fact(draw: st.DrawFn, course: Course, parts: tuple[str, ...], key: str) -> Fact | None:
    """A row that tells the truth about the course, however vaguely; None if it cannot."""
    place = draw(st.sampled_from([None, "?", *parts]))
    kind = draw(st.sampled_from(["event", "progress", "not_started"]))
    at, before, after = draw(DAYS), draw(st.integers(0, 20)), draw(st.integers(0, 20))
    where = place_of(place)
    if kind == "not_started":
        if course.rank(place, at) > course.ladder.not_started_cap:
            return None
        return Fact(key=key, event=kind, latest=day(at + after), first_day=day(at), **where)  # type: ignore[arg-type]
    if kind == "progress":
        low = draw(st.integers(0, course.rank(place, at + after)))
        high = draw(st.integers(course.rank(place, at), course.ladder.top))
        return Fact(  # type: ignore[call-arg]
            key=key,
            event=kind,
            latest=day(at + after),
            first_day=day(at),
            at_least=low,
            at_most=high,
            **where,
        )
    event = draw(st.sampled_from(sorted(EFFECTS[course.ladder.name])))
    effect = EFFECTS[course.ladder.name][event]
    if course.rank(place, at) < effect.at_least or course.rank(place, at - 1) > effect.at_most:
        return None
    known = draw(st.booleans())
    return Fact(
        key=key,
        event=event,
        earliest=day(at - before) if known else None,
        latest=day(at + after),
        first_day=day(at - before),
        **where,  # type: ignore[arg-type]
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Course, tuple[str, ...], list[Fact]]:
    course, parts = draw(courses())
    rows = [draw(true_fact(course, parts, f"F{i}")) for i in range(draw(st.integers(0, 6)))]
    return course, parts, [row for row in rows if row is not None]


MOMENTS = st.integers(-10, SPAN + 30)


@given(histories(), MOMENTS)
def test_the_bounds_contain_the_truth(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int
) -> None:
    course, parts, rows = history
    it = interval(rows, course.ladder, parts, day(at))
    assert it.at_least <= course.whole(at) <= it.at_most
    assert it.no_data == (not rows)


@given(histories(), MOMENTS)
def test_more_facts_never_widen_the_bounds(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int
) -> None:
    course, parts, rows = history
    if not rows:
        return
    fewer = interval(rows[:-1], course.ladder, parts, day(at))
    more = interval(rows, course.ladder, parts, day(at))
    assert fewer.at_least <= more.at_least <= more.at_most <= fewer.at_most


@given(histories(), MOMENTS, st.randoms())
def test_the_order_of_facts_is_irrelevant(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int, random: Random
) -> None:
    course, parts, rows = history
    shuffled = random.sample(rows, len(rows))
    expected = interval(rows, course.ladder, parts, day(at))
    assert interval(shuffled, course.ladder, parts, day(at)) == expected


@given(histories(), MOMENTS, st.integers(0, 40))
def test_the_bounds_only_rise_with_time(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int, later: int
) -> None:
    course, parts, rows = history
    first = interval(rows, course.ladder, parts, day(at))
    second = interval(rows, course.ladder, parts, day(at + later))
    assert first.at_least <= second.at_least
    assert first.at_most <= second.at_most


@given(histories(), MOMENTS)
def test_the_rows_that_decided_are_enough(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int
) -> None:
    course, parts, rows = history
    full = interval(rows, course.ladder, parts, day(at))
    deciding = [row for row in rows if row.key in full.used]
    again = interval(deciding, course.ladder, parts, day(at))
    assert (again.at_least, again.at_most) == (full.at_least, full.at_most)


@given(histories(), MOMENTS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5))
def test_several_reports_of_one_true_event_keep_the_truth_inside(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int, widths: list[tuple[int, int]]
) -> None:
    course, parts, rows = history
    events = [row for row in rows if row.event in EFFECTS[course.ladder.name]]
    if not events:
        return
    base = events[0]
    retold = [
        replace(
            base,
            key=f"R{i}",
            group="G",
            earliest=base.earliest and base.earliest - timedelta(days=before),
            latest=base.latest + timedelta(days=after),
        )
        for i, (before, after) in enumerate(widths)
    ]
    group = [replace(base, group="G"), *retold]
    others = [row for row in rows if row is not base]
    it = interval([*others, *group], course.ladder, parts, day(at))
    assert it.at_least <= course.whole(at) <= it.at_most


@given(histories(), MOMENTS, st.integers(1, 20))
def test_an_acceptance_after_the_known_opening_keeps_the_truth_inside(
    history: tuple[Course, tuple[str, ...], list[Fact]], at: int, after: int
) -> None:
    course, parts, rows = history
    opened = [row for row in rows if row.event == "opened" and not row.undeclared]
    if course.ladder.name not in ("works", "zone") or not opened:
        return
    held = opened[0].latest + timedelta(days=after)
    late = Fact(
        key="L", event="accepted", earliest=held, latest=held, first_day=held, part=opened[0].part
    )
    it = interval([*rows, late], course.ladder, parts, day(at))
    assert it.at_least <= course.whole(at) <= it.at_most


def _cross(rows: Sequence[Fact], ladder: Ladder, at: date) -> bool:
    try:
        interval(rows, ladder, (), at)
    except Contradiction:
        return True
    return False


@given(DAYS, DAYS)
def test_two_rows_contradict_each_other_exactly_when_open_comes_before_the_start(
    opened: int, started: int
) -> None:
    rows = [
        Fact(key=key, event=event, earliest=day(at), latest=day(at), first_day=day(at))
        for key, event, at in (("A", "opened", opened), ("B", "construction_start", started))
    ]
    days = [day(offset) for offset in range(SPAN + 1)]
    assert any(_cross(rows, LADDERS["works"], at) for at in days) == (opened < started)


@given(histories(), st.randoms())
def test_merging_does_not_depend_on_the_order(
    history: tuple[Course, tuple[str, ...], list[Fact]], random: Random
) -> None:
    _, _, rows = history
    grouped = [
        replace(
            row,
            group=random.choice([None, "G", "H"]),
            conflict=random.choice([None, "C", "D"]),
            counts=random.random() < 0.8,
        )
        for row in rows
    ]
    assert merge(random.sample(grouped, len(grouped))) == merge(grouped)
