"""What somebody may have meant whose word is found nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards.matching.folding import fold

ALIKE = 0.4


def nearest(typed: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """The names most alike by pairs of neighbouring characters (Dice), best first.

    Between equally alike names the shorter comes first, then the earlier one.
    """
    wanted = _pairs(fold(typed))
    scored = [(_alike(wanted, _pairs(fold(name))), name) for name in dict.fromkeys(names)]
    likely = [(score, name) for score, name in scored if score >= ALIKE]
    likely.sort(key=lambda pair: (-pair[0], len(pair[1])))
    return [name for _, name in likely[:limit]]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0
