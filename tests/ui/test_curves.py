"""The drawing of the curve."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from ui.curves import BOTTOM, TOP, Column, curve_svg
from ui.svg import Split

STARTS, ENDS = date(2016, 1, 1), date(2020, 12, 31)


def column(day, *counts, estimate=None):
    return Column(date.fromisoformat(day), Split(*counts), estimate)


def drawn(*columns, title="标题", desc="说明", starts=STARTS, ends=ENDS):
    text = curve_svg(columns, "c", title, desc, starts=starts, ends=ends)
    return ET.fromstring(text)  # noqa: S314


def parts(svg, name):
    found = svg.iter("{http://www.w3.org/2000/svg}rect")
    return [r for r in found if r.get("class") == f"chart__{name}"]


def texts(svg):
    return [t.text for t in svg.iter("{http://www.w3.org/2000/svg}text")]


def lines(svg, stroke):
    return [
        e for e in svg.iter("{http://www.w3.org/2000/svg}line") if e.get("stroke-width") == stroke
    ]


def test_the_parts_of_a_month_fill_its_column():
    svg = drawn(column("2018-01-31", 2, 3, 5, 4))
    heights = {n: float(parts(svg, n)[0].get("height"))
               for n in ("reached", "undetermined", "no_data", "missed")}  # fmt: skip
    assert sum(heights.values()) == pytest.approx(BOTTOM - TOP)
    assert heights == {"reached": 56, "undetermined": 28, "no_data": 112, "missed": 84}
    assert float(parts(svg, "reached")[0].get("y")) + 56 == BOTTOM
    assert float(parts(svg, "missed")[0].get("y")) == TOP


def test_months_of_equal_counts_are_one_shape():
    svg = drawn(column("2016-01-31", 1, 1, 2), column("2016-02-29", 1, 1, 2),
                column("2016-03-31", 2, 1, 1))  # fmt: skip
    assert [float(r.get("width").rstrip("%")) for r in parts(svg, "reached")] == [
        pytest.approx(100 * 59 / 90, abs=1e-3), pytest.approx(100 * 31 / 90, abs=1e-3),
    ]  # fmt: skip


def test_the_end_of_the_plan_is_a_line_and_later_months_lie_under_a_veil():
    svg = drawn(column("2020-12-31", 1, 1, 2), column("2021-12-31", 2, 0, 2))
    (end,) = lines(svg, "3")
    at = float(end.get("x1").rstrip("%"))
    assert at == pytest.approx(100 * 1826 / 2191, abs=1e-3)
    (veil,) = [r for r in svg.iter("{http://www.w3.org/2000/svg}rect") if r.get("fill-opacity")]
    assert float(veil.get("x").rstrip("%")) == at
    assert texts(svg).count("规划期末") == 1


def test_before_the_end_of_the_plan_there_is_no_line_and_no_veil():
    svg = drawn(column("2019-12-31", 1, 1, 2))
    assert lines(svg, "3") == []
    assert "规划期末" not in texts(svg)
    assert not [r for r in svg.iter("{http://www.w3.org/2000/svg}rect") if r.get("fill-opacity")]


def test_both_bounds_stand_in_figures_at_the_end_and_on_the_last_day():
    svg = drawn(column("2020-12-31", 1, 1, 2), column("2021-12-31", 2, 0, 2))
    figures = [t.text for t in svg.iter("{http://www.w3.org/2000/svg}text")
               if t.get("class") == "chart__bound"]  # fmt: skip
    assert figures == ["25.0%", "75.0%", "50.0%", "100.0%"]


def test_equal_bounds_are_written_once():
    svg = drawn(column("2019-12-31", 1, 1, 0))
    assert texts(svg).count("50.0%") == 1


def test_the_estimate_is_dashed_and_ends_where_there_is_none():
    svg = drawn(column("2018-12-31", 1, 1, 2, estimate=(0.5, 0.5)),
                column("2019-12-31", 2, 1, 1, estimate=(0.6, 0.6)),
                column("2020-12-31", 2, 1, 1))  # fmt: skip
    dashed = [e for e in svg.iter("{http://www.w3.org/2000/svg}line") if e.get("stroke-dasharray")]
    assert [float(e.get("y2")) for e in dashed] == [174, 146, 146]
    assert max(float(e.get("x2").rstrip("%")) for e in dashed) < 81


def test_an_estimate_known_as_bounds_is_two_lines():
    svg = drawn(column("2018-12-31", 1, 1, 2, estimate=(0.4, 0.6)))
    dashed = [e for e in svg.iter("{http://www.w3.org/2000/svg}line") if e.get("stroke-dasharray")]
    assert len(dashed) == 2


def test_title_and_words_are_given_and_escaped():
    text = curve_svg([column("2018-12-31", 1, 1, 2)], "c", "<a>", "<b>", starts=STARTS, ends=ENDS)
    assert "&lt;a&gt;" in text and "&lt;b&gt;" in text and "<a>" not in text
    assert 'aria-labelledby="c-t c-d"' in text


def test_no_style_and_no_number_that_is_none():
    text = curve_svg([column("2016-01-02", 0, 0, 3, 3), column("2021-01-31", 3, 0, 0)], "c", "t",
                     "d", starts=STARTS, ends=ENDS)  # fmt: skip
    assert "style=" not in text
    assert not re.search(r"nan|inf|None", text)


@pytest.mark.parametrize("columns", [
    [], [column("2016-01-01", 1, 0, 0)], [column("2017-01-31", 1, 0, 0)] * 2,
    [column("2017-01-31", 0, 0, 0)],
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused(columns):
    with pytest.raises(ValueError, match=r"rising days|nothing"):
        drawn(*columns)
