"""PURE Excel: a list of columns becomes a sheet."""

from workbook.columns import Column
from workbook.writing import write

__all__ = ["Column", "write"]
