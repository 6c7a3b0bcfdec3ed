"""The headline figures under every admissible convention."""

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
from projects.compute.conventions.works import PLACES

__all__ = [
    "FIGURES",
    "PLACES",
    "Alternative",
    "Headline",
    "Moved",
    "Panorama",
    "Varying",
    "knowledges",
    "panorama",
]
