"""What an evaluation report says: an account goes in, an outline comes out. Plain Python, no Django."""

from evaluation.outline.account import (
    Account,
    AdjustedItem,
    IndicatorRow,
    LateItem,
    Promise,
    Rate,
    Reading,
    Sector,
    Source,
    Tally,
    UnknownItem,
    WorkRow,
)
from evaluation.outline.blocks import (
    BarRow,
    Bars,
    Block,
    Column,
    Entry,
    Heading,
    Outline,
    OutlineError,
    Paragraph,
    Row,
    Sources,
    Table,
)
from evaluation.outline.chapters import build_outline
from evaluation.outline.words import Gap, Shown

__all__ = [
    "Account", "AdjustedItem", "BarRow", "Bars", "Block", "Column", "Entry", "Gap", "Heading", "IndicatorRow",
    "LateItem", "Outline", "OutlineError", "Paragraph", "Promise", "Rate", "Reading", "Row", "Sector", "Shown",
    "Source", "Sources", "Table", "Tally", "UnknownItem", "WorkRow", "build_outline",
]  # fmt: skip
