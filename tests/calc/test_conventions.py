"""A figure under every convention, against the plain product of all choices."""

import random
from collections import Counter
from itertools import product

import pytest

from calc.conventions import Dimension, Item, alone, deciding, house, spread, total

READING = Dimension("reading", ("lenient", "strict"))
LOW = Dimension("low", ("out", "in"))


def item(key, table, *local):
    """An item that adds 1 to the place its table names for the members it looks at."""
    keys, places = table

    def tally(setting):
        at = places[tuple(setting[k] for k in keys)]
        return tuple(int(place == at) for place in range(2))

    return Item(key, tally, local)


def plain(key, lenient, strict):
    return item(key, (("reading",), {("lenient",): lenient, ("strict",): strict}))


def torn(key, group, *places):
    """An item whose place is decided by who is believed."""
    members = ("both", "a", "b")
    return item(key, ((group,), {(m,): p for m, p in zip(members, places, strict=True)}), group)


def conflict(key):
    return Dimension(key, ("both", "a", "b"))


def every(items, shared, local):
    """Counts of all conventions by brute force, with the dimensions each departs in."""
    found = Counter()
    changed = {}
    dimensions = [*shared, *local]
    for members in product(*(d.members for d in dimensions)):
        setting = dict(zip((d.key for d in dimensions), members, strict=True))
        counts = total((one.tally(setting) for one in items), 2)
        found[counts] += 1
        apart = frozenset(d.key for d in dimensions if setting[d.key] != d.house)
        changed.setdefault(counts, set()).add(apart)
    return found, changed


def test_without_a_choice_there_is_one_convention():
    found = spread([plain("a", 0, 0)], [Dimension("reading", ("lenient",))], [], 2)
    assert (found.number, found.house, set(found.results)) == (1, (1, 0), {(1, 0)})
    assert deciding(found, lambda counts: counts) == ()


def test_an_item_that_turns_with_the_reading_is_named_as_what_decides():
    found = spread([plain("a", 0, 1), plain("b", 0, 0)], [READING, LOW], [], 2)
    assert found.number == 4
    assert {counts: ways.number for counts, ways in found.results.items()} == {(2, 0): 2, (1, 1): 2}
    assert deciding(found, lambda counts: counts[0]) == (frozenset({"reading"}),)
    assert deciding(found, sum) == ()


def test_a_disagreement_that_changes_no_item_is_not_multiplied():
    items = [torn("a", "x", 0, 0, 1), torn("b", "y", 0, 0, 0)]
    found = spread(items, [READING], [conflict("x"), conflict("y")], 2)
    assert [d.key for d in found.local] == ["x"]
    assert found.number == 2 * 3


def test_two_changes_that_only_together_turn_a_conclusion_are_named_together():
    items = [torn("a", "x", 0, 0, 1), torn("b", "y", 0, 0, 1)]
    found = spread(items, [], [conflict("x"), conflict("y")], 2)
    assert deciding(found, lambda counts: counts[0] >= 1) == (frozenset({"x", "y"}),)
    assert deciding(found, lambda counts: counts[0] >= 2) == (frozenset({"x"}), frozenset({"y"}))


def test_items_of_one_disagreement_are_decided_together():
    items = [torn("a", "x", 0, 0, 1), torn("b", "x", 0, 0, 1)]
    found = spread(items, [], [conflict("x")], 2)
    assert {counts: ways.number for counts, ways in found.results.items()} == {(2, 0): 2, (0, 2): 1}


def test_many_independent_disagreements_are_added_not_multiplied():
    """3 to the 40 conventions, and still exact."""
    items = [torn(f"i{n}", f"g{n}", 0, 0, 1) for n in range(40)]
    found = spread(items, [], [conflict(f"g{n}") for n in range(40)], 2)
    assert found.number == 3**40
    assert found.results[(40, 0)].number == 2**40
    assert found.results[(0, 40)].number == 1
    assert len(deciding(found, lambda counts: counts[0] == 40)) == 40


@pytest.mark.parametrize("round_", range(40))
def test_the_spread_is_what_the_product_of_all_choices_gives(round_):
    dice = random.Random(random.random())
    local = [conflict(key) for key in "xyz"]
    items = [plain(f"p{n}", dice.randrange(2), dice.randrange(2)) for n in range(4)]
    for n in range(4):
        keys = tuple(dice.sample("xyz", dice.randrange(1, 3)))
        asks = ("reading", *keys)
        members = product(("lenient", "strict"), *(("both", "a", "b") for _ in keys))
        places = {chosen: dice.randrange(3) for chosen in members}
        items.append(item(f"t{n}", (asks, places), *keys))
    found = spread(items, [READING, LOW], local, 2)
    numbers, changed = every(items, [READING, LOW], local)
    ignored = {d.key for d in local} - {d.key for d in found.local}
    assert {c: w.number * 3 ** len(ignored) for c, w in found.results.items()} == numbers
    for conclude in (lambda c: c[0], lambda c: c[1] >= 3, sum):
        apart = {s for c, sets in changed.items() if conclude(c) != conclude(found.house)
                 for s in sets}  # fmt: skip
        least = {s for s in apart if not any(o < s for o in apart)}
        named = set(deciding(found, conclude))
        assert {s for s in named if len(s) == 1} == {s for s in least if len(s) == 1}
        assert bool(named) == bool(least)
        assert named <= apart


def test_one_thing_at_a_time():
    both = [READING, conflict("x")]
    assert [(d.key, m) for d, m in alone(both)] == [
        ("reading", "strict"), ("x", "a"), ("x", "b"),
    ]  # fmt: skip
    assert house(both) == {"reading": "lenient", "x": "both"}
