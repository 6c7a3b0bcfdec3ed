"""Places under all their names: what a word may mean by them, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboards.matching import Entry, Term, Word, fit, fold
from dashboards.matching.ranking import EXACT, SPELLED
from regions.models import Place
from ui.format import cdate

LEVELS = {level: place for place, level in enumerate(Place.Level.values)}
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Today:
    """A place as it is now, with the former places that were asked for."""

    place: Place
    former: tuple[Place, ...] = ()


class Atlas:
    """All places by code; one query."""

    def __init__(self) -> None:
        self.places = {place.code: place for place in Place.objects.all()}
        self.by_id = {place.pk: place for place in self.places.values()}

    @cached_property
    def entries(self) -> list[Entry]:
        """Every place as something that can be found; those in force come before old ones."""
        return [_entry(place) for place in self.places.values()]

    def term(self, word: Word) -> Term:
        """The word with all other names and codes of the places it names."""
        meant = [entry.item for entry in self.entries if _names(entry, word)]
        codes = {code for place in meant for code in self._line(place)}
        names = {
            fold(name)
            for code in codes
            for name in (self.places[code].name, *_others(self.places[code]))
        }
        return Term(
            word,
            tuple(sorted(name for name in names - {word.text} if len(name) >= SHORTEST_NAME)),
            frozenset(codes),
        )

    def _line(self, place: Place) -> set[str]:
        """Codes of the place, of all it came from and of all it went into."""
        codes = {place.code, self.today(place).code}
        while before := {
            one.code
            for one in self.places.values()
            if one.successor_code in codes and one.code not in codes
        }:
            codes |= before
        return codes

    def today(self, place: Place) -> Place:
        """What the place is now; itself while it is in force."""
        seen = {place.code}
        while place.successor_code in self.places and place.successor_code not in seen:
            place = self.places[place.successor_code]
            seen.add(place.code)
        return place

    def resolved(self, found: Iterable[Place]) -> list[Today]:
        """Found places as they are now, each once, at the place of its first finding."""
        former: dict[str, list[Place]] = {}
        for place in found:
            now = self.today(place)
            own = former.setdefault(now.code, [])
            if now.code != place.code:
                own.append(place)
        return [Today(self.places[code], tuple(rows)) for code, rows in former.items()]

    def above(self, place: Place) -> str:
        """The units a place lies in, from the province down: 吉林省长春市."""
        names = []
        while place.parent_id and (parent := self.by_id.get(place.parent_id)):
            names.append(parent.name)
            place = parent
        return "".join(reversed(names))

    def names(self, codes: Iterable[str]) -> str:
        """Names of the places with these codes."""
        return "、".join(self.places[code].name for code in codes if code in self.places)

    def became(self, old: Place) -> str:
        """What happened to a former place: its name or code, until when, and what it is now."""
        now = self.today(old)
        until = f"至{cdate(old.valid_to, old.valid_precision or 'day')}" if old.valid_to else ""
        if old.name == now.name:
            moved = self.above(old) != self.above(now)
            here = f"，属{self.above(now)}" if moved else ""
            return f"{old.code} {until}；现{now.code}{here}"
        return f"原{old.name}（{old.code}，{until}）"


def _entry(place: Place) -> Entry:
    return Entry(
        place.name, place, place.code, _others(place), place.readings,
        order=(bool(place.valid_to), place.level == "outside", LEVELS[place.level], place.code),
    )  # fmt: skip


def _others(place: Place) -> list[str]:
    return [name for name in (place.short_name, *place.aliases) if name]


def _names(entry: Entry, word: Word) -> bool:
    """Whether the word is a whole name, code or reading of the place, not just part of one."""
    how = fit(entry, Term(word))
    return how in (EXACT, SPELLED) or any(fold(name) == word.text for name in entry.aliases)
