"""The way of items and accounts from one moment to another, told apart by what moved them.

Four points: the earlier moment; its day with what was added to the knowledge since (补充认识);
the same with what was revised (修正); the later moment (实际进展).  Each step changes one thing
only, so the steps of every count add up to the whole difference, whatever the two moments are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, F, Func, Q, QuerySet, TextField
from django.db.models.functions import Cast, Concat

from calc.changes import Delta, delta
from calc.moments import STEP_WORDS, Moment
from metrics.models import Result
from metrics.queries import between, guarded
from metrics.rules import Outcome
from plan.models import Plan
from projects.compute.accounts import READ, Figure, Member, figures_of, keys_of
from projects.compute.stages import outcomes
from projects.compute.unknown import no_stages
from projects.models import Project
from projects.queries import halfway_dossiers, subject
from projects.rules import STANDING_WORDS, standings

STEPS = tuple(STEP_WORDS)
COUNTS = ("reached", "missed", "undetermined", "no_data", "adjusted")
RATES = ("promise_rate", "promise_rate_strict", "built_rate", "started_rate")


@dataclass(frozen=True)
class Step:
    """One step of one item that changed how it reads.

    ``facts`` are the keys that stand behind the later reading alone, or all of them where none
    came in; ``dropped`` those that stood behind the earlier one alone.
    """

    code: str
    words_before: str
    words_after: str
    standing_before: str
    standing_after: str
    strict_before: str
    strict_after: str
    facts: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def word(self) -> str:
        """What kind of change it is."""
        return STEP_WORDS[self.code]

    @property
    def stage_words(self) -> str:
        """在建 → 投用; one word where the stage reads the same."""
        if self.words_before == self.words_after:
            return self.words_after
        return f"{self.words_before} → {self.words_after}"

    @property
    def words(self) -> str:
        """Stage and verdict, from what to what: 在建 → 投用；可确认未达到 → 可确认达到."""
        return "；".join(one for one in (self.stage_words, self.verdict_words) if one)

    @property
    def verdict_words(self) -> str:
        """不能确定 → 可确认达到, the strict reading after it where it differs."""
        lenient = _turn(self.standing_before, self.standing_after)
        strict = _turn(self.strict_before, self.strict_after)
        if strict == lenient or not strict:
            return lenient
        return "；".join(one for one in (lenient, f"严口径{strict}") if one)


@dataclass(frozen=True)
class Course:
    """One item at the four points."""

    project: Project
    points: tuple[Member, Member, Member, Member]

    @property
    def subject(self) -> str:
        """The name under which its Results are kept."""
        return subject(self.project)

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that changed how it reads."""
        pairs = zip(STEPS, pairwise(self.points), strict=True)
        found = (_step(code, *pair) for code, pair in pairs)
        return [step for step in found if _moved(step)]

    @property
    def kinds(self) -> frozenset[str]:
        """What kinds of change it went through."""
        return frozenset(step.code for step in self.steps)


@dataclass(frozen=True)
class AccountCourse:
    """One account at the four points: its counts and bounds, each with its steps."""

    key: str
    counts: Mapping[str, Delta]
    bounds: Mapping[tuple[str, str], Delta | None]
    late: Delta | None

    @property
    def changed(self) -> bool:
        """Whether any count differs, or differed on the way."""
        found = [*self.counts.values(), *self.bounds.values(), self.late]
        return any(delta is not None and delta.changed for delta in found)


def courses(
    plan: Plan, before: Moment, now: Moment, *, projects: Iterable[Project],
    changed: bool = False,
) -> dict[str, Course]:  # fmt: skip
    """The given items of a plan on their way between two moments, by code.

    The Results of the three whole moments must be ready (``metrics.looking`` sees to it).
    ``changed``: only those are read of which any Result differs, or of which anything was
    revised; of the others nothing can be told.
    """
    rows = {}
    for project in projects:
        project.plan = plan
        rows[subject(project)] = project
    first, middle, last = between(before, now)
    halves = _halves(plan, before, now, rows)
    known = _members(rows, {first, middle, last}, halves if changed else None)
    found = {}
    for name, project in rows.items():
        if all(name in known[moment] for moment in (first, middle, last)):
            a, c, d = (known[moment][name] for moment in (first, middle, last))
            found[project.code] = Course(project, _comparable(a, halves.get(name, c), c, d))
    return found


def account_courses(found: Collection[Course], before: Moment, now: Moment) -> dict[
    str, AccountCourse
]:  # fmt: skip
    """The accounts that these items are counted in, on the same way."""
    groups: dict[str, list[Course]] = defaultdict(list)
    for course in found:
        for key in keys_of(course.project):
            groups[key].append(course)
    first, middle, last = between(before, now)
    moments = (first, middle, middle, last)
    return {key: _account(key, rows, moments) for key, rows in sorted(groups.items())}


