"""The drawing of the curve for the files of a report."""

import re
import xml.etree.ElementTree as ET

import pytest

from evaluation.curves import BOTTOM, LEFT, RIGHT, TOP, draw_curve, draw_figure
from evaluation.outline import BarRow, Bars, Curve, CurvePoint, build_outline
from evaluation.outline.figures import BAR_PARTS
from evaluation.render_pdf import render_pdf
from tests.evaluation.courses import course
from tests.evaluation.render_docx.reading import opened, texts
from tests.evaluation.samples import account

SVG = "{http://www.w3.org/2000/svg}"


def curve(*points, ends="2020-12-31"):
    return Curve("图", BAR_PARTS, "2016-01-01", ends, points, "话")


def drawn(*points, **more):
    return ET.fromstring(draw_curve(curve(*points, **more), "黑体"))  # noqa: S314


def words(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def filled(svg, fill):
    return [r for r in svg.iter(f"{SVG}rect") if r.get("fill") == fill and r.get("shape-rendering")]


def dashed(svg):
    lines = [e for e in svg.iter(f"{SVG}line") if e.get("stroke-dasharray")]
    return [e for e in lines if float(e.get("y1")) > TOP]


def test_reached_grows_from_below_and_missed_from_above():
    svg = drawn(CurvePoint("2018-12-31", (1, 2, 1)))
    (reached,), (missed,) = filled(svg, "#1f4e79"), filled(svg, "#d9822b")
    quarter = (BOTTOM - TOP) / 4
    assert (float(reached.get("height")), float(reached.get("y"))) == (quarter, BOTTOM - quarter)
    assert (float(missed.get("height")), float(missed.get("y"))) == (quarter, TOP)
    assert float(reached.get("width")) == RIGHT - LEFT


def test_the_end_of_the_plan_stands_where_it_lies_and_later_months_are_paler():
    svg = drawn(CurvePoint("2020-12-31", (1, 2, 1)), CurvePoint("2021-12-31", (2, 2, 0)))
    assert "规划期末" in words(svg)
    (veil,) = [r for r in svg.iter(f"{SVG}rect") if r.get("fill-opacity") == "0.5"]
    assert float(veil.get("x")) == pytest.approx(LEFT + (RIGHT - LEFT) * 1826 / 2191, abs=0.01)
    assert {"25.0%", "75.0%", "50.0%", "100.0%"} <= set(words(svg))


def test_within_the_plan_there_is_no_line():
    assert "规划期末" not in words(drawn(CurvePoint("2018-12-31", (1, 2, 1))))


def test_the_estimate_is_dashed_in_whole_stretches_and_named():
    svg = drawn(CurvePoint("2018-12-31", (1, 2, 1), (5000, 5000)),
                CurvePoint("2019-01-31", (1, 2, 1), (5000, 5000)),
                CurvePoint("2019-12-31", (1, 2, 1)))  # fmt: skip
    (line,) = dashed(svg)
    assert float(line.get("y1")) == (TOP + BOTTOM) / 2
    assert "推算" in words(svg)


def test_an_estimate_known_as_bounds_is_two_lines():
    assert len(dashed(drawn(CurvePoint("2018-12-31", (1, 2, 1), (3000, 6000))))) == 2


def test_no_estimate_is_not_named():
    assert "推算" not in words(drawn(CurvePoint("2018-12-31", (1, 2, 1))))


def test_figures_are_rounded_like_those_of_the_tables():
    assert "7.5%" in words(drawn(CurvePoint("2018-12-31", (16, 184, 12))))
    assert "6.3%" in words(drawn(CurvePoint("2018-12-31", (1, 14, 1))))


def test_every_kind_of_figure_has_its_drawing():
    point = CurvePoint("2018-12-31", (1, 2, 1))
    assert draw_figure(curve(point), "黑体") == draw_curve(curve(point), "黑体")
    assert "<svg" in draw_figure(Bars("图", BAR_PARTS, (BarRow("铁路", (1, 2, 1)),)), "黑体")


def test_no_number_is_none():
    assert not re.search(
        r"nan|inf|None", draw_curve(curve(CurvePoint("2016-01-31", (0, 3, 0))), "x")
    )


def report():
    return build_outline(account(courses=(course(), course("严口径"))))


def test_the_word_file_holds_both_pictures_with_their_words():
    document = opened(report())
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert sum("承诺兑现曲线" in words for words in said) == 2
    assert "图3 承诺兑现曲线（宽口径）" in texts(document)


def test_the_pdf_is_readable_by_everybody_and_always_the_same():
    content = render_pdf(report(), standards=["ua-1"])
    assert content.startswith(b"%PDF")
    assert content == render_pdf(report(), standards=["ua-1"])
