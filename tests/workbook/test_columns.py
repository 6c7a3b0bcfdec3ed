"""What may stand in a cell."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from workbook.columns import LONGEST_TEXT, Column, printable


def cell(kind: Any, value: Any) -> Any:
    return Column("列", kind, 10, lambda row: row).cell(value)


def test_money_in_wan_is_written_in_yi() -> None:
    assert cell("money", Decimal("3652000.50")) == 365.20005


def test_a_missing_value_stays_blank_and_a_word_stays_a_word() -> None:
    assert cell("number", None) is None
    assert cell("number", "暂无数据") == "暂无数据"
    assert cell("money", "—") == "—"
    assert cell("number", 0) == 0


def test_a_percent_is_kept_as_a_fraction() -> None:
    assert cell("percent", Decimal("0.341")) == 0.341


def test_a_time_becomes_its_day() -> None:
    assert cell("date", datetime(2020, 12, 31, 23, tzinfo=UTC)) == date(2020, 12, 31)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")]
)
@pytest.mark.parametrize("kind", ["number", "percent", "money"])
def test_what_is_not_finite_is_refused(kind: str, value: Any) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        cell(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("number", True), ("date", 2020), ("text", 5), ("money", date(2020, 1, 1))],
)
def test_a_value_of_another_kind_is_refused(kind: str, value: Any) -> None:
    with pytest.raises(TypeError):
        cell(kind, value)


def test_a_day_before_the_calendar_of_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="1899-12-31"):
        cell("date", date(1899, 12, 31))


def test_controls_and_broken_characters_are_dropped() -> None:
    assert printable("第一\x00行\n第二\x1b行\ud800\x85\ufffe") == "第一行\n第二行"


def test_a_text_is_cut_to_what_a_cell_holds() -> None:
    text = printable("长" * 40_000)
    assert len(text) == LONGEST_TEXT
    assert text.endswith("…")
