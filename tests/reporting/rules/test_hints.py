"""What a reviewer is told of a filing: only what the filing itself brings about."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.rules import KnownFact, RulingContext, hints
from reporting.rules.entries import RulingEntry
from tests.reporting.rules.test_observation import context as about
from tests.reporting.rules.test_observation import entry as value
from tests.reporting.rules.test_observation import known as on_file
from tests.reporting.rules.test_progress import entry as fact
from tests.reporting.rules.test_progress import errors as faults
from tests.reporting.rules.test_progress import with_known

PROGRESS = {"event": "progress", "date_basis": "period"}
MONEY = {"event": "investment", "amount_kind": "investment_done_total"}


def known(day, *, percent=None, amount=None, kind="", key="PE-1", part=""):
    return KnownFact(key, "progress", day, "day", part, percent and Decimal(str(percent)),
                     amount and Decimal(str(amount)), kind)  # fmt: skip


def told(entry, context):
    return [(hint.code, hint.words) for hint in hints(entry, context)]


def test_a_fall_accepted_for_a_reason_stands_beside_it():
    context = with_known(known(date(2020, 6, 30), percent=80))
    entry = fact(context, **PROGRESS, percent="70", day="2020-09-30", order_reason="改为新口径")
    ((code, words),) = told(entry, context)
    assert code == "fall"
    assert words.endswith("；填报人说明：改为新口径")


def test_what_was_odd_before_is_not_held_against_the_filing():
    context = with_known(
        known(date(2020, 3, 31), percent=80), known(date(2020, 6, 30), percent=70, key="PE-2")
    )
    assert told(fact(context, **PROGRESS, percent="85", day="2020-09-30"), context) == []


def test_another_figure_of_the_same_day_is_pointed_out():
    context = with_known(known(date(2020, 9, 30), percent=60))
    entry = fact(context, **PROGRESS, percent="70", day="2020-09-30")
    assert told(entry, context) == [
        ("differ", "本次填报的形象进度：70与60（编号PE-1）相差较大"),
    ]  # fmt: skip


def test_investment_far_behind_the_works_is_pointed_out():
    context = with_known(
        known(date(2018, 1, 1), amount=10_000, kind="investment_total"),
        known(date(2020, 6, 30), percent=90, key="PE-2"),
    )
    entry = fact(context, **MONEY, amount="5000", day="2020-09-30")
    ((code, words),) = told(entry, context)
    assert (code, words) == ("gap", "形象进度90%，累计完成投资占总投资50.0%，相差40.0个百分点")


def test_a_slip_of_the_unit_is_refused_unless_explained():
    context = with_known(known(date(2020, 6, 30), amount=12, kind="investment_done_total"))
    found = faults(context, **MONEY, amount="125000", day="2020-09-30")
    assert "相差约一万倍，请核对单位" in found["amount"]
    fact(context, **MONEY, amount="125000", day="2020-09-30", order_reason="首报有误")


def test_a_value_in_another_unit_is_refused_unless_explained():
    from tests.reporting.rules.test_observation import errors

    people = about(on_file("980", date(2019, 12, 31)), unit="万人", bounded=False)
    assert "相差约一万倍" in errors(people, value="9800000")["value"]
    value(people, value="9800000", order_reason="口径不同")


def test_a_value_far_from_another_source_of_the_same_release_is_pointed_out():
    context = about(on_file("60"))
    entry = value(context, value="66.5", order_reason="两处公布不同")
    assert told(entry, context) == [("differ", "本次填报的数值：66.5与60（编号IO-1）相差较大")]
    assert told(value(value="66.5"), about()) == []


def test_a_jump_of_a_share_is_pointed_out():
    rows = [on_file(str(50 + i), date(2010 + i, 12, 31)) for i in range(10)]
    context = about(*rows)
    assert [code for code, _ in told(value(context, value="80", year="2020"), context)] == ["jump"]


def test_a_ruling_brings_no_figure():
    assert hints(RulingEntry("PE-1", "以公报为准", None), RulingContext(date(2020, 1, 1))) == []


@pytest.mark.parametrize("part", ["left"])
def test_a_part_is_not_weighed_against_the_whole_investment(part):
    context = with_known(
        known(date(2018, 1, 1), amount=10_000, kind="investment_total"),
        known(date(2018, 1, 1), amount=1000, kind="investment_done_total", key="PE-2"),
    )
    assert told(fact(context, **PROGRESS, percent="90", day="2020-09-30", part=part), context) == []
