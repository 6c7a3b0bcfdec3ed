import dataclasses

import pytest

from ui.facts import Fact


def test_a_fact_needs_its_event_only_and_cannot_be_changed():
    fact = Fact("开工")
    assert (fact.day, fact.marks, fact.basis) == (None, (), "event")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.event = "建成"
