"""Facts on file as entries of a time line: what they say, and what to know about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from calc.stages import LADDERS, period
from dashboards.rules import VALUE_WORDS, issues
from plan.models import Ruling
from projects.models import Progress, Project
from projects.queries import Conflict
from projects.rules import EVENT_WORDS, SEARCHED, counts
from ui.facts import Fact
from ui.format import cdate, num, yi


@dataclass(frozen=True)
class Dispute:
    """A disagreement as it is shown; ``href`` is the way to rule, blank for who may not."""

    subject: str
    sides: list[Fact]
    ruling: str
    href: str


@dataclass(frozen=True)
class Shelf:
    """All facts known about one project, with what follows from reading them together."""

    project: Project
    rows: Sequence[Progress]
    ruled: Mapping[str, Ruling]
    used: Collection[str] = ()

    @property
    def corrected(self) -> dict[str, Progress]:
        """Key of a corrected fact -> the fact that replaces it."""
        return {row.corrects: row for row in self.rows if row.corrects}

    @property
    def corrections(self) -> list[tuple[Progress | None, Progress]]:
        """What was corrected and by what; None where the old fact is not known at the moment."""
        by_key = {row.key: row for row in self.rows}
        return [(by_key.get(row.corrects), row) for row in self.rows if row.corrects]

    def conflicts(self) -> list[Conflict]:
        """The disagreements between the facts, each with its ruling."""
        groups: dict[str, list[Progress]] = defaultdict(list)
        for row in self.rows:
            if row.conflict_group:
                groups[row.conflict_group].append(row)
        return [
            Conflict(group, tuple(rows), self.ruled.get(group))
            for group, rows in sorted(groups.items())
            if len(rows) > 1
        ]

    def about_item(self, *, until: date | None = None, after: date | None = None) -> list[Progress]:
        """The facts about the item itself that speak of the days up to, or after, a day."""
        own = [row for row in self.rows if row.relation == "item" and row.event != SEARCHED]
        if until is not None:
            own = [row for row in own if _last_day(row) <= until]
        return [row for row in own if after is None or _last_day(row) > after]

    def searches(self) -> list[Progress]:
        """The searches that found nothing and were not corrected, oldest first."""
        replaced = self.corrected
        return [row for row in self.rows if row.event == SEARCHED and row.key not in replaced]

    def related(self) -> list[Progress]:
        """What is known about replacements, neighbours and background; it settles nothing."""
        return [row for row in self.rows if row.relation != "item"]

    def entry(self, row: Progress, *, href: str = "", chosen: bool = False) -> Fact:
        """A fact as an entry of a time line."""
        return Fact(
            event=EVENT_WORDS[row.event], day=row.day, precision=row.precision,
            basis=row.date_basis, part=row.part.name if row.part else row.part_said,
            summary=row.summary, source=row.source.title, publisher=row.source.publisher,
            published_on=row.published_on, published_precision=row.published_precision or "day",
            url=row.source.url, marks=self._marks(row),
            tone="strong" if row.key in self.used else "plain",
            note="；".join(self._notes(row)), key=row.key, href=href, action="提请更正",
            chosen=chosen,
        )  # fmt: skip

    def _marks(self, row: Progress) -> tuple[str, ...]:
        found = {
            "derived": row.status == "derived",
            "unverified": row.confidence == "low",
            "disputed": any(row in conflict.facts for conflict in self.conflicts()),
            "undated": row.published_on is None,
        }
        return tuple(code for code, applies in found.items() if applies)

    def _notes(self, row: Progress) -> Iterable[str]:
        yield from _amounts(row)
        yield from self._standing(row)
        same = [r.key for r in self.rows if r.event_group and r.event_group == row.event_group]
        if len(same) > 1:
            yield f"与{'、'.join(key for key in same if key != row.key)}为同一事件"
        yield from issues(row.known_issue)
        if row.note:
            yield row.note
        if row.origin == "report":
            yield f"{row.filed_by}填报，{row.approved_by}审核"

    def _standing(self, row: Progress) -> Iterable[str]:
        """Why a row does not count, or what it replaces."""
        newer = self.corrected.get(row.key)
        if newer is not None:
            yield f"已由{newer.key}更正，不再计入（理由：{newer.reason}）"
        elif (
            row.relation == "item"
            and row.event != SEARCHED
            and not counts(row.relation, row.event, row.date_basis, row.confidence, row.moves)
        ):
            yield "不据以判定阶段"
        if row.corrects:
            yield f"更正{row.corrects}（理由：{row.reason}）"
        ruling = self.ruled.get(row.conflict_group)
        if ruling is not None and ruling.chosen != row.key:
            yield f"经裁定采信{ruling.chosen}，本条列为另有说法"
        yield from self._bounds(row)
        if row.searched_in:
            yield f"查过：{row.searched_in}"

    def _bounds(self, row: Progress) -> Iterable[str]:
        ladder = LADDERS[self.project.ladder]
        low = f"不早于{ladder.word(ladder.rank(row.at_least))}" if row.at_least else ""
        high = f"不晚于{ladder.word(ladder.rank(row.at_most))}" if row.at_most else ""
        if row.event == "progress" and (low or high):
            yield f"据此阶段{'、'.join(word for word in (low, high) if word)}"


def _last_day(row: Progress) -> date:
    return period(row.day, row.precision)[1]


def _amounts(row: Progress) -> Iterable[str]:
    """Amounts and percentages with their meaning; money in 亿元."""
    if row.percent is not None and row.value_kind != "percent_done":
        yield f"形象进度{num(row.percent)}%"
    if row.value is not None:
        what = VALUE_WORDS.get(row.value_kind, row.value_kind)
        shown = yi(row.value) if row.unit == "万元" else f"{num(row.value)}{row.unit}"
        yield f"{what}{shown}"
    elif row.amount is not None:
        yield f"金额{yi(row.amount)}"


def said(ruling: Ruling) -> str:
    """A ruling in words: which side, why, by whom."""
    by = f"，{ruling.approved_by}" if ruling.approved_by else ""
    day = ruling.published_on or localdate(ruling.recorded_at)
    return f"采信{ruling.chosen}。理由：{ruling.reason}（{cdate(day)}{by}）"
