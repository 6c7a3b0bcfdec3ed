"""The style sheets and the script hold to what Chromium 78 to 86 knows."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))
TOO_NEW = {
    "selectors of later years": r":(?:has|is|where)\(",
    "container queries": r"@container|container-type",
    "layers, scopes and starting styles": r"@layer|@scope|@starting-style|@property",
    "later colours": r"color-mix|oklch|oklab|light-dark|accent-color",
    "later lengths": r"\d(?:dvh|svh|lvh|dvw|cqw|cqi)\b|\bround\(",
    "logical shorthands": r"\b(?:inset|margin-inline|padding-inline|margin-block|padding-block):",
    "later properties": r"\b(?:aspect-ratio|scrollbar-gutter|text-wrap|translate|rotate|scale):",
    "media ranges": r"@media[^{]*[<>]",
    "subgrid and masonry": r"subgrid|masonry",
}


def rules(text):
    """Selectors with their bodies; a body that holds another rule means nesting."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("name", TOO_NEW)
def test_no_rule_is_too_new(sheet, name):
    assert not re.search(TOO_NEW[name], rules(sheet.read_text()))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_rules_are_not_nested_and_nothing_is_fetched(sheet):
    text = rules(sheet.read_text())
    flat = re.sub(r"@(?:media|page)[^{]*\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", r"\1", text)
    assert not re.search(r"\{[^{}]*\{", flat)
    assert not re.search(r"@import|@font-face|url\(", text)
    assert text.count("{") == text.count("}")


def test_flexible_rows_keep_their_distances_by_margins():
    """Gaps between flexible boxes came with Chromium 84; between grid cells they are old."""
    for sheet in SHEETS:
        for body in re.findall(r"\{([^{}]*)\}", rules(sheet.read_text())):
            assert "gap:" not in body or "grid" in body


def test_focus_is_seen_where_focus_visible_is_unknown():
    text = rules((STATIC / "tokens.css").read_text())
    assert re.search(r"(?m)^:focus \{\s*outline: 3px", text)
    assert ":focus:not(:focus-visible) { outline: none; }" in text


def test_the_script_uses_nothing_too_new_and_opens_no_door_of_its_own():
    text = (STATIC / "app.js").read_text()
    assert not re.search(r"\.at\(|structuredClone|replaceAll|await |\?\.|\?\?=|#\w+\(", text)
    assert not re.search(r"eval|innerHTML|new Function|fetch\(|XMLHttpRequest", text)


def test_every_colour_of_the_sheets_is_one_of_the_tokens():
    allowed = {"#000", "#16304f"}
    for sheet in SHEETS:
        if sheet.name != "tokens.css":
            assert set(re.findall(r"#[0-9a-f]{3,6}\b", sheet.read_text())) <= allowed


def test_motion_can_be_switched_off_and_paper_has_its_own_sheet():
    assert "prefers-reduced-motion: reduce" in (STATIC / "tokens.css").read_text()
    assert "size: A4" in (STATIC / "print.css").read_text()
