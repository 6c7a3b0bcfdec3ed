"""Stage, verdicts and late completion of each project at each moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from calc.moments import Moment
from calc.rates import late
from calc.stages import LADDERS, Interval, Verdict, cautious, describe, partial_word, verdict
from metrics.rules import Outcome, by_knowledge, stored
from plan.models import Plan
from projects.models import Project
from projects.queries import Dossier, dossiers, subject
from projects.rules import RATED_JUDGEMENTS

VERSION = 1


@dataclass(frozen=True)
class Standing:
    """What is known about one project on one day, and whether that keeps the promise."""

    known: Interval
    promise: Verdict
    promise_strict: Verdict


def stages(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """Results of kind ``project``: stage, promise, promise_strict and, after the plan, late."""
    for plan, codes in _by_plan(subjects).items():
        for knowledge, days in by_knowledge(moments).items():
            for dossier in dossiers(plan, knowledge, codes):
                for moment in days:
                    yield from outcomes(dossier, moment)


def standing_of(dossier: Dossier, moment: Moment) -> Standing:
    """Stage interval and both verdicts of a project at a moment."""
    project = dossier.project
    ladder = LADDERS[project.ladder]
    known = cautious(dossier.facts, ladder, dossier.parts, moment.as_of)
    return Standing(
        known,
        verdict(known, ladder.rank(project.required), study=project.commitment == "study"),
        verdict(
            known, ladder.rank(project.required_strict), study=project.commitment_strict == "study"
        ),
    )


def outcomes(dossier: Dossier, moment: Moment) -> Iterator[Outcome]:
    """All Results of one project at one moment."""
    project = dossier.project
    now = standing_of(dossier, moment)
    yield _stage(project, now.known, moment)
    if project.kind == Project.Kind.MEASURE and project.judgement not in RATED_JUDGEMENTS:
        return  # kept, conditional or a matter of direction: never said to be reached or missed
    for metric, word, needed in (
        ("promise", now.promise, project.required),
        ("promise_strict", now.promise_strict, project.required_strict),
    ):
        yield _figure(
            project, moment, metric, "calc.stages.verdict", now.known.used,
            text=word, detail={"required": needed, "no_data": now.known.no_data},
        )  # fmt: skip
    if moment.as_of > project.plan.ends:
        yield _late(dossier, now.known, moment)


def _stage(project: Project, known: Interval, moment: Moment) -> Outcome:
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
        project, moment, "stage", "calc.stages.interval", known.used,
        low=stored(Decimal(known.at_least)), high=stored(Decimal(known.at_most)),
        text=ladder.key(known.at_least) if known.at_least == known.at_most else "",
        detail=detail,
    )  # fmt: skip


def _percent(known: Interval) -> list[float] | None:
    if known.percent_low is None or known.percent_high is None:
        return None
    return [known.percent_low, known.percent_high]


def _late(dossier: Dossier, now: Interval, moment: Moment) -> Outcome:
    project = dossier.project
    ladder = LADDERS[project.ladder]
    at_end = standing_of(dossier, moment.at(project.plan.ends))
    flags = {
        "late": late(at_end.promise, now, ladder.rank(project.required), ladder),
        "late_strict": late(
            at_end.promise_strict, now, ladder.rank(project.required_strict), ladder
        ),
    }
    text = "late" if flags["late"] else ""
    return _figure(
        project, moment, "late", "calc.rates.late", now.used, text=text, detail=dict(flags)
    )


def _figure(
    project: Project, moment: Moment, metric: str, formula: str, inputs: Collection[str],
    *, low: Decimal | None = None, high: Decimal | None = None, text: str = "",
    detail: dict[str, object],
) -> Outcome:  # fmt: skip
    return Outcome(
        moment, "project", subject(project), metric, formula, VERSION,
        low=low, high=high, text=text, detail=detail, inputs=tuple(sorted(inputs)),
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
