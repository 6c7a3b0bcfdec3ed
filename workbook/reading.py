"""An xlsx file becomes rows by the heads of its columns, with every fault named.  No Django."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from workbook.columns import printable
from workbook.package import (
    Marked,
    Unreadable,
    cells_of,
    column_letters,
    names,
    packed,
    sheet_paths,
    unpacked,
)

MOST_ROWS = 5_000
MOST_COLUMNS = 100
ROWS_BEFORE_HEAD = 30
BLANK_ROWS = 500  # between the rows and below them
UNREAD = "文件内容读不出来，请在 Excel 中打开并另存为 .xlsx 后再试。"

Grid = list[list[Any]]


@dataclass(frozen=True)
class CellRead:
    """What stands in one cell; ``fault`` says why it cannot be taken."""

    text: str = ""
    fault: str = ""
    is_number: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands there and nothing is wrong."""
        return not self.text and not self.fault


@dataclass(frozen=True)
class RowRead:
    """One row by the heads of the columns; ``number`` as Excel counts it."""

    number: int
    cells: Mapping[str, CellRead]

    def text(self, title: str) -> str:
        """What stands under a head; blank where the file has no such column."""
        return self.cells[title].text if title in self.cells else ""


@dataclass(frozen=True)
class TableRead:
    """The rows of a table; ``letters`` name the columns as Excel does."""

    sheet: str
    rows: tuple[RowRead, ...]
    letters: Mapping[str, str]


def read(content: bytes, titles: Sequence[str], needed: Sequence[str]) -> TableRead:
    """The table with these heads, on whichever visible sheet it stands.

    ``titles`` are all the columns of interest, ``needed`` those without which it is not the
    table.  Rows in which none of them holds anything are passed over.  Raises
    :class:`Unreadable` with the reason in Chinese.
    """
    entries = unpacked(content)
    paths = sheet_paths(entries)
    found = []
    nearest: list[tuple[int, str]] = []
    book = _opened(packed(entries))
    for sheet in _visible(book):
        marks = cells_of(entries, paths.get(sheet, ""))
        _check_extent(sheet, marks)
        grid = _grid(book, sheet)
        head, lacking = _find_head(grid, needed)
        if head is not None:
            found.append((sheet, grid, marks, head))
        else:
            nearest.append(lacking)
    if len(found) != 1:
        raise Unreadable(_none(nearest) if not found else _several([one[0] for one in found]))
    return _table(*found[0], titles)


def _opened(content: bytes) -> CalamineWorkbook:
    book: CalamineWorkbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(content)))
    return book


def _guarded(call: Any) -> Any:
    """Call into the reader of values; whatever it cannot do is a fault of the file."""
    try:
        return call()
    except BaseException as error:
        # A panic of the native code is no Exception.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Unreadable(
                "文件内容读不出来，请在 Excel 中打开并另存为 .xlsx 后再试。"
            ) from error
        raise


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]


def _check_extent(sheet: str, marks: Marked) -> None:
    row, column = marks.last
    if row >= MOST_ROWS + ROWS_BEFORE_HEAD + BLANK_ROWS:
        raise Unreadable(f"工作表“{sheet}”第 {row + 1} 行还有内容，一次最多导入 {MOST_ROWS} 行。")
    if column >= MOST_COLUMNS:
        raise Unreadable(
            f"工作表“{sheet}”第 {column_letters(column)} 列还有内容，列数过多，请删去多余的列。"
        )


def _grid(book: CalamineWorkbook, sheet: str) -> Grid:
    return list(_guarded(lambda: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)))


def plain_head(value: Any) -> str:
    """A head as it is compared: without blanks and breaks, brackets of one width."""
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    return re.sub(r"\s+", "", text)


def _find_head(grid: Grid, needed: Sequence[str]) -> tuple[int | None, tuple[int, str]]:
    """The row of the heads; else the row that comes nearest and what it lacks."""
    wanted = [plain_head(title) for title in needed]
    nearest = (0, "")
    for number, row in enumerate(grid[:ROWS_BEFORE_HEAD]):
        heads = {plain_head(value) for value in row}
        lacking = [title for title, plain in zip(needed, wanted, strict=True) if plain not in heads]
        if not lacking:
            return number, (len(needed), "")
        here = len(needed) - len(lacking)
        if here > nearest[0]:
            nearest = (here, f"第 {number + 1} 行表头缺少{names(lacking)}列")
    return None, nearest


def _none(nearest: list[tuple[int, str]]) -> str:
    told = max(nearest, default=(0, ""))[1]
    return f"{told or '没有找到表头'}，请在系统导出的表上修改，不要改动表头，也不要删去隐藏的列。"


def _several(sheets: list[str]) -> str:
    return f"文件中有几张这样的表：{names(sheets)}，请只留要导入的一张。"


def _table(sheet: str, grid: Grid, marks: Marked, head: int, titles: Sequence[str]) -> TableRead:
    places = _places(grid[head], titles, head)
    rows = []
    for number in range(head + 1, len(grid)):
        cells = {
            title: _cell(grid[number][at], (number, at), marks) for title, at in places.items()
        }
        if not all(cell.blank for cell in cells.values()):
            rows.append(RowRead(number + 1, cells))
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"表中有 {len(rows)} 行，一次最多导入 {MOST_ROWS} 行，请分几次导入。")
    letters = {title: column_letters(at) for title, at in places.items()}
    return TableRead(sheet, tuple(rows), letters)


def _places(heads: Sequence[Any], titles: Sequence[str], head: int) -> dict[str, int]:
    plain = [plain_head(value) for value in heads]
    for title in titles:
        if plain.count(plain_head(title)) > 1:
            raise Unreadable(f"第 {head + 1} 行表头中“{title}”出现了几次，请只留一列。")
    return {title: plain.index(plain_head(title)) for title in titles if plain_head(title) in plain}


def _cell(value: Any, place: tuple[int, int], marks: Marked) -> CellRead:
    if place in marks.errors:
        return CellRead(_text(value), "此格是错误值（如 #N/A、#REF!），请改为文字或日期。")
    if place in marks.formulas:
        return CellRead(_text(value), "此格是公式，请改为文字：复制后选择性粘贴为“数值”。")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return CellRead(_text(value), "", number)


def _text(value: Any) -> str:
    """What a person sees in the cell: 2018 and not 2018.0, 2018-06-30 for a date."""
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return printable(value).strip() if isinstance(value, str) else str(value)
