"""What an evaluation report says: an account goes in, an outline comes out; no Django."""

from evaluation.outline.account import (
    Account,
    AdjustedItem,
    Conventions,
    IndicatorRow,
    LateItem,
    Promise,
    Rate,
    Reading,
    Sector,
    Source,
    Spread,
    Tally,
    Turning,
    UnknownItem,
    WorkRow,
)
from evaluation.outline.blocks import (
    Block,
    Column,
    Entry,
    Heading,
    Outline,
    Paragraph,
    Row,
    Sources,
    Table,
)
from evaluation.outline.chapters import build_outline
from evaluation.outline.course import Course, CourseGroup, CourseRow
from evaluation.outline.figures import BarRow, Bars, Curve, CurvePoint
from evaluation.outline.inquiry import InquiryItem
from evaluation.outline.printable import OutlineError
from evaluation.outline.words import Gap, Shown

__all__ = [
    "Account",
    "AdjustedItem",
    "BarRow",
    "Bars",
    "Block",
    "Column",
    "Conventions",
    "Course",
    "CourseGroup",
    "CourseRow",
    "Curve",
    "CurvePoint",
    "Entry",
    "Gap",
    "Heading",
    "IndicatorRow",
    "InquiryItem",
    "LateItem",
    "Outline",
    "OutlineError",
    "Paragraph",
    "Promise",
    "Rate",
    "Reading",
    "Row",
    "Sector",
    "Shown",
    "Source",
    "Sources",
    "Spread",
    "Table",
    "Tally",
    "Turning",
    "UnknownItem",
    "WorkRow",
    "build_outline",
]
