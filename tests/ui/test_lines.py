"""The course of a quantity as a drawing."""

import re
from decimal import Decimal

import pytest

from ui.lines import BOTTOM, TOP, Point, line_chart_svg


def points(*pairs: tuple[int, object]) -> list[Point]:
    return [Point(year, value, str(value)) for year, value in pairs]


def test_every_point_carries_its_value_and_year():
    svg = line_chart_svg(points((2018, 12), (2019, Decimal("15.5")), (2020, 14)), "a", "里程")
    assert re.findall(r">([\d.]+)</text>", svg) == ["12", "2018", "15.5", "2019", "14", "2020"]
    assert "2018年12；2019年15.5；2020年14。" in svg


def test_the_highest_value_stands_on_top_and_the_lowest_at_the_bottom():
    svg = line_chart_svg(points((2018, 12), (2019, 15), (2020, 14)), "a", "里程")
    heights = [float(found) for found in re.findall(r'cy="([\d.]+)"', svg)]
    assert (heights[0], heights[1]) == (BOTTOM, TOP)
    assert TOP < heights[2] < BOTTOM


def test_years_stand_at_their_distance_and_a_gap_is_dashed():
    svg = line_chart_svg(points((2016, 1), (2017, 2), (2020, 3)), "a", "里程")
    assert re.findall(r'cx="([\d.]+)%"', svg) == ["8", "29", "92"]
    assert svg.count("stroke-dasharray") == 1


def test_equal_values_lie_level():
    svg = line_chart_svg(points((2018, 5), (2019, 5), (2020, 5)), "a", "里程")
    assert set(re.findall(r'cy="([\d.]+)"', svg)) == {f"{(TOP + BOTTOM) / 2:g}.0"}


def test_words_are_escaped():
    svg = line_chart_svg([Point(y, y, "<b>") for y in (1, 2, 3)], "a", "<i>")
    assert "<b>" not in svg
    assert "<i>" not in svg


def test_a_foretold_point_is_hollow_on_a_dashed_line_with_its_band_inside_the_drawing():
    known = points((2018, 12), (2019, 14))
    ahead = Point(2020, 16, "16", foretold=True, low=13, high=20)
    svg = line_chart_svg([*known, ahead], "a", "里程")
    assert svg.count("stroke-dasharray") == 1
    assert "2019年14；2020年推算16。" in svg
    ends = re.search(r'y1="([\d.]+)" y2="([\d.]+)"[^>]*stroke-width="12"', svg).groups()
    low, high = (float(end) for end in ends)
    spots = [float(found) for found in re.findall(r'cy="([\d.]+)"', svg)]
    assert high == TOP < spots[2] < low <= BOTTOM
    assert spots[0] == BOTTOM


@pytest.mark.parametrize(
    "wrong",
    [
        points((2018, 1), (2019, 2)),
        points((2018, 1), (2018, 2), (2020, 3)),
        points((2020, 1), (2019, 2), (2018, 3)),
        points((2018, 1), (2019, float("nan")), (2020, 3)),
        points((2018, 1), (2019, Decimal("Infinity")), (2020, 3)),
    ],
)
def test_what_makes_no_line_is_refused(wrong: list[Point]):
    with pytest.raises(ValueError, match=r"three or more|finite"):
        line_chart_svg(wrong, "a", "里程")
