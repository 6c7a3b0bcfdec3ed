"""Tables of words for indicators and their values.  No Django."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from metrics.rules import FAILED, FAILED_WORDS
from plan.rules import SourceEntry
from ui.format import cdate, num, yi

TARGET_KIND_WORDS: dict[str, str] = {
    "baseline": "基期值",
    "target": "目标值",
    "constraint": "约束",
    "qualitative": "定性目标",
}

VALUE_KIND_WORDS: dict[str, str] = {
    "level": "水平值",
    "cum_sum": "累计数",
    "cum_reduction": "累计降低",
    "avg_growth": "年均增长",
    "cap": "控制",
    "hold": "保持",
    "binary": "是否完成",
    "list": "列举事项",
    "goldilocks": "区间",
    "direction_only": "只定方向",
}

VALUE_TYPE_WORDS: dict[str, str] = {"actual": "实际", "target": "目标", "expected": "预计"}

QUALIFIER_WORDS: dict[str, str] = {"": "", "approx": "约", "over": "＞", "rounded": "约"}

# oldest to newest: the order in which values of one year replace each other
VINTAGE_WORDS: dict[str, str] = {
    "": "未标版次",
    "first_release": "初次发布",
    "interim": "年中数",
    "pre_census": "普查前口径",
    "census_2020": "2020年普查",
    "post_census": "普查后修订",
    "implied_revision": "后期推算修订",
}

VINTAGE_ORDER = tuple(word for word in VINTAGE_WORDS if word)

PERIOD_WORDS: dict[str, str] = {
    "year": "全年",
    "year_end": "年末",
    "point": "时点",
    "interim": "年内",
    "cumulative": "累计",
}

BOUNDARY_WORDS: dict[str, str] = {
    "": "",
    "before_2020_06": "区划调整前",
    "after_2020_06": "区划调整后",
}

STATUS_WORDS: dict[str, str] = {
    "": "",
    "provisional": "初步数",
    "final": "最终数",
    "revised": "修订数",
    "derived": "推算数",
}


# the answer of Results to “is the plan's number reached?”, as a mark and a word
ATTAINMENT_WORDS: dict[str, tuple[str, str]] = {
    "reached": ("target_met", "已达期末目标"),
    "missed": ("missed", "未达期末目标"),
    "not_due": ("not_due", "未到时点"),
    "no_data": ("no_value", "暂无数据"),
    "no_number": ("no_target", "规划未提量化目标"),
    "no_target": ("not_applicable", "只有基期值"),
    FAILED: ("undetermined", FAILED_WORDS),
}


# what the note of every reference series begins with, and its pages say once
COMMON_NOTE = "参考指标，规划未列，不计入各项比率"


def own_note(note: str) -> str:
    """The note of a reference series without what is said of all of them."""
    return note.removeprefix(COMMON_NOTE).lstrip("；")


def value_words(value: Decimal, unit: str, qualifier: str = "") -> str:
    """A value with its unit; money held in 万元 is printed in 亿元."""
    sign = QUALIFIER_WORDS[qualifier]
    return f"{sign}{yi(value)}" if unit == "万元" else f"{sign}{num(value)}{unit}"


def target_words(low: Decimal | None, high: Decimal | None, unit: str, *, strict: bool) -> str:
    """A number of the plan: 200年一遇, 20～100年一遇, ＞80%; blank where it names none."""
    if low is None:
        return ""
    if high is None:
        return f"{'＞' if strict else ''}{num(low)}{unit}"
    between = f"{unit}～" if unit == "%" else "～"
    return f"{num(low)}{between}{num(high)}{unit}"


def period_words(kind: str, start: date | None, end: date, precision: str) -> str:
    """The period of a value: 2019年, 2019年末, 2020年11月1日, 2016—2020年累计, 2019年1—11月."""
    if kind == "year":
        return f"{end.year}年"
    if kind == "year_end":
        return f"{end.year}年末"
    if kind == "point" or start is None:
        return cdate(end, precision)
    if kind == "cumulative" and precision == "year":
        return f"{start.year}—{end.year}年累计"
    whole_months = precision == "month" and start.year == end.year and start.day == 1
    if whole_months:
        return f"{end.year}年{start.month}—{end.month}月"
    tail = "累计" if kind == "cumulative" else ""
    return f"{cdate(start, precision)}至{cdate(end, precision)}{tail}"


def edition_words(vintage: str, status: str, boundary: str) -> str:
    """Vintage, status and boundary in words; blank where none is told."""
    first = VINTAGE_WORDS[vintage] if vintage else ""
    told = (first, STATUS_WORDS[status], BOUNDARY_WORDS[boundary])
    return "，".join(word for word in told if word)


def vintage_rank(vintage: str) -> int:
    """Place of a vintage in the order of release; a value without one counts as first."""
    return VINTAGE_ORDER.index(vintage) if vintage else 0


# words in the name of a series that is itself a rate of change
RATES_OF_CHANGE = ("增长", "增速", "下降", "降低", "提高", "变化")


def is_rate_of_change(name: str) -> bool:
    """Whether a series is a growth rate: its trend would be the growth rate of a growth rate."""
    return any(word in name for word in RATES_OF_CHANGE)


class Dated(Protocol):
    """What a value must tell so that one can say with which others it may be compared."""

    @property
    def area(self) -> str: ...
    @property
    def area_code(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def boundary(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def period_kind(self) -> str: ...
    @property
    def period_end(self) -> date: ...
    @property
    def value_type(self) -> str: ...
    @property
    def confidence(self) -> str: ...
    @property
    def vintage(self) -> str: ...
    @property
    def known_issue(self) -> str: ...


# Days at which the basis of a statistic changed: the census of 2020, and the ends of the years
# of the economic censuses (the first figure of such a year is still on the old basis).
BREAKS = {
    "census_revision": (date(2020, 10, 31),),
    "economic_census_vintage": (date(2013, 12, 31), date(2018, 12, 31), date(2023, 12, 31)),
}
# vintages that say themselves on which side of a census they stand
SIDED = ("pre_census", "census_2020", "post_census")
YEARLY_KINDS = ("year", "year_end")

Family = tuple[object, ...]
Row = TypeVar("Row", bound=Dated)


def yearly(row: Dated) -> bool:
    """Whether a value may stand in a yearly line at all: actual, trusted, of a whole year.

    Without a vintage a value that was revised cannot be placed on either side of the revision.
    """
    placed = row.vintage or not any(code in row.known_issue for code in BREAKS)
    trusted = row.value_type == "actual" and row.confidence != "low"
    return bool(trusted and placed and row.period_kind in YEARLY_KINDS)


def breaks(rows: Iterable[Dated]) -> list[date]:
    """The days across which values of the indicator that has these rows may not be compared."""
    found = {code for row in rows for code in BREAKS if code in row.known_issue}
    return sorted(day for code in found for day in BREAKS[code])


def family(row: Dated, days: Sequence[date]) -> Family:
    """What two values must share to be compared; ``days`` as :func:`breaks` gives them."""
    passed = sum(day < row.period_end for day in days)
    side = None if row.vintage in SIDED else passed
    place = (row.area_code, row.area, row.scope, row.boundary)
    return (*place, row.unit, row.period_kind, row.vintage, side)


def families(rows: Sequence[Row]) -> dict[Family, list[Row]]:
    """Yearly values of one indicator by what may be compared, in the order given."""
    found: dict[Family, list[Row]] = defaultdict(list)
    days = breaks(rows)
    for row in rows:
        if yearly(row):
            found[family(row, days)].append(row)
    return dict(found)


@dataclass(frozen=True)
class ObservationEntry:
    """One value of an indicator, read and checked, ready to be recorded.

    ``value`` is in ``unit``; money in 万元.  ``area_code`` is the code valid at the time.
    """

    area: str
    year: int
    period_kind: str
    period_end: date
    value: Decimal
    unit: str
    source: SourceEntry
    area_code: str = ""
    scope: str = ""
    period_start: date | None = None
    date_precision: str = "year"
    value_type: str = "actual"
    qualifier: str = ""
    vintage: str = ""
    status: str = ""
    boundary: str = ""
    confidence: str = "high"
    revision_group: str = ""
    conflict_group: str = ""
    known_issue: str = ""
    note: str = ""
    corrects: str = ""
    reason: str = ""


# what an entry and its stored row call by the same name
PLAIN = (
    "area", "area_code", "scope", "year", "period_kind", "period_start", "period_end",
    "date_precision", "value", "unit", "value_type", "qualifier", "vintage", "status", "boundary",
    "confidence", "revision_group", "conflict_group", "known_issue", "note", "corrects", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """What a new value is compared with: those of these keys, and beside them what decides.

    ``series`` is area code, scope and kind of period.  ``same``: each figure on file of the
    same period and vintage; ``newest``: the newest of the series; ``start``: the first that
    falls, counted from that day; ``days``: so many last ones of the vintage, those next to the
    new one, and on its day what is not between ``below`` and ``above``.
    """

    keys: frozenset[str] = frozenset()
    series: tuple[str, str, str] = ("", "", "")
    vintage: str = ""
    end: date | None = None
    value: Decimal = Decimal(0)
    same: bool = False
    newest: bool = False
    start: date | None = None
    days: int = 0
    below: Decimal = Decimal(0)
    above: Decimal = Decimal(0)
