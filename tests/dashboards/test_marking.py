"""Lines and words of the annotated plan as ready HTML."""

from dashboards.marking import Item, cut, item_lines, marked_text, with_marks


def item(**more: object) -> Item:
    values: dict[str, object] = {
        "key": "c1-a", "kind": "project", "code": "a", "name": "甲项目", "href": "/works/a/",
        "mark": "reached", "tags": ("建设", "投用"), "start": 0, "end": 2,
    }  # fmt: skip
    return Item(**(values | more))  # type: ignore[arg-type]


def test_a_line_holds_mark_name_and_tags() -> None:
    line = item_lines([item()])
    assert '<a href="/works/a/">甲项目</a>' in line
    assert "可确认达到" in line
    assert line.count("clause__tag") == 2


def test_words_from_data_are_escaped() -> None:
    line = item_lines([item(name="<script>alert(1)</script>", tags=("<b>",))])
    assert "<script>" not in line
    assert "&lt;b&gt;" in line
    words = marked_text(cut("<i>建设</i>甲", [item(start=0, end=3)]))
    assert "<i>" not in words


def test_the_words_are_cut_where_items_begin_and_end() -> None:
    pieces = cut("建设甲乙丙", [item(start=2, end=4), item(key="c1-b", start=3, end=5)])
    assert [(p.text, len(p.items)) for p in pieces] == [
        ("建设", 0),
        ("甲", 1),
        ("乙", 2),
        ("丙", 1),
    ]


def test_cutting_loses_no_character() -> None:
    text = "推进哈尔滨、长春建设"
    assert "".join(p.text for p in cut(text, [item(start=0, end=99), item(start=3, end=4)])) == text


def test_a_marked_stretch_leads_to_its_line() -> None:
    words = marked_text(cut("建设甲", [item(start=0, end=2)]))
    assert words.startswith('<a class="said said--reached" href="#c1-a"')
    assert words.endswith("</a>甲")


def test_an_item_without_status_has_no_mark() -> None:
    assert "state__word" not in item_lines([item(mark="", href="")])
    assert "<span>甲项目</span>" in item_lines([item(mark="", href="")])


def test_marked_stretches_are_escaped_and_never_nest() -> None:
    assert with_marks("甲<乙>丙", [(1, 4), (3, 5)]) == ("甲<mark>&lt;乙&gt;</mark><mark>丙</mark>")


def test_a_stretch_outside_the_words_is_left_out() -> None:
    assert with_marks("甲乙", [(1, 3), (0, 0)]) == "甲乙"
