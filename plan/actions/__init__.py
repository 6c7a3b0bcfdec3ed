"""What changes about the plan: its catalogue, sources and rulings."""

from plan.actions.changes import Changes, sync
from plan.actions.commitments import load_commitments
from plan.actions.passages import import_text
from plan.actions.rows import save
from plan.actions.sources import add_ruling, cite
from plan.actions.structure import load_structure

__all__ = [
    "Changes",
    "add_ruling",
    "cite",
    "import_text",
    "load_commitments",
    "load_structure",
    "save",
    "sync",
]
