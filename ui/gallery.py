"""Examples for the gallery page. None of them is a fact; each says that it is an example."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from ui import marks
from ui.curves import Column
from ui.facts import Fact
from ui.lines import Point
from ui.strip import Pair
from ui.svg import Split

WORKS = ["未启动", "前期", "批复", "在建", "建成", "投用"]
PILOT = ["未启动", "申报", "列入", "实施", "验收（评估）", "命名"]
MEASURE = ["未启动", "制定方案", "实施", "完成"]
AT = datetime.datetime(2026, 3, 2, 2, 42, 7, tzinfo=datetime.UTC)
CURVE_ENDS = datetime.date(2020, 12, 31)


class ExampleForm(forms.Form):
    """Every kind of field, once."""

    title = forms.CharField(label="文件标题", max_length=100)
    day = forms.CharField(label="事实日", help_text="只知年月时写 2019年8月")
    amount = forms.DecimalField(label="完成投资", required=False)
    percent = forms.DecimalField(label="形象进度", max_value=100)
    event = forms.ChoiceField(label="事件", choices=[("", "请选择"), ("a", "开工"), ("b", "建成")])
    precision = forms.ChoiceField(
        label="日期精度",
        choices=[("day", "日"), ("month", "月"), ("year", "年")],
        widget=forms.RadioSelect,
    )
    summary = forms.CharField(label="情况说明", widget=forms.Textarea(attrs={"rows": 3}))
    evidence = forms.FileField(label="佐证材料", required=False)
    same = forms.BooleanField(label="本期无变化", required=False)


class ExampleFilter(forms.Form):
    """A short filter bar."""

    q = forms.CharField(label="名称", required=False)
    city = forms.ChoiceField(label="地区", required=False, choices=[("", "全部"), ("a", "示例市")])
    verdict = forms.ChoiceField(
        label="兑现", required=False, choices=[("", "全部"), ("reached", "可确认达到")]
    )


def example_months() -> list[Column]:
    """Month ends of a made-up curve, with an estimate up to the plan's end."""
    rows = [(2016, 1, 4), (2017, 2, 4), (2018, 3, 3), (2020, 4, 2), (2022, 5, 1)]
    return [
        Column(
            datetime.date(year, 12, 31),
            Split(reached, missed, 10 - reached - missed, 3),
            (reached / 8, reached / 8) if year <= CURVE_ENDS.year else None,
            Split(reached, missed - 1, 11 - reached - missed, 3)
            if year < CURVE_ENDS.year
            else None,
        )
        for year, reached, missed in rows
    ]


def wrong_form() -> ExampleForm:
    """The example form as it comes back with errors, the typed text kept."""
    form = ExampleForm({"title": "", "day": "2019年8月", "amount": "1,2,3", "percent": "120"})
    form.is_valid()
    form.add_error("percent", "形象进度须在 0 至 100 之间。")
    return form


SOURCE: dict[str, Any] = {"source": "示例公报", "publisher": "示例机关"}
LONG_URL = "https://example.invalid/"


def facts() -> list[Fact]:
    """A time line with every precision, basis and mark."""
    day = datetime.date
    approved = Fact(
        "批复",
        day(2014, 2, 1),
        "month",
        summary="示例：可研报告获批复，估算投资12.34亿元。",
        published_on=day(2014, 3, 31),
        published_precision="month",
        tone="strong",
        **SOURCE,
    )
    started = Fact(
        "开工", day(2015, 1, 1), "year", part="示例段", marks=("derived",), tone="strong", **SOURCE
    )
    seen = Fact(
        "在建",
        day(2017, 9, 30),
        "quarter",
        "reported",
        summary="示例：报道时路基工程已完成过半。",
        url=LONG_URL,
        marks=("undated",),
        **SOURCE,
    )
    built = Fact(
        "建成",
        day(2019, 12, 31),
        "year",
        "by",
        marks=("unverified", "disputed"),
        tone="strong",
        note="示例：另有来源称2020年建成。",
    )
    planned = Fact("计划投用", day(2020, 10, 1), "month", "scheduled", "示例段", **SOURCE)
    opened = Fact(
        "投用",
        day(2020, 9, 26),
        published_on=day(2020, 9, 27),
        tone="strong",
        href="#facts",
        **SOURCE,
    )
    return [approved, started, seen, built, opened, planned]


