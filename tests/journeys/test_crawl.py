"""What the crawl looks at: all pages, and of the reasons for works' figures a drawn part."""

import re

from tests.journeys.crawl import DRAWN, VARIANTS, Crawl
from tests.journeys.visitor import Answer

SITE = "http://127.0.0.1"
DAYS = ("2019-12-31", "2020-12-31", "2026-12-01")
END = "?as_of=2020-12-31"
WORKS = [f"work-{number}" for number in range(DRAWN * 3)]


def why(work: str, metric: str, query: str = "") -> str:
    return f"/why/project/hachang-2016/{work}/{metric}/{query}"


CROSSINGS = [
    f"/why/account/hachang-2016/works/commitment=build,category={number}/late/{day}"
    for number in range(VARIANTS * 2)
    for day in ("", END)
]
PAGES = {
    "/": [*CROSSINGS, *(f"/works/{work}/" for work in WORKS)],
    **{
        f"/works/{work}/": [
            *(why(work, "stage", f"?as_of={day}") for day in DAYS), why(work, "promise", END),
            f"/why/account/hachang-2016/{work}/late/", why(work, "stage", "?as_of=x&sort=name"),
        ]
        for work in WORKS
    },
}  # fmt: skip


class Site:
    """A site of links alone."""

    url = SITE

    def get(self, path: str, *, fragment: bool = False) -> Answer:
        address = path.removeprefix(SITE)
        links = "".join(f'<a href="{link}">x</a>' for link in PAGES.get(address, []))
        return Answer(f"{SITE}{address}", 200, "text/html", links.encode())


def crawled(*about: str) -> Crawl:
    crawl = Crawl(Site(), about=about)  # type: ignore[arg-type]
    crawl.run()
    return crawl


def seen(crawl: Crawl, pattern: str) -> int:
    return sum(bool(re.fullmatch(SITE + pattern, address)) for address in crawl.seen)


def test_pages_and_the_reasons_of_groups_are_all_looked_at():
    crawl = crawled()
    assert seen(crawl, "/works/[a-z0-9-]+/") == len(WORKS)
    assert seen(crawl, "/why/account/hachang-2016/work-.*") == len(WORKS)


def test_of_crossings_of_two_groups_a_few_are_looked_at():
    crawl = crawled()
    assert seen(crawl, "/why/account/.*,.*") == VARIANTS
    assert f"{len(CROSSINGS) - VARIANTS} of /why/account/…,…/late/" in crawl.account()


def test_of_the_reasons_for_a_figure_of_works_so_many_are_drawn():
    """Links to them always name a day."""
    crawl = crawled()
    stages = [a.partition("?")[0] for a in crawl.seen if "/stage/" in a]
    assert len(set(stages)) == DRAWN
    assert len(stages) == DRAWN + VARIANTS
    assert seen(crawl, why(".*", "promise", r"\?.*")) == DRAWN
    assert "120 of /why/project/promise/, 360 of /why/project/stage/" in crawl.account()


def test_all_reasons_of_the_works_in_question_are_looked_at_on_every_day():
    about = WORKS[::20]
    crawl = crawled(*about)
    for work in about:
        for address in (why(work, "promise", END),
                        *(why(work, "stage", f"?as_of={day}") for day in DAYS)):  # fmt: skip
            assert f"{SITE}{address}" in crawl.seen
    assert not [address for address in crawl.left if any(f"/{w}/" in address for w in about)]
