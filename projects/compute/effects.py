"""What an approval would change, computed before it is given and without writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, Contradiction, check, describe
from plan.queries import known, rulings, standing
from projects.compute.stages import standing_of
from projects.models import Part, Progress, Project
from projects.queries import Dossier, to_facts
from projects.rules import RATED_JUDGEMENTS, VERDICT_WORDS, FactEntry


@dataclass(frozen=True)
class Effect:
    """Stage words and verdict codes before and after."""

    year: int
    before: str
    after: str
    verdict_before: str
    verdict_after: str
    rated: bool

    @property
    def changes(self) -> bool:
        """Whether anything a reader sees would move."""
        return (self.before, self.verdict_before) != (self.after, self.verdict_after)

    @property
    def sentence(self) -> str:
        """2020 账：部分投用 → 投用；可确认达到 +1，不能确定 −1."""
        if not self.changes:
            return f"{self.year} 账：{self.before}，不变"
        stage = f"{self.before} → {self.after}" if self.before != self.after else self.before
        return f"{self.year} 账：{stage}{self._counts()}"

    def _counts(self) -> str:
        if not self.rated or self.verdict_before == self.verdict_after:
            return ""
        gained, lost = VERDICT_WORDS[self.verdict_after], VERDICT_WORDS[self.verdict_before]
        return f"；{gained} +1，{lost} −1"


def effect(project: Project, entry: FactEntry, moment: Moment) -> Effect:
    """Effect of recording ``entry`` (a new fact, or a correction of one)."""
    rows = _rows(project, moment)
    return _compare(project, rows, [*rows, _unsaved(project, entry)], moment)


def effect_of_ruling(project: Project, conflict_group: str, chosen: str, moment: Moment) -> Effect:
    """Effect of believing ``chosen`` in a group of disagreeing sources."""
    rows = _rows(project, moment)
    others = [r for r in rows if r.conflict_group == conflict_group and r.key != chosen]
    kept = [row for row in rows if row not in others]
    return _compare(project, rows, kept, moment)


def contradiction(project: Project, entry: FactEntry) -> str:
    """Why ``entry`` cannot stand beside the facts on file; blank when it can."""
    rows = uncorrected([*_rows(project, Moment(PLAN_END)), _unsaved(project, entry)])
    parts = tuple(project.parts.values_list("code", flat=True))
    try:
        check(to_facts(project.ladder, rows), LADDERS[project.ladder], parts)
    except Contradiction as error:
        return str(error)
    return ""


def _rows(project: Project, moment: Moment) -> list[Progress]:
    found = known(Progress.objects.filter(project=project).select_related("part"), moment)
    return standing(found.order_by("key"), rulings(project.plan, moment))


def _unsaved(project: Project, entry: FactEntry) -> Progress:
    """The fact as it would be stored, never saved."""
    part = Part.objects.filter(project=project, code=entry.part).first() if entry.part else None
    return Progress(
        project=project, key="~new", part=part, part_said=entry.part_said, event=entry.event,
        relation=entry.relation, day=entry.day, precision=entry.precision,
        date_basis=entry.date_basis, at_least=entry.at_least, at_most=entry.at_most,
        moves=entry.moves, percent=entry.percent, confidence=entry.confidence,
        event_group=entry.event_group, conflict_group=entry.conflict_group,
        corrects=entry.corrects,
    )  # fmt: skip


def _compare(
    project: Project, before: Iterable[Progress], after: Iterable[Progress], moment: Moment
) -> Effect:
    parts = tuple(project.parts.values_list("code", flat=True))
    ladder = LADDERS[project.ladder]
    old = standing_of(Dossier(project, parts, to_facts(project.ladder, before)), moment)
    fresh = uncorrected(list(after))
    new = standing_of(Dossier(project, parts, to_facts(project.ladder, fresh)), moment)
    return Effect(
        moment.as_of.year, describe(old.known, ladder), describe(new.known, ladder),
        old.promise, new.promise, project.judgement in RATED_JUDGEMENTS,
    )  # fmt: skip


def uncorrected(rows: list[Progress]) -> list[Progress]:
    """Leave out the facts that others in the list correct."""
    corrected = {row.corrects for row in rows if row.corrects}
    return [row for row in rows if row.key not in corrected]
