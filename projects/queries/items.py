"""Reading projects and what is known of them, always at a Moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import QuerySet

from calc.moments import Moment
from calc.stages import LADDERS, Fact, Timeline, period, span
from metrics.models import Result
from metrics.queries import results
from plan.models import Plan, Ruling
from plan.queries import joined, known, names, rulings, standing
from projects import rules
from projects.models import Part, Progress, Project
from projects.models.comparable import TOGETHER
from projects.queries.criteria import criterion_text
from ui.format import fact_date


@dataclass(frozen=True)
class Conflict:
    """Facts of one project that disagree, and the ruling between them if there is one."""

    group: str
    facts: tuple[Progress, ...]
    ruling: Ruling | None


@dataclass(frozen=True)
class Dossier:
    """A project with everything the arithmetic needs at some knowledge."""

    project: Project
    parts: tuple[str, ...]
    facts: tuple[Fact, ...]

    @cached_property
    def timeline(self) -> Timeline:
        """Its stage over time."""
        return Timeline(self.facts, LADDERS[self.project.ladder], self.parts)


@dataclass(frozen=True)
class Filed:
    """How many facts about the item itself are on file, and the last one by the day."""

    before: int = 0
    after: int = 0
    last: Progress | None = None


@dataclass(frozen=True)
class Line:
    """One row of a list of items: the project, its figures, and what is on file."""

    project: Project
    figures: Mapping[str, Result]
    filed: Filed
    areas: str
    located: bool
    criterion: str

    @property
    def stage(self) -> Result:
        """Its stage as an interval."""
        return self.figures["stage"]

    @property
    def low(self) -> int:
        """Rank of the stage that was surely reached."""
        return int(self.stage.low or 0)

    @property
    def high(self) -> int:
        """Rank of the stage that was surely not passed."""
        return int(self.stage.high or 0)

    @property
    def steps(self) -> list[str]:
        """The words of its ladder from the lowest stage up."""
        return [word for _, word in LADDERS[self.project.ladder].stages]

    @property
    def required(self) -> int:
        """The rank that keeps the promise by the lenient reading."""
        return LADDERS[self.project.ladder].rank(self.project.required)

    @property
    def requirement(self) -> str:
        """What the plan asks: its verb, and in brackets how it is read."""
        word = rules.COMMITMENT_WORDS[self.project.commitment]
        return word if self.project.verb == word else f"{self.project.verb}（{word}）"

    @property
    def last_words(self) -> str:
        """The day of the last fact up to the moment, as precisely as it is known."""
        last = self.filed.last
        return fact_date(last.day, last.precision, last.date_basis) if last else ""

    @property
    def standings(self) -> tuple[str, ...]:
        """Where it stands by the lenient reading, the code to show first."""
        return self._standings("promise")

    @property
    def standings_strict(self) -> tuple[str, ...]:
        """Where it stands by the strict reading."""
        return self._standings("promise_strict")

    def _standings(self, metric: str) -> tuple[str, ...]:
        late = self.figures.get("late")
        flag = "late" if metric == "promise" else "late_strict"
        promise = self.figures.get(metric)  # measures outside the rates have a stage alone
        return rules.standings(
            self.project.judgement,
            promise.text if promise else "",
            no_data=self.stage.detail["no_data"],
            late=bool(late and late.detail[flag]),
        )


def works(plan: Plan) -> QuerySet[Project]:
    """The ledger of works of a plan, in the plan's order."""
    return Project.objects.filter(plan=plan, kind=Project.Kind.WORKS)


def find(plan: Plan, code: str) -> Project | None:
    """A project of the plan by its code."""
    rows = Project.objects.select_related("plan", "clause__passage").prefetch_related(
        "places", "parts"
    )
    return rows.filter(plan=plan, code=code).first()


def subject(project: Project) -> str:
    """The name under which Results about a project are kept."""
    return f"{project.plan.code}/{project.code}"


def facts(project: Project, moment: Moment) -> list[Progress]:
    """Everything known about a project at the moment, in order of the days spoken of."""
    rows = known(Progress.objects.filter(project=project), moment)
    return joined(rows.select_related("source", "part").order_by("day", "id"))


def percents(plan: Plan, moment: Moment) -> list[Progress]:
    """Every reported physical progress of a plan that stands at the moment."""
    rows = known(Progress.objects.filter(project__plan=plan, percent__isnull=False), moment)
    return standing(rows.select_related("source").order_by("day", "id"), rulings(plan, moment))


def find_fact(project: Project, key: str) -> Progress | None:
    """One fact of a project by its key."""
    rows = Progress.objects.select_related("source", "part", "project")
    return rows.filter(project=project, key=key).first()


def drafted(project: Project, entry: rules.FactEntry, *, key: str = "~new") -> Progress:
    """The row of a fact, not saved and without its source.

    A correction takes the place of what the corrected fact had replaced and stays in its
    groups, so that it is judged against the same other sources.
    """
    part = Part.objects.get(project=project, code=entry.part) if entry.part else None
    row = Progress(
        project=project, part=part, key=key,
        published_on=entry.source.published_on,
        published_precision=entry.source.published_precision,
        **{name: getattr(entry, name) for name in rules.PLAIN},
    )  # fmt: skip
    corrected = find_fact(project, entry.corrects) if entry.corrects else None
    if corrected is not None:
        row.replaces = [corrected.key, *corrected.replaces]
        row.event_group = row.event_group or corrected.event_group
        row.conflict_group = row.conflict_group or corrected.conflict_group
    return row


