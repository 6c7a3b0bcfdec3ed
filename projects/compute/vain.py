"""Of which items nothing is on file although somebody searched (经查无资料), and in which accounts.

Not a Result: a search is no fact about the item, and moves none of its figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from calc.moments import Moment
from metrics.queries import results
from plan.models import Plan
from projects.compute.accounts import keys_of
from projects.models import Project
from projects.queries import searches, subject
from projects.rules import RATED_JUDGEMENTS


def searched_in_vain(plan: Plan, moment: Moment) -> list[Project]:
    """The rated items of both ledgers that are undetermined, without data, and were searched for.

    One query where nobody searched.
    """
    told = searches(plan, moment)
    if not told:
        return []
    rated = Project.objects.filter(plan=plan, pk__in=told, judgement__in=RATED_JUDGEMENTS)
    rows = {subject(project): project for project in rated.select_related("plan")}
    promises = results(moment, "project", subjects=list(rows), metric="promise")
    return [
        rows[name]
        for (name, _), one in promises.items()
        if one.text == "undetermined" and one.detail["no_data"]
    ]


def searched_accounts(plan: Plan, moment: Moment) -> Mapping[str, int]:
    """How many of them each account counts; nothing of an account without any."""
    return Counter(key for one in searched_in_vain(plan, moment) for key in keys_of(one))
