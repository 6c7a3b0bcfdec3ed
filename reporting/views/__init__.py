"""How filings enter and leave: lists, the form, the page of one filing and its steps."""

from reporting.views.filing import edit, new
from reporting.views.lists import mine, queue
from reporting.views.steps import approve, detail, discard, return_, submit, withdraw

__all__ = [
    "approve",
    "detail",
    "discard",
    "edit",
    "mine",
    "new",
    "queue",
    "return_",
    "submit",
    "withdraw",
]
