"""The data files of the plan as plain rows, for tests of what they say."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "plan"
CATALOGUE = ROOT / "catalogue" / "hachang-2016"
HISTORY = ROOT / "history" / "hachang-2016"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Every row of one CSV file, cells as written."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell: str) -> list[str]:
    """The parts of a list cell."""
    return cell.split("；") if cell else []
