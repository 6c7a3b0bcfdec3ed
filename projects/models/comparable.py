"""Indexes by which a new fact is compared with the few on file that decide the comparison.

They hold the facts about the item itself that stand alone; whatever others name or belong to
a group is few and read whole.  What is told again takes no longer to pass over.
"""

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce, Collate

from projects.rules import STEPS

# Facts that others name, or that belong to a group, are judged together.
TOGETHER = ~Q(event_group="") | ~Q(conflict_group="") | ~Q(replaces=[])
ALONE = Q(relation="item", event_group="", conflict_group="", replaces=[])
# The whole is told from the parts by a number no part has.
PART = Coalesce("part", Value(0))
LAST = Case(
    When(precision="year", then=Func("day", template="make_date("
         "EXTRACT(year FROM %(expressions)s)::integer, 12, 31)")),
    When(precision="month", then=Func("day", template="(date_trunc('month', "
         "%(expressions)s::timestamp) + interval '1 month - 1 day')::date")),
    default=F("day"), output_field=models.DateField(),
)  # fmt: skip
# Keys in the order of their characters, as they are compared in memory.
KEY = Collate("key", "C")
PERCENT = ALONE & Q(percent__isnull=False)
AMOUNT = ALONE & Q(amount__isnull=False)

COMPARABLE = [
    # The earliest telling of a step, whatever it belongs to: what a story names.
    models.Index(
        fields=["project", "event", "day", "key"], name="projects_progress_earliest",
        condition=Q(relation="item", event__in=sorted(STEPS)),
    ),
    models.Index(fields=["project"], name="projects_progress_joint", condition=TOGETHER),
    models.Index(
        F("project"), PART, F("day").desc(), F("id"), name="projects_progress_steps",
        condition=ALONE & Q(moves=True, event__in=sorted(STEPS)),
    ),
    models.Index(
        F("project"), PART, F("percent"), F("day"), F("id"),
        name="projects_percent_by_value", condition=PERCENT,
    ),
    models.Index(
        F("project"), PART, LAST, F("percent"), KEY,
        name="projects_percent_by_day", condition=PERCENT,
    ),
    models.Index(
        F("project"), F("value_kind"), PART, F("amount"), F("day"), F("id"),
        name="projects_amount_by_value", condition=AMOUNT,
    ),
    models.Index(
        F("project"), F("value_kind"), PART, LAST, F("amount"), KEY,
        name="projects_amount_by_day", condition=AMOUNT,
    ),
]  # fmt: skip
