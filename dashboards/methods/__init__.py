"""The pages of docs/methods: read, recomputed, and made ready for the screen.  No Django."""

from dashboards.methods.markup import Anchored, html_of, inline
from dashboards.methods.reading import (
    GROUPS,
    SECTIONS,
    Grid,
    MethodPage,
    faults,
    formulas,
    read,
    shelf,
)
from dashboards.methods.worked import Checked, Worked, all_worked, checked, value_of, worked

__all__ = [
    "GROUPS",
    "SECTIONS",
    "Anchored",
    "Checked",
    "Grid",
    "MethodPage",
    "Worked",
    "all_worked",
    "checked",
    "faults",
    "formulas",
    "html_of",
    "inline",
    "read",
    "shelf",
    "value_of",
    "worked",
]
