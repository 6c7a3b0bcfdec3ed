"""What is allowed, and what is missing: workflow, fields and checks of a filing.  No Django."""

from reporting.rules import beside
from reporting.rules.checks import Checked, Entry, check_fields, missing
from reporting.rules.contexts import (
    IndicatorContext,
    KnownFact,
    KnownValue,
    RulingContext,
    WorkContext,
)
from reporting.rules.entries import RulingEntry
from reporting.rules.fields import (
    GROUP_WORDS,
    Field,
    fields_of,
    form_of,
    initial_of,
    offered_events,
    switch_of,
)
from reporting.rules.hints import hints
from reporting.rules.quality import HINT_WORDS, Hint
from reporting.rules.refusals import Invalid, NotNow, Stale
from reporting.rules.rights import Standing, check_right, has_right
from reporting.rules.texts import has_content, storable, unprintable
from reporting.rules.words import Shown, notices, shown
from reporting.rules.workflow import (
    ACTION_WORDS,
    KIND_WORDS,
    RECORDED,
    STATE_WORDS,
    TRANSITIONS,
    Transition,
    check_step,
    possible,
)

__all__ = [
    "ACTION_WORDS",
    "GROUP_WORDS",
    "HINT_WORDS",
    "KIND_WORDS",
    "RECORDED",
    "STATE_WORDS",
    "TRANSITIONS",
    "Checked",
    "Entry",
    "Field",
    "Hint",
    "IndicatorContext",
    "Invalid",
    "KnownFact",
    "KnownValue",
    "NotNow",
    "RulingContext",
    "RulingEntry",
    "Shown",
    "Stale",
    "Standing",
    "Transition",
    "WorkContext",
    "beside",
    "check_fields",
    "check_right",
    "check_step",
    "fields_of",
    "form_of",
    "has_content",
    "has_right",
    "hints",
    "initial_of",
    "missing",
    "notices",
    "offered_events",
    "possible",
    "shown",
    "storable",
    "switch_of",
    "unprintable",
]
