import re
from pathlib import Path

import pytest

from ui import marks, palette

STATIC = Path(__file__).resolve().parents[2] / "static" / "ui"
TEXT_ON_PAPER = [
    "ink",
    "second",
    "navy",
    "link",
    "reached",
    "missed",
    "unknown",
    "adjusted",
    "notice",
]
TEXT_ON_WASH = ["ink", "second", "link", "missed", "reached", "notice", "unknown", "adjusted"]
EDGES = ["edge", "focus", "navy", "reached", "missed", "unknown"]


def test_contrast_is_that_of_the_guideline():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert palette.contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("name", TEXT_ON_PAPER)
def test_text_stands_out_from_paper(name):
    assert palette.contrast(palette.TOKENS[name], palette.PAPER) >= 4.5


@pytest.mark.parametrize("name", TEXT_ON_WASH)
def test_text_stands_out_from_the_wash_of_bars_and_rows(name):
    assert palette.contrast(palette.TOKENS[name], palette.WASH) >= 4.5


@pytest.mark.parametrize("ground", ["navy", "reached", "missed"])
def test_white_text_stands_out_from_solid_grounds(ground):
    assert palette.contrast(palette.PAPER, palette.TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ink", ["ink", "missed", "link"])
def test_errors_can_be_read_on_their_ground(ink):
    assert palette.contrast(palette.TOKENS[ink], palette.MISSED_WASH) >= 4.5


@pytest.mark.parametrize("name", EDGES)
def test_marks_edges_and_focus_stand_out(name):
    assert palette.contrast(palette.TOKENS[name], palette.PAPER) >= 3


def test_the_style_sheet_has_the_same_colours():
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text()))
    assert found == palette.TOKENS


def test_every_tone_has_a_rule_and_a_colour_of_the_palette():
    css = (STATIC / "components.css").read_text()
    rules = dict(re.findall(r"\.state--(\w+) \{ color: var\(--([\w-]+)\); \}", css))
    assert {mark.tone for mark in marks.MARKS.values()} == set(rules)
    assert set(rules.values()) <= set(TEXT_ON_PAPER)
