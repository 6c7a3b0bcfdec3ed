"""Pages that join several apps."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.queries import asking
from accounts.rules import may
from calc.moments import PLAN_END
from dashboards.queries.board import board, changes, goals
from dashboards.queries.conventions import summary
from dashboards.queries.indicators import IndicatorPage, indicator_page
from dashboards.queries.outlook import RECORD, prospect, prospect_then
from dashboards.queries.related import related
from dashboards.queries.search import search
from dashboards.queries.steps import indicator_steps, work_steps
from dashboards.queries.versus import board_versus
from dashboards.queries.works import work_page
from dashboards.views.tabs import tabs
from dashboards.views.ways import way
from indicators.queries import find as find_indicator
from indicators.queries import subject as indicator_subject
from indicators.rules import own_note
from metrics.actions import ensure
from metrics.looking import Looking, look
from plan.models import Plan
from plan.queries import current
from projects.models import Project
from projects.queries import criteria, subject, then_and_now
from projects.queries import find as find_work
from projects.rules import LEDGER_PAGES
from ui.links import with_moment


@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    """The first screen and its two neighbours."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in ("after", "outlook") else ""
    first = PLAN_END if tab == "" else timezone.localdate()
    looking = look(request, default=first, comparing=True)
    plan = current()
    context = looking.context() | {"tab": tab, "tabs": tabs(tab), "plan": plan}
    shows: dict[str, Any] = {"": _account, "after": _after, "outlook": _outlook}
    context |= shows[tab](plan, looking)
    return render(request, "dashboards/board.html", context)


@require_safe
def freshness_line(request: HttpRequest) -> HttpResponse:
    """The line of freshness alone; says when the figures on the page are no longer the newest."""
    looking = look(request)
    fresh = looking.context(request.GET.get("about", ""))["freshness"]
    since = request.GET.get("since", "")
    newer = bool(fresh["at"]) and since != fresh["at"].astimezone(UTC).isoformat()
    context = {"freshness": fresh, "newer": newer and not fresh["computing"]}
    return render(request, "dashboards/_freshness.html", context)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Everything that fits the words in the box, as far as the person may see it."""
    query = request.GET
    typed = query.get("q", "")
    findings = search(
        asking(request), current(), typed, kind=query.get("kind", ""), page=query.get("page", "1")
    )
    return render(request, "dashboards/search.html", {"findings": findings, "search_typed": typed})


@require_safe
def work(request: HttpRequest, code: str) -> HttpResponse:
    """All that is known of one work, and the way to settle what is not."""
    looking = look(request, comparing=True)
    project = find_work(current(), code)
    if project is None:
        raise Http404("规划目录中没有这个项目。")
    context = looking.context(subject(project)) | {
        "project": project,
        "duty": then_and_now(project, looking.moment, timezone.localdate()),
        "may_assign": may(asking(request).role, "assign"),
        "may_revise": may(asking(request).role, "revise_criterion"),
        "criteria": criteria(project, looking.moment),
        "kin": related(project.plan, "project", project.code, looking.moment),
        "nothing": looking.empty,
        "compared": work_steps(project, looking.before, looking.moment),
        "page": None if looking.empty else work_page(project, looking.moment, asking(request)),
        "crumbs": [*_ledger(looking, project), (project.name, "")],
        "nav_at": LEDGER_PAGES[project.kind],
    }
    return render(request, "dashboards/work.html", context)


def _ledger(looking: Looking, project: Project) -> list[tuple[str, str]]:
    """The way to an item is the list of its ledger."""
    return way(looking, LEDGER_PAGES[project.kind], project.get_kind_display())


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """All that is known of one indicator."""
    looking = look(request, comparing=True)
    found = find_indicator(current(), code)
    if found is None:
        raise Http404("规划目录中没有这个指标。")
    list_page = "indicators:reference" if found.reference else "indicators:list"
    word = "参考指标" if found.reference else "规划指标"
    page = None if looking.empty else indicator_page(found, looking.moment, asking(request))
    context = looking.context(indicator_subject(found)) | {
        "indicator": found,
        "nothing": looking.empty,
        "compared": indicator_steps(found, looking.before, looking.moment),
        "page": page,
        "note": own_note(found.note),
        **_asked_outlook(request, looking, page),
        "kin": related(found.plan, "indicator", found.code, looking.moment),
        "crumbs": [*way(looking, list_page, word), (found.name, "")],
    }
    return render(request, "dashboards/indicator.html", context)


def _asked_outlook(
    request: HttpRequest, looking: Looking, page: IndicatorPage | None
) -> dict[str, Any]:
    """The outlook where the address asks for it, and the address that asks or asks no more."""
    asked = request.GET.get("outlook") == "1"
    here = with_moment(request.path if asked else f"{request.path}?outlook=1", dict(looking.params))
    found, then = None, None
    if asked and page is not None:
        today = timezone.localdate()
        found = prospect(page.indicator, looking.moment, page.values, page.targets, today)
        if looking.before:
            then = prospect_then(page.indicator, looking.before, found, today)
    return {"outlook_href": here, "prospect": found, "prospect_then": then, "record": RECORD}


def _account(plan: Plan, looking: Looking) -> dict[str, Any]:
    if looking.empty:
        return {"board": None, "conventions": None, "compared": None}
    before = looking.before
    compared = board_versus(plan, before, looking.moment) if before else None
    return {
        "board": board(plan, looking.moment, compared.told if compared else None),
        "conventions": summary(plan, looking.moment, looking.fresh),
        "compared": compared,
    }


def _after(plan: Plan, looking: Looking) -> dict[str, Any]:
    then = looking.moment.at(PLAN_END)
    ensure(then)
    found = _account(plan, looking)
    moved = [] if looking.empty else changes(plan, then, looking.moment)
    return found | {"then": then, "changes": moved}


def _outlook(plan: Plan, looking: Looking) -> dict[str, Any]:
    if looking.empty:
        return {"goals": [], "compared": None}
    return {"goals": goals(plan, looking.moment, looking.before), "compared": looking.before}
