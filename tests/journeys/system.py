"""The whole system of a demo, as ``make run`` starts it, for one run of the journeys."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.plugins.servers import GIVEN, WORKER
from tests.tracker.running import alive, descendants, start_manage, wait_until
from tracker.servers.places import Places

READY = re.compile(r"系统已就绪，请用浏览器打开 (http://127\.0\.0\.1:\d+)/")
PASSWORD = re.compile(r"登录密码都是 (\S+)）")
SECONDS_TO_START = 240
SECONDS_TO_STOP = 60
# Each worker of a run has a system of its own; its broker's number lies beyond those of the tests.
BROKER_NUMBER = f"/{15 - int(WORKER[2:] or 0)}"
DATABASE = f"tracker_journeys{WORKER}_demo"


@dataclass
class System:
    """A running demo: where it answers, how to log in, and its processes."""

    url: str
    password: str
    process: subprocess.Popen[str]

    @contextmanager
    def without_background_work(self) -> Iterator[None]:
        """Hold the processes that compute, so that whatever moves meanwhile is none of theirs."""
        held = [pid for pid, _ in descendants(self.process.pid) if _is_worker(pid)]
        assert held, "no Celery worker is running"
        for pid in held:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in held:
                os.kill(pid, signal.SIGCONT)


def _is_worker(pid: int) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"celery" in words and b"worker" in words


@contextmanager
def running() -> Iterator[System]:
    """Start the demo on servers of its own, or on those given to the run; leave nothing."""
    data = Path(tempfile.mkdtemp(prefix="tracker-journeys-")).resolve()
    given = _given_servers()
    _drop(given.get("DATABASE_URL"))
    process = start_manage(data, "serve", "--port", "8750", TRACKER_PROFILE="demo", **given)
    try:
        yield _ready(process)
        _stop(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        _drop(given.get("DATABASE_URL"))
        shutil.rmtree(Places(data).runtime, ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)


def _ready(process: subprocess.Popen[str]) -> System:
    """The system as it presents itself on the screen."""
    said: list[str] = []
    lines = _following(process)
    deadline = time.monotonic() + SECONDS_TO_START
    while not PASSWORD.search("".join(said)):
        try:
            line = lines.get(timeout=max(0, deadline - time.monotonic()))
        except queue.Empty:
            line = ""
        assert line, "the system did not start:\n" + "".join(said)
        said.append(line)
    text = "".join(said)
    found, password = READY.search(text), PASSWORD.search(text)
    assert found and password
    return System(found[1], password[1], process)


def _following(process: subprocess.Popen[str]) -> queue.Queue[str]:
    """The lines it prints, read for as long as it runs; a blank ends them."""
    lines: queue.Queue[str] = queue.Queue()

    def follow() -> None:
        assert process.stdout is not None
        with process.stdout as output:
            for line in output:
                lines.put(line)
        lines.put("")

    threading.Thread(target=follow, daemon=True).start()
    return lines


def _stop(process: subprocess.Popen[str]) -> None:
    """Ask it to end; nothing that it started may be left."""
    below = descendants(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS_TO_STOP) == 0
    wait_until(lambda: not alive(below), 5)


def _given_servers() -> dict[str, str]:
    """Addresses of the servers that the run was given: a database and a number of its own."""
    own = {"DATABASE_URL": f"/{DATABASE}", "REDIS_URL": BROKER_NUMBER}
    given = [name for name in os.environ[GIVEN].split(",") if name]
    return {name: urlunsplit(urlsplit(os.environ[name])._replace(path=own[name])) for name in given}


def _drop(address: str | None) -> None:
    """Drop the demo's database on a given server."""
    if not address:
        return
    server = urlunsplit(urlsplit(address)._replace(path="/postgres"))
    with closing(psycopg2.connect(server)) as line:
        line.autocommit = True
        line.cursor().execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
