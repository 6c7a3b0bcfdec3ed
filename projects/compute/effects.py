"""What an approval would change, computed before it is given and without writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, Contradiction, check, describe
from plan.models import Ruling
from plan.queries import rulings, standing
from projects.compute.stages import standing_of
from projects.models import Project
from projects.queries import Dossier, drafted, to_facts
from projects.queries.deciding import deciding
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
    new, ruled = drafted(project, entry), rulings(project.plan, moment)
    rows = deciding(project, moment, ruled, [new])
    after = standing([*rows, new], ruled)
    return _compare(project, standing(rows, ruled), after, moment)


def effect_of_ruling(project: Project, conflict_group: str, chosen: str, moment: Moment) -> Effect:
    """Effect of believing ``chosen`` in a group of disagreeing sources."""
    ruled = rulings(project.plan, moment)
    rows = deciding(project, moment, ruled)
    ruling = Ruling(plan=project.plan, conflict_group=conflict_group, chosen=chosen)
    after = standing(rows, ruled | {conflict_group: ruling})
    return _compare(project, standing(rows, ruled), after, moment)


def contradiction(project: Project, entry: FactEntry) -> str:
    """Why ``entry`` cannot stand beside the facts on file; blank when it can."""
    moment = Moment(PLAN_END)
    new, ruled = drafted(project, entry), rulings(project.plan, moment)
    rows = [*deciding(project, moment, ruled, [new]), new]
    facts = to_facts(project.ladder, standing(rows, ruled))
    try:
        check(facts, LADDERS[project.ladder], _parts(project))
    except Contradiction as error:
        return str(error)
    return ""


def _parts(project: Project) -> tuple[str, ...]:
    return tuple(project.parts.values_list("code", flat=True))


def _compare(
    project: Project, before: Iterable[Any], after: Iterable[Any], moment: Moment
) -> Effect:
    parts, ladder = _parts(project), LADDERS[project.ladder]
    old, new = (
        standing_of(Dossier(project, parts, to_facts(project.ladder, rows)), moment)
        for rows in (before, after)
    )
    return Effect(
        moment.as_of.year, describe(old.known, ladder), describe(new.known, ladder),
        old.promise, new.promise, project.judgement in RATED_JUDGEMENTS,
    )  # fmt: skip
