"""The words somebody typed."""

import pytest

from dashboards.matching.asked import LONGEST, MOST_WORDS, asked, reading, word
from plan.pinyin import keys


def texts(typed):
    return [one.text for one in asked(typed).words]


def test_words_stand_between_blanks_and_commas():
    assert texts("哈尔滨　铁路，2020、扩建") == ["哈尔滨", "铁路", "2020", "扩建"]


def test_a_word_typed_twice_counts_once():
    assert texts("铁路 铁路") == ["铁路"]


def test_a_citation_in_two_parts_is_one_word():
    (only,) = asked("第五章 第一节").words
    assert (only.reference.chapter, only.reference.section) == (5, 1)


@pytest.mark.parametrize("typed", ["", "  ", "\u3000\t\n"])
def test_nothing_typed_is_no_fault(typed):
    assert asked(typed).blank


@pytest.mark.parametrize("typed", ["%_%", "——", "（）", "\u200b", "，、；"])
def test_marks_alone_are_a_fault_with_its_reason(typed):
    found = asked(typed)
    assert not found.words
    assert "没有汉字、字母或数字" in found.fault


def test_too_long_says_how_long_and_how_long_may_be():
    found = asked("哈" * 10_000)
    assert not found.words
    assert "10000 个字" in found.fault
    assert f"{LONGEST} 个字以内" in found.fault


def test_the_longest_allowed_is_searched():
    assert len(asked("哈" * LONGEST).words) == 1


def test_too_many_words_are_a_fault():
    assert len(asked(" ".join(map(str, range(MOST_WORDS)))).words) == MOST_WORDS
    assert "过多" in asked(" ".join(map(str, range(MOST_WORDS + 1)))).fault


@pytest.mark.parametrize("typed", ["h", "220381", "哈er滨", "5.1"])
def test_what_is_no_pinyin_has_no_reading(typed):
    assert word(typed).reading is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [("changchun", "长春"), ("Chang Chun".replace(" ", ""), "长春"), ("cc", "长春"),
     ("g1211", "G1211哈尔滨至吉林段"), ("luyuan", "绿园区"), ("lvyuan", "绿园区")],
)  # fmt: skip
def test_a_reading_is_found_where_a_syllable_begins(typed, name):
    assert word(typed).reading.search(keys([name]))


def test_a_reading_is_not_found_in_the_middle_of_a_syllable():
    assert reading("anda").search(keys(["现代农业"])) is None
    assert reading("anda").search(keys(["安达市"]))
