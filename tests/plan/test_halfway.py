"""Between two states of knowledge: what was added apart from what was revised."""

from types import SimpleNamespace

import pytest

from plan.queries import halfway


def row(key, *, owner=1, replaces=(), conflict="", period=""):
    return SimpleNamespace(owner=owner, key=key, replaces=list(replaces), event_group="",
                           conflict_group=conflict, period=period)  # fmt: skip


def ruling(group, chosen):
    return {group: SimpleNamespace(conflict_group=group, chosen=chosen)}


def stand(before, after, ruled_before=None, ruled_after=None, slot=None):
    found = halfway(before, after, ruled_before or {}, ruled_after or {}, slot)
    return None if found is None else [one.key for one in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], [row("A")]),
        ([row("A")], [row("A"), row("B")]),
        ([row("A"), row("B")], [row("A")]),
        ([], [row("A"), row("B", replaces=["A"])]),
        ([row("A", owner=2)], [row("A", owner=2), row("B", replaces=["A"])]),
    ],
)
def test_where_nothing_known_is_touched_nothing_was_revised(before, after):
    assert stand(before, after) is None


def test_a_correction_of_what_was_known_waits():
    assert stand([row("A")], [row("A"), row("B", replaces=["A"]), row("C")]) == ["A", "C"]


def test_going_back_the_correction_still_stands_halfway():
    assert stand([row("A"), row("B", replaces=["A"])], [row("A")]) == ["B"]


def test_a_chain_of_corrections_waits_as_a_whole():
    chain = [row("A"), row("B", replaces=["A"]), row("C", replaces=["B", "A"])]
    assert stand([row("A")], chain) == ["A"]
    assert stand(chain[:2], chain) == ["B"]


def test_a_ruling_on_known_sources_waits_and_one_on_new_sources_does_not():
    both = [row("A", conflict="G"), row("B", conflict="G")]
    assert stand(both, both, {}, ruling("G", "A")) == ["A", "B"]
    assert stand([], both, {}, ruling("G", "A")) is None
    assert stand(both[:1], both, {}, ruling("G", "B")) == ["A", "B"]


def test_another_ruling_leaves_the_former_in_force_halfway():
    both = [row("A", conflict="G"), row("B", conflict="G")]
    assert stand(both, both, ruling("G", "A"), ruling("G", "B")) == ["A"]
    assert stand(both, both, ruling("G", "A"), {}) == ["A"]


def test_another_vintage_of_a_known_value_waits():
    first, second = row("A", period="2019"), row("B", period="2019")
    other = row("C", period="2020")
    by_period = lambda one: one.period  # noqa: E731
    assert stand([first], [first, second, other], slot=by_period) == ["A", "C"]
    assert stand([], [first, second], slot=by_period) is None
