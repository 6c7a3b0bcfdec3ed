"""The zip behind a workbook: measured, and refused when it is not what it should be."""

import struct
import zipfile
from io import BytesIO

import pytest

from tests.workbook.test_writing import COLUMNS, ROW
from workbook import LARGEST_FILE, Unreadable, write
from workbook.package import (
    Marked,
    column_letters,
    column_number,
    marked,
    packed,
    sheet_paths,
    unpacked,
)

GOOD = write(COLUMNS, [ROW], title="表")


def zipped(**entries: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in entries.items():
            book.writestr(name, content)
    return stream.getvalue()


def sheet(cells: str) -> bytes:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()


def test_what_is_unpacked_and_packed_again_holds_the_same() -> None:
    entries = unpacked(GOOD)
    assert unpacked(packed(entries)) == entries
    assert sheet_paths(entries) == {"表": "xl/worksheets/sheet1.xml"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"<html>", "不是 Excel 的 .xlsx 文件"),
        (b"PK\x03\x04", "不是 Excel 的 .xlsx 文件"),
        (GOOD[:-100], "不是 Excel 的 .xlsx 文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧版 .xls 格式或加了密码"),
        (bytes(LARGEST_FILE + 1), "超过 5 MB"),
        (zipped(**{f"x{n}": b"" for n in range(501)}), "部件过多"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        unpacked(content)


@pytest.mark.parametrize("size", [30_000_000, 70_000_000])
def test_a_file_that_swells_is_refused_before_it_is_whole(size: int) -> None:
    with pytest.raises(Unreadable, match="解压后过大"):
        unpacked(zipped(bomb=bytes(size)))


def test_a_size_that_lies_is_no_way_round() -> None:
    """The directory says 10 bytes; what is behind it is never read past them."""
    content = bytearray(zipped(bomb=bytes(30_000_000)))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(Unreadable):
        unpacked(bytes(content))


def test_an_encrypted_entry_is_refused() -> None:
    content = bytearray(zipped(x=b"abc"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(Unreadable):
        unpacked(bytes(content))


def test_definitions_of_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(Unreadable, match="不允许的定义"):
        marked(bomb)


def test_formulas_errors_and_extent_are_told() -> None:
    found = marked(sheet(
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="C2" t="e"><v>#N/A</v></c></row>'
        '<row r="9"><c r="XFD9" s="3"/></row>'
    ))  # fmt: skip
    assert found == Marked({(1, 0)}, {(1, 2)}, (1, 2))


def test_rows_and_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    found = marked(
        sheet("<row><c><v>1</v></c><c t='e'><v>x</v></c></row><row><c><f>1</f></c></row>")
    )
    assert found == Marked({(1, 0)}, {(0, 1)}, (1, 1))


@pytest.mark.parametrize("cell", ["XFD1048577x", "1A", "A0", "AAAA1", "A12345678"])
def test_a_cell_that_stands_nowhere_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        marked(sheet(f'<row><c r="{cell}"><v>1</v></c></row>'))


@pytest.mark.parametrize("xml", [b"", b"<worksheet>", b"\xff\xfe", b"<a><b></a>"])
def test_what_is_no_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        marked(xml)


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_are_named_as_excel_does(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


def test_a_zip_that_is_another_kind_of_file_has_no_sheets() -> None:
    with pytest.raises(Unreadable, match="请重新保存后再试"):
        sheet_paths(unpacked(zipped(**{"word/document.xml": b"<x/>"})))
