"""The facts behind a figure of a work: those that decide, those that do not, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from calc.ladders import EFFECTS
from calc.moments import Moment
from calc.stages import LADDERS, Fact, Ladder, merge
from indicators.models import Observation
from metrics.queries import attempted
from plan.models import Ruling
from plan.queries import known, rulings, standing
from projects.models import Progress, Project
from projects.queries import to_fact
from projects.rules import EVENT_WORDS, why_not
from ui.format import cdate, fact_date

STATES = ("progress", "not_started")
FAILED_EFFECT = "本项计算失败，已搁置，本条未能计入。"


@dataclass(frozen=True)
class Ground:
    """One fact with its document, who filed it, how far it is trusted, and what it does."""

    row: Progress | Observation
    when: str
    what: str
    said: str
    effect: str

    @property
    def filed(self) -> str:
        """Who filed and who approved it."""
        row = self.row
        if row.origin == "history":
            return "随历史资料装入，逐条附来源"
        if not row.filed_by:
            return "填报单位未记"
        return f"{row.filed_by}填报，{row.approved_by or '审核单位未记'}审核"

    @property
    def number(self) -> str:
        """The number of the document; blank where it has none."""
        return self.row.source.number

    @property
    def published(self) -> str:
        """When the source appeared, as precisely as that is known."""
        row = self.row
        if row.published_on is None:
            return "发布时间不详"
        return f"{cdate(row.published_on, row.published_precision or 'day')}发布"

    @property
    def derived(self) -> bool:
        """Whether it was inferred from later reports."""
        return self.row.status == "derived"


@dataclass(frozen=True)
class Grounds:
    """All facts on file about a work, by what they do at a moment."""

    deciding: list[Ground]
    idle: list[Ground]
    left_out: list[Ground]


def grounds(
    project: Project, moment: Moment, used: Sequence[str], *, failed: bool = False
) -> Grounds:
    """Sort every fact on file by what it does for the stage at a moment; four queries.

    Of a stage that ``failed`` to be computed none does anything.
    """
    rows = list(
        Progress.objects.filter(project=project)
        .select_related("source", "part")
        .order_by("day", "id")
    )
    visible = {row.pk for row in known(Progress.objects.filter(project=project), moment)}
    seen = [row for row in rows if row.pk in visible]
    ruled = rulings(project.plan, moment)
    alive = {row.key for row in standing(seen, ruled)}
    counted = [row for row in seen if row.key in alive]
    events = None
    if not failed:
        events = attempted(lambda: _events(project, counted), project.code)
    ladder = LADDERS[project.ladder]
    sorted_rows = Grounds([], [], [])
    for row in rows:
        why = hidden(row, moment) if row.pk not in visible else _out(row, alive, seen, ruled)
        why = why or why_not(row.relation, row.event, row.date_basis, row.confidence, row.moves)
        if why:
            sorted_rows.left_out.append(_ground(row, f"{why}。"))
        elif events is None:
            sorted_rows.left_out.append(_ground(row, FAILED_EFFECT))
        elif row.key in used:
            sorted_rows.deciding.append(_ground(row, proves(row, events[row.key], ladder)))
        else:
            sorted_rows.idle.append(_ground(row, _idle(events[row.key], moment.as_of)))
    return sorted_rows


def hidden(row: Progress | Observation, moment: Moment) -> str:
    """Why the chosen knowledge leaves a fact out."""
    if moment.basis == "system":
        return f"知悉日之后才入库（{cdate(localdate(row.recorded_at))}）"
    if row.published_on is None:
        return "发布时间不详，按知悉日回看时不计"
    return f"知悉日之后才公开（{cdate(row.published_on, row.published_precision or 'day')}）"


def replaced(
    row: Progress | Observation, seen: Sequence[Progress | Observation],
    ruled: Mapping[str, Ruling],
) -> str:  # fmt: skip
    """By which correction or ruling a fact lost its standing."""
    newer = next((other for other in seen if row.key in other.replaces), None)
    if newer is not None:
        return f"已由{newer.key}更正（理由：{newer.reason}）"
    ruling = ruled.get(row.conflict_group)
    chosen = ruling.chosen if ruling else "另一条"
    return f"裁定采信{chosen}，本条未采信，列为另有说法"


def proves(row: Progress, event: Fact, ladder: Ladder) -> str:
    """What the event of a fact proves: from which day at least, until which day at most."""
    if event.event in STATES:
        return _state(event, ladder)
    effect = EFFECTS[ladder.name].get(event.event)
    if effect is None:
        return f"自{cdate(event.latest)}起{EVENT_WORDS[row.event]}。"
    told = [f"自{cdate(event.latest)}起不早于“{ladder.word(effect.at_least)}”"]
    if event.earliest is not None and effect.at_most < ladder.top:
        told.append(f"{cdate(event.earliest)}以前不晚于“{ladder.word(effect.at_most)}”")
    return "；".join(told) + "。"


def _state(event: Fact, ladder: Ladder) -> str:
    most = ladder.not_started_cap if event.event == "not_started" else event.at_most
    told = []
    if event.at_least is not None:
        told.append(f"自{cdate(event.latest)}起不早于“{ladder.word(event.at_least)}”")
    if most is not None:
        told.append(f"{cdate(event.first_day)}及以前不晚于“{ladder.word(most)}”")
    return "；".join(told) + "。" if told else "没有写明阶段。"


def _events(project: Project, rows: Sequence[Progress]) -> dict[str, Fact]:
    """The event each fact belongs to, joined with what tells of the same."""
    merged = merge(to_fact(project.ladder, row) for row in rows)
    found = {key: event for event in merged for key in event.keys}
    return {row.key: found.get(row.key, to_fact(project.ladder, row)) for row in rows}


def _out(
    row: Progress, alive: set[str], seen: Sequence[Progress], ruled: Mapping[str, Ruling]
) -> str:
    return "" if row.key in alive else replaced(row, seen, ruled)


def _idle(event: Fact, as_of: date) -> str:
    if event.latest > as_of and (event.earliest is None or event.earliest <= as_of):
        return "截至日之后才能确认，又没有写明从何日起，对截至日的阶段没有约束。"
    if event.latest > as_of:
        return "说的是截至日之后的事，对截至日的约束不比所列依据更严。"
    return "与所列依据一致而不更严，没有改变阶段的任何一端。"


def _ground(row: Progress, effect: str) -> Ground:
    part = row.part.name if row.part else row.part_said
    what = f"{EVENT_WORDS[row.event]}（{part}）" if part else EVENT_WORDS[row.event]
    when = fact_date(row.day, row.precision, row.date_basis)
    return Ground(row, when, what, row.summary, effect)
