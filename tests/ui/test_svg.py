import re
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import svg

NS = "{http://www.w3.org/2000/svg}"
WORKS = ["未启动", "前期", "批复", "在建", "建成", "投用"]
COUNTS = st.integers(min_value=0, max_value=400)


def splits():
    return st.tuples(COUNTS, COUNTS, COUNTS, COUNTS).map(
        lambda c: svg.Split(c[0], c[1], c[2] + c[3], c[3])
    )


def parsed(text):
    return ET.fromstring(text)  # noqa: S314


def rects(tree):
    """The drawn rectangles, without those inside the hatchings."""
    return tree.findall(f"{NS}rect")


def wide(rect):
    return float(rect.get("width").rstrip("%"))


@given(splits())
def test_the_parts_of_a_bar_follow_each_other_and_fill_it(split):
    bars = rects(parsed(svg.three_part_bar_svg(split, "u")))
    if split.total == 0:
        assert [bar.get("fill") for bar in bars] == ["none"]
        return
    assert len(bars) == sum(1 for _, count in split.segments if count)
    assert sum(map(wide, bars)) == pytest.approx(100, abs=0.001)
    edge = 0.0
    for bar in bars:
        assert float(bar.get("x").rstrip("%")) == pytest.approx(edge, abs=0.001)
        edge += wide(bar)


@given(splits())
def test_segments_sum_to_the_total_and_no_data_is_counted_once(split):
    assert sum(count for _, count in split.segments) == split.total
    assert split.total == split.reached + split.missed + split.undetermined


def test_each_part_has_its_own_fill_so_that_grey_paper_tells_them_apart():
    bars = rects(parsed(svg.three_part_bar_svg(svg.Split(1, 1, 2, 1), "u")))
    fills = [bar.get("fill") for bar in bars]
    assert fills[1:] == ["url(#u-missed)", "url(#u-undetermined)", "url(#u-no_data)"]
    assert len(set(fills)) == 4


def test_counts_are_written_only_where_there_is_room():
    texts = parsed(svg.three_part_bar_svg(svg.Split(97, 3, 0), "u")).findall(f"{NS}text")
    assert [text.text for text in texts] == ["97"]
    low = parsed(svg.three_part_bar_svg(svg.Split(97, 3, 0), "u", height=16))
    assert not low.findall(f"{NS}text")


@pytest.mark.parametrize("counts", [(-1, 0, 0, 0), (0, 0, 1, 2), (0, 0, 1, -1)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match=r"negative|exceed"):
        svg.Split(*counts)


def test_a_share_of_nothing_is_none_and_not_zero():
    assert svg.Split(0, 0, 0).share(0) is None
    assert svg.Split(0, 0, 4).share(0) == 0
    assert svg.Split(1, 2, 0).share(1) == Fraction(1, 3)


def test_the_text_alternative_holds_every_count():
    tree = parsed(svg.three_part_bar_svg(svg.Split(31, 9, 88, 71), "u", "兑现"))
    assert tree.find(f"{NS}title").text == "兑现"
    said = "共128项：可确认达到31项，可确认未达到9项，不能确定88项（其中暂无资料71项）。"
    assert tree.find(f"{NS}desc").text == said
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "u-t u-d"


ALL_CHARTS = [
    svg.three_part_bar_svg(svg.Split(1, 2, 3, 1), "a"),
    svg.range_svg(0.25, 0.5, "b"),
    svg.ladder_svg(WORKS, 2, 4, "c", required=5),
    svg.ladder_svg(WORKS, 0, 5, "d", small=True),
]


@pytest.mark.parametrize("chart", ALL_CHARTS)
def test_charts_obey_the_content_policy_and_name_their_ids_by_the_caller(chart):
    assert "style=" not in chart
    assert "<script" not in chart
    uid = re.search(r'aria-labelledby="(\w)-t', chart).group(1)
    ids = re.findall(r' id="([^"]+)"', chart)
    assert len(ids) == len(set(ids))
    assert all(found.startswith(f"{uid}-") for found in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", chart)) <= set(ids)


def test_text_in_a_chart_is_text():
    chart = svg.three_part_bar_svg(svg.Split(1, 0, 0), 'u"><x', "<b>&", unit="<i>")
    tree = parsed(chart)
    assert tree.find(f"{NS}title").text == "<b>&"
    assert tree.find(f".//{NS}b") is None


def test_a_range_is_solid_to_the_lower_end_and_hatched_to_the_upper():
    solid, hatched = rects(parsed(svg.range_svg(Decimal("0.125"), Decimal("0.875"), "u")))
    assert (solid.get("x"), solid.get("width")) == ("0%", "12.5%")
    assert (hatched.get("x"), hatched.get("width")) == ("12.5%", "75%")
    assert hatched.get("fill") == "url(#u-undetermined)"


def test_a_range_known_exactly_has_no_hatching_and_a_range_from_zero_no_solid_part():
    assert len(rects(parsed(svg.range_svg(0.5, 0.5, "u")))) == 1
    (only,) = rects(parsed(svg.range_svg(0, 1, "u")))
    assert (only.get("width"), only.get("fill")) == ("100%", "url(#u-undetermined)")
    assert rects(parsed(svg.range_svg(0, 0, "u"))) == []


@pytest.mark.parametrize(("low", "high"), [(0.6, 0.5), (-0.1, 0.5), (0.5, 1.1)])
def test_a_range_outside_its_axis_is_refused(low, high):
    with pytest.raises(ValueError, match="range"):
        svg.range_svg(low, high, "u")


@given(st.integers(0, 5), st.integers(0, 5), st.integers(2, 6))
def test_a_ladder_has_a_cell_for_each_stage_in_three_states(one, other, size):
    steps = WORKS[:size]
    low, high = sorted((min(one, size - 1), min(other, size - 1)))
    cells = rects(parsed(svg.ladder_svg(steps, low, high, "u")))
    states = [svg.step_state(rank, low, high) for rank in range(size)]
    assert len(cells) == size
    assert sum(map(wide, cells)) == pytest.approx(100, abs=0.001)
    assert states == sorted(states, key=["known", "possible", "out"].index)
    assert [cell.get("fill") == "url(#u-undetermined)" for cell in cells] == [
        state == "possible" for state in states
    ]


def test_not_started_is_no_achievement_while_more_is_possible():
    assert [svg.step_state(rank, 0, 2) for rank in range(4)] == ["possible"] * 3 + ["out"]
    assert [svg.step_state(rank, 0, 0) for rank in range(2)] == ["known", "out"]


def test_the_promised_stage_is_marked_and_said():
    tree = parsed(svg.ladder_svg(WORKS, 3, 5, "u", required=4))
    assert tree.find(f"{NS}line").get("x1") == "83.3333%"
    assert tree.find(f"{NS}desc").text == "不早于在建；承诺阶段为建成。"
    assert svg.ladder_steps(WORKS, 3, 5, 4)[4] == ("建成", "possible", True)


@pytest.mark.parametrize(("low", "high"), [(3, 2), (-1, 2), (0, 6)])
def test_a_ladder_outside_its_steps_is_refused(low, high):
    with pytest.raises(ValueError, match="rank"):
        svg.ladder_svg(WORKS, low, high, "u")
