"""The rules on passwords as Django asks for them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from accounts.rules import PASSWORD_RULE, password_faults


class Composition:
    """Length, classes of characters and no user name inside, by the rules of 等级保护."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with every fault in words."""
        faults = password_faults(password, getattr(user, "username", "") or "")
        if faults:
            raise ValidationError([ValidationError(fault, code="password") for fault in faults])

    def get_help_text(self) -> str:
        """The rule in one sentence."""
        return PASSWORD_RULE