def conflicts(project: Project, moment: Moment) -> list[Conflict]:
    """The disagreements about a project, each with all its facts; no other fact is read."""
    ruled = rulings(project.plan, moment)
    about = known(Progress.objects.filter(project=project), moment)
    about = about.select_related("source", "part")
    together = list(about.filter(TOGETHER))
    every = {row.pk: row for row in (*together, *about.filter(key__in=names(together, {})))}
    groups: dict[str, list[Progress]] = defaultdict(list)
    for fact in joined(sorted(every.values(), key=lambda row: (row.day, row.pk))):
        if fact.conflict_group:
            groups[fact.conflict_group].append(fact)
    return [
        Conflict(group, tuple(rows), ruled.get(group))
        for group, rows in sorted(groups.items())
        if len(rows) > 1
    ]


def lines(
    projects: QuerySet[Project], plan: Plan, moment: Moment, provinces: Mapping[str, str]
) -> list[Line]:
    """The rows of the list for these projects at a moment; four queries whatever their number.

    ``provinces`` are the names by code, for works of which the plan names no place.
    """
    figures: dict[str, dict[str, Result]] = defaultdict(dict)
    for (name, metric), row in results(moment, "project").items():
        figures[name][metric] = row
    filed = _filed(plan, moment)
    rows = projects.select_related("clause").prefetch_related("places")
    return [
        Line(
            row, known, filed.get(row.pk, Filed()), areas(row, provinces), bool(row.places.all()),
            row.criterion_now,
        )
        for row in rows.annotate(criterion_now=criterion_text(moment))
        if "stage" in (known := figures.get(f"{plan.code}/{row.code}", {}))
    ]  # fmt: skip


def areas(project: Project, provinces: Mapping[str, str]) -> str:
    """The places a project names, else its provinces."""
    names = [place.name for place in project.places.all()]
    return "、".join(names or [provinces.get(code, code) for code in project.provinces])


def _filed(plan: Plan, moment: Moment) -> dict[int, Filed]:
    about = Progress.objects.filter(project__plan=plan, relation="item")
    rows = known(about.exclude(event=rules.SEARCHED), moment)
    found: dict[int, Filed] = {}
    for row in rows.only("project_id", "day", "precision", "date_basis").order_by("day", "id"):
        now = found.get(row.project_id, Filed())
        if period(row.day, row.precision)[1] <= moment.as_of:
            found[row.project_id] = replace(now, before=now.before + 1, last=row)
        else:
            found[row.project_id] = replace(now, after=now.after + 1)
    return found


def dossiers(plan: Plan, moment: Moment, codes: Collection[str] | None = None) -> list[Dossier]:
    """All projects (or those named) with their counting facts at the moment's knowledge.

    Four queries whatever the number of projects.
    """
    projects = Project.objects.filter(plan=plan).select_related("plan")
    rows = known(Progress.objects.filter(project__plan=plan), moment).select_related("part")
    if codes is not None:
        projects = projects.filter(code__in=codes)
        rows = rows.filter(project__code__in=codes)
    parts = _parts_of(plan)
    ruled = rulings(plan, moment)
    by_project: dict[int, list[Progress]] = defaultdict(list)
    for row in rows.order_by("key"):
        by_project[row.project_id].append(row)
    return [
        Dossier(
            project,
            parts.get(project.pk, ()),
            to_facts(project.ladder, standing(by_project[project.pk], ruled)),
        )
        for project in projects
    ]


def _parts_of(plan: Plan) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = Part.objects.filter(project__plan=plan).values_list("project_id", "code")
    for project_id, code in rows:
        found[project_id] = (*found.get(project_id, ()), code)
    return found


def to_facts(ladder: str, rows: Iterable[Progress]) -> tuple[Fact, ...]:
    """Stored facts in the form the arithmetic takes."""
    return tuple(to_fact(ladder, row) for row in rows)


def to_fact(ladder: str, row: Progress) -> Fact:
    """One stored fact in the form the arithmetic takes."""
    earliest, latest = span(row.day, row.precision, row.date_basis)
    ranks = LADDERS[ladder]
    return Fact(
        key=row.key,
        event=row.event,
        earliest=earliest,
        latest=latest,
        first_day=period(row.day, row.precision)[0],
        part=row.part.code if row.part else None,
        undeclared=row.part is None and bool(row.part_said),
        at_least=ranks.rank(row.at_least) if row.at_least else None,
        at_most=ranks.rank(row.at_most) if row.at_most else None,
        percent=float(row.percent) if row.percent is not None else None,
        counts=rules.counts(row.relation, row.event, row.date_basis, row.confidence, row.moves),
        derived=row.status == "derived",
        group=row.event_group or None,
        conflict=row.conflict_group or None,
    )
