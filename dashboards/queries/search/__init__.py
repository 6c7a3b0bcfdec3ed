"""One search over everything a person may find; ten queries whatever is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from dashboards.matching import Asked, asked
from dashboards.queries.search.hits import Hit, found_at
from dashboards.queries.search.library import Library
from plan.models import Plan

FIRST = 20
PER_PAGE = 50

# kind, its word and what one of them is called; in this order they are shown
KINDS: dict[str, tuple[str, str]] = {
    "works": ("重点项目", "项"),
    "measures": ("重点任务", "项"),
    "indicators": ("指标", "项"),
    "passages": ("规划条文", "处"),
    "others": ("空间格局、功能定位和职责", "项"),
    "places": ("地区", "个"),
    "offices": ("单位", "个"),
    "filings": ("填报", "份"),
    "reports": ("评估报告", "份"),
}


# what can be typed, with examples
HELP: dict[str, tuple[str, ...]] = {
    "名称、别称或其中几个字": ("哈牡客专", "引松", "常住人口"),
    "几个词同时符合": ("哈尔滨 铁路", "第五章第一节 机场"),
    "全拼、首字母和惯用缩写": ("hunchun", "hebs", "hrb"),
    "章、节、专栏": ("第五章第一节", "专栏2", "5.1"),
    "地区的简称、曾用名和代码": ("延边州", "双城市", "220381"),
    "项目、指标代码": ("rail-harbin-mudanjiang", "apt-suifenhe"),
}


@dataclass(frozen=True)
class Group:
    """What was found of one kind: a page of it, ready to show."""

    kind: str
    page: Page[Any]
    hits: list[Hit]
    more: str

    @property
    def word(self) -> str:
        """What the kind is called."""
        return KINDS[self.kind][0]

    @property
    def unit(self) -> str:
        """What one of it is counted by."""
        return KINDS[self.kind][1]

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return self.page.paginator.count


@dataclass(frozen=True)
class Findings:
    """What was asked and what was found; suggestions (word, address) where nothing was."""

    asked: Asked
    groups: tuple[Group, ...] = ()
    kind: str = ""
    suggestions: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        """How many things of all kinds."""
        return sum(group.total for group in self.groups)

    @property
    def shown(self) -> list[Group]:
        """The groups of the chosen kind, or all."""
        return [group for group in self.groups if self.kind in ("", group.kind)]

    @property
    def help(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What can be typed, each example with its address."""
        return [(word, [(text, found_at(text)) for text in texts]) for word, texts in HELP.items()]

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """One tab for everything and one for each kind that was found."""
        every = (f"全部 {self.total}", found_at(self.asked.typed), not self.kind)
        return [
            every,
            *((f"{g.word} {g.total}", g.more, g.kind == self.kind) for g in self.groups),
        ]


def search(user: User, plan: Plan, typed: str, *, kind: str = "", page: str = "1") -> Findings:
    """Everything that fits all the words, as far as the person may see it.

    ``kind`` narrows what is shown to one kind, page by page.
    """
    question = asked(typed)
    if not question.words:
        return Findings(question)
    library = Library(user, plan, question)
    groups = tuple(
        group
        for name, rows, show in library.found()
        if (group := _group(name, rows, show, question, page if name == kind else "")).total
    )
    chosen = kind if any(group.kind == kind for group in groups) else ""
    return Findings(question, groups, chosen, () if groups else library.suggestions())


def _group(kind: str, rows: Any, show: Callable[[Any], Hit], question: Asked, page: str) -> Group:
    paginator = Paginator(rows, PER_PAGE if page else FIRST)
    shown = paginator.get_page(page or 1)
    return Group(kind, shown, [show(row) for row in shown], found_at(question.typed, kind))
