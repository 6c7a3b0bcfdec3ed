"""Text as it is compared."""

import pytest

from dashboards.matching.folding import fold, traced


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Ｇ１２１１", "g1211"),
        ("琿春", "珲春"),
        ("绥芬河—东宁", "绥芬河-东宁"),
        ("哈 尔　滨", "哈尔滨"),
        ("“双核一轴两带”", "双核一轴两带"),
        ("哈\u200b长", "哈长"),
    ],
)
def test_what_people_type_differently_and_mean_the_same_is_one(typed, same):
    assert fold(typed) == fold(same)


def test_a_point_counts_inside_a_number_alone():
    assert fold("5.11万") == "5.11万"
    assert fold("G.1. 路.") == "g1路"


@pytest.mark.parametrize("text", ["", " 　", "—（）、。", "\u200b\ufeff"])
def test_marks_and_blanks_alone_are_nothing(text):
    assert fold(text) == ""


@pytest.mark.parametrize("text", ["绥芬河—东宁 Ｇ1", "约 5.11万㎞", "㈠ﬁ琿"])
def test_each_folded_character_knows_where_it_stood(text):
    folded, origins = traced(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    assert all(fold(text[place]) or text[place] == "." for place in origins)


def test_a_character_that_folds_to_two_points_back_twice():
    assert traced("9㎞") == ("9km", (0, 1, 1))
