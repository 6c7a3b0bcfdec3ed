"""Was the promise kept: committed stage, verdict and the words on screen.

The door to everything about stages: ladders (`calc.ladders`), facts and their
days (`calc.facts`) and intervals (`calc.bounds`) may be imported from here.
"""

from typing import Literal

from calc.bounds import Contradiction, Interval, cautious, interval
from calc.facts import Fact, merge, period, span
from calc.ladders import EFFECTS, LADDERS, Effect, Ladder
from calc.timeline import Timeline, check

__all__ = [
    "COMMITMENT_RANKS",
    "EFFECTS",
    "LADDERS",
    "VERDICT_WORDS",
    "Contradiction",
    "Effect",
    "Fact",
    "Interval",
    "Ladder",
    "Timeline",
    "Verdict",
    "cautious",
    "check",
    "describe",
    "interval",
    "merge",
    "partial_word",
    "period",
    "required",
    "span",
    "verdict",
]

Verdict = Literal["reached", "missed", "undetermined", "adjusted"]

VERDICT_WORDS: dict[Verdict, str] = {
    "reached": "可确认达到",
    "missed": "可确认未达到",
    "undetermined": "不能确定",
    "adjusted": "已调整",
}

# The reading of the plan's verbs is ours (the plan dates no single work), so it
# is one table. Ranks by ladder; `complete` is read from the result word below.
COMMITMENT_RANKS: dict[str, dict[str, int]] = {
    "study": {"works": 2, "zone": 2, "pilot": 2, "measure": 1},
    "plan": {"works": 2, "zone": 2, "pilot": 2, "measure": 1},
    "advance": {"works": 3, "zone": 3, "pilot": 3, "measure": 2},
    "build": {"works": 5, "zone": 5, "pilot": 5, "measure": 3},
}
BUILT_WORDS = ("建成", "完成", "实现")
IN_USE_WORDS = ("加快投产", "投产", "贯通", "落实")
BUILT_RANKS = {"works": 4, "zone": 4, "pilot": 4, "measure": 3}


def required(commitment: str, result_word: str, ladder: Ladder) -> int:
    """The rank that keeps the promise.

    For `complete` the result word of the clause decides: 建成, 完成, 实现 ask
    for completion, 投产, 贯通, 落实 for use; of several the strongest. Raises
    ValueError for a commitment or a result word the tables do not know.
    """
    if commitment == "complete":
        if any(word in result_word for word in IN_USE_WORDS):
            return ladder.top
        if any(word in result_word for word in BUILT_WORDS):
            return BUILT_RANKS[ladder.name]
        raise ValueError(f"承诺“complete”的结果词不在表中：{result_word!r}")
    if commitment not in COMMITMENT_RANKS:
        raise ValueError(f"未知的承诺：{commitment!r}")
    return COMMITMENT_RANKS[commitment][ladder.name]


def verdict(known: Interval, required: int, *, study: bool = False) -> Verdict:
    """Compare what is known with the committed rank.

    `study` says that the promise was only to study: then a formal decision not
    to pursue keeps it. For every other promise that decision takes the item
    out of the count, like a replacement or a cancellation.
    """
    if known.outcome == "not_pursued" and study:
        return "reached"
    if known.outcome is not None:
        return "adjusted"
    if known.at_least >= required:
        return "reached"
    return "missed" if known.at_most < required else "undetermined"


def describe(known: Interval, ladder: Ladder) -> str:
    """The stage in words: 投用, 前期至批复之间, 不早于在建, 部分投用（在建至建成）."""
    if known.outcome is not None:
        return "已调整" if known.outcome == "adjusted" else "决定不实施"
    if known.no_data:
        return "暂无资料"
    if known.contradicts:
        return "资料互相矛盾，不能确定"
    words = _bounds(known, ladder)
    partial = partial_word(known, ladder)
    if partial:
        words = f"{partial}（{words.removesuffix('之间')}）"
    return f"{words}，停工" if known.suspended else words


def partial_word(known: Interval, ladder: Ladder) -> str:
    """部分建成 or 部分投用 in the words of the ladder; empty when not partial."""
    if known.partial is None:
        return ""
    rank = ladder.top if known.partial == "in_use" else ladder.top - 1
    return f"部分{ladder.word(rank)}"


def _bounds(known: Interval, ladder: Ladder) -> str:
    low, high = ladder.word(known.at_least), ladder.word(known.at_most)
    if known.at_least == known.at_most:
        return low
    if known.at_least == 0:
        return "不能确定" if known.at_most == ladder.top else f"不晚于{high}"
    if known.at_most == ladder.top:
        return f"不早于{low}"
    return f"{low}至{high}之间"
