"""The drawing of the three-part bars."""

from xml.etree import ElementTree as ET

from evaluation.bars import BAR, LABEL_CHARS, draw_bars
from evaluation.outline import BarRow, Bars

PARTS = ("可确认达到", "不能确定", "可确认未达到")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows, family="黑体"):
    return ET.fromstring(draw_bars(Bars("图", PARTS, rows), family))  # noqa: S314


def words(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def widths(svg):
    """Widths of the parts of the bars, without the small boxes of the legend."""
    boxes = [float(box.get("width")) for box in svg.iter(f"{SVG}rect")]
    return boxes[6:]


def test_each_part_is_as_long_as_its_share():
    svg = drawn(BarRow("铁路", (1, 2, 1)))
    assert widths(svg) == [BAR / 4, BAR / 2, BAR / 4]


def test_every_count_stands_in_figures_even_zero():
    assert words(drawn(BarRow("公路", (3, 0, 0), "100.0%"))) == [
        *PARTS, "公路", "3", "0", "0", "100.0%",
    ]  # fmt: skip
    assert widths(drawn(BarRow("公路", (3, 0, 0)))) == [BAR]


def test_the_unknown_part_alone_is_hatched():
    legend = len(list(drawn(BarRow("公路", (3, 0, 1))).iter(f"{SVG}path")))
    with_unknown = len(list(drawn(BarRow("公路", (3, 1, 0))).iter(f"{SVG}path")))
    assert (legend, with_unknown) == (2, 3)


def test_nothing_to_rate_is_an_empty_bar_with_words():
    assert "无可评价项目" in words(drawn(BarRow("公路", (0, 0, 0))))


def test_no_rows_at_all_say_so():
    assert words(drawn())[-1] == "暂无资料"


def test_long_labels_take_two_lines_and_then_an_ellipsis():
    label = "城市地下综合管廊和轨道交通以及其他基础设施项目"
    first, second = words(drawn(BarRow(label, (1, 0, 0))))[3:5]
    assert first == label[:LABEL_CHARS]
    assert len(second) == LABEL_CHARS
    assert second.endswith("…")


def test_special_characters_and_the_typeface_are_escaped():
    svg = drawn(BarRow("<水&电>", (1, 0, 0)), family='A "B" & C')
    assert "<水&电>" in words(svg)
    assert svg.get("font-family") == 'A "B" & C'
