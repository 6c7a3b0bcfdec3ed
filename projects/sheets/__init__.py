"""Which columns the workbooks of items have."""

from projects.sheets.works import (
    COLUMNS,
    verdict,
    verdict_strict,
)

__all__ = [
    "COLUMNS",
    "verdict",
    "verdict_strict",
]
