"""The point in time from which figures are read.

A fact carries three clocks: the day it speaks of, the day a source said it, and the
instant this system accepted it.  A :class:`Moment` fixes what a reader wants to know:
the state of ``as_of``, with the knowledge of ``known_at``, counted by ``basis``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Basis = Literal["public", "system"]

BASIS_WORDS: dict[str, str] = {"public": "公开口径", "system": "系统口径"}
# What may lie between two moments, in the order in which it is told.
STEP_WORDS: dict[str, str] = {"learned": "补充认识", "revised": "修正", "moved": "实际进展"}
PLAN_END = date(2020, 12, 31)
FIRST_QUARTER = date(2016, 3, 31)
EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)

_FULL_WIDTH = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\Z")


class MomentError(ValueError):
    """A moment that cannot be read; ``field`` names the culprit, ``str()`` the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, order=True)
class Moment:
    """State of ``as_of`` (end of that day, Asia/Shanghai) as known on ``known_at``.

    ``known_at`` is None for all knowledge.  ``basis`` *public* takes facts published by
    ``known_at`` from the archive as it stands; *system* takes facts recorded by then and
    therefore never changes for a day in the past.
    """

    as_of: date
    known_at: date | None = None
    basis: Basis = "public"

    @property
    def is_default(self) -> bool:
        """True when all knowledge counts, whatever its clock."""
        return self.known_at is None and self.basis == "public"

    @property
    def key(self) -> str:
        """Stable text form, the name under which Results are kept."""
        if self.is_default:
            return self.as_of.isoformat()
        known = self.known_at.isoformat() if self.known_at else "now"
        return f"{self.as_of.isoformat()}~{self.basis}~{known}"

    def at(self, as_of: date) -> Moment:
        """The same knowledge, looking at another day."""
        return Moment(as_of, self.known_at, self.basis)


def parse_date(text: str, field: str, label: str) -> date:
    """Read one date as people type it (2020-12-31, 2020年12月31日, full-width digits).

    Raises :class:`MomentError` with a Chinese reason naming ``label``.
    """
    match = _DATE.match(text.strip().translate(_FULL_WIDTH))
    if match is None:
        raise MomentError(field, f"{label}“{text}”不是日期，请按 2020-12-31 的样式填写。")
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        raise MomentError(field, f"{label}“{text}”不存在，请核对年月日。") from None
    if not EARLIEST <= day <= LATEST:
        raise MomentError(field, f"{label}应在 2000 年至 2099 年之间。")
    return day


def parse_moment(as_of: str, known_at: str, basis: str, *, default: date, today: date) -> Moment:
    """Build a moment from the three texts of a query; blank means the default.

    Raises :class:`MomentError` for an unreadable date, an unknown basis or knowledge from
    the future.
    """
    if basis not in ("", "public", "system"):
        raise MomentError("basis", f"口径“{basis}”不存在，请选择公开口径或系统口径。")
    day = parse_date(as_of, "as_of", "截至日") if as_of.strip() else default
    known = parse_date(known_at, "known_at", "知悉日") if known_at.strip() else None
    if known is not None and known > today:
        raise MomentError("known_at", "知悉日不能晚于今天。")
    return Moment(day, known, "system" if basis == "system" else "public")


def parse_versus(
    as_of: str, known_at: str, basis: str, *, now: Moment, today: date
) -> Moment | None:
    """The moment that ``now`` is held against, from the three texts of a query.

    A blank part is that of ``now``; ``known_at`` may be ``all`` for all knowledge.  None when
    nothing was asked.  Raises :class:`MomentError` for what cannot be read, and for the same
    moment, which leaves nothing to compare.
    """
    if not (as_of.strip() or known_at.strip() or basis):
        return None
    if basis not in ("", "public", "system"):
        raise MomentError("versus_basis", f"对照的口径“{basis}”不存在，请选择公开口径或系统口径。")
    day = parse_date(as_of, "versus", "对照的截至日") if as_of.strip() else now.as_of
    known = now.known_at
    if known_at.strip():
        said = known_at.strip()
        known = None if said == "all" else parse_date(said, "versus_known_at", "对照的知悉日")
    if known is not None and known > today:
        raise MomentError("versus_known_at", "对照的知悉日不能晚于今天。")
    word: Basis = now.basis if not basis else "system" if basis == "system" else "public"
    found = Moment(day, known, word)
    if found == now:
        raise MomentError("versus", "对照的时点与所选时点相同，没有可比的。")
    return found


def quarter_ends(first: date, last: date) -> Iterator[date]:
    """Quarter ends from ``first`` (itself a quarter end) up to ``last``."""
    day = first
    while day <= last:
        yield day
        following = day + timedelta(days=1)
        month = following.month + 3
        year = following.year + (month - 1) // 12
        day = date(year, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def quarter_before(day: date) -> date:
    """The last quarter end before ``day``: the end of the period before."""
    first_of_quarter = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first_of_quarter - timedelta(days=1)


def kept_moments(today: date) -> tuple[Moment, ...]:
    """The moments whose Results are kept ready: quarter ends from 2016, 2020-12-31, today."""
    days = {*quarter_ends(FIRST_QUARTER, today), PLAN_END, today}
    return tuple(Moment(day) for day in sorted(days))
