"""Every page of docs/methods has the agreed form, and its worked tables come out as printed."""

from decimal import Decimal

import pytest

from calc.offered import OFFERED
from dashboards.methods import all_worked, checked, faults, formulas, shelf
from dashboards.methods.reading import Grid
from dashboards.methods.worked import ARROW, CODE, NUMBER, results, worked
from metrics.models import Result
from tests.docs.pages import ROOT, looked_up

FOLDER = ROOT / "docs" / "methods"
PAGES = shelf(FOLDER)
METHODS = [page for page in PAGES if page.group != "附录"]
# the scores of forecasts: shown by what they give, in backtest.md
SCORES = {"competition"}
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_each_printed_digit_is_the_one_that_comes_out(page):
    """The tolerance of a table forgives what was rounded on the way, not a wrong digit."""
    for row, printed in _printed(page):
        found = results(row)
        for name, cell in printed.items():
            if NUMBER.match(cell) and isinstance(found[name], int | float):
                digits = Decimal(cell.replace("−", "-").rstrip("%"))
                whole = Decimal(str(found[name])) * (100 if cell.endswith("%") else 1)
                half = Decimal(1).scaleb(int(digits.as_tuple().exponent)) / 2
                assert abs(whole - digits) <= half * (1 + Decimal("1e-6")), (row.label, name)


def _printed(page):
    """Each row of the worked tables of a page, with the cells of its results."""
    for grid in (block for block in page.blocks if isinstance(block, Grid)):
        names = [CODE.findall(head)[0] if head.startswith(ARROW) else "" for head in grid.heads]
        for row, cells in zip(worked(grid), grid.rows, strict=False):
            yield row, {name: cell for name, cell in zip(names, cells, strict=True) if name}


def test_titles_are_not_used_twice():
    titles = [page.title for page in PAGES]
    assert len(titles) == len(set(titles))


def test_each_formula_of_a_page_is_in_the_program_or_of_a_computer():
    for page in METHODS:
        for name in formulas(page):
            assert name == "indicators.latest_by_vintage" or looked_up(name), page.slug


@pytest.mark.django_db
def test_each_formula_behind_a_figure_has_its_page_with_the_same_version(whole_plan):
    written = {(name, version) for page in METHODS
               for name, versions in formulas(page).items() for version in versions}  # fmt: skip
    stored = set(Result.objects.values_list("formula", "version"))
    assert stored
    assert stored - written == set()


def test_no_formula_is_described_twice():
    named = [name for page in METHODS for name in formulas(page)]
    assert sorted(named) == sorted(set(named))


def test_every_published_method_on_offer_is_worked_on_a_page():
    worked = {row.method for page in PAGES for row in all_worked(page)}
    assert set(OFFERED) - worked - SCORES == set()
