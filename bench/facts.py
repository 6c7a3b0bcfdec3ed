"""Generated facts, loaded by COPY: events of the works and measures, releases of the indicators.

They are drawn from a seed, so that a run can be repeated, and are marked as generated in every
row.  They never leave the database of the benchmark.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db import connection, models

from indicators.models import Indicator, Observation
from metrics.actions import rebuild
from plan.models import Source
from projects.models import Progress, Project

# Of five facts one is a value of an indicator.
SHARE = 5
FIRST = date(2016, 1, 1)
# What happens to an item and when, counted from a day of its own; sources tell it again and again.
COURSE = {"approved": 0, "construction_start": 200, "track_laid": 700, "completed": 1000}
EVENTS = (*COURSE, *["statement"] * 8, *["progress"] * 28)
AREAS = tuple(
    (name, code)
    for code, name in {
        "": "哈长城市群", "220000": "吉林省", "230000": "黑龙江省", "220100": "长春市",
        "220200": "吉林市", "220300": "四平市", "220400": "辽源市", "220700": "松原市",
        "222400": "延边州", "230100": "哈尔滨市", "230200": "齐齐哈尔市", "230600": "大庆市",
        "231000": "牡丹江市", "231200": "绥化市",
    }.items()
)  # fmt: skip
VINTAGES = ("first_release", "post_census", "")
BATCH = 100_000
Row = dict[str, str]


@dataclass(frozen=True)
class Layout:
    """The columns of a table of facts that are written, and what most of them always hold."""

    table: str
    columns: tuple[str, ...]
    always: Row


def lengthen(count: int, seed: int, *, start: int = 0) -> None:
    """Add so many facts to those on file and compute all figures; ``start`` of them are there."""
    drawn = random.Random(f"{seed} {start}")  # noqa: S311  no secret
    source = _source()
    values = count // SHARE
    _copy(Progress, source, _events(drawn, count - values, start))
    _copy(Observation, source, _values(drawn, values, start))
    _vacuum(Progress, Observation)
    rebuild()


def event_row(project: int, name: str, drawn: random.Random) -> Row:
    """One generated event: what differs from row to row."""
    event = drawn.choice(EVENTS)
    approved = FIRST + timedelta(project * 7919 % 1200)
    at = COURSE.get(event) or drawn.randrange(COURSE["construction_start"], COURSE["completed"])
    day = approved + timedelta(0 if event == "approved" else at)
    percent = str((at - 200) // 10 + 5) if event == "progress" else r"\N"
    return {
        "project_id": str(project), "key": name, "event": event, "day": day.isoformat(),
        "precision": drawn.choice(("day", "month")), "percent": percent,
        "published_on": (day + timedelta(drawn.randrange(1, 90))).isoformat(),
    }  # fmt: skip


def put_events(rows: Iterable[Row]) -> None:
    """Write generated events into the open transaction."""
    _copy(Progress, _source(), iter(rows))


def _events(drawn: random.Random, count: int, start: int) -> Iterator[Row]:
    items = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    for number in range(start, start + count):
        yield event_row(items[number % len(items)], f"B{number}", drawn)


def _values(drawn: random.Random, count: int, start: int) -> Iterator[Row]:
    indicators = list(Indicator.objects.order_by("pk").values_list("pk", "unit"))
    for number in range(start, start + count):
        pk, unit = indicators[number % len(indicators)]
        area, code = AREAS[number // len(indicators) % len(AREAS)]
        year = 2016 + drawn.randrange(9)
        yield {
            "indicator_id": str(pk), "key": f"B{number}", "area": area, "area_code": code,
            "year": str(year), "period_end": f"{year}-12-31", "unit": unit,
            "value": str(drawn.randrange(1, 100)), "vintage": drawn.choice(VINTAGES),
            "published_on": (date(year + 1, 3, 1) + timedelta(drawn.randrange(700))).isoformat(),
        }  # fmt: skip


def _source() -> Source:
    return Source.objects.get_or_create(
        title="生成的数据", publisher="性能测试", number="", kind="unlocated", url="",
        published_on=None,
    )[0]  # fmt: skip


def _layout(model: type[models.Model], source: Source) -> Layout:
    """What is the same in every generated row."""
    blank = {
        field.column: "{}" if field.get_internal_type() == "ArrayField" else ""
        for field in model._meta.concrete_fields
        if not field.generated and not field.null and not field.primary_key
        and field.column != "recorded_at"
    }  # fmt: skip
    known = {
        "source_id": str(source.pk), "confidence": "high", "published_precision": "day",
        "origin": "bench", "date_basis": "event", "relation": "item", "moves": "t",
        "summary": "生成的数据", "period_kind": "year", "date_precision": "day",
        "value_type": "actual",
    }  # fmt: skip
    varied = ("published_on", "percent") if model is Progress else ("published_on",)
    always = blank | {name: value for name, value in known.items() if name in blank}
    return Layout(model._meta.db_table, (*always, *varied), always)


def _copy(model: type[models.Model], source: Source, rows: Iterator[Row]) -> None:
    layout = _layout(model, source)
    line = _line_of(layout)
    words = f"COPY {layout.table} ({', '.join(layout.columns)}) FROM STDIN"
    while batch := list(islice(rows, BATCH)):
        with connection.cursor() as cursor:
            cursor.copy_expert(words, io.StringIO("".join(map(line, batch))))


def _line_of(layout: Layout) -> Callable[[Row], str]:
    names = layout.columns
    always = {name: layout.always.get(name, "") for name in names}

    def line(row: Row) -> str:
        cells = always | row
        return "\t".join([cells[name] for name in names]) + "\n"

    return line


def _vacuum(*tables: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
