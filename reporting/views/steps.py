"""The page of one filing, and the steps taken from it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.queries import asking
from indicators.models import Indicator
from reporting import actions, queries
from reporting.forms import ReasonForm
from reporting.models import Submission
from reporting.rules import ACTION_WORDS, GROUP_WORDS, Invalid, Shown, form_of, notices, shown
from reporting.rules.numbers import Unreadable, link
from reporting.views.requests import posted, resolved, version_of


@resolved
@require_safe
def detail(request: HttpRequest, submission: Submission) -> HttpResponse:
    """One filing: what it says, what is known, what an approval would change, its history."""
    return _page(request, submission, ReasonForm())


def _page(
    request: HttpRequest, submission: Submission, form: ReasonForm, errors: Any = ()
) -> HttpResponse:
    person = asking(request)
    subject = queries.subject_of(submission)
    today = timezone.localdate()
    context = {
        "submission": submission, "card": queries.card(subject, today), "reason_form": form,
        "steps": queries.possible_steps(person, submission), "errors": errors,
        "groups": in_groups(words_of(submission, submission.fields)),
        "changes": changes(submission), "history": history(submission),
        "others": queries.others_in_hand(person, subject, submission.pk),
        "is_author": submission.author_id == person.pk, "link": safe_link(submission),
    }  # fmt: skip
    return render(request, "reporting/detail.html", context | _outlook(submission))


def safe_link(submission: Submission) -> str:
    """The address of the document, if it is one; drafts may hold any text."""
    try:
        return link(submission.fields.get("link", ""))
    except Unreadable:
        return ""


def _outlook(submission: Submission) -> dict[str, Any]:
    """Before an approval: its effect, notices and faults; after it: the effect it had."""
    if submission.state not in ("draft", "returned", "submitted"):
        return {"effects": [], "notices": [], "faults": [], "against": "", "hints": []}
    subject, today = queries.subject_of(submission), timezone.localdate()
    found = queries.checked(submission, today)
    if found.entry is None:
        return {"effects": [], "notices": [], "faults": found.errors, "against": "", "hints": []}
    against = queries.contradiction(subject, found.entry)
    told = [] if against else queries.effects(subject, found.entry, submission.target_key, today)
    return {
        "effects": told, "notices": notices(found.entry), "faults": [], "against": against,
        "hints": queries.hints_on(submission, found.entry, today),
    }  # fmt: skip


def words_of(submission: Submission, fields: dict[str, str]) -> list[Shown]:
    """The fields of a filing, present or past, in words."""
    subject = queries.subject_of(submission)
    context = queries.context_of(
        submission.kind, subject, submission.target_key, submission.author, timezone.localdate(),
        about=fields,
    )  # fmt: skip
    form = form_of(submission.kind, indicator=isinstance(subject, Indicator))
    return shown(form, fields, context)


def in_groups(rows: list[Shown]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Terms and values under their headings; optional fields left empty are not listed."""
    found = []
    for code, title in GROUP_WORDS.items():
        pairs = [
            (row.field.label, row.text)
            for row in rows
            if row.field.group == code and (row.text or row.field.required is True)
        ]
        if pairs:
            found.append((title, pairs))
    return found


def changes(submission: Submission) -> list[tuple[str, str, str]]:
    """What was changed since the filing was sent before: label, then, now."""
    sent = list(submission.decisions.filter(action="submit").order_by("pk"))
    if submission.state == "submitted":
        sent = sent[:-1]
    return differences(submission, sent[-1].fields, submission.fields) if sent else []


def differences(
    submission: Submission, old: dict[str, str], new: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Fields whose words differ: label, old, new."""
    before = {row.field.label: row.text for row in words_of(submission, old)}
    after = {row.field.label: row.text for row in words_of(submission, new)}
    labels = list(dict.fromkeys([*after, *before]))
    pairs = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [row for row in pairs if row[1] != row[2]]


def history(submission: Submission) -> list[dict[str, Any]]:
    """Every step with who, when and why, and what it changed."""
    return [
        {
            "at": row.at, "actor": row.by_name, "office": row.office, "reason": row.reason,
            "sentence": f"{ACTION_WORDS[row.action]}（第{row.version}版）"
            + (f"　{row.effect}" if row.effect else ""),
        }
        for row in queries.decisions(submission)
    ]  # fmt: skip


@posted
def submit(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Send a draft to review as it stands."""
    try:
        actions.submit(by=asking(request), submission_id=submission.pk, version=version_of(request))
    except Invalid:
        messages.error(request, "还不能提交，请按提示补全或修改。")
        return redirect(f"{reverse('reporting:edit', args=[submission.pk])}?check=1")
    messages.success(request, "已提交，等待审核。")
    return redirect("reporting:detail", submission.pk)


@posted
def withdraw(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take a filing back from review."""
    actions.withdraw(by=asking(request), submission_id=submission.pk, version=version_of(request))
    messages.success(request, "已撤回，可以继续修改。")
    return redirect("reporting:edit", submission.pk)


@posted
def discard(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Drop a draft."""
    actions.discard(by=asking(request), submission_id=submission.pk, version=version_of(request))
    messages.success(request, "已作废，记录仍可查阅。")
    return redirect("reporting:mine")


@posted
def return_(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Give a filing back with the reason."""
    form = ReasonForm(request.POST)
    try:
        actions.return_(
            by=asking(request), submission_id=submission.pk, version=version_of(request),
            reason=request.POST.get("reason", ""),
        )  # fmt: skip
    except Invalid as error:
        form.is_valid()
        for name, message in error.errors:
            form.add_error(name, message)
        return _page(request, submission, form)
    messages.success(request, "已退回，填报人可以看到理由。")
    return redirect("reporting:queue")


@posted
def approve(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Approve a filing."""
    person: User = asking(request)
    try:
        done = actions.approve(by=person, submission_id=submission.pk, version=version_of(request))
    except Invalid as error:
        return _page(request, submission, ReasonForm(), errors=error.errors)
    effect = done.decisions.get(action="approve").effect
    messages.success(request, f"已通过，入库编号{done.fact_key}。{effect}")
    return redirect("reporting:detail", done.pk)
