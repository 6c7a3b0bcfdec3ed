import itertools
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory

from ui import marks
from ui.views import gallery

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FRAME = {"masthead", "nav_item", "search_box", "user_menu", "messages", "footer", "hidden_params",
         "table"}  # fmt: skip


class Reader(HTMLParser):
    """Collects what the checks below ask about."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def values(self, name):
        return [attrs[name] for _, attrs in self.tags if name in attrs]


@pytest.fixture
def html():
    return gallery(RequestFactory().get("/ui/", {"as_of": "2020-12-31"})).content.decode()


def test_the_gallery_shows_every_mark(html):
    for mark in marks.MARKS.values():
        assert f'state--{mark.tone}"' in html
        assert f'state__word">{mark.word}<' in html


def test_the_gallery_shows_every_component(html):
    comments = {
        path.stem: path.read_text().split("{% endcomment %}")[1]
        for path in (TEMPLATES / "_components").glob("*.html")
    }
    for name, body in comments.items():
        if name in FRAME:
            continue
        css_class = re.search(r'class="([\w-]+)', body).group(1)
        assert f'class="{css_class}' in html, name


def test_ids_are_unique_and_all_that_is_pointed_to_exists(html):
    page = Reader(html)
    ids = Counter(page.values("id"))
    assert [found for found, times in ids.items() if times > 1] == []
    pointed = " ".join(page.values("aria-labelledby") + page.values("aria-describedby")).split()
    assert set(pointed) <= set(ids)
    assert set(page.values("for")) <= set(ids)


def test_the_page_obeys_the_content_policy(html):
    page = Reader(html)
    assert page.values("style") == []
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert all(attrs.get("src") for tag, attrs in page.tags if tag == "script")
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!example\.invalid)', html)


def test_the_page_has_its_landmarks_language_and_one_title(html):
    page = Reader(html)
    names = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "zh-CN"}) in page.tags
    assert names.count("main") == names.count("h1") == names.count("footer") == 1
    assert "<title>界面组件 - 哈长城市群发展规划实施跟踪系统</title>" in html
    assert page.tags[names.index("body") + 1][1] == {"class": "skip", "href": "#main"}


def test_headings_nest(html):
    levels = Reader(html).headings
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_table_head_has_its_scope(html):
    heads = [attrs for tag, attrs in Reader(html).tags if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in ("col", "row") for attrs in heads)


@pytest.mark.parametrize("profile", ["production", "staging"])
def test_outside_demo_and_test_the_gallery_does_not_exist(settings, profile):
    settings.PROFILE = profile
    with pytest.raises(Http404):
        gallery(RequestFactory().get("/ui/"))


def test_the_gallery_is_only_read():
    assert gallery(RequestFactory().post("/ui/")).status_code == 405
