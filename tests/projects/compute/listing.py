"""What the tests of the 求证清单 share."""

from datetime import date

from django.utils import timezone

from calc.moments import PLAN_END, Moment
from metrics.actions import rebuild
from projects.compute import Figure, Recipient, sheet
from tests import factories

NOW = Moment(PLAN_END)
BEFORE, AFTER = date(2019, 6, 1), date(2022, 6, 1)


def listed(figure="promise_rate", account="all", *, moment=NOW, fresh=True, **recipient):
    """The list of works; computed anew unless nothing has changed since."""
    if fresh:
        rebuild()
    return sheet(
        factories.plan(), moment, Figure("works", figure, account), today=timezone.localdate(),
        recipient=Recipient(**recipient),
    )  # fmt: skip


def advance(**more):
    """A work promised to be begun, by the strict reading to be in use."""
    return factories.project(commitment="advance", required="under_construction",
                             criterion="从宽：开工报告。从严：通车公告", **more)  # fmt: skip


def names(found):
    """The items asked about, in their order."""
    return [one.project.name for one in found.inquiries]
