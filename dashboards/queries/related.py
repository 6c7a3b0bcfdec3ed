"""The items of the plan that an item serves or is served by, each with its standing.

At most seven queries whatever the number of items asked for; more while two moments are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Value
from django.db.models.fields import CharField
from django.urls import reverse

from calc.moments import Moment
from dashboards.rules import (
    LINKED_BY_WORDS,
    LINKS_TO_WORDS,
    OTHER_WORDS,
    standing_mark,
    status_of,
)
from indicators.compute.courses import Step as IndicatorStep
from indicators.compute.courses import courses as indicator_courses
from indicators.models import Indicator
from indicators.rules import ATTAINMENT_WORDS
from metrics.queries import results
from plan.models import Duty, Function, Link, Plan, Zone
from projects.compute.courses import Step as ProjectStep
from projects.compute.courses import courses
from projects.models import Project

Key = tuple[str, str]
Steps = tuple[ProjectStep | IndicatorStep, ...]
LISTS = {
    "zone": "dashboards:zones",
    "function": "dashboards:functions",
    "duty": "dashboards:duties",
}


@dataclass(frozen=True)
class Neighbour:
    """One item at the other end of a link: its standing (blank for what has none) and why.

    ``figure`` names the Result behind the mark: kind, subject and metric.  ``steps`` are what
    changed since the moment compared with.
    """

    name: str
    href: str
    mark: str
    word: str
    note: str
    figure: tuple[str, str, str]
    steps: Steps

    @property
    def kinds(self) -> frozenset[str]:
        """What kinds of change it went through."""
        return frozenset(step.code for step in self.steps)


@dataclass(frozen=True)
class Kin:
    """The items that are linked in one way; works and measures never stand together.

    ``total`` counts them all where only those that changed are shown, else it is nothing.
    """

    title: str
    rows: tuple[Neighbour, ...]
    total: int = 0

    @property
    def note(self) -> str:
        """Why, where it is the same for all of several; else it stands with each."""
        notes = {row.note for row in self.rows}
        return notes.pop() if len(self.rows) > 1 and len(notes) == 1 else ""


def related(plan: Plan, kind: str, code: str, moment: Moment) -> list[Kin]:
    """The links of one item both ways."""
    return related_to(plan, kind, [code], moment).get(code, [])


def related_to(
    plan: Plan, kind: str, codes: Collection[str], moment: Moment, before: Moment | None = None
) -> dict[str, list[Kin]]:
    """The links of several items of one kind both ways, by code.

    ``before`` is the moment that the standing of each is held against.
    """
    rows = Link.objects.filter(plan=plan).filter(
        Q(source_kind=kind, source__in=codes) | Q(target_kind=kind, target__in=codes)
    )
    ends = [end for row in rows for end in _ends(row, kind, set(codes))]
    there = _named(plan, {other for _, _, other, _ in ends}, moment, before)
    found: dict[str, dict[str, list[tuple[int, Neighbour]]]] = {}
    for code, pattern, other, note in ends:
        if other in there:
            word, order, row = there[other]
            title = pattern.replace("××", word)
            found.setdefault(code, defaultdict(list))[title].append((order, row(note)))
    return {code: _sorted(groups) for code, groups in found.items()}


def _ends(row: Link, kind: str, codes: set[str]) -> list[tuple[str, str, Key, str]]:
    """The link as each of the items asked for sees it: who, how, the other end, why."""
    source, target = (row.source_kind, row.source), (row.target_kind, row.target)
    seen = (
        (source, LINKS_TO_WORDS[row.relation], target),
        (target, LINKED_BY_WORDS[row.relation], source),
    )
    return [
        (one[1], pattern, other, row.note)
        for one, pattern, other in seen
        if one[0] == kind and one[1] in codes
    ]


def _sorted(groups: Mapping[str, list[tuple[int, Neighbour]]]) -> list[Kin]:
    return [
        Kin(title, tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])))
        for title, rows in sorted(groups.items(), key=lambda pair: min(n for n, _ in pair[1]))
    ]


@dataclass(frozen=True)
class _Known:
    """What is shown of an item wherever it is linked."""

    name: str
    href: str
    mark: str = ""
    word: str = ""
    figure: tuple[str, str, str] = ("", "", "")
    steps: Steps = ()

    def __call__(self, note: str) -> Neighbour:
        return Neighbour(self.name, self.href, self.mark, self.word, note, self.figure, self.steps)


Named = dict[Key, tuple[str, int, _Known]]


def _named(plan: Plan, keys: set[Key], moment: Moment, before: Moment | None) -> Named:
    """The word of the kind, the place in the plan and what is shown, by kind and code."""
    codes: dict[str, list[str]] = defaultdict(list)
    for kind, code in keys:
        codes[kind].append(code)
    return {
        **_projects(plan, codes["project"], moment, before),
        **_indicators(plan, codes["indicator"], moment, before),
        **_others(plan, codes),
    }


def _projects(plan: Plan, codes: Collection[str], moment: Moment, before: Moment | None) -> Named:
    if not codes:
        return {}
    rows = list(Project.objects.filter(plan=plan, code__in=codes))
    ways = courses(plan, before, moment, projects=rows) if before else {}
    figures = results(moment, "project", subjects=[f"{plan.code}/{code}" for code in codes])
    found: Named = {}
    for row in rows:
        name = f"{plan.code}/{row.code}"
        stage, promise = figures.get((name, "stage")), figures.get((name, "promise"))
        status = status_of(
            row.judgement, promise.text if promise else "",
            no_data=stage.detail["no_data"] if stage else True,
        )  # fmt: skip
        mark, word = standing_mark(status)
        figure = ("project", name if stage else "", "promise" if promise else "stage")
        page, steps = reverse("dashboards:work", args=[row.code]), _steps(ways.get(row.code))
        known = _Known(row.name, page, mark, word, figure, steps)
        found["project", row.code] = (row.get_kind_display(), row.order, known)
    return found


def _steps(course: Any) -> Steps:
    return tuple(course.steps) if course else ()


def _indicators(plan: Plan, codes: Collection[str], moment: Moment, before: Moment | None) -> Named:
    if not codes:
        return {}
    rows = list(Indicator.objects.filter(plan=plan, code__in=codes))
    ways = indicator_courses(plan, before, moment, indicators=rows) if before else {}
    figures = results(moment, "indicator", subjects=[f"{plan.code}/{code}" for code in codes])
    found: Named = {}
    for row in rows:
        name = f"{plan.code}/{row.code}"
        reached = figures.get((name, "attainment"))
        figure = ("indicator", name if reached else "", "attainment")
        mark, word = ATTAINMENT_WORDS.get(reached.text if reached else "", ("", ""))
        page = reverse("dashboards:indicator", args=[row.code])
        known = _Known(row.name, page, mark, word, figure, _steps(ways.get(row.code)))
        found["indicator", row.code] = (OTHER_WORDS["indicator"], 10_000 + row.order, known)
    return found


def _others(plan: Plan, codes: Mapping[str, Iterable[str]]) -> Named:
    """Parts of the spatial pattern, roles and duties in one query."""
    models: tuple[tuple[str, Any], ...] = (("zone", Zone), ("function", Function), ("duty", Duty))
    wanted = [(kind, model) for kind, model in models if codes.get(kind)]
    if not wanted:
        return {}
    first, *rest = [
        model.objects.filter(plan=plan, code__in=codes[kind])
        .order_by()
        .values_list(Value(kind, output_field=CharField()), "code", "name", "order")
        for kind, model in wanted
    ]
    return {
        (kind, code): (
            OTHER_WORDS[kind], 20_000 + order, _Known(name, f"{reverse(LISTS[kind])}#{code}")
        )
        for kind, code, name, order in first.union(*rest, all=True)
    }  # fmt: skip
