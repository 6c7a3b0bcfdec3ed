"""Tables of words for indicators and their values.  No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plan.rules import SourceEntry

TARGET_KIND_WORDS: dict[str, str] = {
    "baseline": "基期值",
    "target": "目标值",
    "constraint": "约束",
    "qualitative": "定性目标",
}

VALUE_KIND_WORDS: dict[str, str] = {
    "level": "水平值",
    "cum_sum": "累计数",
    "cum_reduction": "累计降低",
    "avg_growth": "年均增长",
    "cap": "控制",
    "hold": "保持",
    "binary": "是否完成",
    "list": "列举事项",
    "goldilocks": "区间",
    "direction_only": "只定方向",
}

VALUE_TYPE_WORDS: dict[str, str] = {"actual": "实际", "target": "目标", "expected": "预计"}

QUALIFIER_WORDS: dict[str, str] = {"": "", "approx": "约", "over": "＞", "rounded": "约"}

# oldest to newest: the order in which values of one year replace each other
VINTAGE_WORDS: dict[str, str] = {
    "": "未标版次",
    "first_release": "初次发布",
    "interim": "年中数",
    "pre_census": "普查前口径",
    "census_2020": "2020年普查",
    "post_census": "普查后修订",
    "implied_revision": "后期推算修订",
}

PERIOD_WORDS: dict[str, str] = {
    "year": "全年",
    "year_end": "年末",
    "point": "时点",
    "interim": "年内",
    "cumulative": "累计",
}

BOUNDARY_WORDS: dict[str, str] = {
    "": "",
    "before_2020_06": "区划调整前",
    "after_2020_06": "区划调整后",
}

STATUS_WORDS: dict[str, str] = {
    "": "",
    "provisional": "初步数",
    "final": "最终数",
    "revised": "修订数",
    "derived": "推算数",
}


def vintage_rank(vintage: str) -> int:
    """Place of a vintage in the order of release; a value without one counts as first."""
    order = [word for word in VINTAGE_WORDS if word]
    return order.index(vintage) if vintage else 0


@dataclass(frozen=True)
class ObservationEntry:
    """One value of an indicator, read and checked, ready to be recorded.

    ``value`` is in ``unit``; money in 万元.  ``area_code`` is the code valid at the time.
    """

    area: str
    year: int
    period_kind: str
    period_end: date
    value: Decimal
    unit: str
    source: SourceEntry
    area_code: str = ""
    scope: str = ""
    period_start: date | None = None
    date_precision: str = "year"
    value_type: str = "actual"
    qualifier: str = ""
    vintage: str = ""
    status: str = ""
    boundary: str = ""
    confidence: str = "high"
    revision_group: str = ""
    conflict_group: str = ""
    known_issue: str = ""
    note: str = ""
    corrects: str = ""
    reason: str = ""


# what an entry and its stored row call by the same name
PLAIN = (
    "area", "area_code", "scope", "year", "period_kind", "period_start", "period_end",
    "date_precision", "value", "unit", "value_type", "qualifier", "vintage", "status", "boundary",
    "confidence", "revision_group", "conflict_group", "known_issue", "note", "corrects", "reason",
)  # fmt: skip
