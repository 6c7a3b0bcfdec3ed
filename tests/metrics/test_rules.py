"""How figures are stored and compared."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from metrics.rules import MOST_FAILING, Outcome, by_knowledge, digest, isolate, stored

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


class TestIsolating:
    """Which of many subjects raise by themselves, found by trying halves."""

    NAMES = [f"p/{number:03}" for number in range(800)]

    def found(self, bad, names=None):
        tried = []

        def attempt(some):
            tried.append(list(some))
            return ValueError("x") if bad & set(some) else None

        names = self.NAMES if names is None else names
        return isolate(names, attempt, ValueError("all")), tried

    @pytest.mark.parametrize("count", [1, 2, 5, MOST_FAILING])
    def test_exactly_those_that_raise_are_named_and_all_others_computed(self, count):
        bad = set(self.NAMES[:: len(self.NAMES) // count][:count])
        alone, tried = self.found(bad)
        assert alone == dict.fromkeys(bad, "ValueError: x")
        computed = [name for some in tried if not bad & set(some) for name in some]
        assert sorted(computed) == sorted(set(self.NAMES) - bad)

    def test_one_costs_two_attempts_for_each_halving(self):
        _, tried = self.found({self.NAMES[123]})
        assert len(tried) <= 2 * 10
        assert sum(map(len, tried)) < 2 * len(self.NAMES) + 2 * 10

    def test_what_all_need_is_tried_a_few_times_and_raised(self):
        tried = []

        def attempt(some):
            tried.append(len(some))
            return ValueError("x")

        with pytest.raises(ValueError, match="all"):
            isolate(self.NAMES, attempt, ValueError("all"))
        assert len(tried) < 64
        assert sum(tried) <= 5 * len(self.NAMES)

    def test_few_subjects_that_all_raise_are_the_whole(self):
        with pytest.raises(ValueError, match="all"):
            self.found(set(self.NAMES[:3]), self.NAMES[:3])

    def test_a_single_subject_is_itself(self):
        assert self.found(set(), ["p/1"]) == ({"p/1": "ValueError: all"}, [])

    def test_without_subjects_the_fault_is_of_the_whole(self):
        with pytest.raises(ValueError, match="all"):
            self.found(set(), [])
