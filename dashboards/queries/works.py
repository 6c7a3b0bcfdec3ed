"""Everything the page of one work shows, at the reader's moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.models import User
from calc.facts import merge
from calc.moments import Moment
from calc.stages import LADDERS, Ladder
from dashboards.queries.facts import Dispute, Shelf, said
from dashboards.queries.filings import Desk, desk
from dashboards.queries.passages import Surroundings, surroundings
from dashboards.queries.quality import filed_percents, last_filer, work_quality
from dashboards.queries.standpoints import Span, Standpoint, spans, standpoints
from dashboards.rules import FORMULA_WORDS
from metrics.models import Result
from metrics.queries import attempted
from plan.queries import informants, rulings, standing
from projects.compute.parts import PartStage, part_stages
from projects.models import Part, Progress, Project
from projects.queries import Conflict, areas, facts, percents, subject, to_facts
from projects.rules import (
    COMMITMENT_WORDS,
    EVENT_WORDS,
    LADDER_WORDS,
    RELATION_WORDS,
)
from regions.models import Place
from reporting.rules.quality import Assessment
from ui.facts import Fact

FIGURE_WORDS = {"stage": "阶段", "promise": "承诺评价", "late": "逾期后完成"}


@dataclass(frozen=True)
class PartLine:
    """A declared part and its stage on the chosen day; None where it cannot be computed."""

    part: Part
    stage: PartStage | None


@dataclass(frozen=True)
class WorkPage:
    """One work with all that is known of it at a moment."""

    project: Project
    moment: Moment
    areas: str
    standpoints: list[Standpoint]
    shelf: Shelf
    hidden: int
    spans: list[Span]
    parts: list[PartLine]
    offices: str
    desk: Desk
    clause: Surroundings

    @property
    def subject(self) -> str:
        """The name under which its Results are kept."""
        return subject(self.project)

    @property
    def chosen(self) -> Standpoint:
        """The standpoint of the chosen day."""
        return next(s for s in self.standpoints if s.day == self.moment.as_of)

    @property
    def steps(self) -> list[str]:
        """The words of the ladder."""
        return [word for _, word in LADDERS[self.project.ladder].stages]

    @property
    def before(self) -> list[Fact]:
        """Facts about the work up to the chosen day, as entries of a time line."""
        return self._entries(self.shelf.about_item(until=self.moment.as_of))

    @property
    def after(self) -> list[Fact]:
        """Facts about the work that speak of later days."""
        return self._entries(self.shelf.about_item(after=self.moment.as_of))

    @property
    def searches(self) -> list[Fact]:
        """The searches that found nothing, as entries of a time line."""
        return self._entries(self.shelf.searches())

    @property
    def related(self) -> list[tuple[str, list[Fact]]]:
        """What is known of replacements, neighbours and background, by relation."""
        rows = self.shelf.related()
        return [
            (word, self._entries(found))
            for code, word in RELATION_WORDS.items()
            if (found := [row for row in rows if row.relation == code])
        ]

    @property
    def conflicts(self) -> list[Dispute]:
        """Sources that disagree about the work, each with its ruling or the way to one."""
        return self._disputes(lambda one: any(row.relation == "item" for row in one.facts))

    @property
    def related_conflicts(self) -> list[Dispute]:
        """Sources that disagree about related matters."""
        return self._disputes(lambda one: all(row.relation != "item" for row in one.facts))

    def _disputes(self, fits: Callable[[Conflict], bool]) -> list[Dispute]:
        return [
            Dispute(
                subject=_disputed(one),
                sides=[self.shelf.entry(row, chosen=_is_chosen(one, row)) for row in one.facts],
                ruling=said(one.ruling) if one.ruling else "",
                href=self.desk.ruling(one.group),
            )
            for one in self.shelf.conflicts()
            if fits(one)
        ]

    def _entries(self, rows: Sequence[Progress]) -> list[Fact]:
        replaced = self.shelf.corrected
        return [
            self.shelf.entry(row, href="" if row.key in replaced else self.desk.correction(row.key))
            for row in rows
        ]

    @cached_property
    def quality(self) -> Assessment | None:
        """Unusual patterns in what is on file; None where nothing is."""
        rows = standing(self.shelf.rows, dict(self.shelf.ruled))
        office = last_filer(rows)
        filed = filed_percents(office, percents(self.project.plan, self.moment)) if office else []
        return work_quality(
            rows, self.shelf.ruled, self.moment.as_of, settled=self.chosen.settled, office=filed
        )

    @property
    def has_facts(self) -> bool:
        """Whether anything is on file about the work itself."""
        return bool(self.shelf.about_item())

    @property
    def hidden_words(self) -> str:
        """What the chosen knowledge leaves out; blank where it leaves out nothing."""
        if not self.hidden:
            return ""
        late = "入库" if self.moment.basis == "system" else "公开，或发布时间不详"
        return f"另有{self.hidden}条事实在知悉日以后才{late}，未计。"

    @property
    def reading(self) -> list[tuple[str, str]]:
        """How the clause is read: what is promised, what would settle it, other names."""
        project, ladder = self.project, LADDERS[self.project.ladder]
        # Where nothing is on file the top of the page says this.
        settle = [("可能知情", self.offices or "—")]
        settle = settle if self.has_facts else []
        return [
            ("规划用语", "、".join(w for w in (project.verb, project.verb_strict) if w)),
            ("阶段序列", f"{LADDER_WORDS[project.ladder]}：{' → '.join(self.steps)}"),
            ("宽口径", _promise(project.commitment, ladder, project.required)),
            ("严口径", _promise(project.commitment_strict, ladder, project.required_strict)),
            ("别称", "、".join(project.aliases) or "—"),
            *([("规划点名的单位", "、".join(project.named_units))] if project.named_units else []),
            ("代码", project.code),
            *settle,
        ]

    @property
    def methods(self) -> list[tuple[Result, str, str]]:
        """The figures of the chosen day with their name and their method in words."""
        figures = self.chosen.figures
        return [
            (figures[name], word, FORMULA_WORDS.get(figures[name].formula, ""))
            for name, word in FIGURE_WORDS.items()
            if name in figures
        ]


def work_page(project: Project, moment: Moment, user: User) -> WorkPage:
    """Read one work for one reader; ``project`` as ``projects.queries.find`` gives it."""
    plan = project.plan
    rows = facts(project, moment)
    ruled = rulings(plan, moment)
    told = standing(rows, ruled)
    events = attempted(lambda: merge(to_facts(project.ladder, told)), project.code) or ()
    points = standpoints(project, moment, events)
    used = next(p for p in points if p.day == moment.as_of).stage.inputs
    return WorkPage(
        project=project,
        moment=moment,
        areas=areas(project, _provinces(project)),
        standpoints=points,
        shelf=Shelf(project, rows, ruled, used),
        hidden=_hidden(project, moment, rows),
        spans=spans(project) if moment.is_default else [],
        parts=_parts(project, told, moment.as_of),
        offices=informants(plan).get(project.category, ""),
        desk=desk(user, project, "project", subject(project)),
        clause=surroundings(project),
    )


def _promise(commitment: str, ladder: Ladder, required: str) -> str:
    return f"{COMMITMENT_WORDS[commitment]}，应达“{ladder.word(ladder.rank(required))}”"


def _disputed(conflict: Conflict) -> str:
    """What the disagreement is about, in one word."""
    events = {row.event for row in conflict.facts}
    return EVENT_WORDS[events.pop()] if len(events) == 1 else "进展"


def _is_chosen(conflict: Conflict, row: Progress) -> bool:
    return conflict.ruling is not None and conflict.ruling.chosen == row.key


def _parts(project: Project, rows: Sequence[Progress], as_of: date) -> list[PartLine]:
    """The stage of each part, None throughout where they cannot be computed."""
    parts = list(project.parts.all())
    codes, ladder = [part.code for part in parts], LADDERS[project.ladder]
    known = attempted(
        lambda: part_stages(to_facts(project.ladder, rows), ladder, codes, as_of), project.code
    )
    if known is None:
        return [PartLine(part, None) for part in parts]
    return [PartLine(part, stage) for part, stage in zip(parts, known, strict=True)]


def _hidden(project: Project, moment: Moment, rows: Sequence[Progress]) -> int:
    """How many facts the chosen knowledge leaves out."""
    if moment.known_at is None:
        return 0
    return Progress.objects.filter(project=project).count() - len(rows)


def _provinces(project: Project) -> dict[str, str]:
    rows = Place.objects.filter(code__in=project.provinces)
    return dict(rows.values_list("code", "name"))
