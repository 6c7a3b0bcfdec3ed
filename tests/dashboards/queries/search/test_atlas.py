"""Places under all their names, and what became of them."""

import pytest

from dashboards.matching import word
from dashboards.queries.search.atlas import Atlas
from tests import factories
from tests.dashboards.queries.search.samples import gongzhuling, place, shuangcheng

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbin():
    made = factories.place("230100")
    made.aliases, made.readings = ["哈尔滨", "hrb"], "ha er bin shi,hebs,ha er bin,heb,h r b,hrb"
    made.save()
    return made


@pytest.mark.parametrize("typed", ["哈尔滨市", "哈尔滨", "hrb", "HRB", "haerbin", "hebs", "230100"])
def test_a_whole_name_reading_or_code_means_the_place(harbin, typed):
    term = Atlas().term(word(typed))
    assert term.places == {"230100"}
    assert set(term.names) | {term.word.text} >= {"哈尔滨市", "哈尔滨", "hrb"}


@pytest.mark.parametrize("typed", ["滨", "尔滨市", "haer", "2301", "哈尔滨站"])
def test_part_of_a_name_does_not(harbin, typed):
    term = Atlas().term(word(typed))
    assert (term.places, term.names) == (frozenset(), ())


def test_a_former_unit_and_what_followed_stand_for_each_other():
    shuangcheng()
    assert Atlas().term(word("双城市")).places == {"230182", "230113"}
    assert Atlas().term(word("230182")).places == {"230182", "230113"}
    assert "双城" in Atlas().term(word("双城市")).names


def test_one_name_of_several_places_means_them_all():
    place("231005", "西安区", "西安")
    place("220403", "西安区", "西安")
    assert Atlas().term(word("西安区")).places == {"231005", "220403"}


def test_a_renamed_place_says_what_it_was_called_and_until_when():
    old, new = shuangcheng()
    atlas = Atlas()
    (found,) = atlas.resolved([old, new])
    assert (found.place, found.former) == (new, (old,))
    assert atlas.became(old) == "原双城市（230182，至2014年）"


def test_a_new_code_says_the_old_one_and_where_it_belongs_now():
    old, new = gongzhuling()
    atlas = Atlas()
    assert atlas.became(old) == "220381 至2020年6月；现220184，属吉林省长春市"
    assert atlas.above(new) == "吉林省长春市"


def test_places_in_force_stand_before_former_ones():
    gongzhuling()
    order = {entry.code: entry.order for entry in Atlas().entries}
    assert order["220184"] < order["220381"]


def test_codes_that_follow_each_other_in_a_ring_end_nothing():
    place("230501", "甲区", successor_code="230502")
    other = place("230502", "乙区", successor_code="230501")
    atlas = Atlas()
    assert atlas.today(other).code in ("230501", "230502")
    assert atlas.term(word("甲区")).places == {"230501", "230502"}
