"""兑现曲线: what share of the promises was kept by each month, and what may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from calc.curve import Curve, Point
from calc.moments import Moment
from calc.rates import Rate
from dashboards.rules import CURVE_FIELDS, READING_WORDS, CurveChoice
from plan.models import Plan
from projects.compute import Group, Promised, Reading, curve_of, days_shown, promised
from projects.models import Project
from projects.rules import COMMITMENT_WORDS, CROSSING
from ui.curves import Column
from ui.format import cdate, pct, pct_range
from ui.svg import Split

QUARTER_MONTHS = 3


def split_of(rate: Rate) -> Split:
    """The counts as they are drawn."""
    return Split(rate.reached, rate.missed, rate.undetermined, rate.no_data)


@dataclass(frozen=True)
class Row:
    """One day of the table and of the drawing."""

    point: Point
    ends: bool
    later: bool
    quarter: bool

    @property
    def estimate(self) -> str:
        """The estimate in figures; “—” where there is none."""
        return pct_range(*self.point.estimate) if self.point.estimate else "—"

    @property
    def column(self) -> Column:
        """The same as a column of the drawing."""
        return Column(self.point.day, split_of(self.point.rate), self.point.estimate)


@dataclass(frozen=True)
class Part:
    """One commitment, sector or theme of the ledger: where it stood at the end and stands now."""

    key: str
    value: str
    head: str
    word: str
    end: Point | None
    last: Point
    dated: int
    ledger: str

    @property
    def subject(self) -> str:
        """The account whose rates these are."""
        return f"{self.ledger}/{self.key}={self.value}"


@dataclass(frozen=True)
class Line:
    """One line of the csv."""

    group: Group
    reading: Reading
    point: Point
    later: bool
    dated: int
    failed: int


@dataclass(frozen=True)
class CurvePage:
    """One curve with its words; `rows` are month ends, none where nothing is counted.

    `failed` items could not be computed and are 不能确定 on every day.
    """

    chosen: CurveChoice
    label: str
    plan: Plan
    rows: list[Row]
    items: int
    dated: int
    sentence: str
    basis: str
    parts: list[Part]
    failed: int = 0

    @property
    def title(self) -> str:
        """What the drawing shows: 重点项目承诺兑现率（宽口径）."""
        return f"{self.label}承诺兑现率（{READING_WORDS[self.chosen.reading]}）"

    @property
    def subject(self) -> str:
        """The account whose rate the sentence tells; of two groups their crossing."""
        groups = [f"{name}={value}" for name, value in
                  (("commitment", self.chosen.commitment), ("category", self.chosen.category))
                  if value]  # fmt: skip
        return f"{self.plan.code}/{self.chosen.ledger}/{CROSSING.join(groups) or 'all'}"

    @property
    def metric(self) -> str:
        """The rate of that account by the chosen reading."""
        return "promise_rate" if self.chosen.reading == "lenient" else "promise_rate_strict"

    @property
    def told_on(self) -> date:
        """The day of the sentence: the plan's end, or the last day before it."""
        return min(self.plan.ends, self.last)

    @property
    def field(self) -> str:
        """By what the items of the ledger are grouped, 领域 or 主题."""
        return CURVE_FIELDS[self.chosen.ledger][0]

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.rows[-1].point.day

    @property
    def passed(self) -> bool:
        """Whether the plan's end lies before the last day."""
        return self.plan.ends < self.last

    @property
    def quarters(self) -> list[Row]:
        """The quarter ends and the last day."""
        return [row for row in self.rows if row.quarter]

    @property
    def columns(self) -> list[Column]:
        """What is drawn."""
        return [row.column for row in self.rows]


def curve_page(plan: Plan, moment: Moment, chosen: CurveChoice, today: date) -> CurvePage:
    """The curve of the chosen group from the plan's first month to the day looked at."""
    everything = promised(plan, moment)
    items = Group(chosen.ledger, chosen.commitment, chosen.category).of(everything)
    days = days_shown(plan, moment.as_of, today)
    found = curve_of(items, chosen.reading, days)
    rows = list(_rows(plan, found)) if found.items else []
    label = label_of(chosen)
    return CurvePage(
        chosen, label, plan, rows, found.items, found.dated,
        sentence=_sentence(plan, label, items, chosen, rows) if rows else "",
        basis=_basis(found, rows) if rows else "",
        parts=list(_parts(plan, everything, chosen, days)) if rows else [],
        failed=sum(item.failed for item in items),
    )  # fmt: skip


def _groups(ledger: str) -> Iterator[tuple[str, str, str, str]]:
    """Each commitment and each sector of a ledger: parameter, value, head and word."""
    head, words = CURVE_FIELDS[ledger]
    yield from (("commitment", key, "承诺", word) for key, word in COMMITMENT_WORDS.items())
    yield from (("category", key, head, word) for key, word in words.items())


