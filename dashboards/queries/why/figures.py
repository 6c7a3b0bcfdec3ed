"""One figure in words, whatever its kind; stored or just computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from dashboards.rules import figure_name
from indicators.rules import ATTAINMENT_WORDS, value_words
from metrics.models import Result
from metrics.rules import FAILED, FAILED_WORDS, Outcome
from projects.rules import VERDICT_WORDS
from ui.format import num, pct_range

MOST_SHOWN = 3
RATES = ("promise_rate", "promise_rate_strict", "built_rate", "started_rate")


Figure = Result | Outcome  # what both have in common is all that is read here


def words_of(kind: str, one: Figure) -> str:
    """The figure as the pages print it."""
    if kind == "account":
        return _account(one)
    if kind == "project":
        return _project(one)
    return _indicator(one) if kind == "indicator" else _plain(one)


def full_name(kind: str, metric: str, subject_words: str) -> str:
    """承诺兑现率（宽口径）：全部重点项目."""
    return f"{figure_name(kind, metric)}：{subject_words}"


def _account(one: Figure) -> str:
    if one.metric == FAILED:
        return FAILED_WORDS
    if one.metric == "late":
        return "不适用（未过规划期末）" if one.low is None else f"{_plain(one)}项"
    return pct_range(one.low, one.high, missing="不适用") if one.metric in RATES else _plain(one)


def _project(one: Figure) -> str:
    detail: Mapping[str, Any] = one.detail
    if one.metric == "stage":
        return str(detail["words"])
    if one.metric == FAILED or detail.get("failed"):
        return FAILED_WORDS
    if one.metric == "late":
        return "逾期后完成" if one.text else "不是逾期后完成"
    word = VERDICT_WORDS.get(one.text, "")
    unknown = "（暂无资料）" if detail.get("no_data") and one.text == "undetermined" else ""
    return f"{word}{unknown}" if word else _plain(one)


def _indicator(one: Figure) -> str:
    if one.text == FAILED:
        return FAILED_WORDS
    if one.metric == "attainment":
        return ATTAINMENT_WORDS.get(one.text, ("", "不适用"))[1]
    if one.metric == "latest":
        return _series(cast(Any, one.detail["series"]))
    return _plain(one)


def _series(cells: Sequence[Mapping[str, Any]]) -> str:
    """A value per area and scope; of many the first, and how many there are."""
    if not cells:
        return "暂无数据"
    rest = f"等{len(cells)}个地区或口径" if len(cells) > MOST_SHOWN else ""
    return "；".join(_cell(cell) for cell in cells[:MOST_SHOWN]) + rest


def _cell(cell: Mapping[str, Any]) -> str:
    scope = f"（{cell['scope']}）" if cell["scope"] else ""
    value = value_words(Decimal(cell["value"]), cell["unit"], cell["qualifier"])
    return f"{cell['area']}{scope}{cell['year']}年{value}"


def _plain(one: Figure) -> str:
    if one.low is None and one.high is None:
        return str(one.text) or "暂无数据"
    bounds: Sequence[Any] = [one.low] if one.low == one.high else [one.low, one.high]
    return "～".join(num(bound) for bound in bounds)
