"""The pages of items of the plan."""

from projects.views.assigning import assign
from projects.views.criteria import criterion
from projects.views.importing import bring, check, errors
from projects.views.responsibility import export as export_responsibility
from projects.views.responsibility import responsibility_list
from projects.views.works import (
    PER_PAGE,
    XLSX,
    export,
    item_list,
)

__all__ = [
    "PER_PAGE",
    "XLSX",
    "assign",
    "bring",
    "check",
    "criterion",
    "errors",
    "export",
    "export_responsibility",
    "item_list",
    "responsibility_list",
]
