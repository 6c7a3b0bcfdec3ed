"""A real background worker on the servers and the database of the running test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.source import ROOT

COMMAND = ("-m", "celery", "-A", "tracker", "worker", "--concurrency", "2", "--without-gossip",
           "--without-mingle", "--loglevel", "WARNING")  # fmt: skip


def database_url() -> str:
    """The database this test works on, as production would name it."""
    row = connection.settings_dict
    who = quote(str(row["USER"]), safe="")
    if row["PASSWORD"]:
        who += ":" + quote(str(row["PASSWORD"]), safe="")
    where = quote(str(row["HOST"]), safe="")
    port = f":{row['PORT']}" if row["PORT"] else ""
    return f"postgres://{who}@{where}{port}/{row['NAME']}"


@dataclass
class Worker:
    """A worker with its pool; it leads a process group of its own."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it and its pool at once, as kill -9 or a loss of power would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def worker(log: Path) -> Iterator[Worker]:
    """A worker that is ended, if it still runs, with the block."""
    env = os.environ | {
        "DATABASE_URL": database_url(), "REDIS_URL": settings.REDIS_URL,
        "TRACKER_PROFILE": "test", "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }  # fmt: skip
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *COMMAND], cwd=ROOT, env=env, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=out, stderr=out,
        )  # fmt: skip
    made = Worker(process)
    try:
        yield made
    finally:
        if process.poll() is None:
            made.kill()
