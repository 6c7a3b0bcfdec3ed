"""How well an entry fits what was asked."""

from itertools import pairwise

import pytest

from dashboards.matching.asked import asked, word
from dashboards.matching.ranking import (
    ALIAS,
    CITED,
    CONTAINS,
    EXACT,
    NAMED,
    PLACED,
    SAID,
    SETTLED,
    SPELLED,
    SPELLED_INSIDE,
    SPELLED_START,
    STARTS,
    Entry,
    Term,
    best,
    fit,
    ranked,
    scored,
)
from plan.pinyin import keys


def entry(name, *aliases, **more):
    return Entry(name, aliases=aliases, spelled=keys([name, *aliases]), **more)


def terms(typed):
    return [Term(one) for one in asked(typed).words]


def how(typed, found):
    return fit(found, Term(word(typed)))


RAIL = entry(
    "哈尔滨至牡丹江铁路", "哈牡客专", code="rail-harbin-mudanjiang",
    said=["建设哈尔滨至牡丹江"], places=frozenset({"230100"}), spots=((5, 1, 2, 1),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("哈尔滨至牡丹江铁路", EXACT),
        ("rail-harbin-mudanjiang", EXACT),
        ("哈尔滨", STARTS),
        ("哈牡客专", ALIAS),
        ("哈牡", ALIAS),
        ("牡丹江", CONTAINS),
        ("客专", CONTAINS),
        ("建设", SAID),
        ("haerbinzhimudanjiangtielu", SPELLED),
        ("hmkz", SPELLED),
        ("haerbin", SPELLED_START),
        ("mudanjiang", SPELLED_INSIDE),
        ("专栏2", CITED),
        ("5.1", CITED),
        ("长春", None),
        ("changchun", None),
        ("专栏3", None),
    ],
)
def test_each_way_of_finding_has_its_rank(typed, fits):
    assert how(typed, RAIL) == fits


def test_the_ways_stand_in_the_order_of_their_worth():
    order = [EXACT, STARTS, ALIAS, CONTAINS, SAID, SPELLED, NAMED, SPELLED_START,
             SPELLED_INSIDE, PLACED, CITED]  # fmt: skip
    assert all(better < worse for better, worse in pairwise(order))


def test_a_place_stands_for_its_other_names_and_for_what_lies_there():
    named = Term(word("双城市"), names=("双城区", "双城"))
    assert fit(entry("双城区供水工程"), named) == NAMED
    there = Term(word("hrb"), places=frozenset({"230100"}))
    assert fit(RAIL, there) == PLACED
    assert fit(entry("长春供水工程", places=frozenset({"220100"})), there) is None


def test_first_letters_of_a_place_mean_the_place_before_other_words():
    named = Term(word("hebs"), names=("哈尔滨", "哈尔滨市"))
    rows = [entry("河北省公路", order=(0,)), entry("哈尔滨机场", order=(1,))]
    assert [fit(one, Term(word("hbs"), names=named.names)) for one in rows] == [
        SPELLED_START,
        NAMED,
    ]
    assert [one.name for one in ranked(rows, [named])] == ["哈尔滨机场"]


def test_the_best_of_several_readings_counts():
    assert how("haerbin", entry("哈尔滨市", "哈尔滨")) == SPELLED
    assert how("xian", entry("先进西安", "西安")) == SPELLED


def test_several_words_must_all_fit():
    assert scored([RAIL], terms("哈尔滨 长春")) == [(RAIL, (STARTS, None))]
    assert ranked([RAIL], terms("哈尔滨 长春")) == []
    assert ranked([RAIL], terms("hmkz 专栏2")) == [RAIL]


def test_the_worst_fit_of_several_speaks_for_an_entry():
    one, other = entry("哈尔滨铁路枢纽"), entry("哈尔滨至牡丹江铁路")
    assert ranked([other, one], terms("哈尔滨铁路枢纽 铁路")) == [one]
    assert best([(other, (STARTS, CONTAINS)), (one, (SAID, EXACT))]) == [other, one]


@pytest.mark.parametrize(
    ("typed", "right", "wrong"),
    [("hunchun", "珲春市", "晖春"), ("muling", "穆棱市", "木棱"), ("changling", "长岭县", "昌里"),
     ("changchun", "长春市", "昌吉")],
)  # fmt: skip
def test_traps_of_pinyin_are_read_right(typed, right, wrong):
    assert how(typed, entry(right)) == SPELLED_START
    assert how(typed, entry(wrong)) is None


def test_the_better_fit_comes_first_and_equals_keep_their_order():
    rows = [
        entry("新建长春站", order=(1,)),
        entry("长春机场", order=(3,)),
        entry("龙嘉机场", "长春龙嘉机场", order=(0,)),
        entry("长春", order=(9,)),
        entry("长春新区", order=(2,)),
    ]
    found = [one.name for one in ranked(rows, terms("长春"))]
    assert found == ["长春", "长春新区", "长春机场", "龙嘉机场", "新建长春站"]


def test_nothing_asked_fits_everything():
    assert ranked([RAIL], []) == [RAIL]


def test_what_is_found_by_its_criterion_alone_comes_last():
    settled = entry("甲高速", settled="交工验收结论和全线通车公告")
    cited = entry("乙高速", spots=((5, 1, 2, 1),), settled="验收")
    assert how("通车公告", settled) == SETTLED
    assert how("5.1", cited) == CITED
    assert how("审查意见", settled) is None
    named = entry("验收中心", settled="验收")
    assert [one.name for one in ranked([settled, named], terms("验收"))] == ["验收中心", "甲高速"]
