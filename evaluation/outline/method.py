"""附：口径说明 — the rules of the evaluation in words, each with a lead phrase."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from evaluation.outline.account import Account
from evaluation.outline.blocks import Block, Paragraph
from evaluation.outline.grids import promise_table
from evaluation.outline.words import day

BEIJING = ZoneInfo("Asia/Shanghai")


def method_blocks(account: Account) -> Iterator[Block]:
    """The numbered rules, then the table of the plan's verbs if one was passed in."""
    for number, (lead, text) in enumerate(_rules(account), start=1):
        yield Paragraph(text, lead=f"{number}.{lead}。")
    if account.promises:
        yield promise_table(account)


def _rules(account: Account) -> Iterator[tuple[str, str]]:
    yield (
        "评价时点",
        (
            f"规划没有为单个项目规定完成日期。本报告以{day(account.as_of)}为评价时点，这一读法由评价方确定，不是规划原文。"
        ),
    )
    yield "资料口径", _moment_words(account)
    yield (
        "承诺",
        (
            "按规划条文的动词认定承诺等次，认定由评价方作出，对照关系见附表。宽口径看条文的主导动词，"
            "严口径看条文中最强的结果用语；研究类和规划类条文两种口径相同。"
        ),
    )
    for rate in account.rates:
        yield rate.name, _sentence(rate.meaning)
    yield (
        "下限和上限",
        (
            "不能确定的项目全部按未达到计得下限，全部按达到计得上限，两者之间的差距反映资料缺口，不是工作成效。"
        ),
    )
    yield (
        "阶段",
        (
            "资料往往只能说明“至少”或“至多”到了哪个阶段，因此阶段以区间表示。区间下端达到承诺阶段的为可确认达到，"
            "区间上端低于承诺阶段的为可确认未达到，其余为不能确定。"
        ),
    )
    yield (
        "暂无资料",
        "没有任何可引用资料的项目计入不能确定，并单独列数。暂无资料不等于没有进展，也不等于0。",
    )
    yield (
        "已调整",
        "有文件表明被替代、合并、改线或取消的项目，不计入达到或未达到，也不进入比率的分母。",
    )
    yield "两本台账", "重点项目与政策和体制机制任务分别统计，不共用分母。"
    if account.formulas:
        yield "方法编号", _formulas(account)
    yield "取数", f"全部数字取自系统计算结果，取数时间为{_taken(account)}（北京时间）。"


def _formulas(account: Account) -> str:
    """The formula and version behind each figure, so that it can be looked up and worked again."""
    told = (f"{name}{formula}第{version}版" for name, formula, version in account.formulas)
    return f"{'；'.join(told)}。公式、来源和算例见系统“计算方法”，每个数的理由见该数旁的“为什么”。"


def _sentence(words: str) -> str:
    return words.rstrip("。") + "。"


def _moment_words(account: Account) -> str:
    words = _sentence(account.basis_words)
    if account.known_at is None:
        return words
    return f"{words}只使用{day(account.known_at)}（含）以前的资料。"


def _taken(account: Account) -> str:
    moment = account.frozen_at.astimezone(BEIJING)
    return f"{day(moment.date())}{moment.hour}时{moment.minute:02d}分"
