from xml.etree import ElementTree as ET

import pytest

from ui import marks


@pytest.mark.parametrize("code", marks.MARKS)
def test_every_mark_has_a_word_and_a_shape_that_is_drawn(code):
    tree = ET.fromstring(marks.mark_svg(code))  # noqa: S314
    assert len(tree) > 0
    assert tree.get("aria-hidden") == "true"
    assert marks.MARKS[code].word.strip()


def test_the_verdicts_differ_by_shape_and_not_by_colour_alone():
    verdicts = ["reached", "missed", "undetermined", "no_data", "adjusted", "late", "partial"]
    assert len({marks.MARKS[code].shape for code in verdicts}) == len(verdicts)


def test_no_two_states_of_the_same_word_look_different():
    seen = {}
    for mark in marks.MARKS.values():
        assert seen.setdefault(mark.word, mark) == mark


def test_every_shape_is_used():
    assert {mark.shape for mark in marks.MARKS.values()} == set(marks.SHAPES)


def test_an_unknown_state_is_an_error_and_not_a_blank():
    with pytest.raises(KeyError):
        marks.mark_svg("done")
