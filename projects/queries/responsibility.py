"""Who answers for an item on a day, by what is known at a Moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from calc.moments import Moment
from plan.models import Plan
from plan.queries import known
from projects import rules
from projects.models import Project, Responsibility, Term
from regions.models import Organisation

Heirs = Mapping[int, Organisation]


@dataclass(frozen=True)
class Held:
    """One unit in its role, with the name of the unit that carries on today."""

    row: Responsibility
    heir: str

    @property
    def name(self) -> str:
        """The name the record was made with."""
        return self.row.organisation.name

    @property
    def shown(self) -> str:
        """The name of then with （现××承接） where another unit carries on."""
        return rules.shown_name(self.name, self.heir)


@dataclass(frozen=True)
class Responsible:
    """All that is settled about one item on one day; empty when nobody has settled anything."""

    units: tuple[Held, ...] = ()
    term: Term | None = None

    def of(self, role: str) -> list[Held]:
        """The units of one role in the order they were entered."""
        return [held for held in self.units if held.row.role == role]

    @property
    def lead(self) -> Held | None:
        """The one unit that leads, None while it is 待明确."""
        return next(iter(self.of("lead")), None)

    @property
    def responsible(self) -> list[Held]:
        """The responsible units."""
        return self.of("responsible")

    @property
    def support(self) -> list[Held]:
        """The supporting units."""
        return self.of("support")

    @property
    def unclear(self) -> bool:
        """Whether no lead is named."""
        return self.lead is None

    @property
    def lead_words(self) -> str:
        """The lead as a screen shows it, or 待明确."""
        return self.lead.shown if self.lead else rules.UNCLEAR

    @property
    def others_words(self) -> str:
        """The content of 责任(配合)单位 as a screen shows it; blank for none."""
        return rules.others_words(
            (held.shown for held in self.responsible), (held.shown for held in self.support)
        )

    @property
    def deadline_words(self) -> str:
        """The deadline as precisely as it was set; blank for none."""
        return self.term.deadline_words if self.term else ""

    @property
    def deliverable(self) -> str:
        """成果形式; blank for none."""
        return self.term.deliverable if self.term else ""

    @property
    def note(self) -> str:
        """备注; blank for none."""
        return self.term.note if self.term else ""

    @property
    def sentence(self) -> str:
        """牵头单位：××　责任单位：××."""
        lead = self.lead.shown if self.lead else ""
        return rules.sentence(
            lead, [held.shown for held in self.responsible], [held.shown for held in self.support]
        )

    @property
    def allotment(self) -> rules.Allotment:
        """The same as plain values, to be compared with what somebody wants."""
        term = self.term or Term()
        return rules.Allotment(
            lead=self.lead.row.organisation.code if self.lead else "",
            responsible=tuple(held.row.organisation.code for held in self.responsible),
            support=tuple(held.row.organisation.code for held in self.support),
            deadline=term.deadline, deadline_precision=term.deadline_precision,
            deliverable=term.deliverable, note=term.note,
        )  # fmt: skip


NOBODY = Responsible()


def heirs() -> dict[int, Organisation]:
    """The unit that carries on today, by the unit that was; one query."""
    rows = Organisation.objects.filter(successor__isnull=False).select_related("successor")
    following = {row.pk: row.successor for row in rows if row.successor}
    return {pk: _last(pk, following) for pk in following}


def _last(pk: int, following: Mapping[int, Organisation]) -> Organisation:
    seen = {pk}
    found = following[pk]
    while found.pk in following and found.pk not in seen:
        seen.add(found.pk)
        found = following[found.pk]
    return found


def forerunners(code: str) -> set[int]:
    """A unit and all the units it carries on for, so that a search finds records of old names."""
    pairs = Organisation.objects.values_list("pk", "code", "successor_id")
    before: dict[int | None, list[int]] = defaultdict(list)
    found: set[int] = set()
    waiting = []
    for pk, own, successor in pairs:
        before[successor].append(pk)
        waiting += [pk] if own == code else []
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found.add(pk)
            waiting += before[pk]
    return found


def in_force(rows: Iterable[Responsibility]) -> list[Responsibility]:
    """The rows that stand: without those that another row of the same knowledge ends."""
    listed = list(rows)
    ended = {row.ends_id for row in listed}
    return [row for row in listed if row.pk not in ended and not row.withdrawn]


def span(row: Responsibility) -> rules.Span:
    """A row as the arithmetic takes it."""
    unit = row.organisation
    return rules.Span(unit.code, unit.name, row.role, row.valid_from, row.valid_to)


def standing_rows(
    projects: Collection[int], moment: Moment | None = None
) -> dict[int, list[Responsibility]]:
    """The standing rows of these items over all days, by item; all knowledge without a moment."""
    rows = Responsibility.objects.filter(project__in=projects).select_related("organisation")
    found: dict[int, list[Responsibility]] = defaultdict(list)
    for row in in_force((known(rows, moment) if moment else rows).order_by("id")):
        found[row.project_id].append(row)
    return found


def terms_on(projects: Collection[int], day: date, moment: Moment | None = None) -> dict[int, Term]:
    """What is settled about deadline and deliverable on a day, by item: the latest row counts."""
    rows = Term.objects.filter(project__in=projects, valid_from__lte=day)
    narrowed = known(rows, moment) if moment else rows
    return {row.project_id: row for row in narrowed.order_by("valid_from", "id")}


def responsibles(
    projects: Collection[int], moment: Moment, *, today: Heirs | None = None
) -> dict[int, Responsible]:
    """Who answers for these items at the moment, by primary key; three queries.

    Items for which nothing is settled are left out (see ``NOBODY``).
    """
    carried = heirs() if today is None else today
    units = standing_rows(projects, moment)
    terms = terms_on(projects, moment.as_of, moment)
    return {
        pk: Responsible(held_on(units.get(pk, ()), moment.as_of, carried), terms.get(pk))
        for pk in units.keys() | terms.keys()
    }


def held_on(rows: Iterable[Responsibility], day: date, today: Heirs) -> tuple[Held, ...]:
    """The units that answer on the day, each with the unit that carries on today."""
    return tuple(
        Held(row, today[row.organisation_id].name if row.organisation_id in today else "")
        for row in rows
        if span(row).holds(day)
    )


def responsible(project: Project, moment: Moment) -> Responsible:
    """Who answers for one item at the moment; the day of ``as_of`` decides."""
    return responsibles([project.pk], moment).get(project.pk, NOBODY)


@dataclass(frozen=True)
class Recorded:
    """One row of the history of an item: what it says and whether it still stands."""

    row: Responsibility
    heir: str
    ended_by: Responsibility | None

    @property
    def shown(self) -> str:
        """The unit with the name of today."""
        return rules.shown_name(self.row.organisation.name, self.heir)

    @property
    def state(self) -> str:
        """在册, 已终止 (by which row and why) or 已撤销."""
        if self.ended_by is None:
            return "在册"
        word = "已撤销" if self.ended_by.withdrawn else "已由后一条终止"
        return f"{word}（{self.ended_by.reason}）"


def history(project: Project) -> list[Recorded]:
    """Every row about the units of an item in the order they were entered, withdrawals apart."""
    rows = Responsibility.objects.filter(project=project).select_related("organisation")
    listed = list(rows.order_by("id"))
    by_ended = {row.ends_id: row for row in listed if row.ends_id}
    today = heirs()
    return [
        Recorded(row, _heir(row, today), by_ended.get(row.pk))
        for row in listed
        if not row.withdrawn
    ]


def _heir(row: Responsibility, today: Heirs) -> str:
    return today[row.organisation_id].name if row.organisation_id in today else ""


def term_history(project: Project) -> list[Term]:
    """Every row about deadline and deliverable of an item in the order they were entered."""
    return list(Term.objects.filter(project=project).order_by("id"))


def offices() -> list[Organisation]:
    """All units that can be named, with place and successor.

    A unit made with somebody's account is left out where the catalogue has it by that name.
    """
    rows = list(Organisation.objects.select_related("place", "successor").order_by("code"))
    listed = {row.name for row in rows if row.level}
    return [row for row in rows if row.level or row.name not in listed]


@dataclass(frozen=True)
class ThenAndNow:
    """Who answers for an item at the moment, and today where that is another day."""

    then: Responsible
    now: Responsible | None

    @property
    def differ(self) -> bool:
        """Whether today something else holds."""
        return self.now is not None and not self.now.allotment.same(self.then.allotment)


def then_and_now(project: Project, moment: Moment, today: date) -> ThenAndNow:
    """Both with the knowledge of the moment; the present only where it is later."""
    then = responsible(project, moment)
    if today <= moment.as_of:
        return ThenAndNow(then, None)
    return ThenAndNow(then, responsible(project, moment.at(today)))


def ledger(plan: Plan, kind: str) -> QuerySet[Project]:
    """One of the two ledgers of a plan, in the plan's order."""
    return Project.objects.filter(plan=plan, kind=kind)
