"""The worked tables of the page on conventions are what the program computes."""

import re

import pytest
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from projects.compute.conventions import PLACES, conventions, rate_of
from projects.rules import DIMENSION_WORDS
from tests.docs.pages import ROOT, sections, table
from ui.format import pct, pct_range

pytestmark = pytest.mark.django_db

SECTIONS = sections(ROOT / "docs" / "methods" / "conventions.md")
MEMBERS = {
    "本系统所用口径": None,
    "严口径": ("reading", "strict"),
    "只计发布时间可查的": ("knowledge", "dated"),
    "待核实的计入": ("unverified", "in"),
    "据后续报道推断的不计": ("derived", "out"),
}
HEADS = {"reached": "可确认达到", "missed": "可确认未达到", "undetermined": "不能确定",
         "no_data": "其中暂无资料", "adjusted": "已调整"}  # fmt: skip


def tables(title):
    return [table(block) for block in re.findall(r"(?:^\|.*\n)+", SECTIONS[title] + "\n", re.M)]


def test_the_dimensions_are_those_of_the_code():
    named = [row["维"] for row in tables("定义与公式")[0]]
    assert named[: len(DIMENSION_WORDS)] == list(DIMENSION_WORDS.values())


def test_one_convention_at_a_time(whole_plan):
    found = conventions(whole_plan, Moment(PLAN_END))
    headline = found.rates[0].headline
    counts = {(s.dimension.key, s.member): s.counts for s in headline.alternatives}
    counts[None] = headline.spread.house
    written = {row["口径"]: row for row in tables("算例")[0]}
    assert set(written) == set(MEMBERS)
    for name, key in MEMBERS.items():
        told, rate = dict(zip(PLACES, counts[key], strict=True)), rate_of(counts[key])
        shown = {HEADS[place]: str(number) for place, number in told.items()}
        shown |= {"下限": pct(rate.low), "上限": pct(rate.high)}
        assert written[name] == {"口径": name} | shown


def test_the_three_rates_under_all_conventions(whole_plan):
    found = conventions(whole_plan, Moment(PLAN_END))
    written = {row["比率"]: row for row in tables("算例")[1]}
    for named in found.rates:
        lows, highs = [p.low for p in named.pairs], [p.high for p in named.pairs]
        assert written[named.name] == {
            "比率": named.name, "口径数": str(named.number), "本系统所用口径": named.house,
            "下限": pct_range(min(lows), max(lows)), "上限": pct_range(min(highs), max(highs)),
            "结论": named.verdict.removeprefix("结论"),
        }  # fmt: skip
    assert sum(not dispute.touches for dispute in found.disputes) == len(found.disputes) == 3
    assert timezone.localdate() > PLAN_END
