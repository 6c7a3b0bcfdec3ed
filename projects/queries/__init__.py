"""Reading items of the plan and what is known of them, always at a Moment."""

from projects.queries.items import (
    Conflict,
    Dossier,
    Filed,
    Line,
    areas,
    conflicts,
    dossiers,
    drafted,
    facts,
    find,
    find_fact,
    lines,
    subject,
    to_fact,
    to_facts,
    works,
)

__all__ = [
    "Conflict",
    "Dossier",
    "Filed",
    "Line",
    "areas",
    "conflicts",
    "dossiers",
    "drafted",
    "facts",
    "find",
    "find_fact",
    "lines",
    "subject",
    "to_fact",
    "to_facts",
    "works",
]
