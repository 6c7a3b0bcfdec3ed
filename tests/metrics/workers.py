"""Real background processes on the servers and the database of the running test."""

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

from tests.metrics.hindered import FOLDER
from tests.source import ROOT

CELERY = ("-m", "celery", "-A", "tracker")
COMMAND = (*CELERY, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle",
           "--loglevel", "WARNING")  # fmt: skip
PLAIN, HINDERED = "tracker.settings", "tests.metrics.hindered_settings"


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
    """A process with its children; it leads a process group of its own."""

    process: subprocess.Popen[bytes]

    def signal(self, number: int) -> None:
        """Signal it and all its children."""
        os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """End it and its pool at once, as kill -9 or a loss of power would."""
        self.signal(signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def worker(log: Path, *, hindrance: Path | None = None, broker: str = "") -> Iterator[Worker]:
    """A worker that is ended, if it still runs, with the block."""
    with _process(COMMAND, log, hindrance, broker) as made:
        yield made


@contextmanager
def beat(log: Path, hindrance: Path) -> Iterator[Worker]:
    """A scheduler with the impatient timetable."""
    own = ("--schedule", str(log.with_suffix(".beat")), "--pidfile=", "--loglevel", "WARNING")
    with _process((*CELERY, "beat", *own), log, hindrance, "") as made:
        yield made


@contextmanager
def _process(
    command: tuple[str, ...], log: Path, hindrance: Path | None, broker: str
) -> Iterator[Worker]:
    env = os.environ | {
        "DATABASE_URL": database_url(), "REDIS_URL": broker or settings.REDIS_URL,
        "TRACKER_PROFILE": "test",
        "DJANGO_SETTINGS_MODULE": HINDERED if hindrance else PLAIN,
        FOLDER: str(hindrance or ""),
    }  # fmt: skip
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=env, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=out, stderr=out,
        )  # fmt: skip
    made = Worker(process)
    try:
        yield made
    finally:
        if process.poll() is None:
            made.kill()
