"""Stage, verdicts and late completion of each project at each moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from calc.moments import Moment
from calc.rates import late
from calc.stages import LADDERS, Interval, Verdict, describe, partial_word, verdict
from metrics.rules import Outcome, by_knowledge, stored
from plan.models import Plan
from projects.models import Project
from projects.queries import Dossier, subject
from projects.queries.deciding import decided
from projects.rules import RATED_JUDGEMENTS

# 2: named as inputs are the deciding facts, no longer all that say the same as they do.
# 3: without the reported percentage, which is read from the facts.
VERSION = 3
RANKS = tuple(stored(Decimal(rank)) for rank in range(max(one.top for one in LADDERS.values()) + 1))


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
            for dossier in decided(plan, knowledge, codes):
                yield from outcomes(dossier, days)


def standing_of(dossier: Dossier, moment: Moment) -> Standing:
    """Stage interval and both verdicts of a project at a moment.

    Without the percentage, of which not every report is among the deciding facts.
    """
    project, ladder = dossier.project, dossier.timeline.ladder
    known = dossier.timeline.at(moment.as_of)
    if (known.percent_low, known.percent_high) != (None, None):
        known = replace(known, percent_low=None, percent_high=None)
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
    at_end = standing_of(dossier, days[-1].at(ends)) if days[-1].as_of > ends else None
    for (now, ended), same in _while_alike(dossier, days):
        yield from _standing(dossier.project, now, same, at_end if ended else None)


def _while_alike(
    dossier: Dossier, days: Sequence[Moment]
) -> Iterator[tuple[tuple[Standing, bool], list[Moment]]]:
    """How it stands and whether the plan has ended, each with all moments in a row of that."""
    ends, timeline = dossier.project.plan.ends, dossier.timeline
    turns = groupby(days, key=lambda day: (timeline.turn(day.as_of), day.as_of > ends))
    found = ((ended, list(same)) for (_, ended), same in turns)
    standings = (((standing_of(dossier, same[0]), ended), same) for ended, same in found)
    for state, alike in groupby(standings, key=itemgetter(0)):
        yield state, [day for _, same in alike for day in same]


def _standing(
    project: Project, now: Standing, days: Sequence[Moment], at_end: Standing | None
) -> Iterator[Outcome]:
    """The Results at moments at which it stands the same.

    ``at_end`` is how it stood at the end of the plan; None before.
    """
    first, until = days[0], days[-1].as_of
    yield _stage(project, now.known, first, until)
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


def _stage(project: Project, known: Interval, moment: Moment, until: date) -> Outcome:
    ladder = LADDERS[project.ladder]
    return _figure(
        project, moment, "stage", "calc.stages.interval", known.used, until=until,
        low=RANKS[known.at_least], high=RANKS[known.at_most],
        text=ladder.key(known.at_least) if known.at_least == known.at_most else "",
        detail=_told(project.ladder, replace(known, used=())),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _told(name: str, known: Interval) -> dict[str, object]:
    """What is said of a stage; shared by all of which the same is said, so never altered."""
    ladder = LADDERS[name]
    return {
        "at_least": ladder.key(known.at_least),
        "at_most": ladder.key(known.at_most),
        "outcome": known.outcome or "",
        "partial": partial_word(known, ladder),
        "derived": known.derived,
        "suspended": known.suspended,
        "no_data": known.no_data,
        "contradicts": known.contradicts,
        "words": describe(known, ladder),
    }


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
