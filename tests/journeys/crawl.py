"""Everything a person can reach by following links, fragments and searches."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from tests.journeys.visitor import Answer, Page, Visitor

AT_ONCE = 4
CODED = re.compile(r"^/(works|indicators)/[a-z0-9-]+/$")
# One view, one template, and thousands of addresses: each figure of each work on many days.
REASONS = re.compile(r"^/why/project/[a-z0-9-]+/(?P<code>[a-z0-9-]+)/(?P<metric>[a-z_]+)/$")
# Two groups crossed are computed when asked for, each from works that all groups show as well.
CROSSED = re.compile(r"^/why/account/.+=[^/]+,[^/]+=[^/]+/(?P<metric>[a-z_]+)/$")
MOMENT = {"as_of", "known_at", "basis"}
ORDER = {"sort", "page"}
# A form for every work and indicator; of other variants of a page so many.
SUBJECTS = {"work"}, {"indicator"}
VARIANTS = 8
# So many works are drawn for each figure whose reasons are looked at, on one day each.
DRAWN = 60

# an address, and whether it is a fragment of a page
Found = tuple[str, bool]


@dataclass
class Crawl:
    """What one person was shown; the reasons for figures of the works ``about`` all among it."""

    visitor: Visitor
    about: Collection[str] = ()
    seen: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[tuple[str, ...]] = field(default_factory=Counter)
    left: dict[str, tuple[str, ...]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)

    def run(self, *more: str) -> None:
        """Look at every page, and of the variants of a page each kind (order, filter, moment).

        ``more`` are addresses to be looked at whatever their kind.
        """
        site = self.visitor.url
        waiting: set[Found] = {(f"{site}/", False)}
        self.seen |= {f"{site}{path}": self.visitor.get(path) for path in more}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while waiting:
                fresh = self._chosen(waiting)
                answers = list(pool.map(self._ask, fresh))
                self.seen |= {a: answer for (a, _), answer in zip(fresh, answers, strict=True)}
                waiting = {found for answer in answers for found in _onwards(site, answer)}
                known = self.seen.keys() | self.left.keys()
                waiting = {found for found in waiting if found[0] not in known}

    def account(self) -> str:
        """How many addresses were looked at, and how many reasons of works were not drawn."""
        left = Counter(shape[0] for shape in self.left.values() if len(shape) == 1)
        missed = ", ".join(f"{count} of {shape}" for shape, count in sorted(left.items()))
        return f"{len(self.seen)} addresses looked at; not drawn: {missed or 'none'}"

    def _ask(self, found: Found) -> Answer:
        return self.visitor.get(found[0], fragment=found[1])

    def _chosen(self, waiting: Iterable[Found]) -> list[Found]:
        """Those worth a look, drawn by the seed that the head of the run shows."""
        mixed = sorted(waiting)
        random.shuffle(mixed)
        mixed.sort(key=lambda found: "" if self._reasons(urlsplit(found[0]).path) else found[0])
        return [found for found in mixed if self._worth_a_look(found[0])]

    def _worth_a_look(self, address: str) -> bool:
        """Pages always; variants one kind at a time, the moment once for each kind of page."""
        parts = urlsplit(address)
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        figure = REASONS.match(parts.path)
        if figure and names <= MOMENT:
            return figure["code"] in self.about or self._is_drawn(address, parts.path)
        if crossed := CROSSED.match(parts.path):
            return self._among(VARIANTS, address, f"/why/account/…,…/{crossed['metric']}/")
        if not names or names in SUBJECTS:
            return True
        kinds = [bool(names & MOMENT), *(n in names for n in ORDER), bool(names - MOMENT - ORDER)]
        if sum(kinds) > 1:
            return False
        shape = self._reasons(parts.path) or CODED.sub(r"/\1/", parts.path)
        return self._among(1 if names & MOMENT else VARIANTS, address, shape, *sorted(names))

    def _is_drawn(self, address: str, path: str) -> bool:
        """Whether it is among the reasons drawn, or of these among the few on further days."""
        if path in self.drawn:
            return self._among(VARIANTS, address, self._reasons(path), "again")
        if self._among(DRAWN, address, self._reasons(path)):
            self.drawn.add(path)
            return True
        return False

    def _reasons(self, path: str) -> str:
        """The kind of a page of reasons of which not all are looked at; blank for any other."""
        found = REASONS.match(path)
        return (
            f"/why/project/{found['metric']}/" if found and found["code"] not in self.about else ""
        )

    def _among(self, most: int, address: str, *shape: str) -> bool:
        """Whether it is one of the first so many of its shape; if not, it is not asked again."""
        self.asked[shape] += 1
        if self.asked[shape] <= most:
            return True
        self.left[address] = shape
        return False


def _onwards(site: str, answer: Answer) -> Iterable[Found]:
    """Addresses of this site that a page leads to."""
    if answer.kind != "text/html":
        return
    page = Page(answer.text)
    searches = [f"{f.action}?{urlencode(f.fields)}" for f in page.forms if f.method == "get"]
    for links, fragment in ((page.links + searches, False), (page.fragments, True)):
        for link in links:
            address = urljoin(answer.url, link).partition("#")[0]
            if address.startswith(f"{site}/"):
                yield address, fragment
