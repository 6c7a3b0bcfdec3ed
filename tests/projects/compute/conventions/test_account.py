"""The sentences and tables of the panorama."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from projects.compute.conventions import conventions
from tests import factories

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


def found(moment=NOW, account="all"):
    return conventions(factories.plan(), moment, account)


def opened(count):
    for _ in range(count):
        factories.fact(factories.project())


def torn(code="road-a"):
    work = factories.project(code, name="甲高速")
    factories.fact(work, "A", day=date(2020, 6, 1), conflict_group="CG")
    factories.fact(work, "B", day=date(2021, 6, 1), conflict_group="CG")
    return work


def test_a_conclusion_that_stands_is_said_to_stand():
    opened(3)
    (promise, *_) = found().rates
    assert promise.sentence == (
        "在2种口径下，承诺兑现率为100.0%～100.0%（下限100.0%，上限100.0%）；"
        "结论不随口径改变：资料足以评价，已过半。"
    )


def test_the_worked_example_of_the_methods_page():
    """Three kept, one torn: whoever is believed, the rate can be judged."""
    opened(3)
    torn()
    (promise, *_) = found().rates
    assert promise.number == 6
    assert promise.verdict == (
        "结论取决于甲高速的投用时间：本系统所用口径下资料不足以评价，已过半，"
        "改用其他口径则资料足以评价，已过半"
    )
    steps = {step.member: step for step in promise.steps}
    assert steps["采信A（2020年6月1日）"].bounds == "100.0%"
    assert steps["采信B（2021年6月1日）"].bounds == "75.0%"
    assert steps["采信A（2020年6月1日）"].house == "两说并存"
    (row,) = promise.varying
    assert row[1:] == ("不能确定", "可确认未达到、可确认达到", "甲高速的投用时间")


def test_rows_of_all_conventions_tell_least_and_most_of_the_disagreements():
    opened(3)
    torn()
    (promise, *_) = found().rates
    assert promise.many
    assert [(row.members, row.number, row.low, row.high, row.house) for row in promise.rows] == [
        (["宽口径"], 3, "75.0%～100.0%", "75.0%～100.0%", True),
        (["严口径"], 3, "75.0%～100.0%", "75.0%～100.0%", False),
    ]


def test_a_rate_of_nothing_does_not_apply():
    factories.fact(factories.project(commitment="study", commitment_strict="study",
                                     required="approved", required_strict="approved"))  # fmt: skip
    named = {one.metric: one for one in found().rates}
    assert named["built_rate"].sentence == "在2种口径下，建成率没有计入比率的项目，不适用。"
    assert named["built_rate"].house == "不适用"


def test_counts_tell_what_they_depend_on():
    torn()
    rows = {row.name: row for row in found().counts}
    assert (rows["可确认达到"].house, rows["可确认达到"].most) == (0, 1)
    assert rows["可确认达到"].depends == "甲高速的投用时间"
    assert rows["已调整"].depends == ""
    assert "逾期后完成" not in rows
    assert not found().late_applies
    late = {row.name: row for row in found(Moment(date(2022, 1, 1))).counts}
    assert (late["逾期后完成"].house, late["逾期后完成"].most) == (0, 1)


def test_a_dimension_without_a_choice_says_why():
    opened(1)
    notes = {choice.name: choice for choice in found().choices}
    assert notes["据后续报道推断的资料"].note == "没有据以判定的推断"
    assert "不得假定权数" in notes["权数"].note
    assert notes["承诺的理解"].members == ["宽口径", "严口径"]
    early = found(Moment(PLAN_END, date(2020, 12, 31)))
    assert "两种口径所用资料相同" in {c.name: c for c in early.choices}["资料范围"].note


def test_disputes_that_touch_nothing_are_told_apart():
    work = factories.project("road-b")
    factories.fact(work, "C", day=date(2019, 6, 1), conflict_group="CG-2")
    factories.fact(work, "D", day=date(2019, 8, 1), conflict_group="CG-2")
    torn()
    assert [(d.event, d.touches) for d in found().disputes] == [("投用", True), ("投用", False)]
