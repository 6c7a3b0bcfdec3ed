"""Who may take which step of a filing; one rule for the button and for the refusal."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.rules import Forbidden, check_may
from reporting.rules.workflow import ACTION_WORDS, TRANSITIONS


@dataclass(frozen=True)
class Standing:
    """How a person stands to a filing: role, whether it is their own, whether in their area."""

    role: str
    is_author: bool
    covers: bool


def check_right(action: str, standing: Standing) -> None:
    """Raise Forbidden with the reason unless this person may ever take this step."""
    word = ACTION_WORDS[action]
    if TRANSITIONS[action].actor == "author":
        check_may(standing.role, "file")
        if not standing.is_author:
            raise Forbidden(f"只有填报人本人可以{word}。")
        return
    check_may(standing.role, "review")
    if not standing.covers:
        raise Forbidden(f"这份填报不在您的审核范围内，不能{word}。")
    if standing.is_author:
        raise Forbidden(f"不能{word}本人的填报，请由其他审核人办理。")


def has_right(action: str, standing: Standing) -> bool:
    """Whether this person may ever take this step."""
    try:
        check_right(action, standing)
    except Forbidden:
        return False
    return True
