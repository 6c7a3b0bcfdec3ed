"""The stage of each declared part."""

from datetime import date

import pytest

from calc.stages import LADDERS, Fact
from projects.compute.parts import part_stages

WORKS = LADDERS["works"]
END = date(2020, 12, 31)


def fact(event, day, part=None, **more):
    return Fact(key=f"{event}-{part}", event=event, latest=day, first_day=day, earliest=day,
                part=part, **more)  # fmt: skip


def words(*facts, parts=("left", "right"), as_of=END):
    return [stage.words for stage in part_stages(facts, WORKS, parts, as_of)]


def test_each_part_has_the_stage_its_own_facts_give():
    facts = [
        fact("opened", date(2019, 8, 5), "left"),
        fact("construction_start", date(2018, 1, 1), "right"),
    ]
    assert words(*facts) == ["投用", "不早于在建"]


def test_construction_of_the_whole_says_nothing_about_one_part():
    assert words(fact("construction_start", date(2018, 1, 1))) == ["暂无资料", "暂无资料"]


@pytest.mark.parametrize(("event", "stage"), [("opened", "投用"), ("completed", "不早于建成")])
def test_what_the_whole_has_finished_every_part_has(event, stage):
    assert words(fact(event, date(2019, 8, 5))) == [stage, stage]


def test_a_later_day_of_the_whole_caps_no_part():
    facts = [fact("opened", date(2021, 3, 1)), fact("construction_start", date(2018, 1, 1), "left")]
    assert words(*facts) == ["不早于在建", "暂无资料"]


def test_the_day_decides():
    opened = fact("opened", date(2021, 3, 1), "left")
    assert words(opened)[0] == "不晚于建成"
    assert words(opened, as_of=date(2021, 3, 1))[0] == "投用"


def test_a_row_about_an_undeclared_part_speaks_of_no_part():
    stray = fact("opened", date(2019, 8, 5), None, undeclared=True)
    assert words(stray) == ["暂无资料", "暂无资料"]


def test_a_work_without_parts_has_none():
    assert words(fact("opened", date(2019, 8, 5)), parts=()) == []
