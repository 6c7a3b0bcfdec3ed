"""Check the entry of a fact about a work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plan.rules import SourceEntry
from projects.rules import SEARCHED, SILENT_EVENTS, STEPS, FactEntry
from reporting.rules import numbers
from reporting.rules.contexts import KnownFact, WorkContext
from reporting.rules.quality import slips
from reporting.rules.reading import Reading

# how far a document can be trusted before anybody has compared it with others
CONFIDENCE = {
    "official": "high",
    "media": "medium",
    "repost": "medium",
    "encyclopedia": "medium",
    "unlocated": "low",
}
Known = tuple[KnownFact, Decimal]


def check(reading: Reading, context: WorkContext) -> FactEntry | None:
    """The fact, or None with the faults noted in ``reading``."""
    if reading.text("event") == SEARCHED:
        return _search(reading, context)
    day = reading.day("day", reading.text("precision"))
    percent = reading.decimal("percent", numbers.percent)
    amount = reading.decimal("amount", numbers.amount)
    source = reading.source()
    _stage_order(reading, context)
    if day is not None and not reading.text("order_reason"):
        _unit_slip(reading, context, amount)
        _before_the_last(reading, context, day)
        _falling(reading, context, day, percent, amount)
    if reading.errors or day is None:
        return None
    event_group, conflict_group = _groups(reading, context)
    value, unit, kind = _value(percent, amount, reading.text("amount_kind"))
    return FactEntry(
        event=reading.text("event"), day=day, precision=reading.text("precision"),
        date_basis=reading.text("date_basis"), part=reading.text("part"),
        part_said=reading.text("part_said"), at_least=reading.text("at_least"),
        at_most=reading.text("at_most"), percent=percent, amount=amount, value=value, unit=unit,
        value_kind=kind, summary=reading.text("summary"), source=source,
        confidence=CONFIDENCE[source.kind], note=reading.text("order_reason"),
        event_group=event_group, conflict_group=conflict_group,
        corrects=context.corrects, reason=reading.text("reason"),
    )  # fmt: skip


def _search(reading: Reading, context: WorkContext) -> FactEntry | None:
    """A search that found nothing, on the word of the office that searched."""
    day = reading.day("searched_on", "day")
    if reading.errors or day is None:
        return None
    where = reading.text("searched_in")
    return FactEntry(
        event=SEARCHED, day=day, precision="day", moves=False, part=reading.text("part"),
        summary="查找能够判定阶段的资料，没有查到", searched_in=where,
        note=reading.text("searched_note"), corrects=context.corrects,
        reason=reading.text("reason"),
        source=SourceEntry(
            title="查询情况登记", kind="official", published_on=day, published_precision="day"
        ),
    )  # fmt: skip


def _told(reading: Reading) -> str:
    """The key of the fact on file of which this is another telling; blank where none."""
    return reading.text("relates").partition(":")[2]


def _groups(reading: Reading, context: WorkContext) -> tuple[str, str]:
    """The event and the disagreement it joins; a fact without a group lends its key."""
    fact = context.find(_told(reading))
    if fact is None:
        return "", ""
    if reading.text("relates").startswith("same:"):
        return fact.event_group or fact.key, fact.conflict_group
    return "", fact.conflict_group or fact.key


def _value(
    percent: Decimal | None, amount: Decimal | None, amount_kind: str
) -> tuple[Decimal | None, str, str]:
    """The one measured value of the fact with its unit and kind."""
    if amount is not None:
        return amount, "万元", amount_kind
    if percent is not None:
        return percent, "%", "percent_done"
    return None, "", ""


def _stage_order(reading: Reading, context: WorkContext) -> None:
    order = [code for code, _ in context.stages]
    low, high = reading.text("at_least"), reading.text("at_most")
    if low in order and high in order and order.index(low) > order.index(high):
        reading.wrong("at_most", "“尚未超过的阶段”不能低于“已达到的阶段”，请核对。")


def _before_the_last(reading: Reading, context: WorkContext, day: date) -> None:
    """An event before the last step on file needs a word of explanation."""
    if reading.text("event") in SILENT_EVENTS:
        return
    end = numbers.last_day(day, reading.text("precision") or "day")
    later = [
        fact
        for fact in context.others(_told(reading))
        if fact.event in STEPS and fact.beside(reading.text("part")) and end < fact.day
    ]
    if later:
        last = max(later, key=lambda fact: fact.day)
        reading.wrong(
            "day",
            f"早于已入库的最近阶段事件（{last.words}）。日期无误的，请在“情况说明”中写明原因，"
            "如“补录”。",
        )


def _falling(
    reading: Reading, context: WorkContext, day: date,
    percent: Decimal | None, amount: Decimal | None,
) -> None:  # fmt: skip
    """What is counted from the start of the works cannot fall without a reason."""
    facts = [fact for fact in context.others(_told(reading)) if fact.beside(reading.text("part"))]
    if percent is not None:
        known = [(fact, fact.percent) for fact in facts if fact.percent is not None]
        _monotone(reading, "percent", "形象进度", (day, percent), known)
    if amount is not None and reading.text("amount_kind") == "investment_done_total":
        done = [
            (fact, fact.amount)
            for fact in facts
            if fact.amount is not None and fact.value_kind == "investment_done_total"
        ]
        _monotone(reading, "amount", "累计完成投资", (day, amount), done)


def _unit_slip(reading: Reading, context: WorkContext, amount: Decimal | None) -> None:
    """An amount about ten thousand times the last one was typed in another unit."""
    kind = reading.text("amount_kind")
    facts = [fact for fact in context.others(_told(reading)) if fact.value_kind == kind]
    known = [fact for fact in facts if fact.amount is not None]
    if amount is None or not known:
        return
    last = max(known, key=lambda fact: (fact.last, fact.key))
    if slips(last.amount, amount):
        reading.wrong(
            "amount",
            f"与已入库的 {last.amount:f} 万元（编号{last.key}）相差约一万倍，请核对单位：此处单位为"
            "万元。数字无误的，请在“情况说明”中写明原因。",
        )


def _monotone(
    reading: Reading, name: str, word: str, now: tuple[date, Decimal], known: list[Known]
) -> None:
    day, value = now
    for fact, old in known:
        earlier_and_more = fact.day <= day and old > value
        later_and_less = fact.day > day and old < value
        if earlier_and_more or later_and_less:
            than = "低于" if earlier_and_more else "高于"
            reading.wrong(
                name,
                f"累计数不应减少：{than}{fact.day.isoformat()}的{word} {old.normalize():f}"
                f"（编号{fact.key}）。数字无误的，请在“情况说明”中写明原因。",
            )
            return
