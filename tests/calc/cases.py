"""Numeric cases with their published or derived results, from cases.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).with_name("cases.json")


@dataclass(frozen=True)
class Case:
    """One case: arguments, the results to compare, and how closely."""

    id: str
    method: str
    inputs: dict[str, Any]
    expected: dict[str, Any]
    tolerance: Any
    mismatch: bool

    def within(self, key: str) -> float:
        """Absolute tolerance of one result; 1e-9 where none is given."""
        if isinstance(self.tolerance, dict):
            return float(self.tolerance.get(key, 1e-9))
        return float(self.tolerance)


@cache
def _all() -> tuple[Case, ...]:
    return tuple(
        Case(
            id=row["id"],
            method=row["method"],
            inputs=row["inputs"],
            expected=row["expected"],
            tolerance=row["tolerance"],
            mismatch=row.get("known_mismatch", False),
        )
        for row in json.loads(FILE.read_text(encoding="utf-8"))["cases"]
    )


def cases(method: str) -> list[Case]:
    """All cases of a method; it must have some."""
    found = [case for case in _all() if case.method == method]
    assert found, f"no case of {method}"
    return found


def methods() -> set[str]:
    """The methods that have cases."""
    return {case.method for case in _all()}


def compare(case: Case, result: dict[str, Any]) -> None:
    """Compare the expected keys: numbers by tolerance, all else exactly.

    A published result that is known not to follow from its published inputs
    must differ: should it ever agree, the note about it is wrong.
    """
    wrong = [key for key, value in case.expected.items() if not _same(case, key, value, result)]
    if case.mismatch:
        assert wrong, f"{case.id} is marked as a known mismatch and agrees"
    else:
        assert not wrong, f"{case.id}: {wrong} expected {case.expected}, got {result}"


def _same(case: Case, key: str, value: Any, result: dict[str, Any]) -> bool:
    got = result[key]
    if isinstance(value, list) and value and not isinstance(value[0], str):
        return len(got) == len(value) and got == pytest.approx(value, abs=case.within(key), rel=0)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return got is not None and got == pytest.approx(value, abs=case.within(key), rel=0)
    return bool(got == value)
