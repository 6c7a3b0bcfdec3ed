"""A number between two moments as three steps that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.changes import delta

NUMBERS = st.decimals(0, 1000, places=6)


@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_the_steps_add_up_to_the_difference(values):
    found = delta(values)
    assert found.then + found.learned + found.revised + found.moved == found.now
    assert (found.then, found.now) == (values[0], values[3])
    assert found.changed == (len(set(values)) > 1)


@pytest.mark.parametrize("count", [0, 3, 5])
def test_other_points_are_no_change(count):
    with pytest.raises(ValueError):
        delta([Decimal(1)] * count)
