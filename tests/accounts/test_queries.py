"""Reading accounts."""

import pytest

from accounts import queries
from tests import factories

pytestmark = pytest.mark.django_db


def test_find_takes_any_written_form(li):
    assert queries.find(" ＬＩ ") == li
    assert queries.find("nobody") is None


def test_demo_people_are_the_marked_accounts_in_use_in_the_order_made(li):
    first = factories.person("demo-b", "甲", "reader", is_demo=True)
    second = factories.person("demo-a", "乙", "reader", is_demo=True)
    factories.person("demo-c", "丙", "reader", is_demo=True, is_active=False)

    assert list(queries.demo_people()) == [first, second]
    assert queries.demo_person("Demo-A") == second
    assert queries.demo_person("li") is None
    assert queries.demo_person("demo-c") is None


def test_people_lists_accounts_in_use_first(li, wang):
    li.is_active = False
    li.save()

    assert list(queries.people()) == [wang, li]
