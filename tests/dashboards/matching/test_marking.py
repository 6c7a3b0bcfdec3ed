"""Where in a shown text the asked words stand."""

import pytest

from dashboards.matching.asked import asked, word
from dashboards.matching.marking import AROUND, excerpt, marked
from dashboards.matching.ranking import Term
from plan.pinyin import syllables


def hits(text, typed, **more):
    terms = [Term(one) for one in asked(typed).words]
    pieces = marked(text, terms, **more)
    assert "".join(piece.text for piece in pieces) == text
    return [piece.text for piece in pieces if piece.hit]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("牡丹江", ["牡丹江"]),
        ("哈尔滨 铁路", ["哈尔滨", "铁路"]),
        ("哈尔滨 尔滨至", ["哈尔滨至"]),
        ("长春", []),
    ],
)
def test_every_word_is_marked_once_where_they_meet(typed, shown):
    assert hits("哈尔滨至牡丹江铁路", typed) == shown


def test_the_mark_lies_on_the_text_as_it_is_written():
    assert hits("绥芬河 — 东宁", "绥芬河东宁") == ["绥芬河 — 东宁"]
    assert hits("Ｇ１２１１高速", "g1211") == ["Ｇ１２１１"]
    assert hits("琿春", "珲春") == ["琿春"]


def test_pinyin_marks_the_characters_it_reads():
    assert hits("长春至辽源铁路", "liaoyuan", speller=syllables) == ["辽源"]
    assert hits("长春至辽源铁路", "cc", speller=syllables) == ["长春"]
    assert hits("绥芬河—东宁", "dongning", speller=syllables) == ["东宁"]
    assert hits("绥芬河—东宁", "changchun", speller=syllables) == []


def test_what_a_word_stands_for_is_marked_where_the_word_is_not():
    term = Term(word("hrb"), names=("哈尔滨",))
    assert [piece.text for piece in marked("哈尔滨站", [term]) if piece.hit] == ["哈尔滨"]


def test_a_place_is_marked_before_letters_that_happen_to_fit():
    term = Term(word("ccs"), names=("长春",))
    pieces = marked("长春生态养老基地", [term], syllables)
    assert [piece.text for piece in pieces if piece.hit] == ["长春"]


def test_pieces_keep_text_as_text():
    assert hits("<b>铁路</b>", "铁路") == ["铁路"]


def test_an_excerpt_shows_the_surroundings_of_the_first_hit():
    text = "前" * 100 + "供水保障" + "后" * 100
    pieces = excerpt(text, [Term(word("供水"))])
    assert [piece.text for piece in pieces if piece.hit] == ["供水"]
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")
    assert pieces[1].text == "前" * AROUND


def test_an_excerpt_at_the_edges_has_no_dots():
    assert [piece.text for piece in excerpt("供水", [Term(word("供水"))])] == ["供水"]


def test_no_hit_gives_no_excerpt():
    assert excerpt("供水保障", [Term(word("铁路"))]) == ()
