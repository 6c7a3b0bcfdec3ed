"""Why a verdict is what it is, in words an official would use."""

import pytest

from calc.stages import LADDERS
from dashboards.rules import FORMULA_WORDS, ISSUE_WORDS, Reading, issues, reason

WORKS = LADDERS["works"]


def known(low, high, required=5, **more):
    return Reading(WORKS, low, high, required, **more)


@pytest.mark.parametrize(
    ("verdict", "reading", "words"),
    [
        ("reached", known(5, 5), "应达“投用”；资料可确认已到“投用”，达到。"),
        ("reached", known(3, 5, 3), "应达“在建”；资料可确认已到“在建”，达到。"),
        ("missed", known(3, 4), "应达“投用”；资料可确认尚未超过“建成”，未达到。"),
        ("undetermined", known(3, 5), "应达“投用”；资料只说明已到“在建”，此后是否达到不能确定。"),
        (
            "undetermined",
            known(0, 2, 2),
            "应达“批复”；资料只说明尚未超过“批复”，是否达到不能确定。",
        ),
        (
            "undetermined",
            known(1, 3, 2),
            "应达“批复”；资料只说明在“前期”至“在建”之间，是否达到不能确定。",
        ),
        ("undetermined", known(0, 5), "应达“投用”；有关资料既不能确认达到，也不能确认未达到。"),
        (
            "undetermined",
            known(0, 5, no_data=True),
            "应达“投用”；没有可据以判定的资料，不能确定。",
        ),
        (
            "adjusted",
            known(0, 5, outcome="adjusted"),
            "已有文件取消、改线或决定不实施，不计入达到与未达到。",
        ),
        (
            "reached",
            known(0, 5, 2, outcome="not_pursued"),
            "已正式决定不实施，研究类承诺以此为达到。",
        ),
    ],
)
def test_the_reason_names_what_is_asked_and_what_is_known(verdict, reading, words):
    assert reason(verdict, reading) == words


def test_issues_are_read_with_either_semicolon():
    assert issues("phased_opening；renumbered") == ["分期投用", "编号有变更"]
    assert issues("boundary_change;economic_census_vintage") == [
        "区划有调整",
        "经济普查前后有修订",
    ]
    assert issues("") == []


def test_an_issue_without_a_word_is_shown_as_it_stands():
    assert issues("odd_thing") == ["odd_thing"]


def test_every_issue_and_method_on_file_has_words(whole_plan):
    from indicators.models import Observation
    from metrics.models import Result
    from projects.models import Progress, Project

    found = {
        code.strip()
        for model in (Progress, Observation)
        for text in model.objects.values_list("known_issue", flat=True)
        for code in text.replace("；", ";").split(";")
    }
    assert found - {""} <= set(ISSUE_WORDS)
    kinds = Result.objects.filter(subject_kind__in=["project", "indicator"])
    assert set(kinds.values_list("formula", flat=True)) <= set(FORMULA_WORDS)
    assert Project.objects.exists()


def test_every_kind_of_value_on_file_has_a_word(whole_plan):
    from dashboards.rules import VALUE_WORDS
    from projects.models import Progress

    assert set(Progress.objects.values_list("value_kind", flat=True)) - {""} <= set(VALUE_WORDS)
