"""The annotated plan, and lists of what the plan says besides works, measures, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.forms import LEDGERS, PlanFilter, RoleFilter
from dashboards.queries.annotated import annotated
from dashboards.queries.roles import RoleGroup, duties, functions, narrowed, stirred, zones
from dashboards.rules import STATUS_WORDS
from dashboards.views.ways import way
from metrics.looking import Looking, look
from metrics.rules import CHANGED_WORDS
from plan.queries import current
from ui.links import moment_query, without

ONLY_WORDS = CHANGED_WORDS | {"any": "只看有变化的"}
Ledger = tuple[str, list[tuple[str, int, str]]]


@require_safe
def plan_page(request: HttpRequest) -> HttpResponse:
    """The plan in its own order, each clause with what became of it."""
    looking = look(request, comparing=True)
    plan = current()
    form = PlanFilter(request.GET, plan=plan, comparing=looking.before is not None)
    asked = moment_query(dict(looking.params))
    whole = annotated(plan, looking.moment, form.chosen, asked, looking.before)
    context = looking.context() | {"plan": plan, "form": form, "whole": whole}
    context["ledgers"] = _ledgers(request, whole.counts, "status", STATUS_WORDS)
    context["changes"] = []
    if looking.before:
        context["changes"] = _ledgers(request, whole.changes, "change", ONLY_WORDS)
    return render(request, "dashboards/plan.html", context)


def _ledgers(
    request: HttpRequest, counts: Mapping[str, Mapping[str, int]], name: str,
    words: Mapping[str, str],
) -> list[Ledger]:  # fmt: skip
    """Each ledger with its states (or kinds of change), their numbers and the query for each."""
    pairs = list(request.GET.items())
    kept = without(pairs, ("ledger", name))

    def line(ledger: str) -> Iterator[tuple[str, int, str]]:
        for code, word in words.items():
            chosen = urlencode({"ledger": ledger, name: code})
            yield word, counts[ledger].get(code, 0), f"{kept}&{chosen}" if kept else chosen

    return [(LEDGERS[ledger], list(line(ledger))) for ledger in LEDGERS if ledger in counts]


@require_safe
def function_list(request: HttpRequest) -> HttpResponse:
    """战略定位, 城市定位, 功能定位 and 产业布局, each with its clause and what serves it."""
    looking, plan = look(request, comparing=True), current()
    form = RoleFilter(request.GET, plan=plan, comparing=looking.before is not None)
    groups = functions(plan, looking.moment, looking.before, area=form.taken("area"))
    words = ("功能定位和产业布局", "地区",
             "规划给城市群和各市（州）的定位，以及点名布局的产业，不计入承诺兑现率。")  # fmt: skip
    return _roles(request, looking, groups, words, form)


@require_safe
def duty_list(request: HttpRequest) -> HttpResponse:
    """Who the plan tells to do what about carrying it out."""
    looking = look(request, comparing=True)
    form = RoleFilter(request.GET, comparing=looking.before is not None)
    words = ("实施职责", "规划点名的单位",
             "规划对组织实施、监督评估和环境影响评价的要求，不计入承诺兑现率。")  # fmt: skip
    groups = duties(current(), looking.moment, looking.before)
    return _roles(request, looking, groups, words, form)


@require_safe
def zone_list(request: HttpRequest) -> HttpResponse:
    """The parts of the spatial pattern, with what lies in them."""
    looking = look(request, comparing=True)
    form = RoleFilter(request.GET, comparing=looking.before is not None)
    words = ("空间格局", "所含地区", "规划划定的空间单元；有关的项目和任务各在自己的台账中评价。")
    groups = zones(current(), looking.moment, looking.before)
    return _roles(request, looking, groups, words, form)


def _roles(
    request: HttpRequest, looking: Looking, groups: list[RoleGroup],
    words: tuple[str, str, str], form: RoleFilter,
) -> HttpResponse:  # fmt: skip
    title, whom, note = words
    change = form.taken("change")
    shown = narrowed(groups, change) if change else groups
    context = looking.context() | {
        "title": title, "whom": whom, "note": note, "groups": shown, "form": form,
        "total": sum(len(group.rows) for group in shown),
        "kinds": _kinds(request, groups) if looking.before else [],
        "crumbs": [*way(looking, "dashboards:plan", "规划全景"), (title, "")],
    }  # fmt: skip
    return render(request, "dashboards/roles.html", context)


def _kinds(request: HttpRequest, groups: list[RoleGroup]) -> list[tuple[str, int, str]]:
    """Each kind of change, how many roles it touches, and the query for these alone."""
    counts = stirred(groups)
    kept = without(list(request.GET.items()), ("change",))
    return [
        (word, counts[code], "&".join(one for one in (kept, f"change={code}") if one))
        for code, word in ONLY_WORDS.items()
    ]
