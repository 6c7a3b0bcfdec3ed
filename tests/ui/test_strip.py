"""Bounds under many conventions as dots."""

import re
from decimal import Decimal

import pytest

from ui.strip import Pair, strip_svg

OWN = Pair(Decimal("0.1"), Decimal("0.9"), True)


def drawn(*pairs):
    return strip_svg(pairs, "a", "比率")


def test_every_distinct_bound_is_a_dot_and_the_own_pair_two_diamonds():
    svg = drawn(OWN, Pair(0.1, 0.8), Pair(0.3, 0.8))
    assert svg.count("<circle") == 2  # 0.3 and 0.8; 0.1 is the own one
    assert svg.count("<path") == 2


def test_lower_bounds_are_solid_and_upper_ones_hollow():
    svg = drawn(Pair(0.2, 0.8))
    fills = dict(re.findall(r'cx="([\d.]+)%"[^>]*fill="(#\w+)"', svg))
    assert fills == {"21.8": "#1f3a5f", "78.2": "#ffffff"}


def test_dots_that_would_cover_each_other_stand_on_two_levels():
    near = re.findall(r'cy="(\d+)"', drawn(Pair(0.200, 0.9), Pair(0.205, 0.9)))
    apart = re.findall(r'cy="(\d+)"', drawn(Pair(0.2, 0.9), Pair(0.3, 0.9)))
    assert len(set(near)) == 2
    assert len(set(apart)) == 1


def test_a_figure_that_is_certain_keeps_both_of_its_diamonds_apart():
    spots = re.findall(r'<svg x="([\d.]+)%" y="(\d+)"', drawn(Pair(0.5, 0.5, True)))
    assert len(spots) == len(set(spots)) == 2


def test_the_words_say_what_is_drawn():
    svg = drawn(OWN, Pair(0.05, 0.95))
    assert "下限5.0%～10.0%，上限90.0%～95.0%；本系统所用口径10.0%～90.0%。" in svg


@pytest.mark.parametrize(
    "wrong", [[], [Pair(0.5, 0.4)], [Pair(-0.1, 0.4)], [Pair(0.1, 1.4)], [Pair(0.1, float("nan"))]]
)
def test_what_is_no_pair_of_bounds_is_refused(wrong):
    with pytest.raises(ValueError):
        strip_svg(wrong, "a", "比率")
