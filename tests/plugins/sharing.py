"""Which tests of a parallel run stay together, and which begin first.

A file's tests share what it sets up, the journeys of a worker one running system. The marker of
xdist for this (``xdist_group``) has no effect with the present version of pytest.
"""

import os
from typing import Any

import pytest

JOURNEYS = "tests/journeys/"
# What starts whole systems takes longest; begun last, it would be waited for.
FIRST = (JOURNEYS, "tests/tracker/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a worker, put the longest first."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole files, in the order of collection."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return ByFile(config, log)
