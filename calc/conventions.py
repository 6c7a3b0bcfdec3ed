"""One figure under every admissible convention.

A convention takes one member of each dimension; the first member is the house's own. Shared
dimensions (how a promise is read, which facts count) bear on every item, a local one (sources
that disagree) on the few items it touches. A figure is a sum over items, so groups of
disagreeing sources that touch different items are independent: their results are added one
after the other and never multiplied out, and a group that changes no item is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

Counts = tuple[int, ...]
Setting = Mapping[str, str]
Changed = frozenset[str]

# Of conventions that depart from the house's in two or more dimensions at once, so many of
# the smallest sets are told apart; single dimensions are always all told.
MOST_SETS = 8


@dataclass(frozen=True)
class Dimension:
    """One question on which reasonable readers differ; the first member is the house's."""

    key: str
    members: tuple[str, ...]

    @property
    def house(self) -> str:
        """The member the house takes."""
        return self.members[0]


@dataclass(frozen=True)
class Item:
    """One item of a figure: what it adds to the counts under a setting of all dimensions.

    ``local`` names the local dimensions its tally looks at.
    """

    key: str
    tally: Callable[[Setting], Counts]
    local: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ways:
    """How many conventions give one result, and in what the nearest depart from the house's.

    ``changed`` holds the smallest sets of dimensions; the empty set is the house's convention.
    """

    number: int
    changed: tuple[Changed, ...]

    def __or__(self, other: Ways) -> Ways:
        return Ways(self.number + other.number, _smallest((*self.changed, *other.changed)))

    def __and__(self, other: Ways) -> Ways:
        sets = (one | two for one in self.changed for two in other.changed)
        return Ways(self.number * other.number, _smallest(sets))


Results = dict[Counts, Ways]


@dataclass(frozen=True)
class Line:
    """All results under one setting of the shared dimensions."""

    setting: dict[str, str]
    results: Results

    @property
    def number(self) -> int:
        """How many conventions there are under this setting."""
        return sum(ways.number for ways in self.results.values())


@dataclass(frozen=True)
class Spread:
    """A figure under all conventions; ``local`` holds only the dimensions that change it."""

    shared: tuple[Dimension, ...]
    local: tuple[Dimension, ...]
    house: Counts
    lines: tuple[Line, ...]

    @cached_property
    def results(self) -> Results:
        """Every result with the conventions that give it."""
        found: Results = {}
        for line in self.lines:
            for counts, ways in line.results.items():
                found[counts] = found[counts] | ways if counts in found else ways
        return found

    @property
    def number(self) -> int:
        """How many conventions there are."""
        return sum(line.number for line in self.lines)


def spread(
    items: Sequence[Item], shared: Sequence[Dimension], local: Sequence[Dimension], width: int
) -> Spread:
    """The figure made of ``items`` (each adds ``width`` counts) under all conventions."""
    plain = [item for item in items if not item.local]
    groups = [
        _Group(tuple(members), tuple(d for d in local if d.key in keys))
        for members, keys in _joined([item for item in items if item.local])
    ]
    settings = list(_settings(shared))
    touching = [_touching(group, settings) for group in groups]
    lines = []
    for setting in settings:
        base = total((item.tally(house(local) | setting) for item in plain), width)
        results = {base: Ways(1, (_changed(setting, shared),))}
        for group, dimensions in zip(groups, touching, strict=True):
            results = _added(results, _options(group, dimensions, setting, width))
        lines.append(Line(setting, results))
    own = total((item.tally(house([*shared, *local])) for item in items), width)
    return Spread(tuple(shared), tuple(d for ds in touching for d in ds), own, tuple(lines))


