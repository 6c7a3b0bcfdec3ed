"""Persons that tests ask for by name, and the real plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from plan.models import Plan
from tests import factories
from tests.plan_database import PlanDatabase, few_moments


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


@pytest.fixture
def whole_plan(db: None) -> Iterator[Plan]:
    """The real plan with its real history and figures; see tests/plan_database.py."""
    with few_moments():
        yield Plan.objects.get(code=settings.DEFAULT_PLAN)


@pytest.fixture(scope="session")
def plan_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[PlanDatabase]:
    """The database that holds the plan, made when the first test asks for it."""
    with django_db_blocker.unblock():
        made = PlanDatabase()
    yield made
    with django_db_blocker.unblock():
        made.drop()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[None]:
    """Turn to the database of the plan before a test that asks for it opens its transaction."""
    if fixturedef.argname == "_django_db_helper" and "whole_plan" in request.fixturenames:
        database = request.getfixturevalue("plan_database")
        with request.getfixturevalue("django_db_blocker").unblock():
            database.enter(commits=_commits(request.node))
        fixturedef.addfinalizer(database.leave)
    return (yield)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(item.fixturenames)
    return bool(fixtures) or bool(marker and marker.kwargs.get("transaction"))
