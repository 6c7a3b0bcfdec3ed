"""Rows as csv that Excel and WPS open rightly."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from workbook import Column, write_csv

COLUMNS = [
    Column("名称", "text", 10, lambda row: row[0]),
    Column("截至", "date", 10, lambda row: row[1]),
    Column("下限（%）", "number", 10, lambda row: row[2]),
]


def test_the_file_is_known_as_utf_8_and_its_lines_end_as_windows_ends_them():
    content = write_csv(COLUMNS, [("甲线", date(2020, 12, 31), 8.02)])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "名称,截至,下限（%）\r\n甲线,2020-12-31,8.02\r\n"


def test_nothing_and_zero_stay_different():
    content = write_csv(COLUMNS, [("甲", None, None), ("乙", None, 0), ("丙", None, Decimal("10"))])
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["", "0", "10"]


def test_a_text_is_never_a_formula_and_commas_stay_inside():
    content = write_csv(COLUMNS, [("=1+1", None, 1), ("甲,乙\n丙", None, -1.5)])
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "甲,乙\n丙"]
    assert rows[2][2] == "-1.5"


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="finite"):
        write_csv(COLUMNS, [("甲", None, float("nan"))])
