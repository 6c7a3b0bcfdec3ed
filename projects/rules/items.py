"""Tables of words for projects and their facts.  No Django."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from plan.rules import SourceEntry

CATEGORY_WORDS: dict[str, str] = {
    "railway": "铁路",
    "rail_station": "铁路枢纽站场",
    "light_rail": "轻轨",
    "road": "公路",
    "road_hub": "综合客运枢纽",
    "airport": "机场",
    "waterway": "水运",
    "water_supply": "供水调水",
    "reservoir": "水库",
    "flood_control": "防洪减灾",
    "pipeline": "油气管道",
    "power": "电力",
    "energy_base": "能源基地",
    "urban_pipe": "地下综合管廊",
    "transit": "公共交通",
    "digital": "信息平台",
    "industry_base": "产业基地",
    "industry_project": "产业项目",
    "park": "园区",
    "zone": "新区和示范区",
    "logistics": "物流",
    "culture_tourism": "文化旅游",
    "agriculture": "农业",
    "ecology": "生态环境",
    "health_edu": "医疗教育养老",
    "pilot": "试点示范",
    "other": "其他",
}

# kind of an item -> name of the page that lists its ledger
LEDGER_PAGES: dict[str, str] = {"works": "projects:list", "measure": "projects:measures"}

# where a version of a 判据 comes from
ORIGIN_WORDS: dict[str, str] = {"catalogue": "目录拟定", "decided": "协调人修改"}

# what measures are about; works have the sectors above
THEME_WORDS: dict[str, str] = {
    "spatial": "空间格局",
    "towns": "城镇体系",
    "rural": "美丽乡村",
    "population": "人口市民化",
    "innovation": "科技创新",
    "startups": "创新创业",
    "talent": "人才和知识产权",
    "reform": "行政体制改革",
    "integration": "一体化机制",
    "transport": "综合交通",
    "water": "水利",
    "energy": "能源",
    "city_infra": "城市基础设施",
    "information": "信息网络",
    "industry": "优势产业",
    "emerging": "战略性新兴产业",
    "finance": "金融服务",
    "logistics_service": "现代物流",
    "tourism": "旅游会展",
    "commerce": "商贸服务",
    "elder_care": "健康养老",
    "modern_farming": "现代农业",
    "land": "国土空间和耕地",
    "eco_space": "生态空间",
    "pollution": "环境治理",
    "green_growth": "绿色循环低碳",
    "energy_saving": "节能和能耗控制",
    "env_regime": "环境管理制度",
    "opening": "对外开放",
    "port_clearance": "口岸通关",
    "domestic_coop": "国内合作",
    "public_services": "公共服务均等化",
    "education": "教育合作",
    "medical": "医疗卫生合作",
    "culture": "文化发展",
    "heritage": "文化遗产保护",
    "employment": "就业创业",
    "social_insurance": "社会保险",
    "housing": "住房保障",
}

COMMITMENT_WORDS: dict[str, str] = {
    "study": "研究",
    "plan": "规划",
    "advance": "推进",
    "build": "建设",
    "complete": "建成",
}

JUDGEMENT_WORDS: dict[str, str] = {
    "once": "一次性",
    "list": "列举",
    "keep": "持续",
    "condition": "条件",
    "direction": "方向",
}

# the plan writes A—B, people type A-B, A–B or A~B
DASHES = "—–－-‐−~～"

# only these two kinds of promise are ever settled, so only they enter a rate
RATED_JUDGEMENTS = frozenset({"once", "list"})

LADDER_WORDS: dict[str, str] = {
    "works": "工程",
    "zone": "园区平台",
    "pilot": "试点示范",
    "measure": "任务",
}

EVENT_WORDS: dict[str, str] = {
    "approved": "批复",
    "feasibility_approved": "可研批复",
    "construction_start": "开工",
    "track_laid": "铺轨贯通",
    "trial_operation": "试运行",
    "completed": "建成",
    "accepted": "验收",
    "opened": "投用",
    "suspended": "停工",
    "cancelled": "取消",
    "realigned": "线路调整",
    "renumbered": "编号变更",
    "not_started": "未开工",
    "not_pursued": "决定不实施",
    "progress": "进展",
    "investment": "投资",
    "statement": "表态或计划",
    "searched": "经查无资料",
}

RELATION_WORDS: dict[str, str] = {
    "item": "规划事项本身",
    "adjacent": "相邻路段",
    "substitute": "替代项目",
    "context": "相关背景",
}

PRECISION_WORDS: dict[str, str] = {"day": "日", "month": "月", "year": "年"}

BASIS_WORDS: dict[str, str] = {
    "event": "来源写明日期",
    "reported": "来源发布时已如此",
    "by": "不晚于该时段末",
    "period": "整个时段如此",
    "scheduled": "事前预告",
}

# rows of these events never say that a stage was reached
SILENT_EVENTS = frozenset({"statement", "investment", "renumbered"})
# a search that found nothing: a fact about our knowledge, filed and never found in a source;
# it moves nothing, which its row says itself
SEARCHED = "searched"

VERDICT_WORDS: dict[str, str] = {
    "reached": "可确认达到",
    "missed": "可确认未达到",
    "undetermined": "不能确定",
    "adjusted": "已调整",
}

# where an item stands in its account; 不计入比率 are the judgements outside RATED_JUDGEMENTS
STANDING_WORDS: dict[str, str] = {
    **VERDICT_WORDS,
    "no_data": "暂无资料",
    "late": "逾期后完成",
    "unrated": "不计入比率",
}


@dataclass(frozen=True)
class FactEntry:
    """One fact about a project, read and checked, ready to be recorded.

    ``amount`` is in 万元, ``percent`` the 形象进度 from 0 to 100; ``part`` is the code of a
    declared part or blank for the whole; ``corrects`` the key of the fact it replaces.
    ``searched_in`` says where a search found nothing; only ``SEARCHED`` has it.
    """

    event: str
    day: date
    precision: str
    summary: str
    source: SourceEntry
    date_basis: str = "event"
    part: str = ""
    part_said: str = ""
    relation: str = "item"
    at_least: str = ""
    at_most: str = ""
    moves: bool = True
    percent: Decimal | None = None
    amount: Decimal | None = None
    value: Decimal | None = None
    unit: str = ""
    value_kind: str = ""
    confidence: str = "high"
    status: str = ""
    event_group: str = ""
    conflict_group: str = ""
    known_issue: str = ""
    note: str = ""
    corrects: str = ""
    reason: str = ""
    searched_in: str = ""


# what an entry and its stored row call by the same name
PLAIN = (
    "part_said", "relation", "event", "day", "precision", "date_basis", "at_least", "at_most",
    "moves", "value", "unit", "value_kind", "amount", "percent", "summary", "confidence",
    "status", "event_group", "conflict_group", "known_issue", "note", "corrects", "reason",
    "searched_in",
)  # fmt: skip


def covers(
    scope_level: str, scope_code: str, provinces: Collection[str], cities: Collection[str]
) -> bool:
    """Whether an account of this scope may file about an item in these areas.

    A city files about what lies in the city; a province about everything in the province.
    """
    if scope_level == "city":
        return scope_code in cities
    return scope_level == "province" and scope_code in provinces


def standings(judgement: str, verdict: str, *, no_data: bool, late: bool) -> tuple[str, ...]:
    """Where an item stands, as codes of ``STANDING_WORDS``; the first is the one to show.

    An item that enters no rate has no verdict: it is only 不计入比率.
    """
    if judgement not in RATED_JUDGEMENTS:
        return ("unrated",)
    unknown = ("no_data",) if no_data and verdict == "undetermined" else ()
    return unknown + (verdict,) + (("late",) if late else ())


def fold(text: str) -> str:
    """A name as it is compared when somebody searches for it.

    Full width, case, blanks and kinds of dashes do not count; 琿 is another form of 珲.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("琿", "珲")
    return "".join("-" if c in DASHES else c for c in plain if not c.isspace())


def counts(relation: str, event: str, date_basis: str, confidence: str, moves: bool) -> bool:
    """Whether a row may change what stage an item is said to have reached (see ``why_not``)."""
    return not why_not(relation, event, date_basis, confidence, moves)


@lru_cache(maxsize=4096)
def why_not(relation: str, event: str, date_basis: str, confidence: str, moves: bool) -> str:
    """Why a row may not change a stage; blank where it may.

    Only rows about the item itself may; never announcements, statements, unverified rows or
    rows marked by hand (an operating licence is no project approval).
    """
    reasons = (
        (relation != "item", f"说的是{RELATION_WORDS[relation]}，不是规划事项本身"),
        (event in SILENT_EVENTS, f"“{EVENT_WORDS[event]}”不说明到了哪个阶段"),
        (date_basis == "scheduled", "日期是事前预告的"),
        (confidence == "low", "可信度低，待核实"),
        (not moves, "经人工标明不据以判定"),
    )
    return next((reason for applies, reason in reasons if applies), "")
