"""Import the official words of a plan, paragraph by paragraph."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.actions import record
from plan.actions.structure import clauses_by_address
from plan.models import Passage, Plan
from plan.text import PlanText, normalise


@transaction.atomic
def import_text(*, by: Any, plan: Plan, text: PlanText, source: str) -> int:
    """Store each paragraph's words; returns how many are new or changed.

    Raises ValidationError when the text is not that of this plan: another title, or
    paragraphs that the catalogue does not know.
    """
    clauses = clauses_by_address(plan)
    if normalise(text.title) != normalise(plan.title):
        raise ValidationError(f"文本是《{text.title}》，不是《{plan.title}》。")
    addresses = {(p.chapter, p.section, p.box, p.number): p for p in text.paragraphs}
    strange = [p.address.words for key, p in addresses.items() if key not in clauses]
    missing = [clauses[key].address for key in clauses if key not in addresses]
    if strange or missing:
        listed = "、".join([*strange, *missing][:5])
        raise ValidationError(f"文本与目录的段落对不上（{listed} 等），没有导入。")
    stored = {row.clause_id: row for row in Passage.objects.filter(clause__plan=plan)}
    changed = 0
    for key, paragraph in addresses.items():
        changed += _store(clauses[key].pk, paragraph.text, source, stored)
    if changed:
        record(by=by, action="plan.import_text", kind="plan", key=plan.code, paragraphs=changed)
    return changed


def _store(clause: int, text: str, source: str, stored: dict[int, Passage]) -> int:
    row = stored.get(clause)
    if row is None:
        Passage(clause_id=clause, text=text, source=source).save(force_insert=True)
        return 1
    if row.text == text:
        return 0
    row.text, row.source = text, source
    row.save(update_fields=["text", "source"])
    return 1
