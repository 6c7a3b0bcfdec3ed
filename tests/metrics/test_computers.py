"""The computers of the settings' table."""

import pytest

from metrics.computers import computers, fed_by
from tests import factories


def test_parts_come_before_wholes_and_all_can_be_called():
    found = computers()
    assert list(found) == ["project", "account", "indicator"]
    assert all(callable(one.compute) and one.kind == kind for kind, one in found.items())
    order = list(found)
    for kind, one in found.items():
        assert all(order.index(other) > order.index(kind) for other in one.feeds)


@pytest.mark.django_db
def test_a_changed_work_feeds_its_accounts_and_nothing_else():
    factories.project("road-a")
    fed = fed_by("project", ["hachang-2016/road-a"])
    assert set(fed) == {"account"}
    assert "hachang-2016/works/all" in fed["account"]
    assert fed_by("account", ["hachang-2016/works/all"]) == {}
