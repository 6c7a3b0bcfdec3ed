"""How lists of items are narrowed, and how responsibilities enter."""

from projects.forms.criteria import CriterionForm
from projects.forms.responsibility import AssignForm, EndForm, TableFilter, TermForm, UploadForm
from projects.forms.works import AREAS, NOT_OFFERED, WorkFilter, choice

__all__ = [
    "AREAS",
    "NOT_OFFERED",
    "AssignForm",
    "CriterionForm",
    "EndForm",
    "TableFilter",
    "TermForm",
    "UploadForm",
    "WorkFilter",
    "choice",
]
