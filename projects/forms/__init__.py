"""How lists of items are narrowed."""

from projects.forms.works import (
    AREAS,
    NOT_OFFERED,
    WorkFilter,
    choice,
)

__all__ = [
    "AREAS",
    "NOT_OFFERED",
    "WorkFilter",
    "choice",
]
