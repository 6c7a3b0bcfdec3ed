"""The questions of a 求证清单 as an outline takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calc.moments import Moment
from evaluation.outline.inquiry import InquiryItem
from plan.models import Plan
from projects.compute import Figure, Inquiry, sheet
from projects.models import Progress
from ui.format import cdate

FIRST = 20


def first_questions(plan: Plan, moment: Moment, today: date) -> tuple[str, list[InquiryItem]]:
    """The sentence and the first questions about the headline rate; blank and none where clear."""
    found = sheet(plan, moment, Figure(), today=today)
    return found.sentence(FIRST), inquiry_items(found.inquiries[:FIRST])


def inquiry_items(inquiries: Sequence[Inquiry]) -> list[InquiryItem]:
    """Questions as an outline takes them."""
    return [
        InquiryItem(
            "、".join(project.name for project in (one.project, *one.others)), one.asked,
            one.documents, informed(one), searched_words(one.search),
        )
        for one in inquiries
    ]  # fmt: skip


def informed(one: Inquiry) -> str:
    """Who is answerable today as far as that is settled, then kinds of office that may know."""
    return "；".join(part for part in (one.responsible.sentence, *one.offices) if part)


def searched_words(search: Progress | None) -> str:
    """2025年3月5日，长春市发展和改革委员会查过：市档案馆; blank where nobody searched."""
    if search is None:
        return ""
    return f"{cdate(search.day)}，{search.filed_by}查过：{search.searched_in}"