def sides() -> list[Fact]:
    """Two sources that disagree."""
    june, new_year = datetime.date(2015, 6, 1), datetime.date(2016, 1, 1)
    return [
        Fact("开工", june, "month", published_on=june, chosen=True, **SOURCE),
        Fact("开工", new_year, "year", source="示例百科", summary="示例：称次年动工"),
    ]


def audit_rows() -> list[Any]:
    """Two rows of a trail."""
    filed = {"actor": "示例甲", "office": "示例市", "sentence": "提交了填报。", "reason": ""}
    back = {"actor": "示例乙", "office": "示例省", "sentence": "退回了填报。"}
    reason = "示例：请补充文件编号。"
    return [SimpleNamespace(at=AT, **filed), SimpleNamespace(at=AT, reason=reason, **back)]


def page() -> Page[int]:
    """The sixth page of many."""
    return Paginator(list(range(312)), 20).page(6)


def frame() -> dict[str, Any]:
    """What base.html looks at."""
    return {
        "moment": SimpleNamespace(as_of=datetime.date(2020, 12, 31), known_at=None, basis="public"),
        "moment_note": "按现有档案重建",
        "moment_presets": [("2020年末", "?as_of=2020-12-31", True), ("今日", "?", False)],
        "freshness": SimpleNamespace(
            computing=False, at=AT, url="", parked=0, failed=0, single=False
        ),
        "demo_persons": [
            {"key": "a", "name": "示例甲", "office": "示例市 填报人", "current": True},
            {"key": "b", "name": "示例乙", "office": "示例省 审核人", "current": False},
        ],
        "crumbs": [("2020总账", "#"), ("重点项目", "#"), ("示例铁路", "")],
    }


def context() -> dict[str, Any]:
    """Everything the gallery page shows."""
    tabs = [("2020 总账", True), ("2020 年以后", False), ("展望 2030", False)]
    return frame() | {
        "codes": list(marks.MARKS),
        "works": WORKS,
        "pilot": PILOT,
        "measure": MEASURE,
        "intervals": [(5, 5), (3, 5), (0, 2), (3, 4), (0, 5), (0, 0)],
        "facts": facts(),
        "sides": sides(),
        "open_sides": [replace(side, chosen=False) for side in sides()],
        "rows": audit_rows(),
        "page": page(),
        "wrong": wrong_form(),
        "filter": ExampleFilter(),
        "strip": [
            {"label": "事项", "value": 128, "unit": "项"},
            {"label": "有据可查", "value": 41, "unit": "项", "href": "#bars"},
            {"label": "零", "value": 0, "unit": "项"},
            {"label": "尚无", "value": None},
        ],
        "defs": [("判据", "示例：通车公告"), ("判定类型", "一次性"), ("投资", None)],
        "tab_items": [(word, "#tabs", current) for word, current in tabs],
        "months": example_months(),
        "curve_starts": datetime.date(2016, 1, 1),
        "curve_ends": CURVE_ENDS,
        "course": [Point(2016, 12, "12"), Point(2017, 15.5, "15.5"), Point(2019, 14, "14")],
        "pairs": [Pair(0.2, 0.9, True), Pair(0.18, 0.9), Pair(0.21, 0.86), Pair(0.3, 0.3)],
        "fractions": [Decimal("0.341"), Decimal("0.125"), None],
        "also": ["示例：通车或开通公告", "示例：竣工验收文件"],
        "busy": SimpleNamespace(computing=True, at=AT, url=""),
        "failed": SimpleNamespace(computing=False, at=AT, url="", parked=2, failed=1, single=False),
    }
