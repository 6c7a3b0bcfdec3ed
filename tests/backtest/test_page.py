"""The page of the back-test is what the program writes, byte by byte."""

import re
from datetime import date

import pytest

from backtest.__main__ import PAGE, find, written
from backtest.page import PICTURE
from backtest.trials import public_series

DAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def series():
    return public_series()


def test_twice_gives_the_same_files(series):
    few = dict(list(series.items())[::20])
    once, again = written(find(few, DAY)), written(find(few, DAY))
    assert once == again
    assert set(once) == {"backtest.md", "backtest.svg"}


def test_other_series_give_other_files(series):
    rows = list(series.items())
    assert written(find(dict(rows[::20]), DAY)) != written(find(dict(rows[1::20]), DAY))


def test_the_page_on_file_is_what_a_run_of_its_day_writes(series):
    text = PAGE.read_text(encoding="utf-8")
    year, month, day = re.search(r"运行日期：(\d+)年(\d+)月(\d+)日", text).groups()
    fresh = written(find(series, date(int(year), int(month), int(day))))
    assert text == fresh["backtest.md"], "先执行 make backtest"
    assert PAGE.with_name(PICTURE).read_text(encoding="utf-8") == fresh[PICTURE]
