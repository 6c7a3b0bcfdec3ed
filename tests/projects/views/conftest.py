"""A coordinator's browser and three works with units that can be named."""

import pytest

from regions.models import Organisation
from tests import factories
from tests.conftest import browser


@pytest.fixture
def chen(coordinator):
    return browser(coordinator)


@pytest.fixture
def works(db):
    units = (("a", "甲厅"), ("b", "乙市人民政府"), ("c", "丙集团"))
    for code, name in units:
        Organisation.objects.create(code=code, name=name, short_name=f"{name}简")
    return [factories.project(f"rail-{n}", name=f"第{n}铁路") for n in (1, 2, 3)]
