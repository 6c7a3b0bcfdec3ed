"""Real servers for the tests: one PostgreSQL and one Valkey for all workers of a run.

The addresses are set when this module is imported, which is before Django's settings are
read; the servers start with the session. With DATABASE_URL and REDIS_URL in the environment
those servers are used instead.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tracker.servers.embedded import Embedded
from tracker.servers.places import PORT, Places

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
GIVEN = "TRACKER_TEST_GIVEN_SERVERS"


def _numbered(address: str, number: int) -> str:
    """The same broker, another of its numbered databases."""
    if address.startswith("unix:"):
        return f"{address.partition('?')[0]}?db={number}"
    return urlunsplit(urlsplit(address)._replace(path=f"/{number}"))


def _arrange() -> Embedded | None:
    """Set the environment of the tests; return the servers this process must start."""
    if WORKER:
        # Each worker rings its own doorbell.
        os.environ["REDIS_URL"] = _numbered(os.environ["REDIS_URL"], 2 + int(WORKER[2:]))
        return None
    given = {name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    os.environ[GIVEN] = ",".join(sorted(given))
    places = Places(Path(tempfile.mkdtemp(prefix="tracker-test-")).resolve())
    places.make_data()
    places.make_runtime()
    os.environ["TRACKER_PROFILE"] = "test"
    os.environ["TRACKER_DATA"] = str(places.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    host = quote(str(places.postgres_socket), safe="")
    os.environ.setdefault("DATABASE_URL", f"postgres://tracker@{host}:{PORT}/tracker")
    os.environ.setdefault("REDIS_URL", f"unix://{places.valkey_socket}?db=1")
    return Embedded(
        places,
        database="DATABASE_URL" not in given,
        broker="REDIS_URL" not in given,
        durable=False,
    )


_servers = _arrange()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before any worker or database fixture needs them."""
    if _servers and not config.option.collectonly:
        _servers.enter()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop them and remove what they wrote."""
    if _servers:
        _servers.leave()
        shutil.rmtree(_servers.places.runtime, ignore_errors=True)
        shutil.rmtree(_servers.places.data, ignore_errors=True)


def pytest_report_header() -> str:
    """Say on which servers the run stands."""
    given = os.environ.get(GIVEN)
    return f"servers: {f'given by {given}' if given else 'embedded'}"
