"""Every page of docs/methods has the agreed form, and its worked tables come out as printed."""

import pytest

from dashboards.methods import all_worked, checked, faults, formulas, shelf
from tests.docs.pages import ROOT

FOLDER = ROOT / "docs" / "methods"
PAGES = shelf(FOLDER)
METHODS = [page for page in PAGES if page.group != "附录"]
ROWS = [(page.slug, row) for page in PAGES for row in all_worked(page)]


@pytest.mark.parametrize("page", METHODS, ids=lambda page: page.slug)
def test_a_page_of_a_method_has_the_agreed_form(page):
    assert faults(page) == []
    assert page.purpose
    assert formulas(page), "“版本”一节没有公式编号"
    assert all_worked(page), "没有算例表"


@pytest.mark.parametrize(("slug", "row"), ROWS, ids=[f"{slug} {row.label}" for slug, row in ROWS])
def test_a_worked_row_comes_out_as_printed(slug, row):
    assert row.expected, f"{slug}：算例“{row.label}”没有应得的结果"
    assert checked(row).words == "与算例一致"


def test_titles_are_not_used_twice():
    titles = [page.title for page in PAGES]
    assert len(titles) == len(set(titles))
