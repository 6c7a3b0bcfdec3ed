"""A sheet that other people have changed becomes rows again."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from workbook import Column, TableRead, Unreadable, read, write
from workbook.reading import MOST_ROWS

TITLES = ["任务", "单位(配合)", "时限", "代码"]
NEEDED = ["任务", "代码"]
COLUMNS = [
    Column(title, "text", 20, lambda row, at=at: row[at], hidden=title == "代码")
    for at, title in enumerate(TITLES)
]
ROWS = [("甲", "一厅", "2018年", "a"), ("乙", None, None, "b")]


def book(change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """The table as it was written, then changed by another program."""
    found = openpyxl.load_workbook(BytesIO(write(COLUMNS, ROWS, title="表", notes=["说明"])))
    change(found.active)
    stream = BytesIO()
    found.save(stream)
    return stream.getvalue()


def table(change: Callable[[Any], None] = lambda sheet: None) -> TableRead:
    return read(book(change), TITLES, NEEDED)


def put(place: str, value: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[place] = value

    return change


def texts(found: TableRead) -> list[list[str]]:
    return [[row.text(title) for title in TITLES] for row in found.rows]


def test_what_was_written_is_read_back() -> None:
    found = read(write(COLUMNS, ROWS, title="表", notes=["说明"]), TITLES, NEEDED)
    assert texts(found) == [["甲", "一厅", "2018年", "a"], ["乙", "", "", "b"]]
    assert [row.number for row in found.rows] == [4, 5]
    assert found.letters == {"任务": "A", "单位(配合)": "B", "时限": "C", "代码": "D"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2018, "2018"),
        (2018.5, "2018.5"),
        (date(2018, 6, 30), "2018-06-30"),
        (datetime(2018, 6, 30, 12, 30), "2018-06-30"),  # noqa: DTZ001
        (True, "True"),
        ("  甲 ", "甲"),
        ("甲\n乙", "甲\n乙"),
        ("0012", "0012"),
    ],
)
def test_a_value_is_read_as_a_person_sees_it(value: object, text: str) -> None:
    assert texts(table(put("C4", value)))[0][2] == text


def test_numbers_are_told_from_texts_of_digits() -> None:
    def change(sheet: Any) -> None:
        sheet["C4"], sheet["C5"] = 2018.1, "2018.1"

    assert [row.cells["时限"].is_number for row in table(change).rows] == [True, False]


@pytest.mark.parametrize(
    ("value", "words"), [("=1+1", "此格是公式"), ("=NA()", "此格是公式"), ("#N/A", "错误值")]
)
def test_formulas_and_errors_are_faults_and_never_blanks(value: str, words: str) -> None:
    cell = table(put("B4", value)).rows[0].cells["单位(配合)"]
    assert words in cell.fault
    assert not cell.blank


def test_a_formula_in_a_column_nobody_reads_does_no_harm() -> None:
    assert texts(table(put("F4", "=1+1"))) == [["甲", "一厅", "2018年", "a"], ["乙", "", "", "b"]]


def test_columns_may_stand_in_another_order_and_under_heads_of_another_width() -> None:
    def change(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=3):
            values = [cell.value for cell in row[:4]]
            for cell, value in zip(row, reversed(values), strict=False):
                cell.value = value
        sheet["C3"] = "单位 （配合）\n"

    assert texts(table(change))[0] == ["甲", "一厅", "2018年", "a"]


def test_rows_above_the_head_and_blank_rows_are_passed_over() -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(1, 4)
        sheet.insert_rows(9, 2)
        sheet["F30"] = "填表人："

    found = table(change)
    assert [row.number for row in found.rows] == [8, 11]


def test_hidden_sheets_and_sheets_of_other_content_are_left_alone() -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("说明", 0)["A1"] = "填表说明"
        copy = sheet.parent.copy_worksheet(sheet)
        copy.sheet_state = "hidden"

    assert table(change).sheet == "表"


def test_two_such_tables_are_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="几张这样的表：“表”、“表 Copy”"):
        table(lambda sheet: sheet.parent.copy_worksheet(sheet))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("D3", "编码"), "第 3 行表头缺少“代码”列"),
        (lambda sheet: sheet.delete_rows(3), "没有找到表头"),
        (put("E3", "任务"), "表头中“任务”出现了几次"),
        (put("A6500", "x"), "第 6500 行还有内容"),
        (put("DA4", "x"), "第 DA 列还有内容"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(change: Callable[[Any], None], words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        table(change)


def test_more_rows_than_can_be_taken_are_refused() -> None:
    rows = [("甲", None, None, f"a{number}") for number in range(MOST_ROWS + 1)]
    content = write(COLUMNS, rows, title="表")
    with pytest.raises(Unreadable, match=f"有 {MOST_ROWS + 1} 行，一次最多导入 {MOST_ROWS} 行"):
        read(content, TITLES, NEEDED)
    assert len(read(write(COLUMNS, rows[:-1], title="表"), TITLES, NEEDED).rows) == MOST_ROWS


def test_a_far_cell_that_is_only_coloured_does_no_harm() -> None:
    def change(sheet: Any) -> None:
        sheet["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", "FFFF00")

    assert len(table(change).rows) == 2


def test_a_file_that_states_a_huge_extent_costs_nothing() -> None:
    entries = {}
    with zipfile.ZipFile(BytesIO(book())) as source:
        for name in source.namelist():
            entries[name] = source.read(name)
    name = "xl/worksheets/sheet1.xml"
    entries[name] = entries[name].replace(b'ref="A1:D5"', b'ref="A1:XFD1048576"')
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for entry, content in entries.items():
            target.writestr(entry, content)
    assert len(read(stream.getvalue(), TITLES, NEEDED).rows) == 2


def test_broken_files_are_refused_and_never_break_us() -> None:
    """Bytes of every entry are turned at random: rows come back, or a reason."""
    with zipfile.ZipFile(BytesIO(book())) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    for _ in range(300):
        name = random.choice(sorted(entries))
        spoiled = bytearray(entries[name])
        for _ in range(random.randint(1, 5)):
            spoiled[random.randrange(len(spoiled))] = random.randrange(256)
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as target:
            for entry, content in entries.items():
                target.writestr(entry, bytes(spoiled) if entry == name else content)
        try:
            found = read(stream.getvalue(), TITLES, NEEDED)
        except Unreadable as reason:
            assert str(reason).endswith("。")
        else:
            assert isinstance(found, TableRead)
