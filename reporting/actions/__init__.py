"""What changes about filings."""

from reporting.actions.drafts import create_draft, discard, save_draft, send, submit, withdraw
from reporting.actions.review import approve, return_

__all__ = [
    "approve",
    "create_draft",
    "discard",
    "return_",
    "save_draft",
    "send",
    "submit",
    "withdraw",
]
