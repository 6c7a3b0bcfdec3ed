"""PURE Excel: a list of columns becomes a sheet or csv, a sheet becomes rows and faults."""

from workbook.columns import Column
from workbook.comma import write_csv
from workbook.package import LARGEST_FILE, Unreadable
from workbook.reading import CellRead, RowRead, TableRead, read
from workbook.writing import write

__all__ = [
    "LARGEST_FILE",
    "CellRead",
    "Column",
    "RowRead",
    "TableRead",
    "Unreadable",
    "read",
    "write",
    "write_csv",
]