def _parts(
    plan: Plan, everything: Sequence[Promised], chosen: CurveChoice, days: Sequence[date]
) -> Iterator[Part]:
    """The groups of the ledger that count anything, by the reading chosen."""
    shown = [day for day in days if day in (plan.ends, days[-1])]
    for key, value, head, word in _groups(chosen.ledger):
        items = Group(chosen.ledger, **{key: value}).of(everything)
        if items:
            found = curve_of(items, chosen.reading, shown)
            end = next((point for point in found.points if point.day == plan.ends), None)
            ledger = f"{plan.code}/{chosen.ledger}"
            yield Part(key, value, head, word, end, found.points[-1], found.dated, ledger)


def curve_lines(plan: Plan, moment: Moment, chosen: CurveChoice, today: date) -> Iterator[Line]:
    """Month by month by both readings: the chosen group, or the ledger and all its groups."""
    everything = promised(plan, moment)
    days = days_shown(plan, moment.as_of, today)
    for group in _exported(chosen):
        items = group.of(everything)
        failed = sum(item.failed for item in items)
        for reading in READINGS if items else ():
            found = curve_of(items, reading, days)
            for point in found.points:
                yield Line(group, reading, point, point.day > plan.ends, found.dated, failed)


READINGS: tuple[Reading, ...] = ("lenient", "strict")


def _exported(chosen: CurveChoice) -> Iterator[Group]:
    yield Group(chosen.ledger, chosen.commitment, chosen.category)
    if not chosen.narrowed:
        for key, value, _, _ in _groups(chosen.ledger):
            yield Group(chosen.ledger, **{key: value})


def label_of(chosen: CurveChoice) -> str:
    """The group in words: 重点项目（承诺：建设；领域：铁路）."""
    narrowed = [
        *([f"承诺：{COMMITMENT_WORDS[chosen.commitment]}"] if chosen.commitment else []),
        *([_field(chosen)] if chosen.category else []),
    ]
    ledger = Project.Kind(chosen.ledger).label
    return f"{ledger}（{'；'.join(narrowed)}）" if narrowed else ledger


def _field(chosen: CurveChoice) -> str:
    head, words = CURVE_FIELDS[chosen.ledger]
    return f"{head}：{words[chosen.category]}"


def _rows(plan: Plan, found: Curve) -> Iterator[Row]:
    last = found.points[-1].day if found.points else None
    for point in found.points:
        if point.rate.denominator:
            quarter = point.day.month % QUARTER_MONTHS == 0 or point.day == last
            day = point.day
            yield Row(point, ends=day == plan.ends, later=day > plan.ends, quarter=quarter)


def _sentence(
    plan: Plan, label: str, items: Sequence[Promised], chosen: CurveChoice, rows: Sequence[Row]
) -> str:
    """The curve in words: at the plan's end (or the day before it), and since then."""
    last = rows[-1].point
    shown = next((row.point for row in rows if row.point.day == plan.ends), last)
    words = READING_WORDS[chosen.reading]
    rate = shown.rate
    first = (
        f"截至{cdate(shown.day)}，计入比率的{rate.denominator}项{label}按{words}可确认兑现"
        f"{pct(rate.low)}（{rate.reached}项），最多{pct(rate.high)}"
        f"（不能确定的{rate.undetermined}项全部兑现时）。"
    )
    return first + (_since(plan, items, chosen, last) if last.day > plan.ends else "")


def _since(plan: Plan, items: Sequence[Promised], chosen: CurveChoice, last: Point) -> str:
    """What came after the plan's end: newly sure, and how many of them surely late."""
    courses = [item.by(chosen.reading) for item in items]
    new = [
        course.on(plan.ends)
        for course in courses
        if course.on(last.day) == "reached" != course.on(plan.ends)
    ]
    until = f"此后至{cdate(last.day)}，"
    if not new:
        return f"{until}没有新的可确认兑现的事项。"
    return f"{until}又有{len(new)}项可确认兑现，{_late_words(new.count('missed'), len(new))}。"


def _late_words(late: int, new: int) -> str:
    """How many of the newly kept promises were surely not kept at the plan's end."""
    every = "均" if new > 1 else ""
    if late == new:
        return f"规划期末{every}可确认尚未兑现"
    if not late:
        return f"规划期末是否已经兑现{every}不能确定"
    return f"其中{late}项规划期末可确认尚未兑现，{new - late}项规划期末是否已经兑现不能确定"


def _basis(found: Curve, rows: Sequence[Row]) -> str:
    """On what the estimate rests, or why there is none."""
    if not found.dated:
        return f"{found.items}项都没有日期资料，不作推算，图中只有下限和上限。"
    estimated = [row for row in rows if row.point.estimate]
    if not estimated:
        return f"{found.items}项中有日期资料可据的{found.dated}项，不足以推算，图中只有下限和上限。"
    end = estimated[-1].point.day
    until = "" if end == rows[-1].point.day else f"，只画到{cdate(end)}，此后可据的项目太少"
    return (
        f"虚线据有日期资料的{found.dated}项推算，等于假定其余{found.items - found.dated}项与之"
        f"情形相同；这一假定无从检验，虚线只供参考{until}。"
    )
