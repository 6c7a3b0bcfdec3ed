"""Faults of form: encoding, marks, line ends, header, cells."""

import pytest

from plan.catalogue_files.raw import read_rows

COLUMNS = ("code", "name")


def faults(data: bytes) -> list[tuple[int, str, str]]:
    return [(f.line, f.column, f.reason) for f in read_rows("x.csv", data, COLUMNS).faults]


def test_right_file_gives_rows_by_column_whatever_their_order() -> None:
    table = read_rows("x.csv", 'name,code\n甲,a\n"乙，""丙""",b\n'.encode(), COLUMNS)
    assert table.faults == ()
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, {"name": "甲", "code": "a"}),
        (3, {"name": '乙，"丙"', "code": "b"}),
    ]


@pytest.mark.parametrize(
    ("data", "line", "column", "reason"),
    [
        (b"\xef\xbb\xbfcode,name\na,b\n", 1, "", "BOM"),
        (b"code,name\na,b\r\nc,d\n", 2, "", "LF"),
        (b"code,name\na,b", 2, "", "末行没有换行符"),
        ("code,name\na,甲\n".encode("gbk"), 2, "", "不是 UTF-8"),
        ("code,name\na,b\n".encode("utf-16"), 1, "", "不是 UTF-8"),
        (b"", 1, "", "空的"),
        (b"code\na\n", 1, "name", "缺少这一列"),
        (b"code,name,note\na,b,c\n", 1, "note", "不认识这一列"),
        (b"code,name,name\na,b,c\n", 1, "name", "两次"),
        (b"code,name\na\n", 2, "", "有 1 个单元格，表头有 2 列"),
        (b"code,name\na,b,c\n", 2, "", "有 3 个单元格"),
        (b"code,name\n\na,b\n", 2, "", "空行"),
        (b"code,name\na,=SUM(A1)\n", 2, "name", "公式"),
        (b"code,name\na,+1+1\n", 2, "name", "公式"),
        (b"code,name\na,-2+3\n", 2, "name", "公式"),
        (b"code,name\n@a,b\n", 2, "code", "公式"),
        ("code,name\na,＝1\n".encode(), 2, "name", "公式"),
        (b"code,name\na,b \n", 2, "name", "空格"),
        ("code,name\na,　甲\n".encode(), 2, "name", "空格"),
        (b'code,name\na,"b\nc"\n', 2, "name", "换行"),
        (b"code,name\na,b\x00\n", 2, "name", "不可见"),
    ],
)
def test_fault_of_form(data: bytes, line: int, column: str, reason: str) -> None:
    found = faults(data)
    assert [(line, column)] == [(at, where) for at, where, _ in found]
    assert reason in found[0][2]


@pytest.mark.parametrize("cell", ["-5", "-0.25", "12", "互联网+", "a=b", "A-1"])
def test_numbers_and_inner_marks_are_no_formulas(cell: str) -> None:
    assert faults(f"code,name\na,{cell}\n".encode()) == []


def test_lines_are_counted_past_a_cell_with_a_line_break() -> None:
    assert [line for line, _, _ in faults(b'code,name\na,"b\nc"\nd,=1\n')] == [2, 4]


def test_file_with_a_mark_is_still_searched_for_other_faults() -> None:
    assert [c for _, c, _ in faults(b"\xef\xbb\xbfcode,name\na,=1\n")] == ["", "name"]
