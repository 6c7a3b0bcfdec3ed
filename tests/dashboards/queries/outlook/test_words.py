"""Chances and values in words."""

import pytest

from calc.outlook import MEASURED, SERIES_TESTED
from dashboards.queries.outlook import RECORD, chance_words


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.05, "十次里不到一次"), (0.06, "十次里约有一次"), (0.149, "十次里约有一次"),
        (0.35, "十次里约有四次"), (0.734, "十次里约有七次"), (0.94, "十次里约有九次"),
        (0.95, "十次里有九次以上"),
    ],
)  # fmt: skip
def test_a_chance_is_told_in_tenths_and_never_as_certain(chance, words):
    assert chance_words(chance) == words


def test_the_record_is_the_measured_one():
    assert RECORD.series == SERIES_TESTED
    assert RECORD.skill == "17%、17%和15%"
    assert RECORD.held == "80%、80%和79%"
    assert len(MEASURED) == 3
