"""What changes about projects: the catalogue, facts and rulings."""

from projects.actions.catalogue import load_projects
from projects.actions.facts import add_fact, build, rule
from projects.actions.history import load_events

__all__ = ["add_fact", "build", "load_events", "load_projects", "rule"]
