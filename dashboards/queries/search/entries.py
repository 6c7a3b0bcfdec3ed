"""Everything of the catalogue that can be found, as entries; one query a function."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, IntegerField, OuterRef, Value
from django.utils.timezone import localdate

from calc.moments import Moment
from dashboards.matching import Entry
from dashboards.matching.references import Spot
from evaluation.queries import listed as reports
from indicators.models import Indicator, Target
from plan.models import Box, Clause, Duty, Function, Plan, Section, Zone
from plan.rules import address
from projects.models import Project
from projects.queries import criterion_text
from projects.rules import CATEGORY_WORDS, THEME_WORDS
from regions.models import Organisation

Spots = dict[int, Spot]

# what works and measures are about, in words
SUBJECTS = CATEGORY_WORDS | THEME_WORDS


def clauses(plan: Plan) -> tuple[list[Entry], Spots]:
    """Paragraphs with their lead phrase and, where it was imported, the official text."""
    rows = list(Clause.objects.filter(plan=plan).annotate(text=F("passage__text")))
    spots: Spots = {row.pk: (row.chapter, row.section, row.box, row.paragraph) for row in rows}
    return [_clause(row, spots[row.pk]) for row in rows], spots


def _clause(row: Any, spot: Spot) -> Entry:
    said = (row.text,) if row.text else ()
    return Entry(str(row), row, said=said, spots=(spot,), order=_order(spot))


def heads(plan: Plan) -> list[Entry]:
    """Chapters, sections and boxes with their titles."""
    no_box = Value(0, output_field=IntegerField())
    sections = Section.objects.filter(plan=plan).order_by()
    boxes = Box.objects.filter(plan=plan).order_by()
    rows = sections.values_list("chapter", "section", no_box, "title").union(
        boxes.values_list("chapter", "section", F("number"), "title"), all=True
    )
    return [_head((chapter, section, box or None, None), t) for chapter, section, box, t in rows]


def _head(spot: tuple[int, int | None, int | None, None], title: str) -> Entry:
    where = address(*spot)
    name = title if title == where else f"{where} {title}"
    return Entry(name, aliases=(title,), spots=(spot,), order=_order(spot))


def _order(spot: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(part or 0 for part in spot)


def projects(plan: Plan, spots: Spots) -> list[Entry]:
    """Works and measures, each with the places it names and the criterion in force today."""
    through = Project.places.through.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.filter(plan=plan).annotate(
        codes=ArraySubquery(through.values("place__code")),
        settled=criterion_text(Moment(localdate())),
    )
    fields = ("pk", "code", "name", "aliases", "kind", "category", "verb", "quote", "pinyin",
              "order", "clause_id", "codes", "named_units", "settled")  # fmt: skip
    return [
        Entry(
            row.name, row, row.code, row.aliases, _spelled(row),
            (row.quote, SUBJECTS[row.category], *row.named_units),
            frozenset(row.codes), _spots([row.clause_id], spots), (row.order,),
            row.settled,
        )
        for row in rows.order_by().values_list(*fields, named=True)
    ]  # fmt: skip


def indicators(plan: Plan, spots: Spots) -> list[Entry]:
    """Indicators, the plan's own before 参考指标."""
    target = Target.objects.filter(indicator=OuterRef("pk"))
    rows = Indicator.objects.filter(plan=plan).annotate(
        cited=ArraySubquery(target.values("clause_id"))
    )
    return [
        Entry(
            row.name, row, row.code, spelled=_spelled(row), spots=_spots(row.cited, spots),
            order=(row.reference, row.order),
        )
        for row in rows.order_by()
    ]  # fmt: skip


def others(plan: Plan, spots: Spots) -> list[Entry]:
    """Parts of the spatial pattern, roles and duties: what has no page of its own."""
    fields = ("code", "name", "quote", "clause_id", "order")
    rows = _of(Zone, plan, "空间格局", *fields).union(
        _of(Function, plan, "功能定位", *fields), _of(Duty, plan, "实施职责", *fields), all=True
    )
    return [
        Entry(name, kind, code, said=(quote,), spots=_spots([clause], spots), order=(order,))
        for kind, code, name, quote, clause, order in rows
    ]


def _of(model: Any, plan: Plan, word: str, *fields: str) -> Any:
    rows = model.objects.filter(plan=plan).annotate(word=Value(word)).order_by()
    return rows.values_list("word", *fields)


def offices() -> list[Entry]:
    """Organisations; those whose work went to another come last."""
    fields = ("code", "name", "short_name", "pinyin", "valid_from", "valid_to", "place__code",
              "place__name", "successor__name")  # fmt: skip
    rows = Organisation.objects.order_by().values_list(*fields, named=True)
    return [
        Entry(
            row.name, row, row.code, (row.short_name,), row.pinyin,
            places=frozenset([row.place__code] if row.place__code else []),
            order=(bool(row.successor__name or row.valid_to), row.code),
        )
        for row in rows
    ]  # fmt: skip


def evaluations(plan: Plan) -> list[Entry]:
    """Reports by their titles, newest first."""
    return [Entry(row.title, row, order=(-row.pk,)) for row in reports(plan)]


def _spelled(row: Any) -> str:
    """Readings of the names, and the code as words."""
    return f"{row.pinyin},{row.code.replace('-', ' ')}"


def _spots(clauses: list[int | None], spots: Spots) -> tuple[Spot, ...]:
    return tuple(spots[pk] for pk in clauses if pk in spots)
