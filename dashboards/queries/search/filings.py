"""Filings that fit, among those the person may see; the one scope function decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Concat, Lower

from accounts.models import User
from dashboards.matching import Term
from reporting.models import Submission
from reporting.queries import visible

# what a filing says in words, besides the name of its subject
SAID = ("summary", "document_title", "document_number", "publisher", "reason", "order_reason")
LARGEST_ID = 2**63 - 1
BETWEEN = "|"
# marks that do not count, as far as filings contain them; see matching.fold
NOISE = " \t\r\n\u3000—–－-‐−~～·•“”‘’\"'《》〈〉（）()【】[]〔〕，,。、；;：:！!？?/\\_"


class Compatible(Func):
    """Full width and other forms of one character in one form (NFKC)."""

    template = "normalize(%(expressions)s, NFKC)"
    output_field = TextField()


class Translated(Func):
    """Each character replaced by the one at the same place, or left out."""

    function = "translate"
    output_field = TextField()


def folded(*texts: Any) -> Translated:
    """Texts of a row as the search compares them, with a mark between them."""
    parts = [part for text in texts for part in (text, Value(BETWEEN))]
    whole = Compatible(Concat(*parts, output_field=TextField()))
    return Translated(Lower(whole), Value("琿" + NOISE), Value("珲"))


def filings(
    user: User, terms: Sequence[Term], subjects: Sequence[Subjects]
) -> QuerySet[Submission]:
    """Visible filings that fit every term, last changed first.

    ``subjects`` holds for each term the works and indicators that fit it.
    """
    texts = (*(KT(f"fields__{name}") for name in SAID), "office", "fact_key", "target_key")
    rows = visible(user).annotate(told=folded(*texts))
    for term, about in zip(terms, subjects, strict=True):
        rows = rows.filter(_fits(term, about))
    return rows.order_by("-changed_at", "-pk")


Subjects = tuple[Collection[int], Collection[int]]


def _fits(term: Term, about: Subjects) -> Q:
    text = term.word.text
    found = Q(project__in=about[0]) | Q(indicator__in=about[1]) | Q(told__contains=text)
    number = int(text) if text.isascii() and text.isdigit() else None
    return found | Q(pk=number) if number is not None and number <= LARGEST_ID else found
