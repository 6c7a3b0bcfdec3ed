"""More history than the real one, to see how durations grow with it."""

from datetime import date, timedelta
from decimal import Decimal

from metrics import actions as metrics
from plan.rules import SourceEntry
from projects.actions import build
from projects.models import Progress, Project
from projects.rules import FactEntry

FIRST = date(2016, 3, 1)
DAYS = 1700
SOURCE = SourceEntry(
    title="bench", publisher="bench", number="", kind="official", url="",
    published_on=FIRST, published_precision="day",
)  # fmt: skip


def lengthen(facts: int) -> None:
    """Put so many facts on file, spread over all works, none of which moves a stage."""
    works = list(Project.objects.filter(kind="works").select_related("plan").order_by("code"))
    rows = [_row(number, works[number % len(works)]) for number in range(facts)]
    Progress.objects.bulk_create(rows, batch_size=1000)
    metrics.rebuild()


def _row(number: int, work: Project) -> Progress:
    entry = FactEntry(
        event="investment", day=FIRST + timedelta(number % DAYS), precision="day",
        summary="bench", source=SOURCE, amount=Decimal(number % 100_000),
        value=Decimal(number % 100_000), unit="万元", value_kind="investment_done_total",
    )  # fmt: skip
    return build(
        work, entry, key=f"B-{number}", origin="history", filed_by="bench", approved_by="bench"
    )
