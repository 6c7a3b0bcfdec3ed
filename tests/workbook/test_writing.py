"""The file as other programs read it."""

import time
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest

from tests.workbook.reading import rows_of, sheet_of
from workbook import Column, write
from workbook.writing import sheet_name

COLUMNS = [
    Column("项目名称", "text", 30, lambda row: row["name"]),
    Column("总投资（亿元）", "money", 14, lambda row: row.get("total")),
    Column("开工", "date", 12, lambda row: row.get("day")),
    Column("形象进度", "percent", 10, lambda row: row.get("share")),
    Column("条数", "number", 8, lambda row: row.get("count")),
]
ROW = {
    "name": "示例铁路", "total": Decimal("3652000"), "day": date(2014, 12, 1), "share": 0.5,
    "count": 0,
}  # fmt: skip


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    content = write(COLUMNS, [ROW], title="重点项目", notes=["截至2020年12月31日", "筛选：无"])
    row = rows_of(content, head=4)[0]
    assert row == {
        "项目名称": "示例铁路",
        "总投资（亿元）": 365.2,
        "开工": datetime(2014, 12, 1),  # noqa: DTZ001
        "形象进度": 0.5,
        "条数": 0,
    }
    assert sheet_of(content).cell(5, 4).number_format == "0.0%"


def test_title_and_notes_stand_above_a_frozen_head() -> None:
    sheet = sheet_of(write(COLUMNS, [ROW], title="重点项目", notes=["甲", "乙"]))
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == [
        "重点项目",
        "甲",
        "乙",
        "项目名称",
    ]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:E5"
    assert sheet.print_title_rows == "$4:$4"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "{=1}"])
def test_a_text_is_never_a_formula(text: str) -> None:
    content = write(COLUMNS, [{"name": text}], title="表")
    cell = sheet_of(content).cell(3, 1)
    assert (cell.value, cell.data_type) in ((text, "s"), (text, "f"))
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_a_text_of_digits_or_an_address_stays_text() -> None:
    content = write(COLUMNS, [{"name": "220100"}, {"name": "http://example.cn"}], title="表")
    assert [row["项目名称"] for row in rows_of(content, head=2)] == ["220100", "http://example.cn"]
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert b"hyperlink" not in file.read("xl/worksheets/sheet1.xml")


def test_controls_in_any_text_do_no_harm() -> None:
    columns = [Column("头\x00", "text", 10, lambda row: row)]
    content = write(columns, ["甲\x01乙\ud800"], title="题\x02", notes=["注\x03"])
    sheet = sheet_of(content)
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == ["题", "注", "头", "甲乙"]


def test_a_blank_a_word_and_zero_stay_three_different_things() -> None:
    rows = [
        {"name": "甲", "count": None},
        {"name": "乙", "count": "暂无数据"},
        {"name": "丙", "count": 0},
    ]
    found = rows_of(write(COLUMNS, rows, title="表"), head=2)
    assert [row["条数"] for row in found] == [None, "暂无数据", 0]


def test_a_table_without_rows_is_a_valid_file() -> None:
    sheet = sheet_of(write(COLUMNS, [], title="表"))
    assert sheet.max_row == 2
    assert sheet.auto_filter.ref is None


def test_the_same_rows_give_the_same_bytes() -> None:
    made = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    first = write(COLUMNS, [ROW], title="表", made_at=made)
    time.sleep(1.1)
    assert write(COLUMNS, [ROW], title="表", made_at=made) == first
    assert write(COLUMNS, [ROW], title="表") == write(COLUMNS, [ROW], title="表")


def test_a_value_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        write(COLUMNS, [{"name": "甲", "count": float("nan")}], title="表")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("重点项目", "重点项目"),
        ("a/b:c*d?[e]\\f", "a b c d e f"),
        ("'引号'", "引号"),
        ("长" * 40, "长" * 31),
        ("///", "表"),
    ],
)
def test_a_title_becomes_a_name_a_sheet_may_have(title: str, name: str) -> None:
    assert sheet_name(title) == name
