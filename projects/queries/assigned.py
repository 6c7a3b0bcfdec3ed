"""The 任务分解表: one ledger with its units and its progress, and a changed file against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from accounts.models import User
from calc.moments import Moment
from calc.stages import period
from metrics.models import Result
from metrics.queries import results
from plan.models import Plan, Section
from plan.queries import known, rulings, standing
from projects import rules
from projects.models import Progress, Project, Responsibility, TableUpload
from projects.queries.responsibility import (
    NOBODY,
    Responsible,
    forerunners,
    heirs,
    held_on,
    ledger,
    responsibles,
    span,
    standing_rows,
    terms_on,
)
from projects.rules.table import CODE
from regions.models import Organisation
from ui.format import fact_date
from workbook import RowRead


@dataclass(frozen=True)
class Narrowing:
    """What the table is narrowed to; blank for all.  ``unit`` is the code of a unit."""

    text: str = ""
    chapter: int | None = None
    province: str = ""
    city: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Assigned:
    """One row of the table; the figures are those of the moment, once :func:`told`."""

    number: int
    project: Project
    responsible: Responsible
    figures: Mapping[str, Result] = field(default_factory=dict)
    last: Progress | None = None

    @property
    def clause(self) -> str:
        """Where the item stands in the plan."""
        return self.project.clause.address if self.project.clause else ""

    @property
    def standings(self) -> tuple[str, ...]:
        """Where it stands by the lenient reading; an item outside the rates is 不计入比率."""
        stage, promise, late = (self.figures.get(name) for name in ("stage", "promise", "late"))
        if stage is None or promise is None:
            return ("unrated",) if stage else ()
        return rules.standings(
            self.project.judgement,
            promise.text,
            no_data=stage.detail["no_data"],
            late=bool(late and late.detail["late"]),
        )

    @property
    def state(self) -> str:
        """完成状态 in words; blank while nothing is computed."""
        words = [rules.STANDING_WORDS[code] for code in self.standings if code != "undetermined"]
        if self.standings == ("undetermined",):
            words = [rules.STANDING_WORDS["undetermined"]]
        return "，".join(words)

    @property
    def progress(self) -> str:
        """进展情况: the stage, and the last fact up to the day; 暂无资料 where none is on file."""
        stage = self.figures.get("stage")
        if stage is None:
            return ""
        words = "暂无资料" if stage.detail["no_data"] else str(stage.detail["words"])
        return f"{words}。{self.last_words}" if self.last else words

    @property
    def last_words(self) -> str:
        """The last fact up to the day in one line; blank where there is none."""
        last = self.last
        if last is None:
            return ""
        return f"{fact_date(last.day, last.precision, last.date_basis)}：{last.summary}"


def table(plan: Plan, kind: str, moment: Moment, chosen: Narrowing | None = None) -> list[Assigned]:
    """The rows of one ledger at the moment, without figures; at most six queries."""
    chosen = chosen or Narrowing()
    rows = ledger(plan, kind).select_related("clause", "plan")
    if chosen.province:
        rows = rows.filter(provinces__contains=[chosen.province])
    if chosen.city:
        rows = rows.filter(cities__contains=[chosen.city])
    if chosen.chapter is not None:
        rows = rows.filter(clause__chapter=chosen.chapter)
    listed = _named(rows, chosen.text)
    settled = responsibles([project.pk for project in listed], moment)
    lines = ((project, settled.get(project.pk, NOBODY)) for project in listed)
    if chosen.unit:
        units = forerunners(chosen.unit)
        lines = (line for line in lines if _names_one_of(line[1], units))
    return [Assigned(number, *line) for number, line in enumerate(lines, 1)]


def chapters(plan: Plan) -> list[tuple[int, str]]:
    """Number and title of every chapter."""
    rows = Section.objects.filter(plan=plan, section__isnull=True).order_by("chapter")
    return list(rows.values_list("chapter", "title"))


def named_units(plan: Plan) -> list[Organisation]:
    """The units that any row about responsibility names, and those that carry on for them."""
    named = Responsibility.objects.filter(project__plan=plan).values("organisation")
    units = {unit.pk: unit for unit in Organisation.objects.filter(pk__in=named)}
    today = heirs()
    units |= {today[pk].pk: today[pk] for pk in units if pk in today}
    return sorted(units.values(), key=lambda unit: unit.code)


def _named(rows: Iterable[Project], text: str) -> list[Project]:
    wanted = rules.fold(text)
    return [
        row
        for row in rows
        if not wanted or any(wanted in rules.fold(name) for name in (row.name, *row.aliases))
    ]


def _names_one_of(settled: Responsible, units: Collection[int]) -> bool:
    return any(held.row.organisation_id in units for held in settled.units)


def told(rows: Sequence[Assigned], plan: Plan, moment: Moment) -> list[Assigned]:
    """The same rows with stage, verdict and last fact; three queries whatever their number."""
    subjects = {f"{plan.code}/{row.project.code}": row.project.pk for row in rows}
    figures: dict[int, dict[str, Result]] = {}
    for (name, metric), result in results(moment, "project", subjects=list(subjects)).items():
        figures.setdefault(subjects[name], {})[metric] = result
    last = _last_facts(plan, [row.project.pk for row in rows], moment)
    return [
        replace(row, figures=figures.get(row.project.pk, {}), last=last.get(row.project.pk))
        for row in rows
    ]


def _last_facts(plan: Plan, projects: Collection[int], moment: Moment) -> dict[int, Progress]:
    """The last standing fact about each item up to the day."""
    facts = Progress.objects.filter(project__in=projects, relation="item")
    facts = facts.exclude(event=rules.SEARCHED)
    rows = standing(known(facts, moment).order_by("day", "id"), rulings(plan, moment))
    return {
        row.project_id: row for row in rows if period(row.day, row.precision)[1] <= moment.as_of
    }


# --- a file that comes back --------------------------------------------------------------------


def compared(plan: Plan, kind: str, rows: Sequence[RowRead], day: date) -> rules.Comparison:
    """What a changed table would change on a day, against all that is known now."""
    codes = {row.text(CODE) for row in rows}
    projects = {row.pk: row for row in ledger(plan, kind).filter(code__in=codes)}
    standing_now = standing_rows(projects)
    terms = terms_on(projects, day)
    items = {}
    for pk, project in projects.items():
        listed = standing_now.get(pk, [])
        now = Responsible(held_on(listed, day, {}), terms.get(pk)).allotment
        items[project.code] = rules.Item(project.code, project.name, now, tuple(map(span, listed)))
    others = dict(
        Project.objects.filter(plan=plan, code__in=codes).exclude(kind=kind)
        .values_list("code", "kind")
    )  # fmt: skip
    words = dict(Project.Kind.choices)
    return rules.compare(
        rows, items, office_names(), day, elsewhere=lambda code: words.get(others.get(code, ""), "")
    )


def upload_of(person: User, token: UUID) -> TableUpload | None:
    """A file that this person has sent in."""
    rows = TableUpload.objects.select_related("plan")
    return rows.filter(token=token, sent_by=person).first()


def office_names() -> rules.Offices:
    """All units by the names people write; one query."""
    rows = Organisation.objects.select_related("place", "successor")
    return rules.Offices(
        rules.Office(
            row.code, row.name, row.short_name, row.place.name if row.place else "",
            row.valid_from, row.valid_to, row.successor.name if row.successor else "",
            bool(row.level),
        )
        for row in rows
    )  # fmt: skip


def spans_of(rows: Iterable[Responsibility]) -> dict[rules.Span, Responsibility]:
    """Standing rows by what the arithmetic sees of them."""
    return {span(row): row for row in rows}
