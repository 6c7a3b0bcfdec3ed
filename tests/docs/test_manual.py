"""The manual names buttons, columns and messages as the pages do."""

import re

import pytest

from accounts.rules import PASSWORD_RULE, ROLE_WORDS
from reporting.rules import KIND_WORDS, STATE_WORDS
from tests.docs.pages import ROOT, sections, table

MANUAL = ROOT / "docs" / "manual.zh-CN.md"
PACKAGES = ("accounts", "calc", "dashboards", "evaluation", "indicators", "metrics", "projects",
            "reporting", "ui")  # fmt: skip


def joined():
    """The manual up to the questions, its broken lines made whole."""
    text = MANUAL.read_text(encoding="utf-8")
    return re.sub(r"\n *", "", text[: text.index("## 八、常见问题")])


def quoted():
    found = dict.fromkeys(re.findall("“([^”]+)”", joined()))
    return [words for words in found if "→" not in words]


@pytest.fixture(scope="module")
def on_screen():
    """Everything the pages can say: templates and the texts in the program."""
    files = [*(ROOT / "templates").rglob("*.html")]
    files += [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return "".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("words", quoted())
def test_quoted_words_are_words_of_the_pages(words, on_screen):
    assert words.partition("××")[0] in on_screen


def test_all_roles_are_told_in_their_order():
    rows = table(sections(MANUAL)["一、进入系统"])
    assert [row["角色"] for row in rows] == list(ROLE_WORDS.values())


def test_all_kinds_and_states_of_filings_are_told_in_their_order():
    kinds, states = (table(sections(MANUAL)[title]) for title in ("填什么", "提交以后"))
    assert [row["类型"] for row in kinds] == list(KIND_WORDS.values())
    assert [row["状态"] for row in states] == list(STATE_WORDS.values())


def test_the_password_rule_is_the_one_that_is_checked():
    assert PASSWORD_RULE.rstrip("。").replace(" ", "") in joined().replace(" ", "")
