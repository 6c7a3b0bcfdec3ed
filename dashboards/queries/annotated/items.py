"""The items of a plan as the annotated plan needs them: name, standing, tags, page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.fields import BooleanField

from calc.moments import Moment
from dashboards.queries.explained import explain
from dashboards.rules import OTHER_WORDS, Chosen, standing_mark, status_of
from metrics.models import Result
from metrics.rules import CHANGED_WORDS, wanted_change
from plan.models import Plan, Zone
from plan.queries import known
from projects.compute.courses import courses
from projects.models import Progress, Project
from projects.queries import held_on, standing_rows
from projects.rules import COMMITMENT_WORDS
from ui.format import cdate

NO_LEAD = "责任单位待明确"
WANTED = ("pk", "code", "name", "kind", "commitment", "judgement", "provinces", "cities", "last",
          "precision", "inside")  # fmt: skip
# what an item is told by on its way between two moments
OF_A_COURSE = ("id", "code", "kind", "judgement", "ladder", "category", "commitment", "required",
               "commitment_strict", "required_strict", "provinces", "cities")  # fmt: skip
# the page of an item by its kind
PAGES = {
    "project": "/works/{}/",
    "indicator": "/indicators/{}/",
    "zone": "/plan/zones/#{}",
    "function": "/plan/functions/#{}",
    "duty": "/plan/duties/#{}",
}


Row = dict[str, Any]
Key = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """The moment, the one it is held against, a part of the spatial pattern or blank.

    ``query`` is the moment as the addresses of the items carry it on.
    """

    moment: Moment
    before: Moment | None
    zone: str
    query: str


def read(plan: Plan, asked: Asked, named: Iterable[tuple[str, str, str]]) -> dict[Key, Row]:
    """All items by kind and code, each with whether it lies ``inside`` a part of the pattern.

    ``named`` are those that are neither works nor measures.
    """
    found = {**_projects(plan, asked), **_others(named)}
    for (kind, code), row in found.items():
        row["href"] = _href(kind, code, asked.query)
    return found


def _projects(plan: Plan, asked: Asked) -> dict[Key, Row]:
    """Works and measures with status and last fact at the moment, or with what changed."""
    moment, zone = asked.moment, asked.zone
    facts = known(Progress.objects.filter(project=OuterRef("pk"), relation="item"), moment)
    last = facts.filter(day__lte=moment.as_of).order_by("-day", "-id")
    rows = Project.objects.filter(plan=plan).annotate(
        last=Subquery(last.values("day")[:1]),
        precision=Subquery(last.values("precision")[:1]),
        inside=ExpressionWrapper(_lies_in(plan, zone), BooleanField()) if zone else Value(True),
    )
    figures: dict[str, dict[str, Any]] = defaultdict(dict)
    found = Result.objects.filter(
        moment=moment.key, subject_kind="project", metric__in=["stage", "promise"]
    )
    for subject, metric, text, detail in found.values_list("subject", "metric", "text", "detail"):
        figures[subject][metric] = (text, detail)
    names = {*WANTED, *(OF_A_COURSE if asked.before else ())}
    listed = list(rows.order_by().values(*names))
    usual = {"lead": "" if asked.before else NO_LEAD}
    more = _changes(plan, asked, listed) if asked.before else _leads(listed, moment)
    found_rows = {
        ("project", row["code"]): _project(
            row, figures[f"{plan.code}/{row['code']}"], usual | more.get(row["pk"], {})
        )
        for row in listed
    }
    explain(found_rows, figures, plan, moment)
    return found_rows


def _changes(plan: Plan, asked: Asked, rows: Iterable[Row]) -> dict[int, Row]:
    """What changed in each item; the lead unit gives way to it."""
    assert asked.before is not None  # noqa: S101 - who asks compares
    names = [f.attname for f in Project._meta.concrete_fields if f.attname in OF_A_COURSE]
    projects = [
        Project.from_db(DEFAULT_DB_ALIAS, names, [row[name] for name in names]) for row in rows
    ]
    found = courses(plan, asked.before, asked.moment, projects=projects, changed=True)
    return {
        course.project.pk: {
            "kinds": course.kinds,
            "steps": tuple((step.word, step.words) for step in course.steps),
        }
        for course in found.values()
    }


def _leads(rows: Sequence[Row], moment: Moment) -> dict[int, Row]:
    """The lead unit of each item at the moment, in a word for its line."""
    found = standing_rows([row["pk"] for row in rows], moment)
    held = {pk: held_on(rows, moment.as_of, {}) for pk, rows in found.items()}
    leads = {
        pk: [one.row.organisation.name for one in units if one.row.role == "lead"]
        for pk, units in held.items()
    }
    return {pk: {"lead": f"牵头：{'、'.join(names)}"} for pk, names in leads.items() if names}


def _project(row: Row, figures: Mapping[str, Any], more: Row) -> Row:
    _, stage = figures.get("stage", ("", {}))
    verdict = figures.get("promise", ("", {}))[0]
    status = status_of(row["judgement"], verdict, no_data=stage.get("no_data", True))
    mark, word = standing_mark(status)
    return row | more | {
        "status": status,
        "mark": mark,
        "word": word,
        "tags": (
            COMMITMENT_WORDS[row["commitment"]],
            "" if stage.get("no_data", True) else str(stage.get("words", "")),
            _last(row["last"], row["precision"], counts=status != "no_data"),
            more["lead"],
        ),
    }  # fmt: skip


def _last(day: date | None, precision: str, *, counts: bool) -> str:
    """The day of the last fact; one that tells no stage (待核实) must not contradict 暂无资料."""
    if day is None:
        return ""
    return f"最近事实{cdate(day, precision)}{'' if counts else '（不据以判定）'}"


def _others(named: Iterable[tuple[str, str, str]]) -> dict[Key, Row]:
    """Indicators, zones, functions and duties."""
    return {
        (kind, code): {
            "code": code, "name": name, "status": "", "mark": "", "tags": (OTHER_WORDS[kind],),
            "provinces": [], "cities": [], "commitment": "", "kind": kind, "inside": False,
        }
        for kind, code, name in named
    }  # fmt: skip


def _lies_in(plan: Plan, zone: str) -> Q:
    """Projects that lie in a part of the spatial pattern."""
    here = Zone.objects.filter(plan=plan, code=zone).values("members__code")
    there = Project.objects.filter(Q(places__code__in=here) | Q(places__parent__code__in=here))
    return Q(pk__in=there.order_by().values("pk"))


def fits(row: Row, chosen: Chosen) -> bool:
    return (
        (not chosen.province or chosen.province in row["provinces"])
        and (not chosen.city or chosen.city in row["cities"])
        and (not chosen.commitment or chosen.commitment == row["commitment"])
        and (not chosen.ledger or chosen.ledger == row["kind"])
        and (not chosen.status or chosen.status == row["status"])
        and (not chosen.zone or row["inside"])
        and (not chosen.change or wanted_change(row.get("kinds", ()), chosen.change))
    )


def counts(rows: Iterable[Row]) -> Mapping[str, Mapping[str, int]]:
    """How many items stand in each status, by ledger: no number holds both ledgers."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["status"]:
            found.setdefault(row["kind"], defaultdict(int))[row["status"]] += 1
    return found


def changes(rows: Iterable[Row]) -> Mapping[str, Mapping[str, int]]:
    """How many items went through each kind of change, by ledger."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["status"]:
            here = found.setdefault(row["kind"], defaultdict(int))
            for code in CHANGED_WORDS:
                here[code] += wanted_change(row.get("kinds", ()), code)
    return found


def _href(kind: str, code: str, query: str) -> str:
    page, mark, place = PAGES[kind].format(code).partition("#")
    return f"{page}?{query}{mark}{place}" if query else f"{page}{mark}{place}"
