"""Whoever reads a figure can ask why: the pages are walked, no figure is left without the way.

What draws derived figures marks itself ``data-derived``; the nearest element around it with
``data-figure`` must hold a link ``data-why``, and the link must answer at its moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

pytestmark = pytest.mark.django_db

VOID = {"meta", "link", "input", "br", "img", "hr", "path", "rect", "circle", "line", "use"}
PAGES = [
    "/", "/?tab=after", "/?tab=outlook", "/works/", "/measures/", "/indicators/",
    "/indicators/list/reference/", "/plan/", "/plan/functions/", "/plan/duties/", "/plan/zones/",
    "/works/rail-mudanjiang-jiamusi/",
    "/works/apt-general-aviation/", "/works/pipe-sino-russia-east-gas/?as_of=2025-12-31",
    "/indicators/ind-urbanisation/", "/indicators/ind-citizenisation/", "/curve/",
    "/curve/?as_of=2019-06-30&reading=strict&category=airport", "/curve/?ledger=measure",
    "/curve/?commitment=build&category=railway",
    "/curve/?as_of=2020-12-31&versus_known_at=2018-01-01", "/conventions/",
    "/conventions/?area=220100&as_of=2019-12-31", "/inquiries/",
    "/inquiries/?kind=measure&size=all",
    "/inquiries/?figure=built_rate&account=province%3D220000",
    "/inquiries/?item=rail-harbin-mudanjiang",
    "/?versus=2016-12-31", "/?tab=after&versus=2016-12-31", "/?tab=outlook&versus=2019-12-31",
    "/plan/?versus=2016-12-31", "/plan/functions/?versus=2016-12-31",
    "/plan/duties/?versus=2016-12-31", "/plan/zones/?versus=2016-12-31",
    "/works/?versus=2016-12-31", "/indicators/?versus=2019-12-31",
]  # fmt: skip


@dataclass
class Element:
    """An open element: whether it claims to hold a figure, and the ways to reasons inside."""

    tag: str
    holds: bool
    derived: int = 0
    links: list[str] = field(default_factory=list)


class Walker(HTMLParser):
    """Collects the figures without a way, and all ways."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", holds=False)]
        self.lost: list[str] = []
        self.links: list[str] = []
        self.figures = 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "data-why" in values:
            self.links.append(values["href"])
            for element in self.open:
                element.links.append(values["href"])
        element = Element(tag, holds="data-figure" in values)
        if tag not in VOID:
            self.open.append(element)
        if "data-derived" in values:
            self.figures += 1
            holder = next((e for e in reversed(self.open) if e.holds), None)
            if holder is None:
                self.lost.append(f"<{tag} {values.get('class', '')}> at line {self.getpos()[0]}")
            else:
                holder.derived += 1

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        while len(self.open) > 1:
            element = self.open.pop()
            if element.holds and element.derived and not element.links:
                self.lost.append(f"<{element.tag}> closed at line {self.getpos()[0]}")
            if element.tag == tag:
                return


def walked(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    walker = Walker()
    walker.feed(answer.content.decode().partition("<main")[2].partition("</main>")[0])
    return walker


@pytest.mark.parametrize("url", PAGES)
def test_every_figure_of_a_page_has_the_way_to_its_reasons(whole_plan, as_li, url):
    walker = walked(as_li, url)
    assert walker.figures
    assert walker.lost == []
    assert all(link.startswith("/why/") and "as_of=" in link for link in walker.links)


def test_the_ways_lead_to_reasons_at_their_moment(whole_plan, as_li):
    pages = ("/", "/?tab=after", "/indicators/", "/works/rail-mudanjiang-jiamusi/", "/curve/",
             "/conventions/", "/inquiries/?figure=promise_rate_strict",
             "/inquiries/?kind=measure")  # fmt: skip
    links = {link for url in pages for link in walked(as_li, url).links}
    assert len(links) > 80
    # one of each kind and metric: the pages are alike
    chosen = {}
    for link in sorted(links):
        parts = link.partition("?")[0].split("/")
        chosen[parts[2], parts[-2]] = link
    assert {kind for kind, _ in chosen} == {"account", "project", "indicator"}
    for link in chosen.values():
        answer = as_li.get(link)
        assert answer.status_code == 200, link
        day = link.partition("as_of=")[2].partition("&")[0]
        assert f'name="as_of" value="{day}"' in answer.content.decode()


def test_a_figure_without_the_way_is_found():
    walker = Walker()
    walker.feed("<section data-figure><b data-derived>1</b></section><i data-derived>2</i>")
    assert len(walker.lost) == 2
