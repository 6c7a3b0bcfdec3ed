"""What is stored about items of the plan: what they are, the facts, and who answers for them."""

from projects.models.criteria import Criterion
from projects.models.items import (
    Part,
    Progress,
    Project,
    words,
)
from projects.models.responsibility import Decided, Responsibility, TableUpload, Term

__all__ = [
    "Criterion",
    "Decided",
    "Part",
    "Progress",
    "Project",
    "Responsibility",
    "TableUpload",
    "Term",
    "words",
]
