"""What makes a run cheaper and proves no less: modules compiled once, no search for old garbage.

Loaded before the other plugins, so that all they import is compiled once too.
"""

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNWANTED = "PYTHONDONTWRITEBYTECODE"
PREFIX = "PYTHONPYCACHEPREFIX"
# How many new objects make Python look for garbage: at its own 700 it looks ten times as often
# and takes 7 % of the time of a page's tests, like this 3 %.
SELDOM = (100_000, 20, 20)


def _compile_once() -> None:
    """Keep compiled modules for the workers and the hundred processes the tests start.

    Who wants none beside the sources gets them into the folder that pytest keeps anyway.
    """
    if not sys.dont_write_bytecode:
        return
    sys.dont_write_bytecode = False
    os.environ.pop(UNWANTED, None)
    sys.pycache_prefix = os.environ.setdefault(PREFIX, str(ROOT / ".pytest_cache" / "compiled"))


_compile_once()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collected tests stay until the end: look for no garbage among them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(*SELDOM)
