"""Everything a person can reach by following links, fragments and searches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from tests.journeys.visitor import Answer, Page, Visitor

AT_ONCE = 4
CODED = re.compile(r"^/(works|indicators)/[a-z0-9-]+/$")
MOMENT = {"as_of", "known_at", "basis"}
ORDER = {"sort", "page"}
# A form for every work and indicator; of other variants of a page so many.
SUBJECTS = {"work"}, {"indicator"}
VARIANTS = 8

# an address, and whether it is a fragment of a page
Found = tuple[str, bool]


def crawl(visitor: Visitor, *more: str) -> dict[str, Answer]:
    """Every page, and of the variants of a page each kind (moment, order, filter, tab).

    ``more`` are addresses to be looked at whatever their kind.
    """
    seen: dict[str, Answer] = {}
    asked: Counter[tuple[str, ...]] = Counter()
    waiting: set[Found] = {(f"{visitor.url}/", False)}
    seen |= {f"{visitor.url}{path}": visitor.get(path) for path in more}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while waiting:
            fresh = [found for found in sorted(waiting) if _worth_a_look(found[0], asked)]
            answers = list(pool.map(lambda found: visitor.get(found[0], fragment=found[1]), fresh))
            seen |= {address: answer for (address, _), answer in zip(fresh, answers, strict=True)}
            waiting = {found for answer in answers for found in _onwards(visitor.url, answer)}
            waiting = {found for found in waiting if found[0] not in seen}
    return seen


def _worth_a_look(address: str, asked: Counter[tuple[str, ...]]) -> bool:
    """Pages always; variants one kind at a time, the moment once for each kind of page."""
    parts = urlsplit(address)
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if not names or names in SUBJECTS:
        return True
    kinds = [bool(names & MOMENT), *(name in names for name in ORDER), bool(names - MOMENT - ORDER)]
    if sum(kinds) > 1:
        return False
    shape = (CODED.sub(r"/\1/", parts.path), *sorted(names))
    asked[shape] += 1
    return asked[shape] <= (1 if names & MOMENT else VARIANTS)


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
