"""The house conventions stand in one place, are used from there, and are versioned."""

import hashlib
import re
from dataclasses import fields

from calc import (
    house,
    outlook,
    progress,
    quality,
    rates,
    rollup,
    status,
)
from calc.house import HOUSE, VERSION, rows
from tests.docs.pages import ROOT

# A convention was changed without raising VERSION: stored figures could not say what they were
# made with.  Add the new version with the printed fingerprint; never alter an old line.
FINGERPRINTS = {1: "2a599077a5726c29"}
PAGE = ROOT / "docs" / "methods" / "house-settings.md"


def test_changing_a_convention_makes_a_new_version() -> None:
    told = repr([(name, value) for name, value, _ in rows()])
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == FINGERPRINTS[VERSION]


def test_every_convention_has_its_words() -> None:
    assert list(house.WORDS) == [field.name for field in fields(HOUSE)]


def test_the_page_prints_the_table_and_the_version() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^\| (.+) \| (\S+) \| `(\w+)` \|$", text, flags=re.MULTILINE) == [
        (words, f"{value:g}", name) for name, value, words in rows()
    ]
    assert f"现为第 {VERSION} 版" in text


def test_the_modules_take_them_from_there() -> None:
    assert (status.FAST, status.EARLIEST_TAU, status.NEARLY_MET) == (1.05, 0.1, 0.95)
    assert (progress.P_CAP, rollup.COLOUR_COVERAGE, rates.JUDGEABLE_SHARE) == (1.5, 0.8, 0.2)
    assert (outlook.MIN_FORECAST, outlook.MIN_INTERVAL, outlook.YEARS_BEFORE) == (3, 9, 10)
    used = set()
    for path in (ROOT / "calc").glob("*.py"):
        if path.name != "house.py":
            used |= set(re.findall(r"HOUSE\.(\w+)", path.read_text(encoding="utf-8")))
    for place in ("dashboards/queries/quality.py", "reporting/rules/quality.py"):
        used |= set(re.findall(r"HOUSE\.(\w+)", (ROOT / place).read_text(encoding="utf-8")))
    assert used == {field.name for field in fields(HOUSE)}


def test_the_published_limits_are_no_conventions() -> None:
    assert (status.ON_PACE, status.BEHIND) == (0.95, 0.60)
    assert not {"on_pace", "behind"} & {field.name for field in fields(HOUSE)}
    assert quality.MAD_TO_SD == 1.4826
