"""Places in the plan are named as the plan counts them."""

import pytest

from plan.rules import address, chapter_words, numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numbers_are_written_in_chinese(number, words):
    assert numeral(number) == words


def test_chapter_zero_is_the_preface():
    assert chapter_words(0) == "前言"
    assert chapter_words(10) == "第十章"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((5, 1, 2, 3), "第五章第一节专栏2第3段"),
        ((5, 1, None, 3), "第五章第一节第3段"),
        ((5, None, None, 1), "第五章第1段"),
        ((0, None, None, 2), "前言第2段"),
    ],
)
def test_what_is_empty_is_left_out(place, words):
    assert address(*place) == words
