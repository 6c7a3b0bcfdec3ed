"""The sentences of the joined pages: why a verdict, what a method does, what a row warns of.

No Django.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import Literal

from calc.stages import Ladder
from projects import rules as items

FORMULA_WORDS: dict[str, str] = {
    "calc.stages.interval": (
        "每条事实按精度取最早日和最晚日；最晚日不晚于截至日的，提高下限；最早日晚于截至日的，"
        "压低上限；同一事件的多条事实合为一条；只说到一段的，全部各段都达到才算整体达到。"
    ),
    "calc.stages.verdict": (
        "下限不低于应达阶段为可确认达到，上限低于应达阶段为可确认未达到，其余为不能确定。"
    ),
    "calc.rates.late": (
        "规划期末可确认未达到、截至日可确认已经投用（只承诺建成的，已经建成）的，为逾期后完成。"
    ),
    "indicators.latest_by_vintage": (
        "同一地区、同一口径取截至日前期末最晚的一期，同一期有多个版次的取最新版次；"
        "目标数、预计数和待核实的数不取。"
    ),
    "metrics.failed": "计算失败，已搁置，不作任何判断；原因由系统管理员在“计算状态”中查看。",
    "calc.status.final_target": "单位和范围与规划目标相同的最新监测值，与目标值比较。",
}

ISSUE_WORDS: dict[str, str] = {
    "statement_vs_event": "称谓与事件不一致",
    "conflicting_start": "开工日期说法不一",
    "completed_before_plan": "规划期前已完成",
    "realigned": "线路有调整",
    "renumbered": "编号有变更",
    "phased_opening": "分期投用",
    "length_conflict": "长度说法不一",
    "boundary_change": "区划有调整",
    "census_revision": "普查前后有修订",
    "economic_census_vintage": "经济普查前后有修订",
    "provisional_vs_final": "初步数与最终数不同",
}

VALUE_WORDS: dict[str, str] = {
    "investment_total": "总投资",
    "investment_done_total": "累计完成投资",
    "investment_done_year": "当年完成投资",
    "length": "长度",
    "length_planned": "规划长度",
    "length_done": "完成长度",
    "area": "面积",
    "floor_area": "建筑面积",
    "percent_done": "形象进度",
    "percent_ahead_of_plan": "超计划",
    "capacity_design": "设计能力",
    "duration_planned": "计划工期",
    "flight_hours": "飞行时间",
    "throughput": "输送量",
    "stations_done": "完成车站",
    "stations_total": "车站总数",
}


@dataclass(frozen=True)
class Reading:
    """What is known of a stage and what the promise asks, as far as a reason needs it."""

    ladder: Ladder
    at_least: int
    at_most: int
    required: int
    no_data: bool = False
    outcome: str = ""


def reason(verdict: str, known: Reading) -> str:
    """Why the verdict is what it is, in one sentence."""
    asked = f"应达“{known.ladder.word(known.required)}”"
    if known.outcome == "not_pursued" and verdict == "reached":
        return "已正式决定不实施，研究类承诺以此为达到。"
    if verdict == "adjusted":
        return "已有文件取消、改线或决定不实施，不计入达到与未达到。"
    if known.no_data:
        return f"{asked}；没有可据以判定的资料，不能确定。"
    return f"{asked}；{_bounds(verdict, known)}"


def _bounds(verdict: str, known: Reading) -> str:
    low, high = known.ladder.word(known.at_least), known.ladder.word(known.at_most)
    if verdict == "reached":
        return f"资料可确认已到“{low}”，达到。"
    if verdict == "missed":
        return f"资料可确认尚未超过“{high}”，未达到。"
    if known.at_least == 0 and known.at_most == known.ladder.top:
        return "有关资料既不能确认达到，也不能确认未达到。"
    if known.at_least == 0:
        return f"资料只说明尚未超过“{high}”，是否达到不能确定。"
    if known.at_most == known.ladder.top:
        return f"资料只说明已到“{low}”，此后是否达到不能确定。"
    return f"资料只说明在“{low}”至“{high}”之间，是否达到不能确定。"


def issues(codes: str) -> list[str]:
    """The known issues of a row in words; they are joined by a semicolon of either width."""
    found = [code.strip() for code in codes.replace("；", ";").split(";")]
    return [ISSUE_WORDS.get(code, code) for code in found if code]


STATUS_WORDS: dict[str, str] = {
    "reached": "可确认达到",
    "missed": "可确认未达到",
    "undetermined": "不能确定（有资料）",
    "no_data": "暂无资料",
    "adjusted": "已调整",
    "unrated": "不计比率（有资料）",
}


# what is taken from the plan besides works and measures
OTHER_WORDS: dict[str, str] = {
    "indicator": "指标",
    "zone": "空间格局",
    "function": "功能定位",
    "duty": "实施职责",
}

# the parts of the spatial pattern by their kind
ZONE_WORDS: dict[str, str] = {
    "pattern": "总体格局",
    "core": "核心",
    "axis": "发展轴",
    "belt": "发展带",
    "demonstration": "示范区",
    "pilot_zone": "试验区和先导区",
    "integration": "一体化地区",
    "metro": "都市圈",
    "linked": "联动发展区",
    "node": "节点城市",
    "eco_area": "景观风貌区",
    "eco_corridor": "生态廊道",
    "eco_belt": "生态保护带",
}

# what stands over the items that an item links to; ×× is what they are
LINKS_TO_WORDS: dict[str, str] = {
    "realises": "本项落实的××",
    "same_as": "与本项同指一事的××",
    "belongs_to": "本项所属的××",
    "mentioned_in": "条文提到本项的××",
    "measures": "本项衡量的××",
    "layout_of": "本项所属的××",
}

# the same seen from the other end
LINKED_BY_WORDS: dict[str, str] = {
    "realises": "落实本项的××",
    "same_as": "与本项同指一事的××",
    "belongs_to": "属于本项范围的××",
    "mentioned_in": "本项条文提到的××",
    "measures": "衡量本项的××",
    "layout_of": "本项的城市布局",
}


def standing_mark(status: str) -> tuple[str, str]:
    """Mark and word of a status; a blank word leaves the mark its own."""
    return ("not_applicable", "不计比率") if status == "unrated" else (status, "")


@dataclass(frozen=True)
class Chosen:
    """What a reader wants to see of the annotated plan; blank means everything."""

    ledger: str = ""
    province: str = ""
    city: str = ""
    zone: str = ""
    status: str = ""
    commitment: str = ""
    bare: str = ""
    change: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return any(astuple(self))

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out besides the clauses of which something is known."""
        return replace(self, bare="").any


