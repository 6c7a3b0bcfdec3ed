"""What changes about projects: the catalogue, facts, rulings and responsibilities."""

from projects.actions.catalogue import load_projects
from projects.actions.criteria import add_drafts, revise_criterion
from projects.actions.facts import add_fact, build, rule
from projects.actions.history import load_events
from projects.actions.responsibility import Decision, assign, deciding, end, set_term
from projects.actions.table import NotAsSeen, decision_of, import_table, keep_upload

__all__ = [
    "Decision",
    "NotAsSeen",
    "add_drafts",
    "add_fact",
    "assign",
    "build",
    "deciding",
    "decision_of",
    "end",
    "import_table",
    "keep_upload",
    "load_events",
    "load_projects",
    "revise_criterion",
    "rule",
    "set_term",
]
