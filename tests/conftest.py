"""Persons that tests ask for by name."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests import factories


@pytest.fixture
def li(db: None) -> User:
    """Reporter of 长春."""
    return factories.li()


@pytest.fixture
def wang(db: None) -> User:
    """Reviewer of 吉林省."""
    return factories.wang()


@pytest.fixture
def zhao(db: None) -> User:
    """Reporter of 哈尔滨, who sees nothing of Jilin's drafts."""
    return factories.zhao()


@pytest.fixture
def coordinator(db: None) -> User:
    """Coordinator between the provinces."""
    return factories.coordinator()


@pytest.fixture
def reader(db: None) -> User:
    """Reader of the ministry."""
    return factories.reader()


@pytest.fixture
def admin(db: None) -> User:
    """Administrator of accounts."""
    return factories.admin()


@pytest.fixture
def as_li(li: User) -> Client:
    """A browser in which Li has logged in."""
    return browser(li)


@pytest.fixture
def as_wang(wang: User) -> Client:
    """A browser in which Wang has logged in."""
    return browser(wang)


@pytest.fixture
def as_zhao(zhao: User) -> Client:
    """A browser in which Zhao has logged in."""
    return browser(zhao)


def browser(user: User) -> Client:
    """A browser in which this person has logged in."""
    client = Client()
    client.force_login(user)
    return client
