"""Reading filings, always narrowed by scope."""

from reporting.queries.cards import Card, card, others_in_hand, to_file_about
from reporting.queries.contexts import checked, context_of, hints_on
from reporting.queries.effects import contradiction, effects
from reporting.queries.scope import (
    NotFound,
    count_waiting,
    decisions,
    find,
    may,
    mine,
    possible_steps,
    queue,
    standing,
    visible,
)
from reporting.queries.subjects import (
    check_may_file,
    find_subject,
    may_file,
    snapshot,
    subject_of,
    target_exists,
)

__all__ = [
    "Card",
    "NotFound",
    "card",
    "check_may_file",
    "checked",
    "context_of",
    "contradiction",
    "count_waiting",
    "decisions",
    "effects",
    "find",
    "find_subject",
    "hints_on",
    "may",
    "may_file",
    "mine",
    "others_in_hand",
    "possible_steps",
    "queue",
    "snapshot",
    "standing",
    "subject_of",
    "target_exists",
    "to_file_about",
    "visible",
]
