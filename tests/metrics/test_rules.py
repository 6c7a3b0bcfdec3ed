"""How figures are stored and compared."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from metrics.rules import Outcome, by_knowledge, digest, stored

DAY = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None), (0.1, "0.100000"), (1 / 3, "0.333333"), (Decimal("0.0000005"), "0.000000"),
        (Decimal("0.0000015"), "0.000002"), (5, "5.000000"), (-0.25, "-0.250000"),
    ],
)  # fmt: skip
def test_numbers_are_rounded_to_their_stored_scale_half_to_even(given, kept):
    assert stored(given) == (Decimal(kept) if kept else None)
    assert str(stored(given)) == str(kept)


@pytest.mark.parametrize(
    "given", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")]
)
def test_what_is_no_number_is_refused(given):
    with pytest.raises(ValueError, match="never stored"):
        stored(given)


def test_a_figure_knows_its_place():
    one = Outcome(Moment(DAY), "project", "p/a", "stage", "f", 1)
    assert one.slot == ("2020-12-31", "project", "p/a", "stage")


def test_equal_rows_have_equal_digests_and_others_have_not():
    rows = [("a", Decimal("1.0"), {"b": 1, "a": [2]}), ("b", None, {})]
    assert digest(rows) == digest([("a", Decimal("1.0"), {"a": [2], "b": 1}), ("b", None, {})])
    assert digest(rows) != digest(reversed(rows))
    assert digest(rows) != digest([("a", Decimal("1.00"), {"b": 1, "a": [2]}), ("b", None, {})])
    assert digest([("a", "b")]) != digest([("ab", "")])


def test_moments_of_one_knowledge_share_one_reading():
    known = date(2021, 1, 1)
    days = [
        Moment(DAY),
        Moment(date(2019, 12, 31)),
        Moment(DAY, known),
        Moment(DAY, known, "system"),
    ]
    groups = by_knowledge(days)
    assert [len(group) for group in groups.values()] == [2, 1, 1]
    assert all(one.known_at == first.known_at and one.basis == first.basis
               for first, group in groups.items() for one in group)  # fmt: skip
