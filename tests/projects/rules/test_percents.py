"""A reported physical progress in words and in a cell."""

import pytest

from projects.rules import percent_cell, percent_words


@pytest.mark.parametrize(
    ("reached", "passed", "words", "cell"),
    [
        (None, None, "", ""),
        (55.0, None, "不低于55%", "≥55"),
        (None, 80.0, "不超过80%", "≤80"),
        (0.0, None, "不低于0%", "≥0"),
        (55.0, 55.0, "55%", "55"),
        (55.0, 80.25, "55%～80.25%", "55～80.25"),
    ],
)
def test_it_is_a_figure_a_range_or_the_end_that_is_known(reached, passed, words, cell):
    assert percent_words(reached, passed) == words
    assert percent_cell(reached, passed) == cell


def test_of_reports_that_fall_the_lower_end_comes_first():
    assert percent_words(60.0, 50.0) == "50%～60%"
    assert percent_cell(60.0, 50.0) == "50～60"
