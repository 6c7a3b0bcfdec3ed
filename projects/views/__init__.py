"""The pages of items of the plan."""

from projects.views.works import (
    PER_PAGE,
    XLSX,
    export,
    work_list,
)

__all__ = [
    "PER_PAGE",
    "XLSX",
    "export",
    "work_list",
]
