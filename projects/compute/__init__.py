"""Which Results follow from the facts about projects."""

from projects.compute.accounts import accounts, accounts_of
from projects.compute.conventions import Headline, Panorama, knowledges, panorama
from projects.compute.effects import Effect, contradiction, effect, effect_of_ruling
from projects.compute.stages import stages

__all__ = [
    "Effect",
    "Headline",
    "Panorama",
    "accounts",
    "accounts_of",
    "contradiction",
    "effect",
    "effect_of_ruling",
    "knowledges",
    "panorama",
    "stages",
]
