"""The plan in its own order, each clause with what became of it.

Read in a handful of queries whatever the number of items; the lines are joined by
``dashboards.marking``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields import CharField, IntegerField
from django.db.models.functions import JSONObject

from calc.moments import Moment
from dashboards.marking import Item, cut, item_lines, marked_text
from dashboards.queries.explained import explain
from dashboards.rules import Chosen, status_of
from indicators.models import Indicator
from metrics.models import Result
from plan.models import Box, Clause, Duty, Function, Plan, Section, Zone
from plan.queries import known
from plan.rules import chapter_words, numeral
from plan.text import normalise
from plan.text.normalise import fold
from projects.models import Progress, Project
from projects.queries import held_on, standing_rows
from projects.rules import COMMITMENT_WORDS
from ui.format import cdate

WANTED = ("pk", "code", "name", "kind", "commitment", "judgement", "provinces", "cities", "last",
          "precision")  # fmt: skip
PAGES = {"project": "works", "indicator": "indicators"}
WORDS = {"zone": "空间格局", "function": "功能定位", "duty": "实施职责", "indicator": "指标"}


@dataclass(frozen=True)
class Paragraph:
    """One clause as the page shows it: its words (where imported) and its items."""

    number: int
    address: str
    anchor: str
    lead: str
    words: str
    items: str
    count: int
    untouched: str


@dataclass(frozen=True)
class Part:
    """A chapter opening, a section or a box with its paragraphs."""

    anchor: str
    title: str
    level: int
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class AnnotatedPlan:
    """The whole plan, and how many items the chosen filter leaves."""

    parts: list[Part]
    shown: int
    total: int
    counts: Mapping[str, int]
    has_words: bool


def annotated(plan: Plan, moment: Moment, chosen: Chosen) -> AnnotatedPlan:
    """Read the plan at a moment, with the items that the filter lets through."""
    items = {**_projects(plan, moment), **_others(plan)}
    inside = _zone_items(plan, chosen.zone) if chosen.zone else None
    kept = {key for key, row in items.items() if _fits(row, chosen, inside)}
    clauses = list(_clauses(plan))
    paragraphs = [_paragraph(clause, items, kept, chosen) for clause in clauses]
    return AnnotatedPlan(
        parts=_parts(plan, zip(clauses, paragraphs, strict=True), chosen),
        shown=len(kept),
        total=len(items),
        counts=_counts(items.values()),
        has_words=any(p.words for p in paragraphs),
    )


def _clauses(plan: Plan) -> QuerySet[Clause]:
    """Paragraphs with their words and the stretches of their items, in one query."""
    stretch = JSONObject(kind="spans__kind", item="spans__item", low="spans__start",
                         high="spans__end")  # fmt: skip
    taken = JSONBAgg(stretch, filter=~Q(spans__kind="none"), default=Value("[]"))
    return Clause.objects.filter(plan=plan).select_related("passage").annotate(taken=taken)


Row = dict[str, Any]
Key = tuple[str, str]


def _projects(plan: Plan, moment: Moment) -> dict[Key, Row]:
    """Works and measures with status and last fact at the moment."""
    facts = known(Progress.objects.filter(project=OuterRef("pk"), relation="item"), moment)
    last = facts.filter(day__lte=moment.as_of).order_by("-day", "-id")
    rows = Project.objects.filter(plan=plan).annotate(
        last=Subquery(last.values("day")[:1]), precision=Subquery(last.values("precision")[:1])
    )
    figures: dict[str, dict[str, Any]] = defaultdict(dict)
    found = Result.objects.filter(
        moment=moment.key, subject_kind="project", metric__in=["stage", "promise"]
    )
    for subject, metric, text, detail in found.values_list("subject", "metric", "text", "detail"):
        figures[subject][metric] = (text, detail)
    listed = list(rows.order_by().values(*WANTED))
    leads = _leads([row["pk"] for row in listed], moment)
    found_rows = {
        ("project", row["code"]): _project(
            row, figures[f"{plan.code}/{row['code']}"], leads.get(row["pk"], "")
        )
        for row in listed
    }
    explain(found_rows, figures, plan, moment)
    return found_rows


def _leads(projects: list[int], moment: Moment) -> dict[int, str]:
    """The lead unit of each item at the moment, in a word for its line."""
    found = standing_rows(projects, moment)
    held = {pk: held_on(rows, moment.as_of, {}) for pk, rows in found.items()}
    return {
        pk: "牵头："
        + "、".join(one.row.organisation.name for one in units if one.row.role == "lead")
        for pk, units in held.items()
        if any(one.row.role == "lead" for one in units)
    }


def _project(row: Row, figures: Mapping[str, Any], lead: str) -> Row:
    _, stage = figures.get("stage", ("", {}))
    verdict = figures.get("promise", ("", {}))[0]
    status = status_of(row["judgement"], verdict, no_data=stage.get("no_data", True))
    percent = stage.get("percent")
    done = f"形象进度{percent[0]:g}%" if percent and percent[0] == percent[1] else ""
    return row | {
        "status": status,
        "mark": "not_applicable" if status == "unrated" else status,
        "word": "不计比率" if status == "unrated" else "",
        "tags": (
            COMMITMENT_WORDS[row["commitment"]],
            "" if stage.get("no_data", True) else str(stage.get("words", "")),
            done,
            _last(row["last"], row["precision"]),
            lead or "责任单位待明确",
        ),
    }


def _last(day: date | None, precision: str) -> str:
    return f"最近事实{cdate(day, precision)}" if day else ""


def _others(plan: Plan) -> dict[Key, Row]:
    """Names of indicators, zones, functions and duties in one query."""
    models = (("indicator", Indicator), ("zone", Zone), ("function", Function), ("duty", Duty))
    first, *rest = [
        model.objects.filter(plan=plan)
        .order_by()
        .values_list(Value(kind, output_field=CharField()), "code", "name")
        for kind, model in models
    ]
    return {
        (kind, code): {
            "code": code, "name": name, "status": "", "mark": "", "tags": (WORDS[kind],),
            "provinces": [], "cities": [], "commitment": "", "kind": kind,
        }
        for kind, code, name in first.union(*rest, all=True)
    }  # fmt: skip


def _zone_items(plan: Plan, zone: str) -> set[str]:
    """Codes of the projects that lie in a part of the spatial pattern."""
    here = Zone.objects.filter(plan=plan, code=zone).values("members__code")
    rows = Project.objects.filter(plan=plan).filter(
        Q(places__code__in=here) | Q(places__parent__code__in=here)
    )
    return set(rows.values_list("code", flat=True))


def _fits(row: Row, chosen: Chosen, inside: set[str] | None) -> bool:
    return (
        (not chosen.province or chosen.province in row["provinces"])
        and (not chosen.city or chosen.city in row["cities"])
        and (not chosen.commitment or chosen.commitment == row["commitment"])
        and (not chosen.ledger or chosen.ledger == row["kind"])
        and (not chosen.status or chosen.status == row["status"])
        and (inside is None or row["code"] in inside)
    )


def _counts(rows: Iterable[Row]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["status"]:
            counts[row["status"]] += 1
    return counts


def _paragraph(
    clause: Clause, items: Mapping[Key, Row], kept: set[Key], chosen: Chosen
) -> Paragraph:
    found = json.loads(clause.taken) if isinstance(clause.taken, str) else clause.taken
    spans = [(row["kind"], row["item"], row["low"], row["high"]) for row in found or ()]
    passage = getattr(clause, "passage", None)
    text = passage.text if passage else ""
    places = fold(text) if text else None
    lines = [
        _item(clause, kind, code, items[kind, code], _shown(places, start, end))
        for kind, code, start, end in sorted(spans, key=lambda span: (span[2], span[3], span[1]))
        if (kind, code) in kept
    ]
    words = marked_text(cut(text, lines)) if text and (lines or not chosen.any) else ""
    return Paragraph(
        clause.paragraph, clause.address, anchor(clause), clause.lead, words, item_lines(lines),
        len(lines), clause.untouched,
    )  # fmt: skip


def _shown(places: Any, start: int, end: int) -> tuple[int, int]:
    """Where a span of the folded paragraph stands in the words shown."""
    if places is None or end > len(places.text):
        return start, end
    span: tuple[int, int] = places.source_span(start, end)
    return span


def _item(clause: Clause, kind: str, code: str, row: Row, span: tuple[int, int]) -> Item:
    page = PAGES.get(kind)
    return Item(
        key=f"c{clause.pk}-{span[0]}-{code}", kind=kind, code=code, name=row["name"],
        href=f"/{page}/{code}/" if page else "", mark=row["mark"], tags=row["tags"],
        start=span[0], end=span[1], word=row.get("word", ""), why=row.get("why", ""),
    )  # fmt: skip


def anchor(clause: Clause) -> str:
    """Where a paragraph stands on the page of the annotated plan."""
    box = f"-b{clause.box}" if clause.box else ""
    return f"p{clause.chapter}-{clause.section or 0}{box}-{clause.paragraph}"


def _parts(plan: Plan, rows: Iterable[tuple[Clause, Paragraph]], chosen: Chosen) -> list[Part]:
    """Chapters, sections and boxes in order; with a filter only those that hold something."""
    here: dict[tuple[int, int, int], list[Paragraph]] = defaultdict(list)
    for clause, paragraph in rows:
        if paragraph.count or not chosen.any:
            here[(clause.chapter, clause.section or 0, clause.box or 0)].append(paragraph)
    parts = list(_headed(plan, here))
    return list(_heads_of_kept(parts)) if chosen.any else parts


def _heads_of_kept(parts: list[Part]) -> Iterator[Part]:
    """Parts that hold something, each under the heads of what it stands in."""
    open_heads: list[Part] = []
    for part in parts:
        open_heads = [head for head in open_heads if head.level < part.level]
        open_heads.append(part)
        if part.paragraphs:
            yield from open_heads
            open_heads = []


def _headed(plan: Plan, here: Mapping[tuple[int, int, int], list[Paragraph]]) -> Iterator[Part]:
    sections = Section.objects.filter(plan=plan).order_by().values_list(
        "chapter", "section", Value(0, output_field=IntegerField()), "title")  # fmt: skip
    boxes = Box.objects.filter(plan=plan).order_by().values_list(
        "chapter", "section", F("number"), "title")  # fmt: skip
    heads = [(c, s or 0, b, t) for c, s, b, t in sections.union(boxes, all=True)]
    for chapter, section, box, title in sorted(heads):
        level = 4 if box else 3 if section else 2
        number = f"专栏{box}" if box else f"第{numeral(section)}节" if section else ""
        words = number or chapter_words(chapter)
        same = normalise(words) == normalise(title)
        yield Part(
            f"s{chapter}-{section}-{box}", title if same else f"{words} {title}", level,
            here.get((chapter, section, box), []),
        )  # fmt: skip
