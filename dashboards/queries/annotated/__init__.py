"""The plan in its own order, each clause with what became of it.

Read in a handful of queries whatever the number of items; the lines are joined by
``dashboards.marking``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import JSONObject

from calc.moments import Moment
from dashboards.marking import Item, cut, item_lines, marked_text
from dashboards.queries.annotated.catalogue import catalogue
from dashboards.queries.annotated.items import Asked, Key, Row, changes, counts, fits, read
from dashboards.rules import Chosen
from plan.models import Clause, Plan
from plan.rules import chapter_words, numeral
from plan.text import normalise
from plan.text.normalise import fold

Spans = list[tuple[str, str, int, int]]
CHAPTER = 2  # level of its head


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
    place: tuple[int, int, int]
    paragraphs: list[Paragraph]

    @property
    def chapter(self) -> int:
        """Number of the chapter."""
        return self.place[0]


@dataclass(frozen=True)
class Silence:
    """How many clauses of a chapter commit to something, and of how many nothing is known."""

    title: str
    anchor: str
    committed: int
    bare: int


@dataclass(frozen=True)
class Stirred:
    """How many works and measures of a chapter read otherwise at another moment."""

    title: str
    anchor: str
    works: int
    measures: int


@dataclass(frozen=True)
class AnnotatedPlan:
    """The whole plan, and how many items the chosen filter leaves.

    ``silence`` counts by chapter, whatever the filter: a clause is bare when it commits to
    works or measures and nothing is on file about any of them.  ``counts`` tells, by ledger
    and status, how many items the other conditions leave; ``changes`` the same by kind of
    change while two moments are compared, ``stirred`` the same by chapter.
    """

    parts: list[Part]
    shown: int
    total: int
    counts: Mapping[str, Mapping[str, int]]
    changes: Mapping[str, Mapping[str, int]]
    stirred: list[Stirred]
    silence: list[Silence]
    has_words: bool

    @property
    def bare(self) -> int:
        """Clauses that commit to something and of which nothing is known."""
        return sum(chapter.bare for chapter in self.silence)

    @property
    def committed(self) -> int:
        """Clauses that commit to works or measures."""
        return sum(chapter.committed for chapter in self.silence)


def annotated(
    plan: Plan, moment: Moment, chosen: Chosen, query: str = "", before: Moment | None = None
) -> AnnotatedPlan:
    """Read the plan at a moment, with the items that the filter lets through.

    ``query`` is the moment as the addresses of the items carry it on; ``before`` the moment
    it is held against.
    """
    clauses = {clause: _spans(clause) for clause in _clauses(plan)}
    said = {(kind, code) for spans in clauses.values() for kind, code, *_ in spans}
    named = catalogue(plan)
    read_items = read(plan, Asked(moment, before, chosen.zone, query), named.items)
    items = {key: row for key, row in read_items.items() if key in said}  # no reference values
    bare = {clause.pk for clause, spans in clauses.items() if _is_bare(spans, items)}
    counted = {key for key, row in items.items() if fits(row, replace(chosen, status=""))}
    if chosen.bare:
        counted &= {(kind, code) for clause, spans in clauses.items() if clause.pk in bare
                    for kind, code, *_ in spans if kind == "project"}  # fmt: skip
    kept = {key for key in counted if fits(items[key], chosen)}
    paragraphs = [
        _paragraph(clause, spans, items, _kept_here(clause, kept, bare, chosen), chosen)
        for clause, spans in clauses.items()
    ]
    heads = list(_headed(named.heads))
    return AnnotatedPlan(
        parts=_parts(heads, zip(clauses, paragraphs, strict=True), chosen),
        shown=len(kept),
        total=len(items),
        counts=counts(items[key] for key in counted),
        changes=_changes(items.values(), chosen) if before else {},
        stirred=_stirred(heads, clauses, items, counted) if before else [],
        silence=_silence(heads, clauses, bare),
        has_words=any(getattr(clause, "passage", None) for clause in clauses),
    )


def _changes(rows: Iterable[Row], chosen: Chosen) -> Mapping[str, Mapping[str, int]]:
    others = replace(chosen, change="")
    return changes(row for row in rows if fits(row, others))


def _stirred(
    heads: Iterable[Part], clauses: Mapping[Clause, Spans], items: Mapping[Key, Row],
    counted: Collection[Key],
) -> list[Stirred]:  # fmt: skip
    """Of each chapter in which anything changed; an item of several chapters counts in each."""
    here: dict[int, set[Key]] = defaultdict(set)
    for clause, spans in clauses.items():
        here[clause.chapter] |= {(kind, code) for kind, code, *_ in spans}
    found = []
    for part in (part for part in heads if part.level == CHAPTER):
        keys = [key for key in here[part.chapter] if key in counted and items[key].get("kinds")]
        kinds = [items[key]["kind"] for key in keys]
        if keys:
            found.append(
                Stirred(part.title, part.anchor, kinds.count("works"), kinds.count("measure"))
            )
    return found


def _kept_here(
    clause: Clause, kept: set[Key], bare: Collection[int], chosen: Chosen
) -> Collection[Key]:
    """An item that also stands in a clause about which something is known is not shown there."""
    return () if chosen.bare and clause.pk not in bare else kept


def _is_bare(spans: Spans, items: Mapping[Key, Row]) -> bool:
    """Whether a clause commits to works or measures and nothing is on file about any."""
    rows = [items[kind, code] for kind, code, *_ in spans if kind == "project"]
    return bool(rows) and all(row["status"] == "no_data" for row in rows)


def _silence(
    heads: Iterable[Part], clauses: Mapping[Clause, Spans], bare: Collection[int]
) -> list[Silence]:
    """Counts of the chapters that commit to something."""
    committed = [c for c, spans in clauses.items() if any(span[0] == "project" for span in spans)]
    found = []
    for part in (part for part in heads if part.level == CHAPTER):
        here = [clause.pk for clause in committed if clause.chapter == part.chapter]
        if here:
            unknown = sum(pk in bare for pk in here)
            found.append(Silence(part.title, part.anchor, len(here), unknown))
    return found


def _clauses(plan: Plan) -> QuerySet[Clause]:
    """Paragraphs with their words and the stretches of their items, in one query."""
    stretch = JSONObject(kind="spans__kind", item="spans__item", low="spans__start",
                         high="spans__end")  # fmt: skip
    taken = JSONBAgg(stretch, filter=~Q(spans__kind="none"), default=Value("[]"))
    return Clause.objects.filter(plan=plan).select_related("passage").annotate(taken=taken)


def _spans(clause: Any) -> Spans:
    """The stretches of a clause in their order."""
    found = json.loads(clause.taken) if isinstance(clause.taken, str) else clause.taken
    spans = [(row["kind"], row["item"], row["low"], row["high"]) for row in found or ()]
    return sorted(spans, key=lambda span: (span[2], span[3], span[1]))


def _paragraph(
    clause: Clause, spans: Spans, items: Mapping[Key, Row], kept: Collection[Key], chosen: Chosen
) -> Paragraph:
    passage = getattr(clause, "passage", None)
    text = passage.text if passage else ""
    places = fold(text) if text else None
    lines = [
        _item(clause, kind, code, items[kind, code], _shown(places, start, end))
        for kind, code, start, end in spans
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
    return Item(
        key=f"c{clause.pk}-{span[0]}-{code}", kind=kind, code=code, name=row["name"],
        href=row["href"], mark=row["mark"], tags=row["tags"],
        start=span[0], end=span[1], word=row.get("word", ""), why=row.get("why", ""),
        steps=row.get("steps", ()),
    )  # fmt: skip


def anchor(clause: Clause) -> str:
    """Where a paragraph stands on the page of the annotated plan."""
    box = f"-b{clause.box}" if clause.box else ""
    return f"p{clause.chapter}-{clause.section or 0}{box}-{clause.paragraph}"


def _parts(
    heads: Iterable[Part], rows: Iterable[tuple[Clause, Paragraph]], chosen: Chosen
) -> list[Part]:
    """Chapters, sections and boxes in order; with a filter only those that hold something."""
    here: dict[tuple[int, int, int], list[Paragraph]] = defaultdict(list)
    for clause, paragraph in rows:
        if paragraph.count or not chosen.any:
            here[(clause.chapter, clause.section or 0, clause.box or 0)].append(paragraph)
    parts = [replace(part, paragraphs=here.get(part.place, [])) for part in heads]
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


def _headed(heads: Iterable[tuple[int, int, int, str]]) -> Iterator[Part]:
    """The heads in the order of the plan, still without paragraphs."""
    for chapter, section, box, title in heads:
        level = 4 if box else 3 if section else CHAPTER
        number = f"专栏{box}" if box else f"第{numeral(section)}节" if section else ""
        words = number or chapter_words(chapter)
        same = normalise(words) == normalise(title)
        yield Part(
            f"s{chapter}-{section}-{box}", title if same else f"{words} {title}", level,
            (chapter, section, box), [],
        )  # fmt: skip
