"""Facts as entries of a time line."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from dashboards.queries.facts import Shelf, said
from plan.queries import rulings
from plan.rules import SourceEntry
from projects import actions
from projects.queries import facts
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def shelf(work, moment=END, used=()):
    return Shelf(work, facts(work, moment), rulings(work.plan, moment), used)


def entry(work, key, **more):
    found = shelf(work, **more)
    return found.entry(next(row for row in found.rows if row.key == key))


def test_an_entry_says_what_happened_when_and_who_says_so():
    work = factories.project(parts=("左幅",))
    source = SourceEntry(title="公报", publisher="省厅", url="https://example.org/a",
                         published_on=date(2020, 9, 30), published_precision="month")  # fmt: skip
    factories.fact(work, "PE-1", part="part-1", precision="month", date_basis="by",
                   source=source, summary="左幅通车")  # fmt: skip

    shown = entry(work, "PE-1", used=["PE-1"])

    assert (shown.event, shown.day, shown.precision, shown.basis) == (
        "投用", date(2020, 9, 26), "month", "by",
    )  # fmt: skip
    assert (shown.part, shown.summary, shown.key, shown.tone) == (
        "左幅", "左幅通车", "PE-1", "strong",
    )  # fmt: skip
    assert (shown.source, shown.publisher, shown.url) == ("公报", "省厅", "https://example.org/a")
    assert (shown.published_on, shown.published_precision) == (date(2020, 9, 30), "month")
    assert (shown.marks, shown.note) == ((), "")


def test_marks_tell_what_to_know_about_a_fact():
    work = factories.project()
    undated = SourceEntry(title="百科")
    factories.fact(work, "PE-1", event="progress", status="derived", source=undated)
    factories.fact(work, "PE-2", event="progress", confidence="low")
    factories.fact(work, "PE-3", event="construction_start", day=date(2015, 6, 1),
                   conflict_group="CG")  # fmt: skip
    factories.fact(work, "PE-4", event="construction_start", day=date(2015, 7, 1),
                   conflict_group="CG")  # fmt: skip
    assert entry(work, "PE-1").marks == ("derived", "undated")
    assert entry(work, "PE-2").marks == ("unverified",)
    assert entry(work, "PE-3").marks == ("disputed",)


def test_a_group_of_one_is_no_disagreement():
    work = factories.project()
    factories.fact(work, "PE-1", conflict_group="CG")
    assert entry(work, "PE-1").marks == ()
    assert shelf(work).conflicts() == []


def test_money_is_shown_in_yi_and_other_values_with_their_unit():
    work = factories.project()
    factories.fact(work, "PE-1", event="investment", value=Decimal(3652000), unit="万元",
                   value_kind="investment_total")  # fmt: skip
    factories.fact(work, "PE-2", event="statement", value=Decimal("143.634"), unit="公里",
                   value_kind="length")  # fmt: skip
    factories.fact(work, "PE-3", event="progress", percent=Decimal(55))
    assert "总投资365.20亿元" in entry(work, "PE-1").note
    assert "长度143.634公里" in entry(work, "PE-2").note
    assert "形象进度55%" in entry(work, "PE-3").note


@pytest.mark.parametrize(
    "more",
    [
        {"event": "statement"},
        {"event": "opened", "date_basis": "scheduled"},
        {"event": "approved", "moves": False},
        {"event": "opened", "confidence": "low"},
    ],
)
def test_what_settles_nothing_says_so(more):
    work = factories.project()
    factories.fact(work, "PE-1", **more)
    assert "不据以判定阶段" in entry(work, "PE-1").note


def test_bounds_given_by_hand_are_told():
    work = factories.project()
    factories.fact(work, "PE-1", event="progress", at_least="under_construction",
                   at_most="completed")  # fmt: skip
    assert "据此阶段不早于在建、不晚于建成" in entry(work, "PE-1").note


def test_rows_of_one_event_name_each_other():
    work = factories.project()
    for key in ("PE-1", "PE-2"):
        factories.fact(work, key, event_group="EG")
    assert "与PE-2为同一事件" in entry(work, "PE-1").note


def test_a_correction_and_what_it_corrects_are_both_shown():
    work = factories.project()
    factories.fact(work, "PE-1")
    factories.fact(work, "PE-2", day=date(2020, 9, 27), corrects="PE-1", reason="日期误写")
    assert "已由PE-2更正，不再计入（理由：日期误写）" in entry(work, "PE-1").note
    assert "更正PE-1（理由：日期误写）" in entry(work, "PE-2").note
    ((old, new),) = shelf(work).corrections
    assert (old.key, new.key) == ("PE-1", "PE-2")


def test_a_ruling_leaves_the_loser_as_another_account():
    work = factories.project()
    for key, month in (("PE-1", 6), ("PE-2", 7)):
        factories.fact(work, key, event="construction_start", day=date(2015, month, 1),
                       conflict_group="CG")  # fmt: skip
    ruling = actions.rule(
        by=factories.wang(), project=work, conflict_group="CG", chosen="PE-2",
        reason="以公报为准", published_on=date(2020, 1, 2), key="RU-1",
        filed_by="长春市", approved_by="吉林省",
    )  # fmt: skip
    assert "经裁定采信PE-2，本条列为另有说法" in entry(work, "PE-1").note
    assert "经裁定" not in entry(work, "PE-2").note
    assert said(ruling) == "采信PE-2。理由：以公报为准（2020年1月2日，吉林省）"


def test_facts_are_told_apart_by_day_and_by_relation():
    work = factories.project()
    factories.fact(work, "PE-1", day=date(2018, 1, 1), event="construction_start")
    factories.fact(work, "PE-2", day=date(2021, 1, 1), precision="year", event="opened")
    factories.fact(work, "PE-3", relation="substitute")
    found = shelf(work)
    assert [row.key for row in found.about_item(until=END.as_of)] == ["PE-1"]
    assert [row.key for row in found.about_item(after=END.as_of)] == ["PE-2"]
    assert [row.key for row in found.related()] == ["PE-3"]
