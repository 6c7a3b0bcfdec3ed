"""The curve in words and as lines of the csv."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from dashboards.queries.curve import curve_lines, curve_page, label_of
from dashboards.rules import CurveChoice
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2025, 11, 25)
NOW = Moment(TODAY)


def page(moment=NOW, **chosen):
    return curve_page(factories.plan(), moment, CurveChoice(**chosen), TODAY)


def opened(day, **more):
    work = factories.project(**more)
    factories.fact(work, day=day)
    return work


def test_the_sentence_says_what_is_sure_and_what_may_be():
    opened(date(2019, 5, 1))
    opened(date(2023, 5, 1))
    factories.project()
    assert page().sentence == (
        "截至2020年12月31日，计入比率的3项重点项目按宽口径可确认兑现33.3%（1项），"
        "最多66.7%（不能确定的1项全部兑现时）。"
        "此后至2025年11月25日，又有1项可确认兑现，规划期末可确认尚未兑现。"
    )


def test_what_came_later_is_told_apart_by_what_was_known_at_the_end():
    opened(date(2023, 5, 1))
    work = factories.project()
    factories.fact(work, day=date(2022, 1, 1), precision="year", date_basis="by")
    sentence = page().sentence
    assert sentence.endswith(
        "又有2项可确认兑现，其中1项规划期末可确认尚未兑现，1项规划期末是否已经兑现不能确定。"
    )


def test_all_later_ones_alike_are_said_at_once():
    for _ in range(2):
        opened(date(2023, 5, 1))
    assert "又有2项可确认兑现，规划期末均可确认尚未兑现。" in page().sentence


def test_nothing_new_is_said_too():
    factories.project()
    assert "此后至2025年11月25日，没有新的可确认兑现的事项。" in page().sentence


def test_within_the_plan_only_the_day_looked_at_is_told():
    opened(date(2018, 5, 1))
    sentence = page(Moment(date(2019, 5, 5))).sentence
    assert sentence.startswith("截至2019年5月5日，")
    assert "此后" not in sentence


def test_the_rows_are_months_and_their_quarters():
    opened(date(2018, 5, 1))
    found = page(Moment(date(2021, 2, 10)))
    assert [row.point.day for row in found.rows[:2]] == [date(2016, 1, 31), date(2016, 2, 29)]
    assert len(found.rows) == 62
    assert [row.point.day for row in found.quarters[-3:]] == [
        date(2020, 9, 30), PLAN_END, date(2021, 2, 10),
    ]  # fmt: skip
    assert [row.point.day for row in found.rows if row.ends] == [PLAN_END]
    assert [row.point.day for row in found.rows if row.later] == [
        date(2021, 1, 31), date(2021, 2, 10),
    ]  # fmt: skip


def test_few_dated_items_give_bounds_alone_and_say_so():
    opened(date(2018, 5, 1))
    factories.project()
    found = page()
    assert found.basis == "2项中有日期资料可据的1项，不足以推算，图中只有下限和上限。"
    assert {row.estimate for row in found.rows} == {"—"}


def test_no_dated_item_at_all_is_said_plainly():
    factories.project()
    assert page().basis == "1项都没有日期资料，不作推算，图中只有下限和上限。"


def test_the_estimate_says_on_what_it_rests_and_where_it_ends():
    for year in (2017, 2018, 2019, 2020, 2022):
        opened(date(year, 5, 1))
    factories.project()
    found = page()
    assert found.basis == (
        "虚线据有日期资料的5项推算，等于假定其余1项与之情形相同；这一假定无从检验，"
        "虚线只供参考，只画到2022年4月30日，此后可据的项目太少。"
    )
    end = next(row for row in found.rows if row.ends)
    assert end.estimate == "80.0%"
    assert (end.point.rate.low, end.point.rate.high) == (4 / 6, 5 / 6)


def test_a_group_has_its_own_curve_and_its_words():
    opened(date(2018, 5, 1))
    opened(date(2018, 5, 1), category="railway", commitment="advance", required="in_use")
    found = page(category="railway", commitment="advance", reading="strict")
    assert found.items == 1
    assert found.title == "重点项目（承诺：推进；领域：铁路）承诺兑现率（严口径）"
    measures = CurveChoice(ledger="measure", category="water")
    assert label_of(measures) == "重点任务（主题：水利）"


def test_the_groups_are_those_that_count_something():
    opened(date(2018, 5, 1))
    factories.project(category="railway", judgement="direction")
    parts = page().parts
    assert [(part.key, part.value) for part in parts] == [
        ("commitment", "build"), ("category", "road"),
    ]  # fmt: skip
    assert (parts[0].end.day, parts[0].last.day, parts[0].dated) == (PLAN_END, TODAY, 1)


def test_a_group_without_rated_items_has_no_curve():
    factories.project(judgement="direction")
    found = page()
    assert (found.items, found.rows, found.sentence, found.parts) == (0, [], "", [])


def test_before_the_plan_there_is_no_month():
    opened(date(2018, 5, 1))
    found = page(Moment(date(2015, 6, 30)))
    assert (found.items, found.rows) == (1, [])


def test_months_in_which_nothing_counts_are_left_out():
    work = factories.project()
    factories.fact(work, event="cancelled", day=date(2018, 5, 1))
    found = page()
    assert found.rows[-1].point.day == date(2018, 4, 30)


def test_knowledge_of_the_past_has_its_own_curve():
    opened(date(2019, 5, 1))  # published 2020-09-28
    found = page(Moment(TODAY, date(2020, 1, 1)))
    assert {row.point.rate.reached for row in found.rows} == {0}


def test_the_csv_holds_the_ledger_and_all_its_groups_by_both_readings():
    opened(date(2018, 5, 1))
    lines = list(curve_lines(factories.plan(), NOW, CurveChoice(), TODAY))
    groups = {(line.group.commitment, line.group.category, line.reading) for line in lines}
    assert groups == {
        (c, f, r) for c, f in (("", ""), ("build", ""), ("", "road")) for r in ("lenient", "strict")
    }
    assert len(lines) == 6 * 119


def test_the_csv_of_a_group_holds_that_group_alone():
    opened(date(2018, 5, 1))
    lines = list(curve_lines(factories.plan(), NOW, CurveChoice(category="road"), TODAY))
    assert {line.group.category for line in lines} == {"road"}
    assert list(curve_lines(factories.plan(), NOW, CurveChoice(category="other"), TODAY)) == []
