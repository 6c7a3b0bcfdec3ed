"""The computer of works as a worker of a test runs it: it stops, fails or dies where told.

What it is told are files in a folder: ``wait`` (it goes on when the file is gone),
``raise`` and ``die`` (for the subjects named in the file, when these are asked for), ``poison``
(for the subject in the file, also where all are asked for).  Every computation adds a line to
``log``.
"""

import os
import signal
import time
from pathlib import Path

from projects.compute import stages as real
from projects.compute.stages import VERSION

__all__ = ["VERSION", "stages"]

FOLDER = "TRACKER_TEST_HINDRANCE"
PATIENCE = 180


def stages(subjects, moments):
    """The Results of works, after whatever stands in the way."""
    outcomes = list(real(subjects, moments))
    if _told(Path(os.environ[FOLDER]) / "poison", {one.subject for one in outcomes}):
        raise ValueError("毒丸")
    if subjects is not None:
        _hinder(Path(os.environ[FOLDER]), sorted(subjects))
    return outcomes


def _hinder(folder, subjects):
    with (folder / "log").open("a") as log:
        log.write(f"{os.getpid()} {' '.join(subjects)}\n")
    if _told(folder / "die", subjects):
        os.kill(os.getpid(), signal.SIGKILL)
    if _told(folder / "raise", subjects):
        raise ValueError("毒丸")
    end = time.monotonic() + PATIENCE
    while (folder / "wait").exists() and time.monotonic() < end:
        time.sleep(0.05)


def _told(path, subjects):
    return path.exists() and path.read_text() in subjects
