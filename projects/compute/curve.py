"""The courses of all promises over the days, for reading; no Result is kept of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from calc.curve import Course, Curve, course, curve, month_ends, states
from calc.moments import Moment
from calc.stages import LADDERS
from calc.turnbull import Span
from metrics.queries import guarded
from plan.models import Plan
from projects.models import Project
from projects.queries import Dossier, dossiers
from projects.rules import RATED_JUDGEMENTS

Reading = Literal["lenient", "strict"]
# Of one that cannot be computed nothing is known on any day; that is not 暂无资料.
UNKNOWN = Course((date.min,), ("undetermined",), no_data=False, span=Span())


@dataclass(frozen=True)
class Promised:
    """One item that counts in a rate, and its verdicts over all days by both readings.

    ``failed``: they could not be computed, and are 不能确定 throughout.
    """

    project: Project
    lenient: Course
    strict: Course
    failed: bool = False

    def by(self, reading: Reading) -> Course:
        """The course by one reading."""
        return self.lenient if reading == "lenient" else self.strict


@dataclass(frozen=True)
class Group:
    """Which items a curve counts: one ledger, and of it maybe one commitment or one field."""

    kind: str = "works"
    commitment: str = ""
    category: str = ""

    def of(self, items: Iterable[Promised]) -> list[Promised]:
        """Those that belong to it; items are grouped as in the accounts."""
        return [item for item in items if self._has(item.project)]

    def _has(self, project: Project) -> bool:
        return (
            project.kind == self.kind
            and self.commitment in ("", project.commitment)
            and self.category in ("", project.category)
        )


def promised(plan: Plan, moment: Moment) -> list[Promised]:
    """All items of both ledgers that enter a rate, in the plan's order.

    Read with the knowledge of the moment; its as_of plays no part.  Four queries
    while nothing fails; an item that does costs only itself.
    """

    def made(codes: Collection[str] | None) -> Iterator[Promised]:
        rows = dossiers(plan, moment, codes)
        return (_promised(row) for row in rows if row.project.judgement in RATED_JUDGEMENTS)

    every = Project.objects.filter(plan=plan).select_related("plan")
    found, failing = guarded(made, lambda: [project.code for project in every])
    if failing:
        rated = every.filter(code__in=failing, judgement__in=RATED_JUDGEMENTS)
        found += [Promised(project, UNKNOWN, UNKNOWN, failed=True) for project in rated]
        found.sort(key=lambda one: (one.project.order, one.project.code))
    return found


def _promised(dossier: Dossier) -> Promised:
    project, ladder = dossier.project, LADDERS[dossier.project.ladder]
    known = states(dossier.facts, ladder, dossier.parts)
    lenient, strict = (
        course(known, ladder.rank(needed), study=commitment == "study")
        for needed, commitment in (
            (project.required, project.commitment),
            (project.required_strict, project.commitment_strict),
        )
    )
    return Promised(project, lenient, strict)


def days_shown(plan: Plan, as_of: date, today: date) -> list[date]:
    """The month ends from the plan's first month on, and the last day looked at.

    Never beyond today: of later days nothing can be known.
    """
    return month_ends(plan.starts, min(as_of, today))


def curve_of(items: Iterable[Promised], reading: Reading, days: Iterable[date]) -> Curve:
    """The curve of some items by one reading."""
    return curve([item.by(reading) for item in items], days)
