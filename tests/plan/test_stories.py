"""The language of the stories, and the six stories of the catalogue."""

from datetime import date

import pytest

from plan.stories import KINDS, Argument, StoryError, check, fill, parse, placeholders
from tests.plan.files import CATALOGUE, HISTORY, rows

STORIES = rows(CATALOGUE, "stories")
ARGUMENTS = [argument for row in STORIES for argument in parse(row["arguments"])]


def test_a_stage_names_a_project_and_a_day():
    assert parse("a=stage:rail-x@2020-12-31") == [
        Argument("a", "stage", "rail-x", as_of=date(2020, 12, 31))
    ]


def test_now_is_the_moment_of_the_page():
    assert parse("a=verdict:rail-x@now") == [Argument("a", "verdict", "rail-x")]


def test_an_event_may_name_a_part():
    whole, part = parse("a=first:road-x:opened；b=first:road-x:opened:left-half")
    assert (whole.event, whole.part) == ("opened", "")
    assert (part.event, part.part) == ("opened", "left-half")


def test_a_value_names_area_year_and_vintage():
    assert parse("a=value:ref-x:230000:2019:post_census") == [
        Argument("a", "value", "ref-x", area="230000", year=2019, vintage="post_census")
    ]


def test_a_value_may_have_no_vintage_and_the_whole_cluster_no_code():
    (argument,) = parse("a=value:ind-x::2015:none")
    assert (argument.area, argument.vintage) == ("", "")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("stage:rail-x@now", "应写成“名称=类别:代码”"),
        ("A=stage:rail-x@now", "只能用小写字母"),
        ("a=colour:rail-x", "类别“colour”不认识"),
        ("a=stage:rail-x", "应写成“a=stage:code@as_of”"),
        ("a=stage:rail-x@2020-13-01", "不是有效日期"),
        ("a=value:ref-x:230000:2019", "应写成“a=value:code:area:year:vintage”"),
        ("a=said:PE-001；a=said:PE-002", "取数名“a”重复"),
    ],
)
def test_a_wrong_argument_says_what_is_wrong(written, reason):
    with pytest.raises(StoryError, match=reason):
        parse(written)


def test_placeholders_keep_the_order_of_the_sentence():
    assert placeholders("先{b}后{a}") == ["b", "a"]


@pytest.mark.parametrize("pattern", ["到{a", "到a}", "到{{a}}"])
def test_a_stray_brace_is_refused(pattern):
    with pytest.raises(StoryError, match="不成对"):
        placeholders(pattern)


@pytest.mark.parametrize(
    ("pattern", "arguments", "reason"),
    [
        ("到{a}", "", "“a”没有取数"),
        ("到", "a=said:PE-001", "“a”没有用在句式中"),
        ("到2020年{a}", "a=said:PE-001", "不能直接写数字"),
        ("到２０２０年{a}", "a=said:PE-001", "不能直接写数字"),
        ("到{A}", "a=said:PE-001", "占位名“A”"),
    ],
)
def test_pattern_and_arguments_must_fit(pattern, arguments, reason):
    with pytest.raises(StoryError, match=reason):
        check(pattern, arguments)


def test_words_are_put_where_the_pattern_says():
    assert fill("{a}通车，{b}。", {"a": "某日", "b": "{a}"}) == "某日通车，{a}。"


def test_a_missing_word_is_an_error_and_never_a_gap():
    with pytest.raises(StoryError, match="“b”没有取数"):
        fill("{a}{b}", {"a": "某日"})


def test_every_kind_says_what_it_prints():
    assert all(kind.form.startswith("code") and kind.prints for kind in KINDS.values())


def test_six_stories_stand_in_order_and_type_no_figure():
    assert [row["order"] for row in STORIES] == ["1", "2", "3", "4", "5", "6"]
    for row in STORIES:
        check(row["pattern"], row["arguments"])


def test_values_of_the_stories_are_one_row_of_the_history_each():
    history = rows(HISTORY, "observations")
    for argument in ARGUMENTS:
        if argument.kind in ("value", "period"):
            found = [
                row["id"]
                for row in history
                if (row["indicator"], row["area_code"], row["year"], row["vintage"])
                == (argument.code, argument.area, str(argument.year), argument.vintage)
            ]
            assert len(found) == 1, argument


def test_places_of_the_stories_are_known():
    places = {row["code"] for row in rows(CATALOGUE, "places")}
    assert {a.code for a in ARGUMENTS if a.kind in ("place", "moved")} <= places


def test_projects_of_the_stories_are_in_the_catalogue():
    projects = {row["code"] for row in rows(CATALOGUE, "projects")}
    asked = {a.code for a in ARGUMENTS if a.kind in ("stage", "verdict", "late", "first")}
    assert len(asked) == 5
    assert asked <= projects


def test_the_subject_of_a_story_can_be_opened():
    known = {
        "project": {row["code"] for row in rows(CATALOGUE, "projects")},
        "place": {row["code"] for row in rows(CATALOGUE, "places")},
        "indicator": {row["code"] for row in rows(CATALOGUE, "indicators")}
        | {row["code"] for row in rows(HISTORY, "reference_indicators")},
    }
    for row in STORIES:
        assert row["subject"] in known[row["subject_kind"]], row["code"]


def test_records_that_a_story_speaks_of_are_rows_of_the_history():
    events = {row["id"] for row in rows(HISTORY, "events")}
    asked = {a.code for a in ARGUMENTS if a.kind in ("said", "words")}
    assert asked == {"PE-033", "PE-035", "PE-104", "PE-107"}
    assert asked <= events


def test_the_first_events_of_the_stories_have_happened():
    happened = {
        (project, row["event"])
        for row in rows(HISTORY, "events")
        for project in row["project"].split("；")
        if row["relation"] == "item" and row["date_basis"] != "scheduled"
    }
    assert {(a.code, a.event) for a in ARGUMENTS if a.kind == "first"} <= happened
