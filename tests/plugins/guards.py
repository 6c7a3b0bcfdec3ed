"""What no test may do unseen: reach the network, or show an undefined template variable."""

import inspect
import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCAL = {None, "", "localhost", "127.0.0.1", "::1"}
SEED = "TRACKER_TEST_SEED"


class NetworkUsed(RuntimeError):
    """A test tried to reach another machine."""


class UndefinedVariable(Exception):
    """A template of ours names a variable that its view did not give."""


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in LOCAL:
        raise NetworkUsed(f"tests may reach this machine only, not {host}")


sys.addaudithook(_audit)


class RaisingText(str):
    """Stands for an undefined variable; formatting it is what a template does with one."""

    __slots__ = ()

    def __mod__(self, variable: Any) -> str:
        if _in_our_template():
            raise UndefinedVariable(f"undefined template variable: {variable}")
        return ""


def _in_our_template() -> bool:
    """Whether the innermost template being rendered is one of this project."""
    frame = inspect.currentframe()
    while frame:
        context = frame.f_locals.get("context")
        template = getattr(getattr(context, "render_context", None), "template", None)
        if template is not None:
            name = str(template.origin.name)
            return name == "<unknown source>" or (
                name.startswith(f"{ROOT}/") and "site-packages" not in name
            )
        frame = frame.f_back
    return True


def pytest_configure(config: pytest.Config) -> None:
    """Arm the guards; fix the seed for this run and all its workers."""
    from django.conf import settings

    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = RaisingText("%s")
    os.environ.setdefault(SEED, str(random.randrange(2**32)))
    from hypothesis import core

    if config.getoption("--hypothesis-seed", None) is None:
        core.global_force_seed = int(os.environ[SEED])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Every test begins at the same point of the same sequence."""
    random.seed(f"{os.environ[SEED]}:{item.nodeid}")


def pytest_report_header() -> str:
    """Print the seed that repeats this run."""
    return f"seed: {SEED}={os.environ[SEED]}"
