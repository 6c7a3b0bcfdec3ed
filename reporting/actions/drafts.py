"""What the author does with a filing: make it, change it, send it, take it back, drop it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from indicators.models import Indicator
from projects.models import Project
from reporting import queries
from reporting.actions.steps import denials, note, taking
from reporting.models import Submission
from reporting.rules import KIND_WORDS, Entry, Invalid, NotNow, fields_of, form_of, storable

Subject = Project | Indicator
REMEDY = (
    "请核对日期和事件；说的是同一事件的，在“与已有事实的关系”中选明；"
    "已入库的一条有误的，先对它提出更正。"
)


def create_draft(
    *, by: User, kind: str, subject: Subject, fields: Mapping[str, str], token: UUID,
    target_key: str = "", sample: bool = False,
) -> Submission:  # fmt: skip
    """Keep a new draft, complete or not.  The same ``token`` always gives the same draft.

    ``kind`` is progress (a work), observation (an indicator), ruling or correction (either,
    with ``target_key``).  Raises Forbidden (area, role), Invalid (text that cannot be kept, a
    kind that does not fit the subject).
    """
    with denials("create", by=by, key=f"{kind} {subject.code}"), transaction.atomic():
        queries.check_may_file(by, subject, kind, target_key)
        _check_kind(kind, subject, target_key)
        kept = typed(kind, subject, fields)
        submission, made = Submission.objects.get_or_create(
            token=token, defaults=_new(by, kind, subject, target_key, kept) | {"sample": sample}
        )
        if submission.author_id != by.pk:
            raise NotNow("这张表单已被使用，请重新打开填报页面。")
        if made:
            note("create", submission, by=by, kind_word=KIND_WORDS[kind],
                 subject_name=submission.subject_name)  # fmt: skip
    return submission


def _new(
    by: User, kind: str, subject: Subject, target_key: str, fields: dict[str, str]
) -> dict[str, Any]:
    about = "indicator" if isinstance(subject, Indicator) else "project"
    return {
        "plan": subject.plan, "kind": kind, about: subject, "target_key": target_key,
        "fields": fields, "author": by, "office": by.office or by.name,
        "province": by.scope.province, "city": by.scope.city,
    }  # fmt: skip


def _check_kind(kind: str, subject: Subject, target_key: str) -> None:
    """A kind must fit its subject, and what it names must be on file."""
    unfit = {"progress": Indicator, "observation": Project}.get(kind)
    if kind not in KIND_WORDS or (unfit is not None and isinstance(subject, unfit)):
        raise Invalid([("", "填报类型与对象不符，请从项目或指标页面重新打开。")])
    if not queries.target_exists(kind, subject, target_key):
        raise Invalid([("", "所针对的记录不存在，请从项目或指标页面重新打开。")])


def typed(kind: str, subject: Subject, fields: Mapping[str, str]) -> dict[str, str]:
    """The text typed into the fields of the form; anything else that was sent is left out.

    Raises Invalid for text that cannot be kept.
    """
    form = form_of(kind, indicator=isinstance(subject, Indicator))
    names = [field.name for field in fields_of(form)]
    kept = {name: str(fields[name]) for name in names if str(fields.get(name, "")).strip()}
    errors = storable(kept)
    if errors:
        raise Invalid(errors)
    return kept


def save_draft(
    *, by: User, submission_id: Any, version: int | None, fields: Mapping[str, str]
) -> Submission:
    """Keep what was typed, complete or not.  Saving the same text again changes nothing."""
    unchanged = _unchanged(by, submission_id, fields)
    if unchanged is not None:
        return unchanged
    with taking("save", by=by, submission_id=submission_id, version=version) as submission:
        kept = typed(submission.kind, queries.subject_of(submission), fields)
        submission.fields = kept
        submission.version += 1
        note("save", submission, by=by)
    return submission


def send(
    *, by: User, submission_id: Any, version: int | None, fields: Mapping[str, str]
) -> Submission:
    """Keep what was typed and send it to review; the same sending twice is one sending.

    What was typed is kept even where it cannot be sent yet (Invalid names every fault).
    """
    if _sent(by, submission_id, fields):
        return queries.find(by, submission_id)
    try:
        kept = save_draft(by=by, submission_id=submission_id, version=version, fields=fields)
        return submit(by=by, submission_id=kept.pk, version=kept.version)
    except NotNow:
        if _sent(by, submission_id, fields):
            return queries.find(by, submission_id)
        raise


def _sent(by: User, submission_id: Any, fields: Mapping[str, str]) -> bool:
    """Whether this very text of this author waits for review already."""
    found = queries.find(by, submission_id)
    if found.state != "submitted" or found.author_id != by.pk:
        return False
    return bool(typed(found.kind, queries.subject_of(found), fields) == found.fields)


def _unchanged(by: User, submission_id: Any, fields: Mapping[str, str]) -> Submission | None:
    """The filing, when it can be changed and holds this very text already."""
    found = queries.find(by, submission_id)
    if not queries.may(by, "save", found):
        return None
    same = typed(found.kind, queries.subject_of(found), fields) == found.fields
    return found if same else None


def submit(*, by: User, submission_id: Any, version: int | None) -> Submission:
    """Send a filing to review.  Raises Invalid with everything that is missing or wrong."""
    with taking("submit", by=by, submission_id=submission_id, version=version) as submission:
        queries.check_may_file(
            by, queries.subject_of(submission), submission.kind, submission.target_key
        )
        entry_of(submission)
        submission.submitted_at = timezone.now()
        note("submit", submission, by=by)
    return submission


def entry_of(submission: Submission) -> Entry:
    """The checked entry of a filing; raises Invalid with every fault."""
    found = queries.checked(submission, timezone.localdate())
    if found.entry is None:
        raise Invalid(found.errors)
    against = queries.contradiction(queries.subject_of(submission), found.entry)
    if against:
        raise Invalid([("", f"{against}。{REMEDY}")])
    return found.entry


def withdraw(*, by: User, submission_id: Any, version: int | None) -> Submission:
    """Take a filing back from review, to change it."""
    with taking("withdraw", by=by, submission_id=submission_id, version=version) as submission:
        note("withdraw", submission, by=by)
    return submission


def discard(*, by: User, submission_id: Any, version: int | None) -> Submission:
    """Drop a draft; it stays on file as 已作废."""
    with taking("discard", by=by, submission_id=submission_id, version=version) as submission:
        note("discard", submission, by=by)
    return submission
