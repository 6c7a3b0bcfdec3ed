"""The plan document, what is cited from it, and the sources that speak about it."""

from plan.models.cited import Citation, Informant, Story, Zone
from plan.models.commitments import CriterionPattern, Duty, Function, Link, Passage, Span
from plan.models.document import Box, Clause, Plan, Section
from plan.models.facts import Record, Ruling, Source

__all__ = [
    "Box",
    "Citation",
    "Clause",
    "CriterionPattern",
    "Duty",
    "Function",
    "Informant",
    "Link",
    "Passage",
    "Plan",
    "Record",
    "Ruling",
    "Section",
    "Source",
    "Span",
    "Story",
    "Zone",
]
