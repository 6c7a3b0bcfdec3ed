"""The page on the curve names the settings of the program."""

from calc.curve import FEWEST_DATED, FOLLOWED_SHARE
from calc.turnbull import GAP
from tests.docs.pages import ROOT


def test_the_settings_are_those_of_the_program():
    text = (ROOT / "docs" / "methods" / "promise-curve.md").read_text(encoding="utf-8")
    assert (FEWEST_DATED, FOLLOWED_SHARE, GAP) == (5, 0.2, 1e-9)
    assert all(said in text for said in ("不足 5 项", "的两成", "10⁻⁹"))