def _members(
    rows: Mapping[str, Project], moments: Collection[Moment],
    besides: Collection[str] | None = None,
) -> dict[Moment, dict[str, Member]]:  # fmt: skip
    """The items at each moment, from the stored Results.

    With ``besides`` only those of which any Result differs, and these.
    """
    by_key = {moment.key: moment for moment in moments}
    figures: dict[tuple[Moment, str], dict[str, Figure]] = defaultdict(dict)
    found = Result.objects.filter(
        moment__in=list(by_key), subject_kind="project", subject__in=list(rows), metric__in=READ
    )
    if besides is not None:
        # As an array the names are looked up once; as a subquery for each row, for seconds.
        differs = Func(
            F("subject"), ArraySubquery(_differing(found, len(by_key))),
            template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField(),
        )  # fmt: skip
        found = found.filter(Q(differs) | Q(subject__in=list(besides)))
    names = ("moment", "subject", "metric", "low", "high", "text", "detail", "inputs")
    for key, name, metric, *figure in found.order_by().values_list(*names):
        figures[by_key[key], name][metric] = Figure(*figure)
    members: dict[Moment, dict[str, Member]] = {moment: {} for moment in moments}
    for (moment, name), known in figures.items():
        members[moment][name] = Member(rows[name], known)
    return members


def _differing(found: QuerySet[Result], moments: int) -> QuerySet[Any]:
    """Names of the items that have a Result which is not the same at every moment."""
    said = Concat("text", Cast("detail", TextField()), output_field=TextField())
    rows = found.order_by().values("subject", "metric")
    counted = rows.annotate(kinds=Count(said, distinct=True), times=Count("moment"))
    return counted.filter(Q(kinds__gt=1) | Q(times__lt=moments)).values("subject")


def _halves(
    plan: Plan, before: Moment, now: Moment, rows: Mapping[str, Project]
) -> dict[str, Member]:
    moment = now.at(before.as_of)

    def made(names: Collection[str] | None) -> Iterator[tuple[str, Member]]:
        asked = rows.values() if names is None else [rows[name] for name in names]
        for dossier in halfway_dossiers(plan, before, now, asked):
            one = Member(dossier.project, _figures(outcomes(dossier, [moment])))
            yield subject(dossier.project), one

    found, failing = guarded(made, lambda: sorted(rows))
    unknown = {name: _figures(no_stages([name], [moment])) for name in failing}
    return dict(found) | {name: Member(rows[name], unknown[name]) for name in failing}


def _figures(found: Iterable[Outcome]) -> dict[str, Figure]:
    return {
        one.metric: Figure(one.low, one.high, one.text, one.detail, one.inputs) for one in found
    }


def _comparable(*points: Member) -> tuple[Member, Member, Member, Member]:
    """The points; where it could not be computed at one, nothing can be said of any change."""
    failed = next((point for point in points if point.failed), None)
    a, b, c, d = (failed or point for point in points)
    return a, b, c, d


def _step(code: str, before: Member, after: Member) -> Step:
    return Step(
        code, _stage_words(before), _stage_words(after),
        _standing(before, "promise", "late"), _standing(after, "promise", "late"),
        _standing(before, "promise_strict", "late_strict"),
        _standing(after, "promise_strict", "late_strict"),
        _added(before, after) or tuple(after.figures["stage"].inputs), _added(after, before),
    )  # fmt: skip


def _moved(step: Step) -> bool:
    return (step.words_before, step.standing_before, step.strict_before) != (
        step.words_after, step.standing_after, step.strict_after
    )  # fmt: skip


def _turn(before: str, after: str) -> str:
    return "" if before == after else f"{STANDING_WORDS[before]} → {STANDING_WORDS[after]}"


def _stage_words(member: Member) -> str:
    return str(member.figures["stage"].detail["words"])


def _standing(member: Member, metric: str, flag: str) -> str:
    """Where it stands, as a code of STANDING_WORDS: late before the verdict alone."""
    late, promise = member.figures.get("late"), member.figures.get(metric)
    codes = standings(
        member.project.judgement, promise.text if promise else "",
        no_data=member.known.no_data, late=bool(late and late.detail[flag]),
    )  # fmt: skip
    return "late" if "late" in codes else codes[0]


def _added(before: Member, after: Member) -> tuple[str, ...]:
    """The facts behind the later reading that were not behind the earlier one."""
    old = before.figures["stage"].inputs
    return tuple(key for key in after.figures["stage"].inputs if key not in old)


def _account(key: str, rows: Sequence[Course], moments: Sequence[Moment]) -> AccountCourse:
    found: list[dict[str, Any]] = []
    for place, moment in enumerate(moments):
        group = [course.points[place] for course in rows]
        found.append({one.metric: one for one in figures_of(key, group, moment)})
    counts = {
        name: delta([Decimal(at["promise_rate"].detail[name]) for at in found]) for name in COUNTS
    }
    bounds = {
        (metric, end): _delta([getattr(at[metric], end) for at in found])
        for metric in RATES
        for end in ("low", "high")
    }
    return AccountCourse(key, counts, bounds, _delta([at["late"].low for at in found]))


def _delta(values: Sequence[Decimal | None]) -> Delta | None:
    """None where the number does not apply at one of the points."""
    known = [value for value in values if value is not None]
    return delta(known) if len(known) == len(values) else None
