"""Which Results follow from the facts about projects."""

from projects.compute.accounts import accounts, accounts_of
from projects.compute.conventions import Conventions, conventions
from projects.compute.curve import Group, Promised, Reading, curve_of, days_shown, promised
from projects.compute.effects import Effect, contradiction, effect, effect_of_ruling
from projects.compute.inquiry import Figure, Recipient, Sheet, sheet
from projects.compute.questions import Inquiry
from projects.compute.stages import stages
from projects.compute.unknown import (
    no_accounts,
    no_stages,
)
from projects.compute.vain import searched_accounts, searched_in_vain

__all__ = [
    "Conventions",
    "Effect",
    "Figure",
    "Group",
    "Inquiry",
    "Promised",
    "Reading",
    "Recipient",
    "Sheet",
    "accounts",
    "accounts_of",
    "contradiction",
    "conventions",
    "curve_of",
    "days_shown",
    "effect",
    "effect_of_ruling",
    "no_accounts",
    "no_stages",
    "promised",
    "searched_accounts",
    "searched_in_vain",
    "sheet",
    "stages",
]
