"""The 求证清单: its page, its workbook, and the sheet that goes to one office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.queries import asking
from audit.actions import record
from dashboards.forms import LEDGERS, SIZES, InquiryFilter
from dashboards.sheets import INQUIRY_COLUMNS, Numbered
from evaluation.outline.inquiry import TITLE, Letter, build_letter
from evaluation.press import press
from evaluation.queries import inquiry_items
from metrics.looking import Looking, look
from metrics.queries import computing
from metrics.rules import moment_words
from plan.models import Plan
from plan.queries import current
from projects.compute import Sheet, sheet
from projects.models import Project
from projects.queries import areas, subject
from projects.rules import SEARCHED
from reporting.queries import may_file
from ui.format import stamp
from ui.links import with_moment
from workbook import write

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIZE_STEPS = (5, 20)
# the figure of an item behind each rate that has a verdict of its own
OF_ITEMS = {"promise_rate": "promise", "promise_rate_strict": "promise_strict"}


@dataclass(frozen=True)
class Row(Numbered):
    """A row of the page: the question with the ways to enter an answer, blank for who may not."""

    file: str
    search: str

    @property
    def subject(self) -> str:
        """The name under which the Results of the item are kept."""
        return subject(self.one.project)


@dataclass(frozen=True)
class Wanted:
    """What one request asks for, read once."""

    looking: Looking
    plan: Plan
    form: InquiryFilter
    found: Sheet | None

    @property
    def count(self) -> int:
        """How many questions are shown."""
        return self.form.count(len(self.found.inquiries)) if self.found else 0

    @property
    def words(self) -> str:
        """What was chosen: 承诺兑现率（宽口径），全部重点项目；省交通运输厅（吉林省）."""
        figure = dict(self.form.fields["figure"].choices)[self.form.chosen.name]  # type: ignore[attr-defined]
        told = f"{figure}，{self.form.account_words}"
        return "；".join(part for part in (told, self.form.recipient_words) if part)

    def numbered(self) -> list[Numbered]:
        """The shown questions with their places."""
        shown = self.found.inquiries[: self.count] if self.found else []
        names = self.form.places
        return [
            Numbered(number, one, areas(one.project, names))
            for number, one in enumerate(shown, 1)
        ]  # fmt: skip


@require_safe
def inquiry_list(request: HttpRequest) -> HttpResponse:
    """The few answers that would shrink a figure most, and whom to ask."""
    wanted = _wanted(request)
    looking, form, found = wanted.looking, wanted.form, wanted.found
    query = urlencode([(k, v) for k, v in looking.params if k not in ("page", "size")])
    size = looking.params and dict(looking.params).get("size", "")
    files = f"{query}&size={size}" if size else query
    context = looking.context() | {
        "form": form,
        "ledger": LEDGERS[form.ledger],
        "tabs": _tabs(looking, form.ledger),
        "sheet": found,
        "nothing": looking.empty,
        "rows": list(_rows(wanted, asking(request))),
        "subject": f"{wanted.plan.code}/{form.ledger}/{form.chosen.account}",
        "metric": OF_ITEMS.get(form.chosen.name, "stage"),
        "sentence": found.sentence(wanted.count) if found else "",
        "steps": _steps(found, query) if found else [],
        "account": form.account_words,
        "recipient": form.recipient_words,
        "item": _item(wanted),
        "xlsx": f"{reverse('dashboards:inquiries_xlsx')}?{files}",
        "docx": f"{reverse('dashboards:inquiries_docx')}?{files}",
        "crumbs": [("首页", reverse("dashboards:board")), (TITLE, "")],
    }
    return render(request, "dashboards/inquiries.html", context)


@require_safe
def inquiry_xlsx(request: HttpRequest) -> HttpResponse:
    """The shown questions as a workbook; every export leaves a trace."""
    wanted = _wanted(request)
    if wanted.found is None or wanted.looking.error:
        return _back(request)
    by, now = asking(request), timezone.localtime()
    notes = [
        f"{moment_words(wanted.looking.moment)}；{wanted.words}；共 {wanted.count} 项",
        wanted.found.sentence(wanted.count) or "没有不能确定的事项。",
        "“可能知情”只提示可以向哪类单位查询，不是责任单位。“结果”等三栏由查的人填写。",
        f"导出：{by.office} {by}，{stamp(now)}",
    ]
    title = f"{LEDGERS[wanted.form.ledger]}{TITLE}"
    content = write(INQUIRY_COLUMNS, wanted.numbered(), title=title, notes=notes, made_at=now)
    _trace(wanted, by)
    return _file(content, XLSX, f"{_name(wanted)}.xlsx")


@require_safe
def inquiry_docx(request: HttpRequest) -> HttpResponse:
    """The shown questions as a sheet to hand over; every export leaves a trace."""
    wanted = _wanted(request)
    if wanted.found is None or wanted.looking.error:
        return _back(request)
    moment, now = wanted.looking.moment, timezone.localtime().replace(microsecond=0)
    letter = Letter(
        plan_name=wanted.plan.title, ledger=LEDGERS[wanted.form.ledger],
        to=wanted.form.recipient_words, effect=wanted.found.sentence(wanted.count),
        as_of=moment.as_of, known_at=moment.known_at, basis=moment.basis,
        basis_words=moment_words(moment), made_at=now,
    )  # fmt: skip
    outline = build_letter(letter, inquiry_items([row.one for row in wanted.numbered()]))
    content = press("docx", outline.to_json(), settings.DATA_DIR / "fonts")
    _trace(wanted, asking(request))
    return _file(content, DOCX, f"{_name(wanted)}.docx")


def _wanted(request: HttpRequest) -> Wanted:
    looking, plan = look(request), current()
    form = InquiryFilter(request.GET, plan=plan)
    found = None
    if not looking.empty and form.is_valid():
        today = timezone.localdate()
        with computing(TITLE):
            found = sheet(plan, looking.moment, form.chosen, recipient=form.recipient, today=today)
    return Wanted(looking, plan, form, found)


def _rows(wanted: Wanted, person: User) -> Iterable[Row]:
    address = reverse("reporting:new")
    for row in wanted.numbered():
        code, may = row.one.project.code, may_file(person, row.one.project)
        file, search = (
            f"{address}?{urlencode({'work': code, 'event': event})}" if may else ""
            for event in (row.one.event, SEARCHED)
        )
        yield Row(row.number, row.one, row.areas, file, search)


def _item(wanted: Wanted) -> Project | None:
    """The one item the list is narrowed to."""
    code = wanted.form.recipient.item
    return Project.objects.filter(plan=wanted.plan, code=code).first() if code else None


def _tabs(looking: Looking, ledger: str) -> list[tuple[str, str, bool]]:
    here, params = reverse("dashboards:inquiries"), dict(looking.params)
    return [
        (word, with_moment(f"{here}?kind={code}", params), code == ledger)
        for code, word in LEDGERS.items()
    ]


def _steps(found: Sheet, query: str) -> list[dict[str, Any]]:
    """How far each size of the list goes: documents, what is left, the address."""
    listed = len(found.inquiries)
    counts = [(str(size), size) for size in SIZE_STEPS if size < listed] + [("all", listed)]
    return [
        {"count": count, "left": found.left(count), "word": SIZES[key],
         "href": f"?{query}&size={key}" if query else f"?size={key}"}
        for key, count in counts
        if listed
    ]  # fmt: skip


def _name(wanted: Wanted) -> str:
    """求证清单_省交通运输厅（吉林省）_截至2020-12-31."""
    day = wanted.looking.moment.as_of.isoformat()
    parts = (TITLE, wanted.form.recipient_words or LEDGERS[wanted.form.ledger], f"截至{day}")
    return "_".join(parts)


def _trace(wanted: Wanted, by: User) -> None:
    record(by=by, action="dashboards.export_inquiries", kind="export", key="inquiries",
           ledger=LEDGERS[wanted.form.ledger], count=wanted.count, words=wanted.words,
           moment=moment_words(wanted.looking.moment))  # fmt: skip


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('dashboards:inquiries')}?{request.GET.urlencode()}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
