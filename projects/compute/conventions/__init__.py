"""The headline figures under every admissible convention."""

from projects.compute.conventions.account import Conventions, Count, Dispute, conventions
from projects.compute.conventions.named import Named, Row, Step, rate_of
from projects.compute.conventions.panorama import (
    FIGURES,
    Alternative,
    Headline,
    Moved,
    Panorama,
    Varying,
    knowledges,
    panorama,
)
from projects.compute.conventions.words import Choice, Words
from projects.compute.conventions.works import PLACES

__all__ = [
    "FIGURES",
    "PLACES",
    "Alternative",
    "Choice",
    "Conventions",
    "Count",
    "Dispute",
    "Headline",
    "Moved",
    "Named",
    "Panorama",
    "Row",
    "Step",
    "Varying",
    "Words",
    "conventions",
    "knowledges",
    "panorama",
    "rate_of",
]
