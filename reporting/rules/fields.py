"""The fields of every form as one table: what is asked, why, and when it is required.

The form, the list of what is missing and the refusal all read this table.  Forms: progress
(进展 of a work), observation (value of an indicator), ruling, and the two corrections, which
are the same fields with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indicators.rules import PERIOD_WORDS, VINTAGE_WORDS
from projects.rules import BASIS_WORDS, EVENT_WORDS, PRECISION_WORDS, SEARCHED

Options = tuple[tuple[str, str], ...]
Values = frozenset[str]

GROUP_WORDS: dict[str, str] = {
    "what": "发生了什么",
    "value": "数值",
    "document": "依据文件",
    "reason": "说明",
}

# how the choice of an event is laid out
EVENT_GROUPS: dict[str, tuple[str, ...]] = {
    "前期与开工": ("approved", "feasibility_approved", "construction_start"),
    "建成与投用": ("track_laid", "trial_operation", "completed", "accepted", "opened"),
    "进展与投资": ("progress", "investment"),
    "变化与其他": ("suspended", "cancelled", "realigned", "renumbered", "not_started",
              "not_pursued", "statement"),
    "查找资料": (SEARCHED,),
}  # fmt: skip
# events offered for some sectors only; filing them elsewhere is not refused
EVENT_SECTORS: dict[str, Values] = {
    "track_laid": frozenset({"railway", "light_rail", "rail_station", "transit"}),
    "renumbered": frozenset({"road"}),
}

SOURCE_WORDS: dict[str, str] = {
    "official": "官方文件或网站",
    "media": "媒体报道",
    "repost": "转载",
    "encyclopedia": "百科",
    "unlocated": "仅知标题（未见原文）",
}
DOCUMENT_PRECISIONS: dict[str, str] = PRECISION_WORDS | {"unknown": "发布日期不详"}
# 事前预告 is no fact: it is filed as 表态或计划
FILED_BASES = {code: word for code, word in BASIS_WORDS.items() if code != "scheduled"}
AMOUNT_KINDS: dict[str, str] = {
    "investment_done_total": "开工以来累计完成投资",
    "investment_total": "总投资（估算、概算或决算）",
}
UNMARKED = "unmarked"
VINTAGES: dict[str, str] = {code: word for code, word in VINTAGE_WORDS.items() if code} | {
    UNMARKED: "来源未标版次"
}
QUALIFIERS: dict[str, str] = {"approx": "约数", "over": "超过该数"}

YEARLY: Values = frozenset({"year", "year_end"})
DATED: Values = frozenset({"point", "interim", "cumulative"})


@dataclass(frozen=True)
class Field:
    """One field of a form.

    ``why`` says what the entry is used for (every required field has one), ``hint`` how to
    fill it.  ``only`` names the values of the form's switch
    (the event, the kind of period) for which it is asked, None for all; ``never`` those for
    which it is not.  ``required`` is
    True, False or the switch values for which it is; ``goes_with`` makes it required when
    that other field is filled; ``unless`` (field, values) takes the duty away again.
    ``source`` names the choices that only the subject knows.
    """

    name: str
    label: str
    group: str
    why: str = ""
    hint: str = ""
    control: str = "line"
    unit: str = ""
    example: str = ""
    limit: int = 100
    options: Options = ()
    source: str = ""
    only: Values | None = None
    never: Values = frozenset()
    required: bool | Values = False
    goes_with: str = ""
    unless: tuple[str, Values] | None = None

    def asked(self, switch: str) -> bool:
        """Whether it belongs to the form for this value of the switch (blank: not chosen)."""
        if switch in self.never:
            return False
        return self.only is None or not switch or switch in self.only

    def due(self, fields: Mapping[str, str], switch: str) -> bool:
        """Whether it must be filled, given what else is."""
        if switch in self.never or (self.only is not None and switch not in self.only):
            return False
        if self.unless and fields.get(self.unless[0], "") in self.unless[1]:
            return False
        if self.goes_with:
            return bool(fields.get(self.goes_with, "").strip())
        return self.required if isinstance(self.required, bool) else switch in self.required


def choices(words: Mapping[str, str]) -> Options:
    """Options of a select from a table of words."""
    return tuple(words.items())


UNDATED = ("document_precision", frozenset({"unknown"}))

DOCUMENT = (
    Field("source_kind", "来源类别", "document", "决定可信度", "仅知标题的不据以判定阶段",
          "choice", options=choices(SOURCE_WORDS), required=True),
    Field("document_title", "文件标题", "document", "审核人据此核对原文", "公文或报道的标题",
          limit=300, required=True),
    Field("publisher", "发布单位", "document", "写明是谁说的", "转载而原发布单位不明的可不填",
          limit=200, required=True, unless=("source_kind", frozenset({"repost", "unlocated"}))),
    Field("document_number", "文号", "document", hint="批复、核准类事实请尽量填写",
          example="发改基础〔2016〕499号"),
    Field("document_date", "发布日期", "document", "决定从哪一天起公众可以知道",
          example="2020-09-28", required=True, unless=UNDATED),
    Field("document_precision", "发布日期精度", "document", "按知悉日回看时不提前",
          "只知到月或年的，不要编造日", "choice", options=choices(DOCUMENT_PRECISIONS),
          required=True),
    Field("link", "网址", "document", hint="有公开网址的，供他人查阅原文", control="link",
          limit=500),
)  # fmt: skip

ORDER_REASON = Field(
    "order_reason", "情况说明", "reason",
    hint="早于已有阶段事件，或累计数低于已有数时，写明原因", control="text", limit=200,
)  # fmt: skip
CORRECTION_REASON = Field(
    "reason", "更正理由", "reason", "与更正一并显示", "原记录仍然保留", "text",
    limit=300, required=True,
)  # fmt: skip

RELATES = Field(
    "relates", "与已有事实的关系", "what",
    hint="说的是同一事件的，选明那一条；日期等不同的，两种说法并存", control="choice",
    source="tellings",
)  # fmt: skip

_PROGRESS: Values = frozenset({"progress"})
_MONEY: Values = frozenset({"progress", "investment"})

_SEARCH: Values = frozenset({SEARCHED})

_EVENT = (
    Field("event", "事件", "what", "据以判定项目到了哪一阶段", control="choice",
          options=choices(EVENT_WORDS), required=True),
)  # fmt: skip

# a search that found nothing cites no document: it is the filing office's own word
_SEARCHING = (
    Field("searched_on", "查询日期", "what", "此后有资料的，以资料为准", example="2025-03-05",
          only=_SEARCH, required=_SEARCH),
    Field("searched_in", "查过哪里", "what", "让别人不必再查一遍",
          "逐一写明档案馆、单位、网站、年鉴", "text",
          example="市档案馆；市交通运输局档案室", limit=200, only=_SEARCH, required=_SEARCH),
    Field("searched_note", "查询情况", "what", hint="查的什么文件、哪几年，答复人或复函文号",
          control="text", limit=200, only=_SEARCH),
)  # fmt: skip

_TOLD = (
    Field("day", "事实日期", "what", "计入该日所在时点的账", example="2020-09-26", required=True),
    Field("precision", "日期精度", "what", "区间按整月、整年计", "只知到月或年的，不要编造日",
          "choice", options=choices(PRECISION_WORDS), required=True),
    Field("date_basis", "日期性质", "what", "区分当日发生与截至该日已经如此", control="choice",
          options=choices(FILED_BASES), required=True),
    Field("part", "分段", "what", hint="只涉及其中一段的，选该段；各段都到才算整体",
          control="choice", source="parts"),
    Field("part_said", "所指部分", "what", hint="只涉及未列出的某一部分的，写明名称",
          example="一期工程", limit=60),
    RELATES,
    Field("summary", "内容", "what", "显示在项目时间线上", "一两句话写清", "text",
          limit=300, required=True),
    Field("at_least", "已达到的阶段", "value", hint="来源能证明已到某一阶段的，选该阶段",
          control="choice", source="stages", only=_PROGRESS),
    Field("at_most", "尚未超过的阶段", "value", hint="来源能证明尚未超过某一阶段的，选该阶段",
          control="choice", source="stages", only=_PROGRESS),
    Field("percent", "形象进度（累计）", "value", hint="反映实物完成情况；不知道的不填",
          unit="%", example="85", only=_PROGRESS),
    Field("amount", "金额", "value", "记入项目的投资", "1 亿元填 10000", unit="万元",
          example="365200", only=_MONEY, required=frozenset({"investment"})),
    Field("amount_kind", "金额性质", "value", "累计完成与总投资不能相加", control="choice",
          options=choices(AMOUNT_KINDS), only=_MONEY, goes_with="amount"),
    *DOCUMENT,
    ORDER_REASON,
)  # fmt: skip

# which part was looked for is asked of a search too
PROGRESS = (
    *_EVENT,
    *_SEARCHING,
    *(field if field.name == "part" else replace(field, never=_SEARCH) for field in _TOLD),
)

OBSERVATION = (
    Field("area", "地区", "what", "数值属于哪个地区", control="choice", source="areas",
          required=True),
    Field("scope", "口径范围", "what", hint="只是其中一部分的，写明范围；不同范围不相比较",
          example="核心区"),
    Field("period_kind", "时期", "what", "全年数、年末数、时点数不能相比", control="choice",
          options=choices(PERIOD_WORDS), required=True),
    Field("year", "年份", "what", "数值属于哪一年", example="2020", only=YEARLY, required=YEARLY),
    Field("period_start", "期初", "what", "累计从哪一天算起", example="2016-01-01",
          only=frozenset({"interim", "cumulative"}), required=frozenset({"cumulative"})),
    Field("period_end", "期末或时点", "what", "数值截至哪一天", example="2020-06-30",
          only=DATED, required=DATED),
    Field("value", "数值", "value", "进入该指标的数列", source="unit", required=True),
    Field("qualifier", "限定", "value", hint="来源写“约”“超过”的，照实选择", control="choice",
          options=choices(QUALIFIERS)),
    Field("vintage", "版次", "value", "同一年有几个版次时，新版代替旧版", control="choice",
          options=choices(VINTAGES), required=True),
    *DOCUMENT,
    ORDER_REASON,
)  # fmt: skip

_DATING = ("document_date", "document_precision")
_RULING_LIMITS = {"document_title": 150, "publisher": 100, "document_number": 60}

RULING = (
    Field("chosen", "采信", "what", "计入总账", "其余说法作为“另有说法”保留", "choice",
          source="sides", required=True),
    Field("reason", "理由", "what", "说明为什么采信这一说法", "两省可见", "text",
          limit=150, required=True),
    *(
        replace(field, required=False, unless=UNDATED if field.name == "document_date" else None,
                goes_with="document_title" if field.name in _DATING else "",
                limit=_RULING_LIMITS.get(field.name, field.limit))
        for field in DOCUMENT
        if field.name not in ("source_kind", "link")
    ),
)  # fmt: skip

FORMS: dict[str, tuple[Field, ...]] = {
    "progress": PROGRESS,
    "observation": OBSERVATION,
    "ruling": RULING,
    "progress_correction": (CORRECTION_REASON, *(f for f in PROGRESS if f.name != RELATES.name)),
    "observation_correction": (CORRECTION_REASON, *OBSERVATION),
}

_SWITCHES = {"progress": "event", "observation": "period_kind"}
_INITIAL = {
    "progress": {"precision": "day", "date_basis": "event"},
    "observation": {"vintage": "first_release"},
}
_DOCUMENT_INITIAL = {"source_kind": "official", "document_precision": "day"}


def offered_events(category: str) -> list[tuple[str, Options]]:
    """The events to choose from for a sector, under their headings."""
    found = []
    for title, codes in EVENT_GROUPS.items():
        fitting = [c for c in codes if category in EVENT_SECTORS.get(c, {category})]
        found.append((title, tuple((code, EVENT_WORDS[code]) for code in fitting)))
    return found


def form_of(kind: str, *, indicator: bool) -> str:
    """Which form a kind of filing uses, for a work or for an indicator."""
    if kind != "correction":
        return kind
    return "observation_correction" if indicator else "progress_correction"


def fields_of(form: str) -> tuple[Field, ...]:
    """The fields of a form in the order they are asked."""
    return FORMS[form]


def switch_of(form: str) -> str:
    """The field that decides which others are asked; blank where none does."""
    return _SWITCHES.get(form.removesuffix("_correction"), "")


def initial_of(form: str) -> dict[str, str]:
    """What a new form proposes."""
    return _INITIAL.get(form.removesuffix("_correction"), {}) | _DOCUMENT_INITIAL
