"""docs/workflow.md, drawn from the table of transitions and the table of fields."""

from __future__ import annotations

from accounts.rules import PERMISSIONS, ROLE_WORDS
from reporting.rules.fields import FORMS, Field, Values, switch_of
from reporting.rules.workflow import ACTION_WORDS, STATE_WORDS, TRANSITIONS, Transition

FORM_WORDS = {
    "progress": "进展（项目）",
    "observation": "监测值（指标）",
    "ruling": "裁定",
}
ACTOR_WORDS = {"author": "填报人本人", "reviewer": "本省审核人（非填报人本人）"}
NO_CHANGE = "—"


def page() -> str:
    """The whole document."""
    return "\n".join(
        [
            "# 填报流程",
            "",
            "本页由 `python manage.py draw_workflow` 根据 `reporting/rules` 生成，请勿手工修改。",
            "",
            "```mermaid",
            *diagram(),
            "```",
            "",
            *steps(),
            "",
            "## 谁做什么",
            "",
            *rights(),
            "",
            "## 必填项",
            "",
            "条件必填的，注明条件；未列的为选填。",
            "",
            *required(),
            "",
        ]
    )


def diagram() -> list[str]:
    """The states and the steps between them as a mermaid diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {code}: {word}" for code, word in STATE_WORDS.items()]
    lines.append(f"    [*] --> draft: {ACTION_WORDS['create']}")
    for action, step in TRANSITIONS.items():
        for source in _ordered(step):
            lines.append(f"    {source} --> {step.target or source}: {ACTION_WORDS[action]}")
    ends = set(STATE_WORDS) - {source for step in TRANSITIONS.values() for source in step.sources}
    return lines + [f"    {code} --> [*]" for code in STATE_WORDS if code in ends]


def steps() -> list[str]:
    """One row per step."""
    rows = ["| 动作 | 由何状态 | 到何状态 | 由谁 | 须写理由 |", "|---|---|---|---|---|"]
    for action, step in TRANSITIONS.items():
        sources = "、".join(STATE_WORDS[code] for code in _ordered(step))
        target = STATE_WORDS[step.target] if step.target else NO_CHANGE
        reason = "是" if step.needs_reason else ""
        rows.append(
            f"| {ACTION_WORDS[action]} | {sources} | {target} | {ACTOR_WORDS[step.actor]} "
            f"| {reason} |"
        )
    return rows


def rights() -> list[str]:
    """Which roles hold the permissions of the reporting line."""
    words = {"file": "填报", "review": "审核", "see_submitted": "看待审核的填报",
             "see_drafts": "看本地区的草稿"}  # fmt: skip
    rows = ["| 权限 | 角色 |", "|---|---|"]
    for permission, word in words.items():
        held = [name for role, name in ROLE_WORDS.items() if role in PERMISSIONS[permission]]
        rows.append(f"| {word} | {'、'.join(held)} |")
    return rows


def required() -> list[str]:
    """The fields that must be filled, by form."""
    rows = ["| 表 | 栏目 | 何时必填 |", "|---|---|---|"]
    for form, word in FORM_WORDS.items():
        for field in FORMS[form]:
            when = _when(form, field)
            if when:
                rows.append(f"| {word} | {field.label} | {when} |")
    return rows


def _when(form: str, field: Field) -> str:
    if field.goes_with:
        other = next(f for f in FORMS[form] if f.name == field.goes_with)
        return f"填了“{other.label}”时"
    if isinstance(field.required, frozenset):
        return f"{_being(form, switch_of(form), field.required)}时"
    if not field.required:
        return ""
    conditions = [(switch_of(form), field.never)] if field.never else []
    conditions += [field.unless] if field.unless else []
    besides = [_being(form, *condition) for condition in conditions]
    return f"总是，{'、'.join(besides)}时除外" if besides else "总是"


def _being(form: str, name: str, codes: Values) -> str:
    """A field with the words of these codes: 事件为停工、取消."""
    other = next(f for f in FORMS[form] if f.name == name)
    return f"{other.label}为{'、'.join(word for code, word in other.options if code in codes)}"


def _ordered(step: Transition) -> list[str]:
    return [code for code in STATE_WORDS if code in step.sources]
