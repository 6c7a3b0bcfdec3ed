"""Stage, verdicts and late completion of each project at each moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from calc.moments import Moment
from calc.rates import late
from calc.stages import LADDERS, Interval, Verdict, describe, partial_word, verdict
from metrics.rules import Outcome, by_knowledge, stored
from plan.models import Plan
from projects.models import Project
from projects.queries import Dossier, dossiers, subject
from projects.queries.deciding import NO_PERCENTS, Decided, decided
from projects.rules import RATED_JUDGEMENTS

# 2: named as inputs are the deciding facts, no longer all that say the same as they do.
VERSION = 2


@dataclass(frozen=True)
class Standing:
    """What is known about one project on one day, and whether that keeps the promise."""

    known: Interval
    promise: Verdict
    promise_strict: Verdict


def stages(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """Results of kind ``project``: stage, promise, promise_strict and, after the plan, late.

    Each figure once for all the moments in a row at which it is the same.
    """
    for plan, codes in _by_plan(subjects).items():
        for knowledge, alike in by_knowledge(moments).items():
            days = sorted(alike)
            for dossier in decided(plan, knowledge, [day.as_of for day in days], codes):
                yield from outcomes(dossier, days)


def stages_of_all_facts(
    subjects: Collection[str] | None, moments: Collection[Moment]
) -> Iterator[Outcome]:
    """Version 1: from every fact on file, moment by moment, all that agree named as inputs."""
    for plan, codes in _by_plan(subjects).items():
        for knowledge, days in by_knowledge(moments).items():
            for dossier in dossiers(plan, knowledge, codes):
                for moment in days:
                    for one in outcomes(dossier, [moment]):
                        yield replace(one, version=1, until=None)


def standing_of(dossier: Dossier, moment: Moment) -> Standing:
    """Stage interval and both verdicts of a project at a moment.

    The percentage in it is that of the facts read one by one.
    """
    project, ladder = dossier.project, dossier.timeline.ladder
    known = dossier.timeline.at(moment.as_of)
    return Standing(
        known,
        verdict(known, ladder.rank(project.required), study=project.commitment == "study"),
        verdict(
            known, ladder.rank(project.required_strict), study=project.commitment_strict == "study"
        ),
    )


def outcomes(dossier: Dossier, days: Sequence[Moment]) -> Iterator[Outcome]:
    """All Results of one project at moments in order of their days."""
    ends = dossier.project.plan.ends

    def turn(moment: Moment) -> tuple[int, bool]:
        return dossier.timeline.turn(moment.as_of), moment.as_of > ends

    at_end: Standing | None = None
    for (_, ended), alike in groupby(days, key=turn):
        same = list(alike)
        if ended and at_end is None:
            at_end = standing_of(dossier, same[0].at(ends))
        yield from _between_turns(dossier, same, at_end)


def _between_turns(
    dossier: Dossier, days: Sequence[Moment], at_end: Standing | None
) -> Iterator[Outcome]:
    """The Results at moments between which nothing but a percentage changes.

    ``at_end`` is how it stood at the end of the plan; None before.
    """
    first, until = days[0], days[-1].as_of
    project = dossier.project
    now = standing_of(dossier, first)
    yield from _stages(dossier, now.known, days)
    if project.kind == Project.Kind.MEASURE and project.judgement not in RATED_JUDGEMENTS:
        return  # kept, conditional or a matter of direction: never said to be reached or missed
    for metric, word, needed in (
        ("promise", now.promise, project.required),
        ("promise_strict", now.promise_strict, project.required_strict),
    ):
        yield _figure(
            project, first, metric, "calc.stages.verdict", now.known.used, until=until,
            text=word, detail={"required": needed, "no_data": now.known.no_data},
        )  # fmt: skip
    if at_end is not None:
        yield _late(project, at_end, now.known, first, until)


def _stages(dossier: Dossier, known: Interval, days: Sequence[Moment]) -> Iterator[Outcome]:
    """The stage, again for each change of the percentage."""
    percents = dossier.percents if isinstance(dossier, Decided) else NO_PERCENTS
    for _, alike in groupby(days, key=lambda moment: percents.at(moment.as_of)):
        same = list(alike)
        exact = known
        if isinstance(dossier, Decided):
            exact = dossier.with_percent(known, same[0].as_of)
        yield _stage(dossier.project, exact, same[0], same[-1].as_of)


def _stage(project: Project, known: Interval, moment: Moment, until: date) -> Outcome:
    ladder = LADDERS[project.ladder]
    detail = {
        "at_least": ladder.key(known.at_least),
        "at_most": ladder.key(known.at_most),
        "outcome": known.outcome or "",
        "partial": partial_word(known, ladder),
        "derived": known.derived,
        "suspended": known.suspended,
        "no_data": known.no_data,
        "contradicts": known.contradicts,
        "percent": _percent(known),
        "words": describe(known, ladder),
    }
    return _figure(
        project, moment, "stage", "calc.stages.interval", known.used, until=until,
        low=stored(Decimal(known.at_least)), high=stored(Decimal(known.at_most)),
        text=ladder.key(known.at_least) if known.at_least == known.at_most else "",
        detail=detail,
    )  # fmt: skip


def _percent(known: Interval) -> list[float] | None:
    if known.percent_low is None or known.percent_high is None:
        return None
    return [known.percent_low, known.percent_high]


def _late(
    project: Project, at_end: Standing, now: Interval, moment: Moment, until: date
) -> Outcome:
    ladder = LADDERS[project.ladder]
    flags = {
        "late": late(at_end.promise, now, ladder.rank(project.required), ladder),
        "late_strict": late(
            at_end.promise_strict, now, ladder.rank(project.required_strict), ladder
        ),
    }
    text = "late" if flags["late"] else ""
    return _figure(
        project,
        moment,
        "late",
        "calc.rates.late",
        now.used,
        until=until,
        text=text,
        detail=dict(flags),
    )


def _figure(
    project: Project, moment: Moment, metric: str, formula: str, inputs: Collection[str],
    *, low: Decimal | None = None, high: Decimal | None = None, text: str = "",
    detail: dict[str, object], until: date,
) -> Outcome:  # fmt: skip
    return Outcome(
        moment, "project", subject(project), metric, formula, VERSION,
        low=low, high=high, text=text, detail=detail, inputs=tuple(sorted(inputs)),
        until=until,
    )  # fmt: skip


def _by_plan(subjects: Collection[str] | None) -> Mapping[Plan, set[str] | None]:
    plans = {plan.code: plan for plan in Plan.objects.all()}
    if subjects is None:
        return dict.fromkeys(plans.values())
    codes: dict[Plan, set[str]] = defaultdict(set)
    for name in subjects:
        plan_code, _, code = name.partition("/")
        if plan_code in plans:
            codes[plans[plan_code]].add(code)
    return codes
