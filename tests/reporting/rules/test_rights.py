"""Who may take which step."""

import pytest

from accounts.rules import ROLE_WORDS, Forbidden
from reporting.rules import TRANSITIONS, Standing, check_right, has_right

AUTHOR = {"save", "submit", "withdraw", "discard"}
REVIEW = {"return", "approve"}


@pytest.mark.parametrize("action", TRANSITIONS)
@pytest.mark.parametrize("role", ROLE_WORDS)
@pytest.mark.parametrize("is_author", [True, False])
@pytest.mark.parametrize("covers", [True, False])
def test_authors_change_their_own_and_reviewers_judge_others_in_their_area(
    action, role, is_author, covers
):
    files = role in ("reporter", "reviewer")
    expected = (action in AUTHOR and files and is_author) or (
        action in REVIEW and role == "reviewer" and covers and not is_author
    )

    assert has_right(action, Standing(role, is_author, covers)) == expected


def test_the_reason_is_said():
    with pytest.raises(Forbidden, match="不能通过本人的填报"):
        check_right("approve", Standing("reviewer", True, True))
    with pytest.raises(Forbidden, match="不在您的审核范围内"):
        check_right("return", Standing("reviewer", False, False))
    with pytest.raises(Forbidden, match="只有填报人本人可以撤回"):
        check_right("withdraw", Standing("reporter", False, True))
    with pytest.raises(Forbidden, match="部委查阅人没有这项权限"):
        check_right("approve", Standing("reader", False, True))
