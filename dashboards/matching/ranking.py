"""How well an entry fits what was asked; the smaller the number, the better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.matching.asked import Word
from dashboards.matching.folding import fold
from dashboards.matching.references import Spot

EXACT, STARTS, ALIAS, CONTAINS, SAID = range(5)
SPELLED, NAMED, SPELLED_START, SPELLED_INSIDE, PLACED, CITED = range(5, 11)
SETTLED = 11

Rank = tuple[int, ...]
Fits = tuple[int | None, ...]


@dataclass(frozen=True, eq=False)
class Entry:
    """One thing that can be found.

    ``spelled`` holds its readings as plan.pinyin.keys writes them, ``said`` more text about
    it, ``places`` the codes of its places, ``spots`` where the plan speaks of it.  ``order``
    decides between equals.  ``settled`` says what would settle it: many share the same words,
    so that what is found by these alone comes last.
    """

    name: str
    item: Any = None
    code: str = ""
    aliases: Sequence[str] = ()
    spelled: str = ""
    said: Sequence[str] = ()
    places: frozenset[str] = frozenset()
    spots: tuple[Spot, ...] = ()
    order: tuple[Any, ...] = ()
    settled: str = ""


@dataclass(frozen=True)
class Term:
    """A word and what it stands for: other names of the places it names, and their codes."""

    word: Word
    names: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()


Scored = tuple[Entry, Fits]


def ranked(entries: Iterable[Entry], terms: Sequence[Term]) -> list[Entry]:
    """The entries that fit every term, best first."""
    return best(scored(entries, terms))


def scored(entries: Iterable[Entry], terms: Sequence[Term]) -> list[Scored]:
    """Every entry with how well it fits each term."""
    return [(entry, tuple(fit(entry, term) for term in terms)) for entry in entries]


def best(rows: Iterable[Scored]) -> list[Entry]:
    """Those that fit every term, best first: the worst of its fits speaks for an entry."""
    found = [(_rank(fits), entry) for entry, fits in rows if None not in fits]
    return [entry for _, entry in sorted(found, key=lambda pair: (pair[0], pair[1].order))]


def _rank(fits: Iterable[int | None]) -> Rank:
    return tuple(sorted((one for one in fits if one is not None), reverse=True))


def fit(entry: Entry, term: Term) -> int | None:
    """How well the entry fits one term, or None."""
    by_text = _by_text(entry, term.word.text)
    if by_text is not None:
        return by_text
    spelled = _by_reading(entry.spelled, term.word.reading) if term.word.reading else None
    if spelled != SPELLED and term.names and _is_named(entry, term.names):
        return NAMED
    how = spelled if spelled is not None else _by_place(entry, term)
    return how if how is not None else _by_criterion(entry, term.word.text)


def _by_text(entry: Entry, text: str) -> int | None:
    name = fold(entry.name)
    if text in (name, fold(entry.code)):
        return EXACT
    if name.startswith(text):
        return STARTS
    aliases = [fold(alias) for alias in entry.aliases]
    if any(alias.startswith(text) for alias in aliases):
        return ALIAS
    if text in name or any(text in alias for alias in aliases):
        return CONTAINS
    return SAID if any(text in fold(said) for said in entry.said) else None


def _by_reading(spelled: str, reading: re.Pattern[str]) -> int | None:
    """The best of the places where the word is read in the names of an entry."""
    return min(
        (_read_at(spelled, *found.span()) for found in reading.finditer(spelled)), default=None
    )


def _read_at(spelled: str, start: int, end: int) -> int:
    starts = spelled[:start][-1:] in ("", ",")
    ends = spelled[end:][:1] in ("", ",")
    return SPELLED if starts and ends else SPELLED_START if starts else SPELLED_INSIDE


def _is_named(entry: Entry, names: Sequence[str]) -> bool:
    own = [fold(name) for name in (entry.name, *entry.aliases)]
    return any(name in text for name in names for text in own)


def _by_place(entry: Entry, term: Term) -> int | None:
    if term.places & entry.places:
        return PLACED
    reference = term.word.reference
    cited = reference is not None and any(reference.covers(spot) for spot in entry.spots)
    return CITED if cited else None


def _by_criterion(entry: Entry, text: str) -> int | None:
    return SETTLED if entry.settled and text in fold(entry.settled) else None