def deciding(found: Spread, conclude: Callable[[Counts], Hashable]) -> tuple[Changed, ...]:
    """What a conclusion depends on: the smallest changes that give another one.

    Empty when every convention leads to the house's conclusion. A set of one dimension
    changes it alone, a larger set only together.
    """
    stands = conclude(found.house)
    other = {
        changed
        for counts, ways in found.results.items()
        if conclude(counts) != stands
        for changed in ways.changed
    }
    return tuple(sorted((s for s in other if not any(o < s for o in other)), key=_order))


def alone(dimensions: Iterable[Dimension]) -> Iterator[tuple[Dimension, str]]:
    """Every dimension with every member the house does not take."""
    for dimension in dimensions:
        for member in dimension.members[1:]:
            yield dimension, member


def total(counts: Iterable[Counts], width: int) -> Counts:
    """Counts added place by place."""
    found = [0] * width
    for one in counts:
        for place, number in enumerate(one):
            found[place] += number
    return tuple(found)


@dataclass(frozen=True)
class _Group:
    """Items tied together by local dimensions they share."""

    items: tuple[Item, ...]
    local: tuple[Dimension, ...]


def _joined(items: Sequence[Item]) -> list[tuple[list[Item], set[str]]]:
    groups: list[tuple[list[Item], set[str]]] = []
    for item in items:
        mine = [group for group in groups if group[1] & set(item.local)]
        groups = [group for group in groups if group not in mine]
        members = [one for group in mine for one in group[0]]
        groups.append(([*members, item], set(item.local).union(*(group[1] for group in mine))))
    return groups


def _settings(dimensions: Sequence[Dimension]) -> Iterator[dict[str, str]]:
    for members in product(*(dimension.members for dimension in dimensions)):
        yield dict(zip((d.key for d in dimensions), members, strict=True))


def house(dimensions: Iterable[Dimension]) -> dict[str, str]:
    """The house's own choice on these dimensions."""
    return {dimension.key: dimension.house for dimension in dimensions}


def _changed(setting: Setting, dimensions: Iterable[Dimension]) -> Changed:
    return frozenset(d.key for d in dimensions if setting[d.key] != d.house)


def _touching(group: _Group, settings: Sequence[dict[str, str]]) -> tuple[Dimension, ...]:
    """The dimensions of a group that change an item under some setting of the others."""
    found: dict[str, Dimension] = {}
    for dimension in group.local:
        others = [d for d in group.local if d is not dimension]
        seen: dict[Hashable, set[tuple[Counts, ...]]] = defaultdict(set)
        for setting in settings:
            for rest in _settings(others):
                for member in dimension.members:
                    chosen = setting | rest | {dimension.key: member}
                    key = (*setting.values(), *rest.values())
                    seen[key].add(tuple(item.tally(chosen) for item in group.items))
        if any(len(tallies) > 1 for tallies in seen.values()):
            found[dimension.key] = dimension
    return tuple(found.values())


def _options(
    group: _Group, dimensions: Sequence[Dimension], setting: Setting, width: int
) -> Results:
    """What the group adds under each choice on its own dimensions."""
    found: Results = {}
    for chosen in _settings(dimensions):
        whole = house(group.local) | dict(setting) | chosen
        counts = total((item.tally(whole) for item in group.items), width)
        ways = Ways(1, (_changed(chosen, dimensions),))
        found[counts] = found[counts] | ways if counts in found else ways
    return found


def _added(results: Results, options: Results) -> Results:
    found: Results = {}
    for counts, ways in results.items():
        for more, choices in options.items():
            summed = tuple(a + b for a, b in zip(counts, more, strict=True))
            both = ways & choices
            found[summed] = found[summed] | both if summed in found else both
    return found


def _smallest(sets: Iterable[Changed]) -> tuple[Changed, ...]:
    ordered = sorted(set(sets), key=_order)
    least = [one for one in ordered if len(one) == len(ordered[0])]
    return tuple(least if len(ordered[0]) == 1 else least[:MOST_SETS])


def _order(changed: Changed) -> tuple[int, tuple[str, ...]]:
    return len(changed), tuple(sorted(changed))
