"""What changes about projects: the catalogue, facts, rulings and responsibilities."""

from projects.actions.catalogue import load_projects
from projects.actions.facts import add_fact, build, rule
from projects.actions.history import load_events
from projects.actions.responsibility import Decision, assign, deciding, end, set_term

__all__ = [
    "Decision",
    "add_fact",
    "assign",
    "build",
    "deciding",
    "end",
    "load_events",
    "load_projects",
    "rule",
    "set_term",
]
