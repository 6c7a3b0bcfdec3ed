"""Which columns the workbooks of items have."""

from projects.sheets.responsibility import (
    ERROR_COLUMNS,
    HOW_TO,
    TABLE_COLUMNS,
    TITLES,
    marked_rows,
    read_table,
)
from projects.sheets.works import (
    COLUMNS,
    columns,
    verdict,
    verdict_strict,
)

__all__ = [
    "COLUMNS",
    "ERROR_COLUMNS",
    "HOW_TO",
    "TABLE_COLUMNS",
    "TITLES",
    "columns",
    "marked_rows",
    "read_table",
    "verdict",
    "verdict_strict",
]
