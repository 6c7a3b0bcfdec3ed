"""计算方法: the pages of docs/methods, recomputed as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboards.methods import MethodPage, all_worked, checked, html_of, inline, shelf

FOLDER = settings.BASE_DIR / "docs" / "methods"


@dataclass(frozen=True)
class Line:
    """One page on the shelf: how many worked rows it has and how many come out as printed."""

    page: MethodPage
    rows: int
    same: int

    @property
    def differ(self) -> int:
        """How many rows differ."""
        return self.rows - self.same

    @property
    def purpose(self) -> str:
        """What it is for, as escaped HTML."""
        return inline(self.page.purpose)


@require_safe
def shelf_page(request: HttpRequest) -> HttpResponse:
    """All methods by group."""
    lines = [_line(page) for page in shelf(FOLDER)]
    groups = [(word, list(rows)) for word, rows in groupby(lines, lambda line: line.page.group)]
    context = {"groups": groups, "crumbs": [*_home(), ("计算方法", "")]}
    return render(request, "dashboards/methods.html", context)


@require_safe
def method_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One method with its worked tables recomputed."""
    page = next((page for page in shelf(FOLDER) if page.slug == slug), None)
    if page is None:
        raise Http404("没有这个方法的说明。")
    context = {
        "page": page,
        "text": html_of(page, link),
        "crumbs": [*_home(), ("计算方法", reverse("dashboards:methods")), (page.title, "")],
    }
    return render(request, "dashboards/method.html", context)


def link(target: str) -> str:
    """The address of a link of a page: other methods, pages elsewhere; blank for our files.

    A drawing of the folder gives itself.
    """
    name = target.partition("#")[0]
    if "/" not in name and name.endswith(".svg") and (FOLDER / name).is_file():
        return (FOLDER / name).read_text(encoding="utf-8").strip()
    if "/" not in name and name.endswith(".md") and (FOLDER / name).is_file():
        return "" if name == "README.md" else reverse("dashboards:method", args=[name[:-3]])
    return target if target.startswith(("https://", "http://")) else ""


def _home() -> list[tuple[str, str]]:
    return [("首页", reverse("dashboards:board"))]


def _line(page: MethodPage) -> Line:
    try:
        rows = all_worked(page)
    except ValueError:
        return Line(page, 1, 0)
    return Line(page, len(rows), sum(checked(row).same for row in rows))