def status_of(judgement: str, verdict: str, *, no_data: bool) -> str:
    """One word of STATUS_WORDS for an item: nothing known, not rated, or its verdict."""
    if no_data:
        return "no_data"
    return verdict if judgement in items.RATED_JUDGEMENTS and verdict else "unrated"


# the words of every figure that has a page saying why, by kind of subject and metric
FIGURE_WORDS: dict[str, str] = {
    "account.promise_rate": "承诺兑现率（宽口径）",
    "account.promise_rate_strict": "承诺兑现率（严口径）",
    "account.built_rate": "建成率",
    "account.started_rate": "开工率",
    "account.late": "逾期后完成",
    "project.stage": "阶段",
    "project.promise": "承诺评价（宽口径）",
    "project.promise_strict": "承诺评价（严口径）",
    "project.late": "逾期后完成",
    "indicator.latest": "最新监测值",
    "indicator.attainment": "目标评价",
}


def figure_name(kind: str, metric: str) -> str:
    """The words of a figure; its code where the table has none."""
    return FIGURE_WORDS.get(f"{kind}.{metric}", metric)


READING_WORDS: dict[str, str] = {"lenient": "宽口径", "strict": "严口径"}
# of what the items of a ledger are grouped by: the word for it, and the groups
CURVE_FIELDS: dict[str, tuple[str, dict[str, str]]] = {
    "works": ("领域", items.CATEGORY_WORDS),
    "measure": ("主题", items.THEME_WORDS),
}


@dataclass(frozen=True)
class CurveChoice:
    """Which curve a reader wants to see; blank narrows nothing."""

    ledger: str = "works"
    commitment: str = ""
    category: str = ""
    reading: Literal["lenient", "strict"] = "lenient"

    @property
    def narrowed(self) -> bool:
        """Whether it is less than a whole ledger."""
        return bool(self.commitment or self.category)


# what is computed: the kinds of subjects of the engine
SUBJECT_WORDS: dict[str, str] = {
    "project": "项目和任务",
    "account": "总账",
    "indicator": "指标",
    "moment": "整个时点",
    "check": "夜间核对",
}
