"""为什么是这个数: one page per figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboards.methods import MethodPage, formulas, shelf
from dashboards.queries.why import READERS, Why, told, why
from dashboards.queries.why.figures import RATES
from dashboards.rules import figure_name
from dashboards.views.methods import FOLDER
from metrics.looking import look
from metrics.rules import moment_words
from projects.rules import is_crossing
from ui.links import with_moment

NOWHERE = "没有这个数，或者该时点还没有算出这个数。"


@dataclass(frozen=True)
class Method:
    """The method of a figure: its page where there is one, formula and version."""

    formula: str
    version: int
    page: MethodPage | None


@require_safe
def why_page(request: HttpRequest, kind: str, subject: str, metric: str) -> HttpResponse:
    """Everything behind one figure at the moment of the reader."""
    if kind not in READERS:
        raise Http404(NOWHERE)
    looking = look(request)
    found = None if looking.empty else why(kind, subject, metric, looking.moment)
    elsewhere = found is None and not looking.empty
    if elsewhere and not told(kind, subject, metric):
        raise Http404(NOWHERE)
    context = looking.context(subject) | {
        "why": found,
        "elsewhere": elsewhere,
        "name": figure_name(kind, metric),
        "method": _method(found) if found else None,
        "moment_words": moment_words(looking.moment),
        "inquiry": _inquiry(found, dict(looking.params)) if found else "",
        "crumbs": [("首页", with_moment(reverse("dashboards:board"), dict(looking.params))),
                   ("为什么是这个数", "")],
    }  # fmt: skip
    return render(request, "dashboards/why.html", context)


def _inquiry(found: Why, params: dict[str, str]) -> str:
    """The list of questions that would settle this figure; blank where there is none for it."""
    if found.account:
        _, kind, key = found.subject.split("/", 2)
        if found.result.metric not in RATES or is_crossing(found.subject):
            return ""
        asked = {"kind": kind, "figure": found.result.metric, "account": key}
    elif found.work and found.work.open:
        asked = {"kind": found.work.project.kind, "item": found.work.project.code}
    else:
        return ""
    return with_moment(f"{reverse('dashboards:inquiries')}?{urlencode(asked)}", params)


def _method(found: Why) -> Method:
    formula, version = found.result.formula, found.result.version
    return Method(formula, version, _described().get(formula))


@cache
def _described() -> dict[str, MethodPage]:
    """The page of each formula; the pages come with the program, so they are read once."""
    found: dict[str, MethodPage] = {}
    for page in shelf(FOLDER):
        found |= {formula: page for formula in formulas(page) if formula not in found}
    return found
