"""The workflow as a table."""

import pytest

from reporting.rules import (
    ACTION_WORDS,
    RECORDED,
    STATE_WORDS,
    TRANSITIONS,
    NotNow,
    check_step,
    possible,
)

ALLOWED = {
    ("save", "draft"),
    ("save", "returned"),
    ("submit", "draft"),
    ("submit", "returned"),
    ("withdraw", "submitted"),
    ("discard", "draft"),
    ("discard", "returned"),
    ("return", "submitted"),
    ("approve", "submitted"),
}


@pytest.mark.parametrize("action", TRANSITIONS)
@pytest.mark.parametrize("state", STATE_WORDS)
def test_every_step_is_allowed_from_the_written_states_and_refused_from_the_others(action, state):
    assert possible(action, state) == ((action, state) in ALLOWED)
    if (action, state) in ALLOWED:
        assert check_step(action, state) is TRANSITIONS[action]
    else:
        with pytest.raises(NotNow, match=f"{STATE_WORDS[state]}.*不能{ACTION_WORDS[action]}"):
            check_step(action, state)


def test_every_state_and_every_action_has_a_word():
    states = {state for step in TRANSITIONS.values() for state in (*step.sources, step.target)}

    assert states - {""} <= set(STATE_WORDS)
    assert set(TRANSITIONS) | {"create"} == set(ACTION_WORDS)
    assert set(RECORDED) == set(ACTION_WORDS) - {"save"}


def test_only_a_return_needs_a_reason():
    assert [name for name, step in TRANSITIONS.items() if step.needs_reason] == ["return"]
