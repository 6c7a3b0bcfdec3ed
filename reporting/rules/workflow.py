"""The workflow of a filing as one table, and the words for it.  No Django."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.rules.refusals import NotNow

KIND_WORDS: dict[str, str] = {
    "progress": "进展",
    "observation": "监测值",
    "ruling": "裁定",
    "correction": "更正",
}

STATE_WORDS: dict[str, str] = {
    "draft": "草稿",
    "submitted": "待审核",
    "returned": "退回修改",
    "approved": "已通过",
    "discarded": "已作废",
}

ACTION_WORDS: dict[str, str] = {
    "create": "建立",
    "save": "保存",
    "submit": "提交",
    "withdraw": "撤回",
    "return": "退回",
    "approve": "通过",
    "discard": "作废",
}


@dataclass(frozen=True)
class Transition:
    """One allowed step: from which states, to which, by whom (author or reviewer)."""

    sources: frozenset[str]
    target: str
    actor: str
    needs_reason: bool = False


# the steps that add a fact to the record or take it on; saving only keeps what was typed
RECORDED = ("create", "submit", "withdraw", "discard", "return", "approve")

# the whole workflow; docs/workflow.md is drawn from it
TRANSITIONS: dict[str, Transition] = {
    "save": Transition(frozenset({"draft", "returned"}), "", "author"),
    "submit": Transition(frozenset({"draft", "returned"}), "submitted", "author"),
    "withdraw": Transition(frozenset({"submitted"}), "draft", "author"),
    "discard": Transition(frozenset({"draft", "returned"}), "discarded", "author"),
    "return": Transition(frozenset({"submitted"}), "returned", "reviewer", needs_reason=True),
    "approve": Transition(frozenset({"submitted"}), "approved", "reviewer"),
}


def check_step(action: str, state: str) -> Transition:
    """The transition for ``action`` from ``state``; raises :class:`NotNow` with the reason."""
    step = TRANSITIONS[action]
    if state not in step.sources:
        raise NotNow(f"这份填报当前为“{STATE_WORDS[state]}”，不能{ACTION_WORDS[action]}。")
    return step


def possible(action: str, state: str) -> bool:
    """Whether ``action`` can be taken from ``state``."""
    return state in TRANSITIONS[action].sources
