"""A person without a browser, for thousands of addresses: log-in, links, forms, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from tests.journeys.files import any_text

PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back for an address."""

    url: str
    status: int
    kind: str
    body: bytes

    @cached_property
    def text(self) -> str:
        """All text in it, whatever kind of file it is."""
        return any_text(self.body)


@dataclass
class Controls:
    """One form of a page: where it goes and what it carries untouched."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The addresses and forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fragments: list[str] = []
        self.forms: list[Controls] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, fragments and what a form would send."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if "hx-get" in said:
            self.fragments.append(said["hx-get"])
        if tag == "form":
            self.forms.append(Controls(said.get("action", ""), said.get("method", "get").lower()))
        if tag in ("input", "select", "textarea") and said.get("name") and self.forms:
            self.forms[-1].fields[said["name"]] = said.get("value", "")


class Visitor:
    """A person who has logged in by name and password."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self.url = url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))
        answer = self.send("/login/", {"username": username, "password": password})
        assert answer.status == 200 and urlsplit(answer.url).path == "/", answer.url

    def get(self, path: str, *, fragment: bool = False) -> Answer:
        """Ask for a page, or for a fragment as the page's script does."""
        headers = {"HX-Request": "true"} if fragment else {}
        return self._ask(urljoin(self.url, path), None, headers)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send fields as they are."""
        return self._ask(urljoin(self.url, path), urlencode(fields).encode(), {})

    def send(self, path: str, typed: dict[str, str], action: str = "") -> Answer:
        """Fill the form of a page that goes to ``action`` (blank: to any) and send it."""
        page = self.get(path)
        forms = [form for form in Page(page.text).forms if form.method == "post"]
        frame = ("/demo/enter/", "/logout/")
        form = next(f for f in forms if action in f.action and f.action not in frame)
        return self.post(urljoin(page.url, form.action), form.fields | typed)

    def _ask(self, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        assert url.startswith(f"{self.url}/"), url
        request = Request(url, data=body, headers=headers)  # noqa: S310  our own address
        try:
            answer = self._opener.open(request, timeout=PATIENCE)
        except HTTPError as error:
            answer = error
        with answer:
            kind = answer.headers.get_content_type()
            return Answer(answer.geturl(), answer.status, kind, answer.read())
