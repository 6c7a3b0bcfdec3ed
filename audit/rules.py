"""Who may be named as an actor, and the sentence shown for each kind of entry.  No Django.

``SENTENCES`` is the one place for the wording of the trail.  A pattern names details of the
entry in braces; what an entry does not hold is printed as 未注明, so that an old entry is
always readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol

MISSING = "未注明"
LIMIT = 2000


class Actor(Protocol):
    """Whoever does something: an account or the system itself."""

    @property
    def username(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def office(self) -> str: ...


@dataclass(frozen=True)
class System:
    """The system as an actor, for what no person does."""

    username: str = "system"
    name: str = "系统"
    office: str = ""


SYSTEM = System()

SENTENCES: dict[str, str] = {
    # accounts
    "accounts.create": "建立账号{username}（{name}，{role}）",
    "accounts.deactivate": "停用账号{username}（{name}）",
    "accounts.activate": "恢复账号{username}（{name}）",
    "accounts.change_password": "修改本人密码",
    "accounts.reset_password": "重置账号{username}（{name}）的密码",
    "accounts.log_in": "登录",
    "accounts.log_out": "退出",
    "accounts.demo_entry": "在演示环境进入",
    # facts
    "projects.add_fact": "入库进展：{summary}（编号{fact}）",
    "projects.rule": "裁定说法不一{group}，采信{chosen}",
    "indicators.add_observation": "入库监测值：{summary}（编号{fact}）",
    "indicators.rule": "裁定说法不一{group}，采信{chosen}",
    # who answers for what
    "projects.assign": "明确{role}：{organisation}，{valid_from}起，{project}（依据：{document}）",
    "projects.end": "终止{role}：{organisation}，{valid_to}起不再承担，{project}",
    "projects.withdraw": "撤销{role}：{organisation}，{project}",
    "projects.set_term": "明确完成要求：{project}，时限{deadline}，成果形式{deliverable}",
    "projects.reassign": "按任务分解表调整：{changes}（{valid_from}起，依据：{document}）",
    "projects.import_table": "导入任务分解表：{name}，{count}处改动（依据：{document}）",
    "projects.export_table": "导出{ledger}任务分解表（{count}项；{moment}；筛选：{words}）",
    "projects.revise_criterion": "修改判据（第{number}版，{valid_from}起）：{project}，{text}",
    "projects.denied": "被拒绝：{attempt}",
    # figures
    "metrics.retry": "重新计算搁置项{subject}（此前失败{attempts}次：{fault}）",
    "metrics.reconcile": "夜间核对发现{count}个结果不符，已改正：{named}",
    # the plan and reports
    "plan.load": "装入规划目录，{lines}处改动",
    "plan.import_text": "导入规划正文，{paragraphs}段",
    "plan.load_history": "装入历史资料，{lines}处改动",
    "evaluation.make_report": "出具评估报告：{title}",
    # what leaves the system as a file
    "dashboards.export_inquiries": "导出{ledger}求证清单（{count}项；{moment}；{words}）",
    "projects.export": "导出重点项目表（{count}项；{moment}；筛选：{words}）",
    "projects.export_measures": "导出重点任务表（{count}项；{moment}；筛选：{words}）",
    "dashboards.export_curve": "导出兑现曲线各月数（{count}行；{moment}；{words}）",
    "indicators.export": "导出指标表（{count}项；{moment}；筛选：{words}）",
    # the reporting line
    "reporting.create": "建立{kind_word}填报：{subject_name}",
    "reporting.save": "保存填报（第{version}版）",
    "reporting.submit": "提交填报（第{version}版）",
    "reporting.withdraw": "撤回填报",
    "reporting.discard": "作废填报",
    "reporting.return": "退回填报（第{version}版）",
    "reporting.approve": "通过填报（第{version}版），入库编号{fact}。{effect}",
    "reporting.denied": "被拒绝：{attempt}",
}


def sentence(action: str, detail: Mapping[str, Any]) -> str:
    """What was done, in Chinese.  An unknown action is named as it stands."""
    pattern = SENTENCES.get(action, action.replace("{", "").replace("}", ""))
    return pattern.format_map(_Details(detail))


class _Details(dict[str, Any]):
    """Details of an entry; a missing or empty one reads 未注明."""

    def __init__(self, detail: Mapping[str, Any]) -> None:
        super().__init__({key: value for key, value in detail.items() if value not in ("", None)})

    def __missing__(self, key: str) -> str:
        return "" if key == "effect" else MISSING


def plain(value: Any) -> Any:
    """A detail as text, number, truth value or list of these, so that it outlives its type."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _single(value.value if isinstance(value, Enum) else value)


def _single(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else printable(str(value))


def printable(text: str) -> str:
    """The text without what a database or a printer cannot take, cut to a sane length."""
    kept = "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    return kept if len(kept) <= LIMIT else kept[:LIMIT] + "…"
