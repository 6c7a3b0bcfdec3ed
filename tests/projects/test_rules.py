"""Where an item stands, and how names are compared."""

import pytest

from projects.rules import STANDING_WORDS, VERDICT_WORDS, fold, standings


def test_an_item_stands_where_its_verdict_says():
    assert standings("once", "reached", no_data=False, late=False) == ("reached",)
    assert standings("list", "missed", no_data=False, late=False) == ("missed",)


def test_nothing_known_is_a_part_of_undetermined_and_shown_first():
    assert standings("once", "undetermined", no_data=True, late=False) == (
        "no_data",
        "undetermined",
    )
    assert standings("once", "undetermined", no_data=False, late=False) == ("undetermined",)


def test_an_adjusted_item_is_adjusted_even_where_no_stage_is_known():
    assert standings("once", "adjusted", no_data=True, late=False) == ("adjusted",)


def test_late_completion_stands_beside_the_verdict():
    assert standings("once", "reached", no_data=False, late=True) == ("reached", "late")


@pytest.mark.parametrize("judgement", ["keep", "condition", "direction"])
@pytest.mark.parametrize("verdict", list(VERDICT_WORDS))
def test_what_enters_no_rate_has_no_verdict(judgement, verdict):
    assert standings(judgement, verdict, no_data=False, late=True) == ("unrated",)


def test_every_standing_has_a_word():
    codes = {
        code
        for judgement in ("once", "direction")
        for verdict in VERDICT_WORDS
        for flag in (True, False)
        for code in standings(judgement, verdict, no_data=flag, late=flag)
    }
    assert codes == set(STANDING_WORDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("琿春至东宁铁路", "珲春至东宁铁路"),
        ("Ｇ１京哈高速", "g1京哈高速"),
        ("绥芬河-东宁", "绥芬河—东宁"),
        ("绥芬河～东宁", "绥芬河–东宁"),
        (" 哈尔滨 新区 ", "哈尔滨新区"),
    ],
)
def test_ways_of_writing_a_name_are_one_name(one, other):
    assert fold(one) == fold(other)


def test_different_names_stay_different():
    assert fold("吉林市") != fold("吉林省")
