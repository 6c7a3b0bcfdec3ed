"""Check the entry of an indicator's value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.rules import ObservationEntry
from reporting.rules import numbers
from reporting.rules.contexts import IndicatorContext, KnownValue
from reporting.rules.fields import UNMARKED
from reporting.rules.progress import CONFIDENCE
from reporting.rules.quality import slips
from reporting.rules.reading import Reading

WAN_PER_YI = 10_000


@dataclass(frozen=True)
class Span:
    """The period a value belongs to."""

    start: date
    end: date
    precision: str


def check(reading: Reading, context: IndicatorContext) -> ObservationEntry | None:
    """The value, or None with the faults noted in ``reading``."""
    span = span_of(reading, context)
    value = value_of(reading, context)
    source = reading.source()
    conflict = ""
    if span is not None and value is not None:
        conflict = _against_the_known(reading, context, span, value)
    if reading.errors or span is None or value is None:
        return None
    area = reading.text("area")
    return ObservationEntry(
        area=dict(context.areas)[area], area_code=code_of(reading),
        scope=reading.text("scope"), year=span.end.year, period_kind=reading.text("period_kind"),
        period_start=span.start, period_end=span.end, date_precision=span.precision, value=value,
        unit="万元" if context.unit == "亿元" else context.unit,
        qualifier=reading.text("qualifier"), vintage=vintage_of(reading),
        source=source, confidence=CONFIDENCE[source.kind],
        conflict_group=conflict, note=reading.text("order_reason"), corrects=context.corrects,
        reason=reading.text("reason"),
    )  # fmt: skip


def value_of(reading: Reading, context: IndicatorContext) -> Decimal | None:
    """The value as it is kept: money in 万元."""
    typed = reading.read("value", lambda text: numbers.measured(text, bounded=context.bounded))
    money = context.unit == "亿元"
    return typed * WAN_PER_YI if typed is not None and money else typed


def code_of(reading: Reading) -> str:
    """The code of the area; blank where it has none."""
    area = reading.text("area")
    return area if area.isdigit() else ""


def vintage_of(reading: Reading) -> str:
    """The release of the value; blank where its source names none."""
    return reading.text("vintage").replace(UNMARKED, "")


def span_of(reading: Reading, context: IndicatorContext) -> Span | None:
    """The period by its kind; a period that has not ended is refused."""
    kind = reading.text("period_kind")
    if kind in ("year", "year_end"):
        found = reading.read("year", lambda text: numbers.year(text, context.today))
        return _of_year(reading, context, kind, found) if found else None
    end = reading.day("period_end", "day")
    start = reading.day("period_start", "day")
    if end is None or dict(reading.errors).keys() & {"period_start", "period_end"}:
        return None
    if kind == "point":
        return Span(end, end, "day")
    start = start or date(end.year, 1, 1)
    if start > end:
        reading.wrong("period_start", "期初不能晚于期末，请核对。")
        return None
    return Span(start, end, "day")


def _of_year(reading: Reading, context: IndicatorContext, kind: str, year: int) -> Span | None:
    end = date(year, 12, 31)
    if end > context.today:
        reading.wrong("year", f"{year} 年尚未结束；年内的数请选择“年内”或“时点”。")
        return None
    return Span(end if kind == "year_end" else date(year, 1, 1), end, "year")


def _against_the_known(
    reading: Reading, context: IndicatorContext, span: Span, value: Decimal
) -> str:
    """The same value twice is refused; a differing or falling one needs a word.

    Returns the disagreement that a differing value joins; a value without one lends its key.
    """
    comparable = [
        known
        for known in context.others()
        if known.area_code == code_of(reading)
        and known.scope == reading.text("scope")
        and known.period_kind == reading.text("period_kind")
    ]
    same = [
        known
        for known in comparable
        if known.period_end == span.end and known.vintage == vintage_of(reading)
    ]
    for known in same:
        if known.value == value:
            reading.wrong("value", f"该值已经入库（编号{known.key}），不必重复填报。")
    differing = next((known for known in same if known.value != value), None)
    if reading.text("order_reason"):
        return (differing.conflict_group or differing.key) if differing else ""
    if same and all(known.value != value for known in same):
        reading.wrong(
            "value",
            f"与已入库的同期、同版次数值不同（{same[0].value.normalize():f}，"
            f"编号{same[0].key}）。属于修订的请选择相应版次；确有不同说法的，"
            "请在“情况说明”中写明。",
        )
    _unit_slip(reading, context, value, comparable)
    _cumulative(reading, span, value, comparable)
    return ""


def _unit_slip(
    reading: Reading, context: IndicatorContext, value: Decimal, known: list[KnownValue]
) -> None:
    """A value about ten thousand times the last one of its series: 人 against 万人."""
    if context.bounded or not known:
        return
    last = max(known, key=lambda row: (row.period_end, row.key))
    if slips(last.value, value):
        reading.wrong(
            "value",
            f"与已入库的同一序列数值相差约一万倍（编号{last.key}），请核对单位：此处单位为"
            f"{context.unit or '个'}。数字无误的，请在“情况说明”中写明原因。",
        )


def _cumulative(reading: Reading, span: Span, value: Decimal, known: list[KnownValue]) -> None:
    if reading.text("period_kind") != "cumulative":
        return
    for old in known:
        if old.period_start != span.start:
            continue
        more_before = old.period_end < span.end and old.value > value
        less_after = old.period_end > span.end and old.value < value
        if more_before or less_after:
            reading.wrong(
                "value",
                f"累计数不应减少：截至{old.period_end.isoformat()}为"
                f" {old.value.normalize():f}（编号{old.key}）。数字无误的，"
                "请在“情况说明”中写明原因。",
            )
