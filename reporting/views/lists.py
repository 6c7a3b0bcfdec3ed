"""The lists: filings of one's own area, and what waits for review."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.queries import asking
from accounts.rules import check_may, may
from reporting import queries
from reporting.models import Submission
from reporting.tables import FilingFilter, FilingTable, QueueFilter, QueueTable

PER_PAGE = 20


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Filings of the person's own area; for those who file nothing, all they may see."""
    person = asking(request)
    files = may(person.role, "file")
    rows = queries.mine(person) if files else queries.visible(person)
    narrowed = FilingFilter(request.GET, queryset=rows)
    table = shown_page(request, FilingTable(narrowed.found()))
    context = {"table": table, "filter": narrowed, "may_file": files}
    return render(request, "reporting/mine.html", context)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for review, each with its effect."""
    person = asking(request)
    check_may(person.role, "see_queue")
    narrowed = QueueFilter(request.GET, queryset=queries.queue(person))
    table = shown_page(request, QueueTable(narrowed.found()))
    for row in table.page.object_list:
        row.record.told = effect_of(row.record)
    context = {"table": table, "filter": narrowed, "reviews": may(person.role, "review")}
    return render(request, "reporting/queue.html", context)


def shown_page(request: HttpRequest, table: Any) -> Any:
    """The table at the page and order of the address; what cannot be read is the first page."""
    RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
    return table


def effect_of(submission: Submission) -> list[str]:
    """What an approval would change, or why it cannot be given."""
    today = timezone.localdate()
    subject = queries.subject_of(submission)
    found = queries.checked(submission, today)
    if found.entry is None:
        return ["内容与现有事实不符，须先退回修改"]
    against = queries.contradiction(subject, found.entry)
    if against:
        return [against]
    told = queries.effects(subject, found.entry, submission.target_key, today)
    moving = [one.sentence for one in told if one.changes]
    return moving or ["各时点的账不变"]
