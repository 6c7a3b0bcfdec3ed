"""The stage ladders, and what each kind of event proves on each of them.

A ladder is a row of stages from rank 0 upwards. The words are the ones on
screen; the keys are the ones in files and storage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Ladder:
    """Stages in order of rank.

    `any_part` holds the ranks which the whole has reached as soon as one of
    its parts has: preparation and construction are under way when they are
    under way anywhere. Every other rank needs all parts.
    `not_started_cap` is the highest rank of an item on which work has not
    begun.
    """

    name: str
    stages: tuple[tuple[str, str], ...]
    any_part: frozenset[int]
    not_started_cap: int

    @property
    def top(self) -> int:
        """The highest rank."""
        return len(self.stages) - 1

    def key(self, rank: int) -> str:
        """The stored key of a rank; IndexError outside the ladder."""
        return self._stage(rank)[0]

    def word(self, rank: int) -> str:
        """The Chinese word of a rank; IndexError outside the ladder."""
        return self._stage(rank)[1]

    def rank(self, key: str) -> int:
        """The rank of a stored key; KeyError when the ladder has no such key."""
        for rank, (name, _) in enumerate(self.stages):
            if name == key:
                return rank
        raise KeyError(f"{key!r} is no stage of the ladder {self.name}")

    def whole(self, ranks: tuple[int, ...]) -> int:
        """The rank of a whole whose parts stand at `ranks` (at least one)."""
        lowest, highest = min(ranks), max(ranks)
        shared = max((r for r in self.any_part if r <= highest), default=0)
        return max(lowest, shared)

    def share(self, rank: int) -> int:
        """What one part at `rank` proves for the whole by itself."""
        return max((r for r in self.any_part if r <= rank), default=0)

    def _stage(self, rank: int) -> tuple[str, str]:
        if not 0 <= rank <= self.top:
            raise IndexError(f"rank {rank} is outside the ladder {self.name}")
        return self.stages[rank]


LADDERS: Mapping[str, Ladder] = MappingProxyType(
    {
        "works": Ladder(
            "works",
            (
                ("not_started", "未启动"),
                ("preparation", "前期"),
                ("approved", "批复"),
                ("under_construction", "在建"),
                ("completed", "建成"),
                ("in_use", "投用"),
            ),
            any_part=frozenset({1, 3}),
            not_started_cap=2,
        ),
        "zone": Ladder(
            "zone",
            (
                ("not_started", "未启动"),
                ("applied", "申报"),
                ("established", "批复设立"),
                ("developing", "建设"),
                ("accepted", "验收"),
                ("operating", "运行"),
            ),
            any_part=frozenset({1, 3}),
            not_started_cap=2,
        ),
        "pilot": Ladder(
            "pilot",
            (
                ("not_started", "未启动"),
                ("applied", "申报"),
                ("listed", "列入"),
                ("implementing", "实施"),
                ("evaluated", "验收（评估）"),
                ("named", "命名"),
            ),
            any_part=frozenset({1, 3}),
            not_started_cap=2,
        ),
        "measure": Ladder(
            "measure",
            (
                ("not_started", "未启动"),
                ("drafted", "制定方案"),
                ("implementing", "实施"),
                ("done", "完成"),
            ),
            any_part=frozenset({1, 2}),
            not_started_cap=1,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Effect:
    """`at_least` holds from the event on, `at_most` until the day before it."""

    at_least: int
    at_most: int


def _effects(**rows: tuple[int, int]) -> Mapping[str, Effect]:
    return MappingProxyType({name: Effect(*row) for name, row in rows.items()})


# The table of stage events. Only works know every event by its own word. On
# the other ladders an event proves no more than their own words allow: a zone
# whose building is finished is not yet accepted, and something that opens
# within a pilot does not make it evaluated or named.
EFFECTS: Mapping[str, Mapping[str, Effect]] = MappingProxyType(
    {
        "works": _effects(
            approved=(2, 1),
            feasibility_approved=(2, 1),
            construction_start=(3, 2),
            track_laid=(3, 3),
            trial_operation=(3, 3),
            completed=(4, 3),
            accepted=(4, 4),
            opened=(5, 4),
        ),
        "zone": _effects(
            approved=(2, 1),
            feasibility_approved=(2, 1),
            construction_start=(3, 2),
            track_laid=(3, 3),
            trial_operation=(3, 3),
            completed=(3, 3),
            accepted=(4, 4),
            opened=(5, 4),
        ),
        "pilot": _effects(
            approved=(2, 1),
            feasibility_approved=(2, 1),
            construction_start=(3, 2),
            track_laid=(3, 5),
            trial_operation=(3, 5),
            completed=(3, 5),
            accepted=(5, 4),
            opened=(3, 5),
        ),
        "measure": _effects(
            approved=(1, 1),
            feasibility_approved=(1, 1),
            construction_start=(2, 1),
            track_laid=(2, 3),
            trial_operation=(2, 2),
            completed=(3, 2),
            accepted=(3, 3),
            opened=(3, 2),
        ),
    }
)
