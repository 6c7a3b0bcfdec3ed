"""Where the marks of many items have their reasons; the address is made once and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from calc.moments import Moment
from plan.models import Plan
from ui.links import with_moment


def explain(
    rows: Mapping[tuple[str, str], dict[str, Any]], figures: Mapping[str, Any], plan: Plan,
    moment: Moment,
) -> None:  # fmt: skip
    """Write into each row of a project where its mark is explained; none without a Result."""
    pattern = _pattern(plan, moment)
    for (_, code), row in rows.items():
        own = figures[f"{plan.code}/{code}"]
        if own:
            metric = "promise" if "promise" in own else "stage"
            row["why"] = pattern.replace("CODE", code).replace("METRIC", metric)


def _pattern(plan: Plan, moment: Moment) -> str:
    url = reverse("dashboards:why", args=["project", f"{plan.code}/CODE", "METRIC"])
    known_at = moment.known_at.isoformat() if moment.known_at else ""
    asked = {"as_of": moment.as_of.isoformat(), "known_at": known_at, "basis": moment.basis}
    return with_moment(url, asked)
