"""How a filing reads: its fields in words, and what a reader should look at twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.rules import ObservationEntry
from plan.rules import SourceEntry
from projects.rules import FactEntry
from reporting.rules.contexts import Context
from reporting.rules.entries import RulingEntry
from reporting.rules.fields import Field, fields_of, switch_of
from reporting.rules.numbers import last_day

SMALL_AMOUNT = Decimal(10)
LARGE_AMOUNT = Decimal(10_000_000)
WAN_PER_YI = Decimal(10_000)
NUMBERED_EVENTS = ("approved", "feasibility_approved")

Entry = FactEntry | ObservationEntry | RulingEntry


@dataclass(frozen=True)
class Shown:
    """One field in words; blank where nothing was typed."""

    field: Field
    text: str


def shown(form: str, fields: Mapping[str, str], context: Context) -> list[Shown]:
    """The asked fields of a filing, with words for codes and units behind numbers."""
    switch = fields.get(switch_of(form), "")
    return [
        Shown(field, _text(field, fields.get(field.name, ""), context, switch))
        for field in fields_of(form)
        if field.asked(switch)
    ]


def _text(field: Field, typed: str, context: Context, switch: str) -> str:
    if not typed.strip():
        return ""
    if field.control == "choice":
        return dict(field.options or context.options(field.source, switch)).get(typed, typed)
    unit = unit_of(field, context)
    return f"{typed} {unit}".strip()


def unit_of(field: Field, context: Context) -> str:
    """The unit printed behind the field."""
    return getattr(context, "unit", "") if field.source == "unit" else field.unit


def notices(entry: Entry) -> list[str]:
    """What is allowed and still worth a second look, for the author and the reviewer."""
    found = []
    if isinstance(entry, FactEntry):
        found = [*_about_amount(entry), *_about_event(entry)]
    if not isinstance(entry, RulingEntry):
        found += _about_source(entry.source)
    return found


def _about_amount(entry: FactEntry) -> list[str]:
    if entry.amount is None:
        return []
    yi = f"{entry.amount.normalize():f} 万元，即 {(entry.amount / WAN_PER_YI).normalize():f} 亿元"
    if entry.amount and (entry.amount < SMALL_AMOUNT or entry.amount > LARGE_AMOUNT):
        return [f"金额为 {yi}，请核对单位是否填错。"]
    return [f"金额为 {yi}。"]


def _about_event(entry: FactEntry) -> list[str]:
    found = []
    source = entry.source
    if entry.event in NUMBERED_EVENTS and not source.number:
        found.append("批复类事实没有填写文号。")
    if source.published_on is not None and entry.day > source.published_on:
        found.append("文件发布日期早于事实日期，请核对是否为事前预告。")
    if entry.confidence == "low":
        found.append("来源仅知标题，入库后标为待核实，不据以判定阶段。")
    if entry.part_said and not entry.part:
        found.append("只涉及未列出的一部分，只能证明整体已在建。")
    if entry.precision != "day":
        end = last_day(entry.day, entry.precision).isoformat()
        found.append(f"日期不到日：到 {end} 才能确认已发生。")
    return found


def _about_source(source: SourceEntry) -> list[str]:
    if source.published_on is None:
        return ["发布日期不详：按知悉日回看时不计入，只计入全部已知。"]
    return []
