"""The lists of indicators as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_tables2 as tables

from indicators.compute.courses import Course
from indicators.queries import Line
from indicators.rules import ATTAINMENT_WORDS, TARGET_KIND_WORDS, own_note

ORDER_OF_KINDS = {word: place for place, word in enumerate(TARGET_KIND_WORDS.values())}
ORDER_OF_ATTAINMENT = {code: place for place, code in enumerate(ATTAINMENT_WORDS)}


def looks(name: str) -> dict[str, dict[str, str]]:
    """The class of a column; ``wide-only`` columns are left out on a phone."""
    return {"td": {"class": name}, "th": {"class": name}}


class Row:
    """A line with what a column sorts by."""

    def __init__(self, line: Line, course: Course | None = None) -> None:
        self.line = line
        self.steps = course.steps if course else []
        self.indicator = line.indicator
        place = line.indicator.order
        newest = max((row.period_end for row in line.latest), default=None)
        self.mark, self.word = ATTAINMENT_WORDS.get(line.attainment, ("not_applicable", "不适用"))
        self.by_place = place
        self.by_kind = ([ORDER_OF_KINDS[word] for word in line.kinds], place)
        self.by_latest = (newest is not None, newest.toordinal() if newest else 0, -place)
        self.by_attainment = (ORDER_OF_ATTAINMENT.get(line.attainment, 99), place)
        self.by_known = (line.known, -place)

    @property
    def kinds(self) -> str:
        """What the plan says of it, in words."""
        return "、".join(self.line.kinds)

    @property
    def more(self) -> int:
        """How many latest values a cell leaves out."""
        return max(0, len(self.line.latest) - 2)

    @property
    def subject(self) -> str:
        """The name under which its Results are kept; blank before the first."""
        return self.line.subject


class IndicatorTable(tables.Table):
    """What both lists share: name, latest values, number of values on file."""

    name = tables.TemplateColumn(
        "{% include 'indicators/_name.html' %}", verbose_name="指标", order_by="by_place",
        attrs=looks("listing__name"),
    )  # fmt: skip
    latest = tables.TemplateColumn(
        "{% include 'indicators/_latest.html' %}",
        verbose_name="最新监测值",
        order_by="by_latest",
        attrs=looks("listing__latest"),
    )

    change = tables.TemplateColumn(
        "{% include 'projects/_steps.html' with steps=record.steps %}",
        verbose_name="两个时点对照", orderable=False, attrs=looks("listing__change"),
    )  # fmt: skip

    caption = "指标"
    unit = "项"
    export_word = "导出 Excel"

    def __init__(
        self, lines: list[Line], *, export_url: str = "",
        courses: Mapping[str, Course] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        found = courses or {}
        rows = [Row(line, found.get(line.indicator.code)) for line in lines]
        super().__init__(rows, exclude=() if courses else ("change",), **more)
        self.export_url = export_url

    def in_order(self) -> list[Line]:
        """All lines in the chosen order, whatever page is shown."""
        return [row.record.line for row in self.rows]


class PlanTable(IndicatorTable):
    """The plan's own indicators."""

    kinds = tables.Column("性质", order_by="by_kind", attrs=looks("nowrap wide-only"))
    baseline = tables.TemplateColumn(
        "{% include 'indicators/_baseline.html' %}",
        verbose_name="基期值",
        orderable=False,
        attrs=looks("wide-only"),
    )
    goal = tables.TemplateColumn(
        "{% include 'indicators/_goal.html' %}", verbose_name="目标值", orderable=False
    )
    attainment = tables.TemplateColumn(
        "{% include 'indicators/_attainment.html' %}", verbose_name="评价", order_by="by_attainment"
    )
    clause = tables.TemplateColumn(
        "{% include 'indicators/_clause.html' %}", verbose_name="规划出处", order_by="by_place",
        attrs=looks("nowrap wide-only"),
    )  # fmt: skip

    class Meta:
        row_attrs: ClassVar = {"data-figure": ""}
        sequence = ("name", "kinds", "baseline", "goal", "latest", "attainment", "change",
                    "clause")  # fmt: skip


class ReferenceTable(IndicatorTable):
    """Series the plan does not name; they enter no rate."""

    known = tables.Column(
        "监测值（条）", accessor="line__known", order_by="by_known", attrs=looks("num")
    )
    note = tables.Column(
        "说明", accessor="indicator__note", orderable=False, attrs=looks("wide-only")
    )

    caption = "参考指标"

    class Meta:
        row_attrs: ClassVar = {"data-figure": ""}
        sequence = ("name", "latest", "change", "known", "note")

    def render_note(self, value: str) -> str:
        """What the page does not say already of every reference series."""
        return own_note(value) or "—"
