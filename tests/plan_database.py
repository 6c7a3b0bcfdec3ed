"""The real plan with its real history, loaded once per worker into a database of its own.

A test that asks for ``whole_plan`` runs on that database instead of the empty one, in a
transaction that is taken back at its end, like any other; so no test finds the plan where it
did not ask for it.  A test that commits (``transaction=True``, ``live_server``) gets a copy,
which is thrown away after it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection, connections
from psycopg2.extensions import STATUS_READY

from calc.moments import PLAN_END, Moment

# Few moments are enough for tests; that all quarter ends are kept is tested by itself.
KEPT = (date(2019, 12, 31), PLAN_END)


def few_moments() -> AbstractContextManager[Any]:
    """Keep only two year ends and today ready while this lasts."""
    return patch(
        "metrics.queries.kept_moments",
        lambda today: tuple(Moment(day) for day in sorted({*KEPT, today})),
    )


class PlanDatabase:
    """Turns the connection of this worker to the database of the plan and back."""

    def __init__(self) -> None:
        self.home = str(connection.settings_dict["NAME"])
        self.loaded = f"{self.home}_plan"
        self.copy = f"{self.home}_plan_copy"
        # Open connections by name of their database: a new one is a new process of the server,
        # which must read the tables' descriptions first.
        self._parked: dict[str, Any] = {}
        self._copy(self.home, self.loaded)
        self._turn_to(self.loaded)
        _load()
        self._turn_to(self.home)

    def enter(self, *, commits: bool) -> None:
        """Use the plan; a test that commits uses a copy of it."""
        if commits:
            self._copy(self.loaded, self.copy)
        self._turn_to(self.copy if commits else self.loaded)

    def leave(self) -> None:
        """Use the empty database again."""
        self._turn_to(self.home)

    def drop(self) -> None:
        """Remove what was made here."""
        for link in self._parked.values():
            link.close()
        self._parked.clear()
        for name in (self.loaded, self.copy):
            _drop(name)

    def _turn_to(self, name: str) -> None:
        self._park()
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name
        connection.connection = self._parked.pop(name, None)

    def _park(self) -> None:
        """Keep the present connection for the next test of its database, if it is at rest."""
        link, name = connection.connection, str(connection.settings_dict["NAME"])
        if link is None or name == self.copy or connection.in_atomic_block:
            return
        if link.closed or not link.autocommit or link.status != STATUS_READY:
            return
        self._parked[name] = link
        connection.connection = None

    def _copy(self, source: str, target: str) -> None:
        """Copy a database, which nobody may use meanwhile."""
        connections.close_all()
        if source in self._parked:
            self._parked.pop(source).close()
        _drop(target)
        _run(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _load() -> None:
    from tracker.loading import CATALOGUES, HISTORIES, load_history, load_plan

    catalogue = CATALOGUES / settings.DEFAULT_PLAN
    with few_moments():
        load_plan(catalogue, compute=False)
        load_history(catalogue, HISTORIES / settings.DEFAULT_PLAN, frozenset())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself in time


def _drop(name: str) -> None:
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
