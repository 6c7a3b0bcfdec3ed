"""The glossary says what the tables of the code say, word for word."""

import importlib
from enum import Enum

import pytest
from django.db.models import Choices

from calc.ladders import LADDERS, Ladder
from calc.stages import VERDICT_WORDS
from dashboards.queries.accounts import RATES
from projects.rules import VERDICT_WORDS as VERDICT_WORDS_OF_PROJECTS
from tests.docs.pages import ROOT, codes, looked_up, named_in_code, sections, table

GLOSSARY = ROOT / "docs" / "glossary.md"
RULES = ("accounts.rules", "calc.moments", "projects.rules", "indicators.rules", "reporting.rules",
         "dashboards.rules")  # fmt: skip
# told in a sentence of the glossary, or sentences instead of words for a state
WITHOUT_SECTION = {"projects.rules.VERDICT_WORDS", "dashboards.rules.FORMULA_WORDS"}
SECTIONS = {
    codes(title)[0]: table(text)
    for title, text in sections(GLOSSARY).items()
    if codes(title) and table(text)
}
EMPTY, SAME = "空", "同中文"


def words(found):
    """Code and word of every entry of a table of the code, in its order."""
    if isinstance(found, Ladder):
        return list(found.stages)
    if isinstance(found, type) and issubclass(found, Choices):
        return list(found.choices)
    if isinstance(found, type) and issubclass(found, Enum):
        return [(one.name, one.value) for one in found]
    plain = ((code, word[-1] if isinstance(word, tuple) else word) for code, word in found.items())
    return [(code, word) for code, word in plain if code or word]


def code_of(row):
    cell = row["代码"]
    if cell in (EMPTY, SAME):
        return "" if cell == EMPTY else row["中文"]
    return codes(cell)[0]


def table_names(module):
    """Names of the tables of words that a module shows."""
    found = importlib.import_module(module)
    return {
        f"{module}.{name}"
        for name, value in vars(found).items()
        if name.endswith("_WORDS") and isinstance(value, dict)
    }


@pytest.mark.parametrize("path", SECTIONS)
def test_a_section_holds_exactly_the_words_of_its_table_in_its_order(path):
    written = [(code_of(row), row["中文"]) for row in SECTIONS[path]]
    assert written == words(looked_up(path))


@pytest.mark.parametrize("module", RULES)
def test_every_table_of_words_has_its_section(module):
    assert table_names(module) - WITHOUT_SECTION <= set(SECTIONS)


def test_every_ladder_has_its_section():
    assert {f"calc.ladders.LADDERS.{name}" for name in LADDERS} <= set(SECTIONS)


def test_the_verdicts_are_worded_alike_wherever_they_are_kept():
    standing = dict(words(looked_up("projects.rules.STANDING_WORDS")))
    assert VERDICT_WORDS == VERDICT_WORDS_OF_PROJECTS
    assert VERDICT_WORDS.items() <= standing.items()


def test_the_three_rates_bear_their_names_and_codes():
    rows = {row["中文"]: codes(row["代码"]) for row in table(sections(GLOSSARY)["比率"])}
    for code, word, _ in RATES:
        assert rows[word] == [code]


def test_every_dotted_name_in_the_glossary_exists():
    named = named_in_code(GLOSSARY)
    assert len(named) > 30
    for path in named:
        assert looked_up(path) is not None
