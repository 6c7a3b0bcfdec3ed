"""Words of the 求证清单: the question, the document, who may know."""

from datetime import date

import pytest

from calc.ladders import LADDERS
from projects.rules.inquiry import ASKED, DOCUMENTS, documents, kinds_of, level_of, question

END = date(2020, 12, 31)
TWO = "从宽：开工报告。从严：通车公告"


@pytest.mark.parametrize("ladder", LADDERS)
def test_every_stage_above_the_lowest_can_be_asked_about(ladder):
    stages = [key for key, _ in LADDERS[ladder].stages[1:]]
    assert list(ASKED[ladder]) == stages
    assert set(DOCUMENTS[ladder]) <= set(stages)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("under_construction", "开工报告"),
        ("in_use", "通车公告"),
        ("completed", DOCUMENTS["works"]["completed"]),
    ],
)
def test_each_stage_has_its_own_document(stage, expected):
    assert documents(TWO, "works", stage, "under_construction", "in_use") == expected


def test_one_sentence_answers_for_the_required_stage_alone():
    assert documents("通车公告", "works", "in_use", "in_use", "in_use") == "通车公告"
    assert documents("通车公告", "works", "completed", "in_use", "in_use") != "通车公告"


def test_a_question_about_several_parts_asks_for_all_of_them():
    told = question("works", "in_use", END, parts=("甲段", "乙段"))
    assert told == "甲段、乙段：2020年底前是否均已投用？何时？"


def test_kinds_of_office_are_told_apart_however_they_were_joined():
    assert kinds_of("省水利厅、市水务局；流域管理机构") == ["省水利厅", "市水务局", "流域管理机构"]
    assert [level_of(kind) for kind in ("省水利厅", "所在市水务局", "流域管理机构")] == [
        "province", "city", "",
    ]  # fmt: skip
