"""The page about the 求证清单 says what the program computes, cell by cell."""

import re

from calc.bounds import Interval
from calc.inquiry import Place, Question, extremes, ordered
from calc.ladders import LADDERS
from calc.rates import promise_rate
from calc.stages import verdict
from tests.docs.pages import ROOT, sections, table
from ui.format import pct_range

SECTIONS = sections(ROOT / "docs" / "methods" / "inquiry.md")
WORKS = LADDERS["works"]
RANKS = {word: rank for rank, (_, word) in enumerate(WORKS.stages)}


def tables(title):
    """Every table under a heading, as rows by the heads of the columns."""
    blocks = re.findall(r"(?:^\|.*\n)+", SECTIONS[title] + "\n", flags=re.MULTILINE)
    return [table(block) for block in blocks]


def bounds(words):
    return Interval(*(RANKS[word] for word in words.split("—")))


ITEMS, STEPS = tables("算例")[-2:]
KNOWN = {row["事项"]: bounds(row["已知区间"]) for row in ITEMS}
PLACES = [
    Place(figure, row["事项"], RANKS[row[column]], int(row["计入几本账"]))
    for row in ITEMS
    for figure, column in (("lenient", "应达阶段"), ("strict", "应达阶段（从严）"))
]
QUESTIONS = [
    Question("甲", ("甲",), RANKS["在建"], order=(1,)),
    Question("乙", ("乙",), RANKS["投用"], order=(2,)),
    Question("丙、丁", ("丙", "丁"), RANKS["投用"], order=(3,)),
    Question("戊", ("戊",), RANKS["投用"], late=True, order=(4,)),
]


def test_the_worked_list():
    rate = promise_rate(
        (verdict(KNOWN[p.item], p.required), False) for p in PLACES if p.figure == "lenient"
    )
    assert (rate.denominator, rate.reached, rate.undetermined) == (6, 1, 5)
    assert pct_range(rate.low, rate.high) in SECTIONS["算例"]
    found = []
    for number, step in enumerate(ordered(QUESTIONS, PLACES, KNOWN, "lenient"), 1):
        missed, reached = extremes(rate, rate.undetermined - step.undetermined)
        found.append({
            "次序": str(number),
            "所问": f"{step.question.key}是否已{WORKS.word(step.question.rank)}",
            "至少减少": str(step.gain), "全部的账至少减少": str(step.wide),
            "查后不能确定": str(step.undetermined),
            "均未达到": "～".join(map(percent, missed)),
            "均已达到": "～".join(map(percent, reached)),
        })  # fmt: skip
    assert found == STEPS


def percent(share):
    return pct_range(share, share)
