"""What every step of a filing shares: states, rights, versions and who sees nothing."""

import pytest

from accounts.rules import Forbidden
from audit.models import Entry
from reporting import actions, queries
from reporting.models import Decision, Submission
from reporting.rules import NotNow, Stale
from tests import factories

pytestmark = pytest.mark.django_db

STEPS = {
    "save": lambda **v: actions.save_draft(fields={"day": "x"}, **v),
    "submit": actions.submit,
    "withdraw": actions.withdraw,
    "discard": actions.discard,
    "return": lambda **v: actions.return_(reason="补文号", **v),
    "approve": actions.approve,
}
OPEN = {"save": "draft", "submit": "draft", "withdraw": "submitted", "discard": "draft",
        "return": "submitted", "approve": "submitted"}  # fmt: skip


def snapshot(submission):
    row = Submission.objects.filter(pk=submission.pk).values().get()
    return row, Decision.objects.count()


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "discarded"])
def test_every_step_from_every_state_is_taken_or_refused_as_written(action, state, li, wang):
    submission = factories.submission_at(state)
    by = wang if action in ("return", "approve") else li
    before = snapshot(submission)
    take = lambda: STEPS[action](by=by, submission_id=submission.pk, version=submission.version)  # noqa: E731

    if action in queries.possible_steps(by, submission):
        take()
        assert snapshot(submission) != before
    else:
        with pytest.raises(NotNow):
            take()
        assert snapshot(submission) == before


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("who", ["zhao", "reader", "admin"])
def test_a_stranger_gets_the_same_answer_as_for_what_does_not_exist(action, who, request):
    submission = factories.submission_at(OPEN[action])
    stranger = request.getfixturevalue(who)
    before, entries = snapshot(submission), Entry.objects.count()

    for pk in (submission.pk, 999_999, "x"):
        with pytest.raises(queries.NotFound) as caught:
            STEPS[action](by=stranger, submission_id=pk, version=1)
        assert str(caught.value) == "没有这份填报，或不在您可以查阅的范围内。"
    assert snapshot(submission) == before
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("action", "who"),
    [("save", "wang"), ("submit", "wang"), ("withdraw", "wang"), ("discard", "wang"),
     ("return", "li"), ("approve", "li"), ("return", "coordinator"), ("approve", "coordinator"),
     ("withdraw", "coordinator")],
)  # fmt: skip
def test_who_may_see_but_not_act_is_refused_and_leaves_one_denial(action, who, request):
    submission = factories.submission_at(OPEN[action])
    person = request.getfixturevalue(who)
    before, entries = snapshot(submission), Entry.objects.count()

    with pytest.raises(Forbidden):
        STEPS[action](by=person, submission_id=submission.pk, version=1)

    assert snapshot(submission) == before
    denial = Entry.objects.order_by("-pk")[0]
    assert Entry.objects.count() == entries + 1
    assert (denial.action, denial.actor, denial.subject) == (
        "reporting.denied", person.username, str(submission.pk),
    )  # fmt: skip


@pytest.mark.parametrize("action", STEPS)
def test_rights_are_judged_before_state_and_version(action, li, wang):
    submission = factories.submission_at("approved")
    wrong = li if action in ("return", "approve") else wang

    with pytest.raises(Forbidden):
        STEPS[action](by=wrong, submission_id=submission.pk, version=99)


@pytest.mark.parametrize("action", STEPS)
def test_a_step_with_an_older_version_is_stale(action, li, wang):
    submission = factories.submission_at(OPEN[action])
    by = wang if action in ("return", "approve") else li
    before = snapshot(submission)

    with pytest.raises(Stale):
        STEPS[action](by=by, submission_id=submission.pk, version=7)
    assert snapshot(submission) == before


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"role": "reader", "place": None}, {"role": "admin", "place": None}],
)
def test_rights_lost_since_the_request_began_are_lost(change, wang):
    submission = factories.submission_at("submitted")
    type(wang).objects.filter(pk=wang.pk).update(**change)

    with pytest.raises((queries.NotFound, Forbidden)):
        actions.approve(by=wang, submission_id=submission.pk, version=1)
    submission.refresh_from_db()
    assert submission.state == "submitted"
