"""The list of works or of measures as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.compute.courses import Course
from projects.models import Project
from projects.queries import Line
from projects.rules import (
    CATEGORY_WORDS,
    COMMITMENT_WORDS,
    JUDGEMENT_WORDS,
    STANDING_WORDS,
    THEME_WORDS,
)

FIELD_WORDS = CATEGORY_WORDS | THEME_WORDS
ORDER_OF_CATEGORIES = {code: place for place, code in enumerate(FIELD_WORDS)}
ORDER_OF_COMMITMENTS = {code: place for place, code in enumerate(COMMITMENT_WORDS)}
ORDER_OF_JUDGEMENTS = {code: place for place, code in enumerate(JUDGEMENT_WORDS)}
ORDER_OF_STANDINGS = {code: place for place, code in enumerate(STANDING_WORDS)}

# Columns that give way to the comparison of two moments.
CROWDED = ("judgement", "clause")
NAME_HEADS = {"works": "项目名称", "measure": "任务名称"}


def looks(name: str) -> dict[str, dict[str, str]]:
    """The class of a column; ``wide-only`` columns are left out on a phone."""
    return {"td": {"class": name}, "th": {"class": name}}


WIDE = looks("wide-only")


class Row:
    """A line with what a column sorts by."""

    def __init__(self, line: Line, course: Course | None = None) -> None:
        self.line = line
        self.steps = course.steps if course else []
        self.project = line.project
        stage, filed = line.stage, line.filed
        place = self.project.order
        self.by_place = place
        self.by_category = (ORDER_OF_CATEGORIES[self.project.category], place)
        self.by_commitment = (ORDER_OF_COMMITMENTS[self.project.commitment], place)
        self.by_judgement = (ORDER_OF_JUDGEMENTS[self.project.judgement], place)
        self.by_areas = (self.project.provinces, self.project.cities, place)
        self.by_stage = (not stage.detail["no_data"], line.low, line.high, -place)
        self.by_standing = (ORDER_OF_STANDINGS[line.standings[0]], place)
        self.by_facts = (filed.before + filed.after, -place)

    @property
    def subject(self) -> str:
        """The name under which its Results are kept."""
        return self.line.stage.subject

    @property
    def metric(self) -> str:
        """The figure to explain: the verdict, or the stage where there is none."""
        return "promise" if "promise" in self.line.figures else "stage"


class WorkTable(tables.Table):
    """One item per row; the plan's order unless another is chosen."""

    name = tables.TemplateColumn(
        "{% include 'projects/_name.html' %}", verbose_name="项目名称", order_by="by_place",
        attrs=looks("listing__name"),
    )  # fmt: skip
    category = tables.Column(
        "领域",
        accessor="project__category",
        order_by="by_category",
        attrs=looks("listing__sector wide-only"),
    )
    requirement = tables.Column(
        "规划要求", accessor="line", order_by="by_commitment", attrs=looks("nowrap wide-only")
    )
    judgement = tables.Column(
        "判定类型", accessor="project__judgement", order_by="by_judgement", attrs=WIDE
    )
    areas = tables.Column(
        "所涉地区",
        accessor="line__areas",
        order_by="by_areas",
        attrs=looks("listing__where wide-only"),
    )
    stage = tables.TemplateColumn(
        "{% include 'projects/_stage.html' %}",
        verbose_name="阶段",
        order_by="by_stage",
        attrs=looks("listing__stage"),
    )
    verdict = tables.TemplateColumn(
        "{% include 'projects/_verdict.html' %}", verbose_name="承诺评价", order_by="by_standing"
    )
    facts = tables.TemplateColumn(
        "{% include 'projects/_facts.html' %}", verbose_name="事实", order_by="by_facts"
    )
    change = tables.TemplateColumn(
        "{% include 'projects/_steps.html' with steps=record.steps %}",
        verbose_name="两个时点对照", orderable=False, attrs=looks("listing__change"),
    )  # fmt: skip
    clause = tables.Column(
        "规划出处",
        accessor="project__clause__address",
        order_by="by_place",
        attrs=looks("listing__clause wide-only"),
    )

    class Meta:
        empty_text = ""
        row_attrs: ClassVar = {"data-figure": ""}
        sequence = ("name", "category", "requirement", "judgement", "areas", "stage", "verdict",
                    "change", "facts", "clause")  # fmt: skip

    unit = "项"
    export_word = "导出 Excel"

    def __init__(
        self, lines: list[Line], *, kind: str = "works", export_url: str = "", note: str = "",
        courses: Mapping[str, Course] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        found = courses or {}
        rows = [Row(line, found.get(line.project.code)) for line in lines]
        super().__init__(rows, exclude=CROWDED if courses else ("change",), **more)
        self.caption = Project.Kind(kind).label
        self.columns["name"].column.verbose_name = NAME_HEADS[kind]
        self.export_url = export_url
        self.note = note

    def in_order(self) -> list[Line]:
        """All lines in the chosen order, whatever page is shown."""
        return [row.record.line for row in self.rows]

    def render_category(self, value: str) -> str:
        """The word of the sector or theme."""
        return FIELD_WORDS[value]

    def render_judgement(self, value: str) -> str:
        """The word of the judgement."""
        return JUDGEMENT_WORDS[value]

    def render_requirement(self, value: Line) -> str:
        """Verb and commitment."""
        return value.requirement

    def render_areas(self, value: str, record: Row) -> SafeString | str:
        """Places; provinces in second voice where the plan names no place."""
        return value if record.line.located else format_html('<span class="none">{}</span>', value)
