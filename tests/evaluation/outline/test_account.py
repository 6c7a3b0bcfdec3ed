"""An account that contradicts itself is refused before anything is printed."""

from decimal import Decimal

import pytest

from evaluation.outline import OutlineError, Reading, Tally


def test_the_counts_of_a_tally_must_add_up():
    assert Tally(8, 2, 1, 3, 2, adjusted=1, unrated=1).rated == 6
    with pytest.raises(OutlineError, match="前后不一致"):
        Tally(9, 2, 1, 3, 2, adjusted=1, unrated=1)


@pytest.mark.parametrize("no_data", [-1, 4])
def test_items_without_data_are_a_part_of_the_undetermined(no_data):
    with pytest.raises(OutlineError, match="前后不一致"):
        Tally(6, 2, 1, 3, no_data)


def test_a_reading_knows_its_denominator():
    assert Reading(Decimal("37.5"), Decimal("87.5"), 3, 1, 4, 2).rated == 8
