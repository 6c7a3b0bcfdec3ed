"""The drawing of a method page stands in the system's page as well."""

import pytest

from dashboards.methods.markup import inline
from dashboards.views.methods import link
from tests.dashboards.test_views import html_of

pytestmark = pytest.mark.django_db


def test_the_back_test_shows_its_drawing(as_li):
    html = html_of(as_li, "/methods/backtest/")
    assert '<span class="method__picture"><svg' in html
    assert "<title>回测</title>" in html


@pytest.mark.parametrize("target", ["nothing.svg", "../../x.svg", "/etc/x.svg", "outlook.md.svg"])
def test_only_a_drawing_of_the_folder_is_shown(target):
    assert link(target) == ""


def test_without_a_drawing_the_words_stand_escaped():
    assert inline("![<b>](nothing.svg)") == "&lt;b&gt;"
