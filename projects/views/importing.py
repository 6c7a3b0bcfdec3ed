"""A changed 任务分解表 comes back: sent, checked, shown, confirmed."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.queries import asking
from accounts.rules import check_may
from plan.queries import current
from projects import actions
from projects.forms import UploadForm
from projects.models import TableUpload
from projects.queries import compared, upload_of
from projects.rules import CHANGE_WORDS, Comparison
from projects.rules.table import MARK
from projects.sheets import ERROR_COLUMNS, TITLES, marked_rows, read_table
from projects.views.responsibility import LEDGERS, as_file, kind_of
from workbook import TableRead, write

MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Send a changed table in; nothing is changed before it has been confirmed."""
    person, kind = asking(request), kind_of(request)
    if request.method != "POST":
        check_may(person.role, "assign")
        return _form_page(request, kind, UploadForm())
    plan = current()
    with actions.deciding("import_table", by=person, key=f"{plan.code}/{kind}"):
        pass  # whoever may not decide is refused before the file is opened
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, kind, form)
    upload = actions.keep_upload(
        by=person, token=uuid4(), plan=plan, kind=kind, content=form.content,
        name=form.file_name, decision=form.decision,
    )  # fmt: skip
    return redirect("projects:responsibility_check", upload.token)


def _form_page(request: HttpRequest, kind: str, form: UploadForm) -> HttpResponse:
    context = {"form": form, "ledger": LEDGERS[kind], "crumbs": _crumbs(kind, "导入")}
    return render(request, "projects/import.html", context)


def _crumbs(kind: str, here: str) -> list[tuple[str, str]]:
    table = f"{reverse('projects:responsibility')}?kind={kind}"
    return [("首页", reverse("dashboards:board")), ("任务分解", table), (here, "")]


def _mine(person: User, token: UUID) -> TableUpload:
    """The person's own upload; 404 for any other."""
    check_may(person.role, "assign")
    upload = upload_of(person, token)
    if upload is None:
        raise Http404("这份文件已不在，请重新上传。")
    return upload


def _read(upload: TableUpload) -> TableRead:
    return read_table(bytes(upload.content))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: UUID) -> HttpResponse:
    """What the file would change and what is wrong with it; confirmed here."""
    person = asking(request)
    if request.method == "POST":
        with actions.deciding("import_table", by=person, key=str(token)):
            pass  # a refusal to confirm is kept like any other
    upload = _mine(person, token)
    table = _read(upload)
    if request.method == "POST":
        try:
            done = actions.import_table(
                by=person, upload=upload, rows=table.rows, seen=request.POST.get("seen", "")
            )
        except actions.NotAsSeen:
            messages.warning(request, "在您核对期间内容已有改动，尚未导入。请核对后再确认。")
        else:
            messages.success(request, _done(upload, done))
            return redirect(f"{reverse('projects:responsibility')}?kind={upload.kind}")
    return _check_page(request, upload, table)


def _done(upload: TableUpload, done: Comparison) -> str:
    if not done.changes:
        return "表中内容与现有一致，没有改动。"
    later = "" if upload.valid_from <= timezone.localdate() else "，到生效日期后显示"
    return f"已导入：成功 {len(done.wanted)} 项，共 {len(done.changes)} 处改动{later}。"


def _check_page(request: HttpRequest, upload: TableUpload, table: TableRead) -> HttpResponse:
    found = compared(upload.plan, upload.kind, table.rows, upload.valid_from)
    counts = Counter(change.what for change in found.changes)
    context: dict[str, Any] = {
        "upload": upload,
        "sheet": table.sheet,
        "found": found,
        "ledger": LEDGERS[upload.kind],
        "counts": [(word, counts[what]) for what, word in CHANGE_WORDS.items()],
        "faults": [(fault, _place(table, fault.column)) for fault in found.faults[:MOST_SHOWN]],
        "more_faults": max(0, len(found.faults) - MOST_SHOWN),
        "bad_rows": len({fault.row for fault in found.faults}),
        "again": f"{reverse('projects:responsibility_import')}?kind={upload.kind}",
        "crumbs": _crumbs(upload.kind, "核对导入的表"),
    }
    return render(request, "projects/check.html", context)


def _place(table: TableRead, column: str) -> str:
    """D 列（牵头单位); the hidden check of a row concerns the whole of it."""
    if column == MARK:
        return "整行"
    letter = table.letters.get(column, "")
    return f"{letter}列（{column}）" if letter else column


@require_safe
def errors(request: HttpRequest, token: UUID) -> HttpResponse:
    """The file as it came, with a last column that says what is wrong in each row."""
    upload = _mine(asking(request), token)
    table = _read(upload)
    found = compared(upload.plan, upload.kind, table.rows, upload.valid_from)
    reasons: dict[int, list[str]] = defaultdict(list)
    for fault in found.faults:
        reasons[fault.row].append(f"{_place(table, fault.column)}：{fault.reason}")
    rows = marked_rows(table, reasons)
    notes = [
        f"共 {len(rows)} 行，{len(reasons)} 行有错误。改正后可直接导回，“错误原因”一列不用删。"
    ]
    content = write(ERROR_COLUMNS, rows, title=TITLES[upload.kind], notes=notes)
    return as_file(content, f"{TITLES[upload.kind]}_错误原因.xlsx")
