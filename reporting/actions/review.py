"""What the reviewer does with a filing: return it with a reason, or approve it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from indicators import actions as indicator_actions
from indicators.models import Indicator
from indicators.rules import ObservationEntry
from projects import actions as project_actions
from projects.models import Project
from projects.rules import FactEntry
from reporting import queries
from reporting.actions.drafts import entry_of
from reporting.actions.steps import note, taking
from reporting.models import Submission
from reporting.rules import Entry, Invalid, NotNow, RulingEntry, has_content, unprintable

LONGEST_REASON = 500


def return_(*, by: User, submission_id: Any, version: int | None, reason: str) -> Submission:
    """Give a filing back to its author with the reason."""
    with taking("return", by=by, submission_id=submission_id, version=version) as submission:
        note("return", submission, by=by, reason=checked_reason(reason))
    return submission


def checked_reason(reason: str) -> str:
    """The reason of a return; raises Invalid when nothing can be read in it."""
    text = reason.strip()
    if unprintable(text):
        raise Invalid([("reason", "含有无法保存的控制字符，请删去后重新输入。")])
    if not has_content(text):
        raise Invalid([("reason", "请写明退回理由，填报人据此修改。")])
    if len(text) > LONGEST_REASON:
        raise Invalid([("reason", f"现有 {len(text)} 字，请控制在 {LONGEST_REASON} 字以内。")])
    return text


def approve(*, by: User, submission_id: Any, version: int | None) -> Submission:
    """Approve a filing.  All that follows stands here, in one transaction:

    1. the filing is held; scope, right, state and version are checked under the lock
       (nobody approves a text they have not seen, nobody their own);
    2. its fields are checked once more against what is on file now;
    3. the effect on the account is worded;
    4. the fact, value or ruling is recorded under the key S-number; the app that owns it
       marks what must be computed again and rings the bell after commit;
    5. the filing becomes approved, the decision and the trail are kept.
    """
    with taking("approve", by=by, submission_id=submission_id, version=version) as submission:
        entry = entry_of(submission)
        effect = effect_words(submission, entry)
        submission.fact_key = f"S-{submission.pk}"
        record_entry(submission, entry, by=by)
        note("approve", submission, by=by, effect=effect, fact=submission.fact_key)
    return submission


def effect_words(submission: Submission, entry: Entry) -> str:
    """The effect on the account of 2020 and of today in one line."""
    found = queries.effects(
        queries.subject_of(submission), entry, submission.target_key, timezone.localdate()
    )
    return "。".join(one.sentence for one in found)


def record_entry(submission: Submission, entry: Entry, *, by: User) -> None:
    """Hand the entry to the app that keeps it; its refusal becomes ours."""
    try:
        with transaction.atomic():
            _write(submission, entry, by)
    except ValidationError as error:
        raise Invalid([("", message) for message in error.messages]) from error
    except IntegrityError as error:
        raise NotNow("所针对的记录刚刚已有改动，请刷新后核对再办理。") from error


def _write(submission: Submission, entry: Entry, by: User) -> None:
    subject = queries.subject_of(submission)
    shared: dict[str, Any] = {
        "by": by, "key": submission.fact_key, "filed_by": submission.office,
        "approved_by": by.office or by.name,
    }  # fmt: skip
    if isinstance(entry, RulingEntry):
        shared |= {"conflict_group": submission.target_key, "chosen": entry.chosen,
                   "reason": entry.reason, "published_on": entry.published_on}  # fmt: skip
        if isinstance(subject, Project):
            project_actions.rule(project=subject, **shared)
        else:
            indicator_actions.rule(indicator=subject, **shared)
    elif isinstance(subject, Project) and isinstance(entry, FactEntry):
        project_actions.add_fact(project=subject, entry=entry, **shared)
    elif isinstance(subject, Indicator) and isinstance(entry, ObservationEntry):
        indicator_actions.add_observation(indicator=subject, entry=entry, **shared)
