"""Where a work stands: on one day with its reasons, and from year end to year end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from calc.circumstances import percent
from calc.facts import Fact
from calc.moments import Moment
from calc.stages import LADDERS, Ladder
from dashboards.rules import Reading, reason
from metrics.actions import ensure
from metrics.models import Result
from metrics.queries import series
from metrics.rules import FAILED_WORDS
from projects.models import Project
from projects.queries import subject
from projects.rules import COMMITMENT_WORDS, RATED_JUDGEMENTS, percent_words, standings

LAST_DAY = (12, 31)


@dataclass(frozen=True)
class Reached:
    """One reading of the promise: what it asks, and the verdict with its reason."""

    word: str
    required: int
    standings: tuple[str, ...]
    reason: str

    @property
    def code(self) -> str:
        """The mark to show."""
        return self.standings[0]


@dataclass(frozen=True)
class Standpoint:
    """The work as it stands on one day: stage, verdict by both readings, what they rest on."""

    title: str
    day: date
    project: Project
    figures: Mapping[str, Result]
    percent: tuple[float | None, float | None]

    @property
    def ladder(self) -> Ladder:
        """The ladder of the work."""
        return LADDERS[self.project.ladder]

    @property
    def stage(self) -> Result:
        """Its stage as an interval."""
        return self.figures["stage"]

    @property
    def no_data(self) -> bool:
        """Not one fact counts."""
        return bool(self.stage.detail["no_data"])

    @property
    def low(self) -> int:
        """Rank that was surely reached."""
        return int(self.stage.low or 0)

    @property
    def high(self) -> int:
        """Rank that was surely not passed."""
        return int(self.stage.high or 0)

    @property
    def settled(self) -> bool:
        """Nothing more is to come: the top of the ladder, or an outcome outside it."""
        return self.low >= self.ladder.top or bool(self.stage.detail.get("outcome"))

    @property
    def percent_words(self) -> str:
        """Reported physical progress: one figure, or what is known of its ends; else blank."""
        return "" if self.stage.detail["contradicts"] else percent_words(*self.percent)

    @property
    def rated(self) -> bool:
        """Whether its kind of promise is ever settled."""
        return self.project.judgement in RATED_JUDGEMENTS

    @property
    def lenient(self) -> Reached:
        """The promise read by its leading verb."""
        return self._reached("promise", self.project.commitment, self.project.required, "late")

    @property
    def strict(self) -> Reached:
        """The promise read by the strongest result word of the clause."""
        project = self.project
        return self._reached(
            "promise_strict", project.commitment_strict, project.required_strict, "late_strict"
        )

    @property
    def required_word(self) -> str:
        """The stage the promise asks by the lenient reading."""
        return self.ladder.word(self.ladder.rank(self.project.required))

    @property
    def readings_agree(self) -> bool:
        """Whether both readings ask the same, so that one line says it all."""
        return self.project.required == self.project.required_strict and (
            self.lenient.standings == self.strict.standings
        )

    def _reached(self, metric: str, commitment: str, required: str, flag: str) -> Reached:
        verdict, late = self.figures[metric].text, self.figures.get("late")
        known = Reading(
            self.ladder, self.low, self.high, self.ladder.rank(required),
            self.no_data, self.stage.detail["outcome"],
        )  # fmt: skip
        codes = standings(
            self.project.judgement, verdict, no_data=self.no_data,
            late=bool(late and late.detail[flag]),
        )  # fmt: skip
        failed = self.stage.detail.get("failed")
        why = FAILED_WORDS if failed else reason(verdict, known)
        return Reached(COMMITMENT_WORDS[commitment], known.required, codes, why)


@dataclass(frozen=True)
class Span:
    """Year ends on which the same was known of the stage."""

    first: int
    last: int
    stage: Result

    @property
    def years(self) -> int:
        """How many year ends."""
        return self.last - self.first + 1

    @property
    def low(self) -> int:
        """Rank that was surely reached."""
        return int(self.stage.low or 0)

    @property
    def high(self) -> int:
        """Rank that was surely not passed."""
        return int(self.stage.high or 0)

    @property
    def label(self) -> str:
        """2016—2018年末."""
        return f"{self.first}年末" if self.years == 1 else f"{self.first}—{self.last}年末"


def standpoints(project: Project, moment: Moment, events: Sequence[Fact] = ()) -> list[Standpoint]:
    """The work at the end of the plan, today and on the chosen day, in order of the days.

    ``events`` are those of the work at the moment's knowledge, which report its percentages.
    """
    plan = project.plan
    days = {moment.as_of: "所选截至日"} | {timezone.localdate(): "今天", plan.ends: "规划期末"}
    moments = {moment.at(day).key: (day, title) for day, title in sorted(days.items())}
    for day in days:
        ensure(moment.at(day))
    figures: dict[str, dict[str, Result]] = {key: {} for key in moments}
    found = Result.objects.filter(
        moment__in=list(moments), subject_kind="project", subject=subject(project)
    )
    for row in found:
        figures[row.moment][row.metric] = row
    return [
        Standpoint(title, day, project, figures[key], percent(events, day))
        for key, (day, title) in moments.items()
    ]


def spans(project: Project) -> list[Span]:
    """The stage at each year end kept, equal neighbours joined."""
    found: list[Span] = []
    for row in series("project", subject(project), "stage"):
        if (row.as_of.month, row.as_of.day) != LAST_DAY:
            continue
        year, last = row.as_of.year, found[-1] if found else None
        if last is not None and _shown(last.stage) == _shown(row):
            found[-1] = Span(last.first, year, last.stage)
        else:
            found.append(Span(year, year, row))
    return found


def _shown(stage: Result) -> tuple[object, ...]:
    return (stage.detail["words"], stage.low, stage.high)
