"""The text of a plan: read it, number its paragraphs, find a quote in it.

Pure: knows no Django and no database. `python -m plan.text PATH` prints each
paragraph with its address.
"""

from plan.text.normalise import fold, normalise
from plan.text.reader import read
from plan.text.structure import (
    Address,
    Box,
    Chapter,
    Match,
    Paragraph,
    PlanText,
    PlanTextError,
    Section,
)

__all__ = [
    "Address",
    "Box",
    "Chapter",
    "Match",
    "Paragraph",
    "PlanText",
    "PlanTextError",
    "Section",
    "fold",
    "normalise",
    "read",
]
