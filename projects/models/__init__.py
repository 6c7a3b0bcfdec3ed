"""What is stored about items of the plan: what they are, and the facts about them."""

from projects.models.items import (
    Part,
    Progress,
    Project,
    words,
)

__all__ = [
    "Part",
    "Progress",
    "Project",
    "words",
]
