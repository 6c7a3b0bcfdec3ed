"""The second moment of a page: what the chosen one is held against.

Read from the address like the first; a word of ``VERSUS_WORDS`` stands for a whole moment, so
that a link to it stays true when a day has passed or another report was made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from audit.queries import first_day
from calc.moments import PLAN_END, Moment, MomentError, parse_versus, quarter_before
from metrics.actions import ensure_all
from metrics.queries import between
from metrics.rules import VERSUS_WORDS, moment_words
from ui.format import cdate
from ui.links import VERSUS_KEYS, without

STAYS = "本页只显示所选时点。"
SAME = "“{}”就是所选时点，没有可比的。"


@dataclass(frozen=True)
class Versus:
    """The moment compared with, or why there is none; ``asked`` is what the address says."""

    moment: Moment | None
    error: str
    asked: tuple[str, str, str]

    def context(self, now: Moment, params: list[tuple[str, str]]) -> dict[str, Any]:
        """What the bar of comparison shows."""
        others = without(params, VERSUS_KEYS)
        return {
            "moment": self.moment,
            "words": moment_words(self.moment) if self.moment else "",
            "error": self.error,
            "asked": self.asked if self.asked[0] not in VERSUS_WORDS else ("", *self.asked[1:]),
            "open": bool(any(self.asked)),
            "presets": [
                (word, f"?{others}&versus={code}" if others else f"?versus={code}",
                 self.asked == (code, "", ""))
                for code, word in VERSUS_WORDS.items()
                if preset_differs(code, now)
            ],
            "stop": f"?{others}" if others else "?",
        }  # fmt: skip


def compare(query: Mapping[str, str], now: Moment, today: date) -> Versus:
    """Read the second moment and have the Results between the two ready.

    What cannot be read, or has no record, leaves the page as it is, with the reason.
    """
    asked = tuple(query.get(key, "") for key in VERSUS_KEYS)
    day, known, basis = asked
    try:
        found = (
            _preset(day, now, today) if day in VERSUS_WORDS
            else parse_versus(day, known, basis, now=now, today=today)
        )  # fmt: skip
        if found is not None:
            _check_recorded(found)
    except MomentError as fault:
        return Versus(None, f"{fault}{STAYS}", (day, known, basis))
    if found:
        ensure_all(set(between(found, now)) - {now})
    return Versus(found, "", (day, known, basis))


def preset_differs(code: str, now: Moment) -> bool:
    """Whether a preset can be another moment than the one looked at."""
    return code != "plan_end" or now.as_of != PLAN_END


def _preset(code: str, now: Moment, today: date) -> Moment:
    """The moment a word stands for; MomentError where there is none."""
    made: dict[str, Callable[[], Moment]] = {
        "plan_end": lambda: now.at(PLAN_END),
        "plan_end_then": lambda: Moment(PLAN_END, PLAN_END, "public"),
        "quarter": lambda: now.at(quarter_before(now.as_of)),
        "report": _report,
        "yesterday": lambda: Moment(now.as_of, today - timedelta(days=1), "system"),
    }
    found = made[code]()
    if found == now:
        raise MomentError("versus", SAME.format(VERSUS_WORDS[code]))
    return found


def _report() -> Moment:
    found: Moment | None = import_string(settings.METRICS_LAST_REPORT)()
    if found is None:
        raise MomentError("versus", "还没有出具过评估报告，不能以它为对照。")
    return found


def _check_recorded(found: Moment) -> None:
    """Before its first record the system's own basis has nothing to compare with."""
    if found.basis != "system":
        return
    start = first_day()
    if start is None:
        raise MomentError("versus", "本系统尚无记录，不能按系统口径对照。")
    if found.known_at is not None and found.known_at < start:
        since = f"本系统自{cdate(start)}起有记录"
        raise MomentError("versus", f"{since}，不能与{cdate(found.known_at)}的系统口径对照。")
