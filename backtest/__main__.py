"""Run the back-test and write its page and drawing."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backtest import scores
from backtest.own import own_series, resolved
from backtest.page import PICTURE, WORDS, Findings, page
from backtest.plot import drawing
from backtest.trials import YEARS_KNOWN, public_series, trials

ROOT = Path(__file__).resolve().parents[1]
HISTORY = ROOT / "plan" / "history" / "hachang-2016"
PAGE = ROOT / "docs" / "methods" / "backtest.md"


def main() -> None:
    """Write both files; a folder and a day may be named."""
    words = argparse.ArgumentParser(prog="python -m backtest", description=main.__doc__)
    words.add_argument("--to", type=Path, default=PAGE.parent, help="folder to write into")
    words.add_argument("--day", type=date.fromisoformat, default=None, help="day of the run")
    asked = words.parse_args()
    day = asked.day or datetime.now(ZoneInfo("Asia/Shanghai")).date()
    for name, text in written(find(public_series(), day)).items():
        (asked.to / name).write_text(text, encoding="utf-8")
        print(asked.to / name)


def find(series: Mapping[str, Sequence[float]], day: date) -> Findings:
    """Run every trial on these series, and those on the values on file."""
    runs = {known: trials(series, known) for known in YEARS_KNOWN}
    return Findings(
        day,
        {name: len(values) for name, values in series.items()},
        runs,
        {known: scores.skills(rows) for known, rows in runs.items()},
        resolved(own_series(HISTORY)),
    )


def written(found: Findings) -> dict[str, str]:
    """The files by name."""
    methods = {method: word for method, word in WORDS.items() if method != "naive"}
    return {PAGE.name: page(found), PICTURE: drawing(methods, found.skills, found.held())}


if __name__ == "__main__":
    main()
