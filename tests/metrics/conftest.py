"""The doorbell of a test and what stands in the way of its workers."""

import pytest
import redis
from django.conf import settings


@pytest.fixture
def broker():
    """The doorbell of this test alone, silent at the beginning."""
    with redis.Redis.from_url(settings.REDIS_URL) as line:
        line.flushdb()
        yield line
        line.flushdb()


@pytest.fixture
def hindrance(tmp_path):
    folder = tmp_path / "hindrance"
    folder.mkdir()
    (folder / "log").touch()
    return folder
