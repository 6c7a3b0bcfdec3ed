"""Words of the 求证清单: what is asked, which document answers, who may know.  No Django."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from ui.format import fixed

RATE_WORDS: dict[str, str] = {
    "promise_rate": "承诺兑现率（宽口径）",
    "promise_rate_strict": "承诺兑现率（严口径）",
    "built_rate": "建成率",
    "started_rate": "开工率",
}
# the same in a cell of a list
SHORT = {"promise_rate": "宽口径", "promise_rate_strict": "严口径"}

# what is asked about a rank, by ladder and stage
ASKED: dict[str, dict[str, str]] = {
    "works": {
        "preparation": "启动前期工作",
        "approved": "批复（可研或核准）",
        "under_construction": "开工",
        "completed": "建成",
        "in_use": "投用",
    },
    "zone": {
        "applied": "申报",
        "established": "批复设立",
        "developing": "启动建设",
        "accepted": "通过验收",
        "operating": "正式运行",
    },
    "pilot": {
        "applied": "申报",
        "listed": "列入",
        "implementing": "启动实施",
        "evaluated": "通过验收（评估）",
        "named": "命名",
    },
    "measure": {
        "drafted": "制定方案",
        "implementing": "启动实施",
        "done": "完成",
    },
}

# which document answers where the item's own 判据 speaks of another stage
DOCUMENTS: dict[str, dict[str, str]] = {
    "works": {
        "approved": "可行性研究报告的批复或项目核准文件",
        "under_construction": "开工报告、施工许可或注明日期的官方开工报道",
        "completed": "竣工（完工）验收意见，或主管部门公布建成的文件",
        "in_use": "投入使用（通车、通航、供水、投产）的公告",
    },
    "zone": {
        "established": "同意设立的批复文件",
        "developing": "启动建设的文件或注明日期的官方报道",
        "accepted": "主管部门的验收意见",
        "operating": "正式运行（开园、封关）的公告",
    },
    "pilot": {
        "listed": "列入试点的文件",
        "implementing": "实施方案印发、启动实施的文件",
        "evaluated": "主管部门的验收（评估）意见",
        "named": "主管部门命名（认定）的文件",
    },
    "measure": {
        "drafted": "印发的方案",
        "implementing": "启动实施的文件",
        "done": "印发并施行的文件及施行日期",
    },
}
LENIENT, STRICT = "从宽：", "从严："
YEAR_END = (12, 31)

# kinds of office that belong to a province, to a city or county, or to neither
OF_PROVINCE = ("省",)
OF_CITY = ("市", "所在", "沿线", "试点城市")


def question(
    ladder: str, stage: str, as_of: date, *, parts: Sequence[str] = (), study: bool = False
) -> str:
    """What is asked about one item: 南站房：2020年底前是否已投用？何时？

    ``parts`` are those that keep the whole open.  A promise to study is kept by a decision
    not to pursue too, so that is asked as well.
    """
    ended = (as_of.month, as_of.day) == YEAR_END
    when = f"{as_of.year}年底前" if ended else f"{as_of.year}年{as_of.month}月{as_of.day}日前"
    whether = "是否均已" if len(parts) > 1 else "是否已"
    decided = "，或已正式决定不实施" if study else ""
    about = f"{'、'.join(parts)}：" if parts else ""
    return f"{about}{when}{whether}{ASKED[ladder][stage]}{decided}？何时？"


def points(fraction: float) -> str:
    """The distance between two rates: 85.4个百分点."""
    return f"{fixed(fraction * 100, 1)}个百分点"


def documents(criterion: str, ladder: str, stage: str, required: str, strict: str) -> str:
    """Which document answers: the item's 判据 for its own stages, else the usual one.

    A 判据 of two sentences, 从宽 and 从严, answers for each stage by its own.
    """
    lenient_words, _, strict_words = criterion.partition(STRICT)
    if not strict_words:
        own = criterion if stage in (required, strict) else ""
    elif stage == required:
        own = lenient_words.removeprefix(LENIENT)
    else:
        own = strict_words if stage == strict else ""
    return own.strip("。") or DOCUMENTS[ladder].get(stage, criterion)


def kinds_of(offices: str) -> list[str]:
    """The kinds of office of one informant row."""
    return [kind.strip() for kind in offices.replace("；", "、").split("、") if kind.strip()]


def level_of(kind: str) -> str:
    """Whether a kind of office is found in each ``province``, each ``city``, or neither."""
    if kind.startswith(OF_PROVINCE):
        return "province"
    return "city" if kind.startswith(OF_CITY) else ""


def may_know(kind: str, place: str, provinces: Collection[str], cities: Collection[str]) -> bool:
    """Whether an office of this kind in the place may know about an item; blank = anywhere.

    A province's office is asked about what lies in its province, a city's about what lies in
    its city, or in the province where the item names no city; an office that belongs to
    neither is asked wherever the item lies.
    """
    if not place:
        return True
    province, level = f"{place[:2]}0000", level_of(kind)
    if level == "province" or (level == "city" and not cities):
        return province in provinces
    if level == "city" and place == province:
        return any(city[:2] == place[:2] for city in cities)
    return place in cities if level == "city" else place in {*provinces, *cities}
