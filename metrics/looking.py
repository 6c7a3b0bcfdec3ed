"""The moment a reader looks from: read from the address, with its results made ready.

Stands between actions and views: pages of every app use it in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from audit.queries import first_day
from calc.moments import PLAN_END, Moment, MomentError, parse_moment
from metrics.actions import ensure
from metrics.comparing import Versus, compare
from metrics.queries import Freshness, freshness
from ui.links import MOMENT_KEYS, replaced
from ui.templatetags.ui import reverse_or_blank

FRESHNESS = "dashboards:freshness"


@dataclass(frozen=True)
class Looking:
    """The chosen moment, what was wrong with the choice, and what a page shows of it."""

    moment: Moment
    error: str
    params: list[tuple[str, str]]
    fresh: Freshness
    versus: Versus | None = None

    @property
    def before(self) -> Moment | None:
        """The moment the chosen one is held against; None where nothing is compared."""
        return self.versus.moment if self.versus and not self.empty else None

    @property
    def empty(self) -> bool:
        """True when 系统口径 asks for a day before this system had any record."""
        if self.moment.basis != "system":
            return False
        start, known = first_day(), self.moment.known_at
        return start is None or (known is not None and known < start)

    def context(self, about: str = "") -> dict[str, Any]:
        """What base.html needs for the moment bar and the line of freshness.

        ``about`` is the one subject whose figures the page shows; blank means all of them.
        """
        fresh = self.fresh
        parked = [name for name in fresh.parked if about in ("", name)]
        failed = [name for name in fresh.failed if about in ("", name)]
        return {
            "moment": self.moment,
            "moment_error": self.error,
            "moment_note": self._note(),
            "moment_presets": self._presets(),
            "versus": self.versus.context(self.moment, self.params) if self.versus else None,
            "freshness": {
                "computing": fresh.pending or fresh.outdated or fresh.stale,
                "outdated": fresh.outdated,
                "at": _local(fresh.computed_at),
                "parked": len(parked),
                "failed": len(failed),
                "single": bool(about),
                "url": self._freshness_url(fresh.computed_at, about),
            },
        }

    def _freshness_url(self, computed_at: datetime | None, about: str) -> str:
        """Where the line of freshness is asked again; it knows what this page was made from."""
        url = reverse_or_blank(FRESHNESS)
        since = computed_at.isoformat() if computed_at else ""
        asked = [(key, value) for key, value in self.params if key in MOMENT_KEYS]
        asked.append(("as_of", self.moment.as_of.isoformat()))
        told = [("since", since), *([("about", about)] if about else [])]
        return f"{url}?{urlencode([*dict(asked).items(), *told])}" if url else ""

    def _note(self) -> str:
        if self.moment.basis == "system":
            start = first_day()
            since = f"本系统自{start.year}年{start.month}月{start.day}日起有记录" if start else ""
            return (since or "本系统尚无记录") + ("，此前不能回看。" if start else "。")
        if self.moment.known_at:
            return "只计知悉日以前已公开的资料，按现有档案重建；发布时间不详的资料不计。"
        return ""

    def _presets(self) -> list[tuple[str, str, bool]]:
        days = (("规划期末", PLAN_END), ("今天", timezone.localdate()))
        return [
            (word, replaced(self.params, "as_of", day.isoformat()), self.moment.as_of == day)
            for word, day in days
        ]


def look(request: HttpRequest, *, default: date | None = None, comparing: bool = False) -> Looking:
    """Read the moment of a request and have its results ready.

    A moment that cannot be read leaves the default, with the reason for the reader.  Pages that
    can show two moments side by side ask for ``comparing``.  What is ready now stays so until
    the page has been made, even if a fact changes in between; the page then says so.
    """
    first = default or PLAN_END
    today = timezone.localdate()
    query = request.GET
    error = ""
    try:
        moment = parse_moment(
            query.get("as_of", ""), query.get("known_at", ""), query.get("basis", ""),
            default=first, today=today,
        )  # fmt: skip
    except MomentError as fault:
        moment, error = Moment(first), f"{fault}下列各数仍按默认时点显示。"
    fresh = freshness(moment)
    if fresh.computed_at is None or fresh.outdated or fresh.stale:
        ensure(moment)
        fresh = freshness(moment)
    pairs = [(key, value) for key, values in query.lists() for value in values[-1:]]
    versus = compare(dict(pairs), moment, today) if comparing else None
    return Looking(moment, error, pairs, fresh, versus)


def _local(at: datetime | None) -> datetime | None:
    return timezone.localtime(at) if at else None
