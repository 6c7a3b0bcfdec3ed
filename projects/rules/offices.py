"""Units by the names people write, with what is close to a name nobody knows.  No Django."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from projects.rules.typed import Unreadable

CLOSE = 0.6
MOST_SUGGESTED = 50  # looking for close names costs time; after so many the file is not ours


@dataclass(frozen=True)
class Office:
    """A unit as far as a table needs it; ``heir`` is the unit that carries on today.

    ``listed`` units come from the catalogue; others were made with somebody's account.
    """

    code: str
    name: str
    short_name: str = ""
    where: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    heir: str = ""
    listed: bool = True

    def in_force(self, day: date) -> bool:
        """Whether nothing known speaks against the unit on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


def plain(name: str) -> str:
    """A name as it is compared: one width, no blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


class Offices:
    """Finds units by name or short name."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self.by_code = {office.code: office for office in offices}
        self._by_name: dict[str, list[Office]] = defaultdict(list)
        self._by_short: dict[str, list[Office]] = defaultdict(list)
        self._unknown: dict[str, str] = {}
        for office in self.by_code.values():
            self._by_name[plain(office.name)].append(office)
            if office.short_name:
                self._by_short[plain(office.short_name)].append(office)

    def name(self, code: str) -> str:
        """The full name of a unit."""
        return self.by_code[code].name

    def find(self, name: str, day: date) -> Office:
        """The unit of that name; one in force on the day and one of the catalogue go first.

        Raises :class:`Unreadable` when there is none (with close names) or more than one.
        """
        wanted = plain(name)
        found = self._by_name.get(wanted) or self._by_short.get(wanted) or []
        found = [office for office in found if office.in_force(day)] or found
        found = [office for office in found if office.listed] or found
        if len(found) > 1:
            told = "、".join(f"{office.name}（{office.where or office.code}）" for office in found)
            raise Unreadable(f"“{name}”对应几个单位：{told}，请联系系统管理员核对单位名录。")
        if not found:
            raise Unreadable(self._nobody(name))
        return found[0]

    def _nobody(self, name: str) -> str:
        if name not in self._unknown:
            near = self._near(name) if len(self._unknown) < MOST_SUGGESTED else []
            hint = f"是否为{'、'.join(f'“{one}”' for one in near)}？" if near else ""
            self._unknown[name] = f"单位名录中没有“{name[:40]}”，{hint or '请写全称或规范简称。'}"
        return self._unknown[name]

    def _near(self, name: str) -> list[str]:
        known = {**self._by_short, **self._by_name}
        close = get_close_matches(plain(name)[:60], known, n=3, cutoff=CLOSE)
        return list(dict.fromkeys(known[one][0].name for one in close))
