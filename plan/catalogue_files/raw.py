"""From the bytes of a CSV file to its lines of cells, with every fault of form."""

import csv
import io
from dataclasses import dataclass

from plan.catalogue_files.cells import is_formula
from plan.catalogue_files.errors import CatalogueError

_BOM = b"\xef\xbb\xbf"
_INVISIBLE = {chr(code) for code in range(32)} | {"\x7f", "\ufeff", "\u200b"}


@dataclass(frozen=True)
class RawRow:
    """The cells of one row by column name, the line it starts on, and its faulty cells."""

    line: int
    cells: dict[str, str]
    faulty: frozenset[str]


@dataclass(frozen=True)
class RawTable:
    """The rows of a file; `readable` is False when its header or encoding gave none."""

    rows: tuple[RawRow, ...]
    faults: tuple[CatalogueError, ...]
    readable: bool


def read_rows(file: str, data: bytes, columns: tuple[str, ...]) -> RawTable:
    """The rows of `data` under the header `columns`, and every fault of form.

    A row with too few or too many cells is left out.
    """
    text, fault = _decoded(file, data)
    if fault is not None:
        return RawTable((), (fault,), readable=False)
    faults = _byte_faults(file, data)
    records = _records(text)
    header_faults = _header_faults(file, records, columns)
    if header_faults:
        return RawTable((), (*faults, *header_faults), readable=False)
    header, rows = records[0][1], []
    for line, cells in records[1:]:
        if len(cells) != len(header):
            faults.append(_length_fault(file, line, cells, header))
            continue
        found = _cell_faults(file, line, dict(zip(header, cells, strict=True)))
        faults += found
        faulty = frozenset(fault.column for fault in found)
        rows.append(RawRow(line, dict(zip(header, cells, strict=True)), faulty))
    return RawTable(tuple(rows), tuple(faults), readable=True)


def _byte_faults(file: str, data: bytes) -> list[CatalogueError]:
    faults = []
    if data.startswith(_BOM):
        faults.append(CatalogueError(file, 1, "", "文件以 BOM 开头，请另存为不带 BOM 的 UTF-8"))
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        faults.append(CatalogueError(file, line, "", "换行符含 CR，请改用 LF 换行"))
    if data and not data.endswith((b"\n", b"\r")):
        faults.append(
            CatalogueError(file, data.count(b"\n") + 1, "", "文件末行没有换行符，可能不完整")
        )
    return faults


def _decoded(file: str, data: bytes) -> tuple[str, CatalogueError | None]:
    try:
        return data.removeprefix(_BOM).decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", CatalogueError(file, line, "", "不是 UTF-8 编码，请另存为 UTF-8")


def _records(text: str) -> list[tuple[int, list[str]]]:
    """Each record with the line it starts on; empty lines are records without cells."""
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")))
    records, start = [], 1
    for cells in reader:
        records.append((start, cells))
        start = reader.line_num + 1
    return records


def _header_faults(
    file: str, lines: list[tuple[int, list[str]]], columns: tuple[str, ...]
) -> list[CatalogueError]:
    if not lines:
        return [CatalogueError(file, 1, "", "文件是空的，缺少表头")]
    header = lines[0][1]
    missing = [(name, "缺少这一列") for name in columns if name not in header]
    unknown = [(name, "不认识这一列") for name in header if name not in columns]
    twice = [
        (name, "这一列出现了两次") for name in sorted({n for n in header if header.count(n) > 1})
    ]
    return [CatalogueError(file, 1, name, reason) for name, reason in missing + unknown + twice]


def _length_fault(file: str, line: int, cells: list[str], header: list[str]) -> CatalogueError:
    reason = f"有 {len(cells)} 个单元格，表头有 {len(header)} 列" if cells else "是空行"
    return CatalogueError(file, line, "", reason)


def _cell_faults(file: str, line: int, cells: dict[str, str]) -> list[CatalogueError]:
    reasons = ((column, _cell_fault(cell)) for column, cell in cells.items())
    return [CatalogueError(file, line, column, reason) for column, reason in reasons if reason]


def _cell_fault(cell: str) -> str:
    if is_formula(cell):
        return f"“{cell[:20]}”像公式，单元格不能以 = + - @ 开头"
    if _INVISIBLE & set(cell):
        return "含换行或不可见字符"
    if cell != cell.strip():
        return f"“{cell}”前后有空格"
    return ""
