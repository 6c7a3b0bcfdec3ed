"""Chinese numerals of heads."""

import pytest

from plan.rules import numeral
from plan.text.numerals import parse_numeral


@pytest.mark.parametrize("number", [1, 9, 10, 11, 19, 20, 42, 99])
def test_reads_what_is_written(number: int) -> None:
    assert parse_numeral(numeral(number)) == number
    assert parse_numeral(str(number)) == number


@pytest.mark.parametrize("text", ["", "零", "百", "一二", "十十", "二十百", "a"])
def test_anything_else_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None
