"""Every address of the site: what only shows something refuses to be posted to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import factories

pytestmark = pytest.mark.django_db

# Addresses that take what was typed or pressed; all others are only read.
POSTED = {
    "accounts:activate", "accounts:deactivate", "accounts:enter", "accounts:login",
    "accounts:logout", "accounts:new", "accounts:password", "accounts:reset",
    "dashboards:engine_retry", "evaluation:make", "projects:assign", "projects:criterion",
    "projects:responsibility_check", "projects:responsibility_import", "reporting:approve",
    "reporting:discard", "reporting:edit", "reporting:new", "reporting:return",
    "reporting:submit", "reporting:withdraw",
}  # fmt: skip
VALUES: dict[str, Any] = {
    "pk": 1, "number": 1, "code": "road-x", "slug": "rates", "token": uuid.UUID(int=1),
    "kind": "account", "subject": "x/works/all", "metric": "late", "username": "li",
}  # fmt: skip


def patterns(
    rows: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name."""
    for row in rows:
        if isinstance(row, URLResolver):
            yield from patterns(row.url_patterns, f"{row.namespace}:" if row.namespace else space)
        else:
            yield f"{space}{row.name}", row


def addresses(**values: Any) -> dict[str, str]:
    """An address for every name, filled in with plausible parts."""
    found = {}
    for name, row in patterns(get_resolver().url_patterns):
        asked = {key: (VALUES | values)[key] for key in row.pattern.converters}
        found[name] = reverse(name, kwargs=asked | (row.default_args or {}))
    return found


def test_the_addresses_that_take_something_all_exist():
    assert addresses().keys() >= POSTED


def test_what_is_only_read_refuses_to_be_posted_to_in_words(as_li):
    filing = factories.draft(factories.project("road-x"))
    read = {name: url for name, url in addresses(pk=filing.pk).items() if name not in POSTED}
    assert len(read) > 35
    for name, url in read.items():
        answer = as_li.post(url)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), name
        assert "这个地址不能这样打开" in answer.content.decode(), name
