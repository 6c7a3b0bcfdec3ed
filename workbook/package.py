"""The zip file behind an xlsx: is it one, is it of sane size, what stands in its sheets.

Everything is measured while it is unpacked here, and only what was measured is read further:
the sizes that a file states of itself may lie.  No Django.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
LARGEST_RATIO = 200
SMALL_ENTRY = 256 * 1024  # a ratio says nothing about small entries
MOST_ENTRIES = 500
BLOCK = 64 * 1024

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError
)  # fmt: skip
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z", re.ASCII)


class Unreadable(ValueError):
    """The file as a whole cannot be read; ``str()`` says why and what to do."""


def unpacked(content: bytes) -> dict[str, bytes]:
    """The entries of an xlsx file by name.  Raises :class:`Unreadable`."""
    if not content:
        raise Unreadable("文件是空的，请重新选择。")
    if len(content) > LARGEST_FILE:
        raise Unreadable("文件超过 5 MB，请删去图片和多余的工作表后再试。")
    if content.startswith(OLD_FORMAT):
        raise Unreadable("文件是旧版 .xls 格式或加了密码，请取消密码并另存为 .xlsx 后再试。")
    try:
        with zipfile.ZipFile(BytesIO(content)) as book:
            return _entries(book)
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable("不是 Excel 的 .xlsx 文件，或文件已损坏，请重新保存后再试。") from error


def _entries(book: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [info for info in book.infolist() if not info.is_dir()]
    if len(infos) > MOST_ENTRIES:
        raise Unreadable("文件内部的部件过多，请把表格复制到新文件后再试。")
    found: dict[str, bytes] = {}
    total = 0
    for info in infos:
        found[info.filename] = _unpack(book, info, LARGEST_UNPACKED - total)
        total += len(found[info.filename])
    return found


def _unpack(book: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    most = min(left, max(SMALL_ENTRY, info.compress_size * LARGEST_RATIO))
    pieces = []
    size = 0
    with book.open(info) as entry:
        while block := entry.read(BLOCK):
            size += len(block)
            if size > most:
                raise Unreadable("文件解压后过大，不像一张表格，请把表格复制到新文件后再试。")
            pieces.append(block)
    return b"".join(pieces)


def packed(entries: dict[str, bytes]) -> bytes:
    """The measured entries as a file again, without compression."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as book:
        for name, content in entries.items():
            book.writestr(name, content)
    return stream.getvalue()


@dataclass
class Marked:
    """What a reader of values does not tell of a sheet; cells as (row, column) from 0.

    ``last`` is the last row and column with anything in it.
    """

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    last: tuple[int, int] = (-1, -1)


def marked(xml: bytes) -> Marked:
    """Formulas, error values and extent of a sheet.  Raises :class:`Unreadable`."""
    scan = _Scan()
    parse(xml, scan.start)
    return scan.found


def parse(xml: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Walk over the elements of an entry; definitions of entities are refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Unreadable("文件内容已损坏，请在 Excel 中打开并重新保存后再试。") from error


def _refuse(*_: object) -> None:
    raise Unreadable("文件含有不允许的定义，请把表格复制到新文件后再试。")


class _Scan:
    """Follows rows and cells, whether or not they say where they stand."""

    def __init__(self) -> None:
        self.found = Marked()
        self.row = -1
        self.column = -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One element begins."""
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row = _row_of(attributes.get("r", ""), self.row + 1)
            self.column = -1
        elif tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is", "f"):
            self._filled()
            if tag == "f":
                self.found.formulas.add((self.row, self.column))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = REFERENCE.match(attributes.get("r", ""))
        if place:
            self.row, self.column = int(place[2]) - 1, column_number(place[1])
        elif attributes.get("r"):
            raise Unreadable("文件内容已损坏，请在 Excel 中打开并重新保存后再试。")
        else:
            self.column += 1
        if attributes.get("t") == "e":
            self.found.errors.add((self.row, self.column))

    def _filled(self) -> None:
        last = self.found.last
        self.found.last = (max(last[0], self.row), max(last[1], self.column))


def _row_of(text: str, following: int) -> int:
    return int(text) - 1 if text.isascii() and text.isdigit() and len(text) <= 7 else following  # noqa: PLR2004


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_paths(entries: dict[str, bytes]) -> dict[str, str]:
    """Where each sheet stands in the package, by its name."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "sheet":
            ids = (value for key, value in attributes.items() if key.endswith(" id"))
            sheets[attributes.get("name", "")] = next(ids, "")

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            targets[attributes.get("Id", "")] = _path(attributes.get("Target", ""))

    parse(_needed(entries, "xl/workbook.xml"), sheet)
    parse(_needed(entries, "xl/_rels/workbook.xml.rels"), relation)
    return {name: targets[key] for name, key in sheets.items() if key in targets}


def _path(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _needed(entries: dict[str, bytes], name: str) -> bytes:
    if name not in entries:
        raise Unreadable("不是 Excel 的 .xlsx 文件，请重新保存后再试。")
    return entries[name]


def cells_of(entries: dict[str, bytes], path: str) -> Marked:
    """What is marked in the sheet that stands at that path."""
    return marked(_needed(entries, path))


def names(paths: Iterable[str]) -> str:
    """Names of sheets in a message."""
    return "、".join(f"“{path}”" for path in paths)
