"""Zhao of 哈尔滨 sees no unapproved filing of 吉林 in any page, file, fragment or answer."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest

from tests.journeys.crawl import Crawl
from tests.journeys.pages import FORM
from tests.journeys.system import System
from tests.journeys.visitor import Page, Visitor

pytestmark = pytest.mark.browser

ABSENT = 999_999
STEPS = ("", "edit/", "submit/", "withdraw/", "discard/", "return/", "approve/")
OPEN_STATES = ("草稿", "待审核", "退回修改", "已作废")
# what each kind of filing says and nobody else does
DRAFT, SENT, BACK, GONE = "甲处起草未定", "乙处已报待批", "丙处退回重写", "丁处作废不报"
WHY, NUMBER = "戊处所附依据不足", "73519.26"
SECRETS = (DRAFT, SENT, BACK, GONE, WHY, NUMBER)


@dataclass
class Jilin:
    """What 吉林 has in hand: people, and filings by number."""

    li: Visitor
    wang: Visitor
    filings: dict[str, str]

    def works(self) -> set[str]:
        """The codes of all works about which something is not approved."""
        pages = [self.li.get(f"/filings/{number}/").text for number in self.open_filings()]
        return set(re.findall(r'<h2 id="item"><a href="/works/([a-z0-9-]+)/', "".join(pages)))

    def open_filings(self) -> dict[str, str]:
        """Number → state of all that is not approved, the demo's own among them."""
        rows = re.findall(r"<tr\b.*?</tr>", self.li.get("/filings/").text, re.DOTALL)
        found = {}
        for row in rows:
            number = re.search(r'href="/filings/(\d+)/"', row)
            state = next((word for word in OPEN_STATES if word in row), "")
            if number and state:
                found[number[1]] = state
        return found


@pytest.fixture(scope="module")
def jilin(site: System) -> Jilin:
    """Filings of every state that only 吉林 may see, and a report made while they wait."""
    li, wang = (Visitor(site.url, name, site.password) for name in ("li", "wang"))
    filings = {words: file(li, words, "save") for words in (DRAFT, GONE)}
    filings |= {words: file(li, words, "submit") for words in (SENT, BACK)}
    take(wang, filings[BACK], "return", reason=WHY)
    take(li, filings[GONE], "discard")
    filings[NUMBER] = file_value(li, NUMBER)
    wang.send("/evaluation/", {"as_of": "2020-12-31", "basis": "public"}, "/evaluation/new/")
    return Jilin(li, wang, filings)


@pytest.fixture(scope="module")
def zhao(site: System) -> Visitor:
    """The reporter of 哈尔滨, logged in by name and password, with a draft of his own."""
    person = Visitor(site.url, "zhao", site.password)
    file(person, "黑龙江一侧进展", "save")
    return person


def file(person: Visitor, words: str, do: str) -> str:
    """A filing about the shared work; its number."""
    typed = {
        "summary": words, "day": "2019-06-30", "event": "progress", "document_title": words,
        "publisher": words, "document_date": "2019-07-01", "do": do,
        "precision": "day", "date_basis": "event", "source_kind": "official",
        "document_precision": "day", "token": str(uuid.uuid4()),
    }  # fmt: skip
    return number_in(person.send(FORM, typed, "event="))


def file_value(person: Visitor, value: str) -> str:
    """A draft with the value of an indicator; its number."""
    choice = Page(person.get("/filings/new/").text)
    address = next(link for link in choice.links if "indicator=" in link)
    typed = {"value": value, "token": str(uuid.uuid4()), "do": "save"}
    return number_in(person.send(f"{address}&period_kind=year", typed, "indicator="))


def number_in(answer: Any) -> str:
    """The number of the filing that an answer is about."""
    found = re.search(r"/filings/(\d+)/", answer.url)
    assert answer.status == 200 and found, answer.url
    return found[1]


def take(person: Visitor, number: str, step: str, **fields: str) -> None:
    """A step from the page of a filing."""
    assert person.send(f"/filings/{number}/", fields, f"/{step}/").status == 200


def leaks(answers: dict[str, Any], words: tuple[str, ...] = SECRETS) -> list[tuple[str, str]]:
    """Where words are found, blanks apart."""
    found = []
    for address, answer in answers.items():
        text = re.sub(r"\s", "", answer.text)
        found += [(address, word) for word in words if word in text]
    return found


def test_no_page_file_or_fragment_shows_what_jilin_has_not_approved(
    jilin: Jilin, zhao: Visitor, record_property: Callable[[str, str], None]
) -> None:
    crawl = Crawl(zhao, about=jilin.works())
    crawl.run(FORM)
    seen = crawl.seen
    record_property("crawl", crawl.account())
    assert [(a.url, a.status) for a in seen.values() if a.status != HTTPStatus.OK] == []
    for part in ("/works/", "/indicators/", "/filings/", "/evaluation/", "/help/"):
        assert f"{zhao.url}{part}" in seen
    assert "ind-auto-base" in crawl.about
    for work in crawl.about:
        assert f"{zhao.url}/why/project/hachang-2016/{work}/stage/?as_of=2020-12-31" in seen
        assert [
            address for address in crawl.left if f"/why/project/hachang-2016/{work}/" in address
        ] == []
    files = [a for a in seen.values() if a.kind != "text/html"]
    assert {a.kind.rpartition(".")[2] for a in files} >= {"sheet", "document", "application/pdf"}
    assert leaks(seen) == []
    others = jilin.open_filings()
    assert len(others) >= len(jilin.filings)
    links = [f"/filings/{number}/" for number in others]
    assert [(a, link) for a, answer in seen.items() for link in links if link in answer.text] == []


def test_the_same_look_finds_it_all_where_it_may_be_seen(jilin: Jilin) -> None:
    pages = [jilin.li.get(f"/filings/{number}/") for number in jilin.filings.values()]
    found = leaks({page.url: page for page in pages})
    assert {word for _, word in found} == set(SECRETS)


def test_foreign_numbers_answer_like_missing_ones(jilin: Jilin, zhao: Visitor) -> None:
    before = jilin.open_filings()
    token = next(
        form.fields["csrfmiddlewaretoken"]
        for form in Page(zhao.get("/filings/").text).forms
        if form.method == "post"
    )
    sent = {"csrfmiddlewaretoken": token, "version": "1", "reason": "试", "do": "submit"}
    for step in STEPS:
        lost = zhao.get(f"/filings/{ABSENT}/{step}"), zhao.post(f"/filings/{ABSENT}/{step}", sent)
        assert [answer.status for answer in lost] == [404, 404]
        for number in before:
            path = f"/filings/{number}/{step}"
            answers = zhao.get(path), zhao.post(path, sent)
            assert [(a.status, a.body) for a in answers] == [(a.status, a.body) for a in lost], path
    assert jilin.open_filings() == before


def test_a_search_for_its_words_finds_nothing(jilin: Jilin, zhao: Visitor) -> None:
    for words, number in jilin.filings.items():
        for page in ("/filings/", "/works/", "/indicators/"):
            answer = zhao.get(f"{page}?q={quote(words)}")
            assert (answer.status, f"/filings/{number}/" in answer.text) == (200, False)
