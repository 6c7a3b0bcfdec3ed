"""Running this project's commands as a user would: real processes, embedded servers."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET_BY_TESTS = (
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
)


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a user's shell, with a data folder of its own."""
    env = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
    env.pop("TRACKER_PROFILE", None)
    return env | {"TRACKER_DATA": str(data)} | more


def manage(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One management command, run to its end."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *words],
        env=environment(data, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd="/",
    )


def start_manage(data: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """One management command, left running; its output can be read."""
    return subprocess.Popen(
        [sys.executable, ROOT / "manage.py", *words],
        env=environment(data, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
    )


def wait_until(question: Callable[[], object], seconds: float = 30) -> None:
    """Return when the answer is yes; fail when it does not become so in time."""
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def descendants(pid: int) -> set[tuple[int, str]]:
    """All processes below this one, each as (id, start time) so that none is mistaken."""
    rows = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (seen := _stat(int(folder.name))):
            rows[int(folder.name)] = seen
    found: set[int] = set()
    while True:
        more = {child for child, (parent, _) in rows.items() if parent in found | {pid}} - found
        if not more:
            return {(child, rows[child][1]) for child in found}
        found |= more


def alive(processes: set[tuple[int, str]]) -> set[int]:
    """Those that still run."""
    return {pid for pid, began in processes if (seen := _stat(pid)) and seen[1] == began}


def _stat(pid: int) -> tuple[int, str] | None:
    """Parent and start time of a process; None for one that is gone or only a record."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else (int(fields[1]), fields[19])
