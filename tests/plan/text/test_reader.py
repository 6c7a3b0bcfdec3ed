"""The reader finds the paragraphs that a person would see, whatever the page breaks."""

import pytest

from plan.text import PlanTextError, read
from tests.plan.text.samples import TRAPS, text_of, trap_plan


def addresses(text: str = TRAPS) -> list[str]:
    return [str(paragraph.address) for paragraph in read(text).paragraphs]


def test_counts_paragraphs_within_section_chapter_opening_and_box() -> None:
    assert addresses() == [
        "0..1",
        "0..2",
        "1.1.1",
        "1.1.2",
        "2..1",
        "2.1.1",
        "2.1.2",
        "2.1.3",
        "2.1[1].1",
        "2.1[1].2",
        "2.1[1].3",
        "2.1[2].1",
        "2.1.4",
        "2.2.1",
        "3..1",
    ]


def test_contents_table_gives_no_chapters_and_no_paragraphs() -> None:
    plan = trap_plan()
    assert [(c.number, c.title) for c in plan.chapters] == [
        (0, "前言"),
        (1, "规划背景"),
        (2, "互联互通"),
        (3, "组织实施"),
    ]
    assert [(s.chapter, s.number, s.title) for s in plan.sections] == [
        (1, 1, "发展基础"),
        (2, 1, "交通网络"),
        (2, 2, "水利"),
    ]


def test_contents_table_without_page_numbers_is_left_out_too() -> None:
    without = TRAPS
    for number in ("\t1\n", "\t2\n", "\t3\n", " ...... 3\n", "\t5\n", "\t6\n"):
        without = without.replace(number, "\n")
    assert read(without).paragraphs == trap_plan().paragraphs


def test_text_without_contents_table_reads_the_same() -> None:
    start, end = TRAPS.index("目 录"), TRAPS.index("前 言\n\n江海")
    assert read(TRAPS[:start] + TRAPS[end:]).paragraphs == trap_plan().paragraphs


def test_heads_are_known_with_and_without_bold_or_title_on_the_line() -> None:
    assert trap_plan().chapters[2].title == "互联互通"
    assert trap_plan().sections[2].title == "水利"


def test_title_and_caption_are_no_paragraphs() -> None:
    assert trap_plan().title == "江海城市群发展规划"
    assert trap_plan().captions == ("江海城市群空间格局示意图",)


def test_page_break_inside_a_word_is_joined() -> None:
    assert "与周边城市群往来便捷。" in text_of("1.1.1")


def test_page_number_line_inside_a_sentence_is_dropped() -> None:
    assert "落实责任，统筹推动重大项目实施。" in text_of("3..1")


def test_page_break_inside_a_road_number_is_joined() -> None:
    assert "新改建 G1211 甲州至乙城段" in text_of("2.1[1].3")


def test_page_break_after_a_road_number_is_joined() -> None:
    assert "G1112丙城至丁城段" in text_of("2.1[1].3")


def test_page_break_inside_brackets_is_joined() -> None:
    assert "丁城机场轻轨（含乙城支线）和戊港" in text_of("2.1.2")


def test_page_break_inside_a_quotation_is_joined() -> None:
    assert "“江海通道”" in text_of("2.1.2")


def test_full_stop_inside_an_open_quotation_does_not_end_the_paragraph() -> None:
    broken = TRAPS.replace("享誉四方\n\n。”已成", "享誉四方。\n\n”已成")
    assert "享誉四方。”已成共识" in text_of("1.1.2")
    assert addresses(broken) == addresses()


def test_stray_latin_word_stays_as_printed() -> None:
    assert "区位优势 and 开放优势" in text_of("1.1.1")


def test_bold_marks_are_no_part_of_the_words() -> None:
    assert "**" not in "".join(p.text for p in trap_plan().paragraphs)


def test_bold_words_inside_a_paragraph_open_no_paragraph() -> None:
    assert text_of("2.1.3").startswith("两线并进。其中，东线，推进")


def test_piece_without_lead_phrase_goes_on_with_the_paragraph_above() -> None:
    assert text_of("2.1.4").endswith("（物流园区）。推进运输服务信息化、智能化、一体化建设。")


def test_orphan_is_said_in_the_remarks() -> None:
    assert any("推进运输服务" in r and "并入上一段" in r for r in trap_plan().remarks)


def test_paragraphs_without_lead_phrases_stay_apart() -> None:
    assert text_of("0..2") == "规划期为 2031—2035 年，展望到 2045 年。"


def test_reference_to_a_chapter_is_no_head() -> None:
    assert text_of("2.1.3").endswith("第二章第三节另有安排的，从其规定。")


def test_head_out_of_order_is_text_and_is_said_in_the_remarks() -> None:
    plan = read("第一章 背景\n\n第三节 铁路建设\n\n加快铁路建设。推进甲州至乙城铁路。")
    assert plan.sections == ()
    assert any("铁路建设" in remark for remark in plan.remarks)


def test_subheads_without_marks_head_their_paragraphs() -> None:
    heads = {str(p.address): p.subhead for p in trap_plan().paragraphs if p.box == 1}
    assert heads == {"2.1[1].1": "铁路建设", "2.1[1].2": "铁路建设", "2.1[1].3": "公路建设"}


def test_box_ends_where_the_section_goes_on() -> None:
    assert text_of("2.1[2].1") == "甲州：综合客运枢纽。"
    assert text_of("2.1.4").startswith("加快枢纽建设。重点建设")


def test_boxes_know_their_section() -> None:
    assert [(b.number, b.chapter, b.section, b.title) for b in trap_plan().boxes] == [
        (1, 2, 1, "铁路、公路重点项目"),
        (2, 2, 1, "枢纽"),
    ]


@pytest.mark.parametrize(
    "head", ["专栏 2：枢纽", "**专栏 2：枢纽**", "#### 专栏2 枢纽", "专栏2\n\n枢纽"]
)
def test_a_box_that_opens_within_a_box_holds_its_own_paragraphs(head: str) -> None:
    plan = read(TRAPS.replace("专栏 2：枢纽", head))
    assert [(b.number, b.section, b.title) for b in plan.boxes][1] == (2, 1, "枢纽")
    assert [str(p.address) for p in plan.paragraphs] == addresses()


def test_a_sentence_that_names_a_box_opens_none() -> None:
    text = TRAPS.replace("从其规定。", "从其规定，专栏1、专栏2所列项目同此办理。")
    assert [b.number for b in read(text).boxes] == [1, 2]
    assert addresses(text) == addresses()


@pytest.mark.parametrize(
    "name",
    [
        "甲（州）乙（城）线",
        "乙（城）丙（海湾）线",
        "乙城至丙城（海湾段）铁路",
        "综合货运枢纽（物流园区）",
    ],
)
@pytest.mark.parametrize("at", ["（", "）"])
def test_a_name_with_brackets_stays_whole_across_a_page_break(name: str, at: str) -> None:
    cut = name.replace(at, f"{at}\n\n", 1) if at == "（" else name.replace(at, f"\n\n{at}", 1)
    for text in (TRAPS, TRAPS.replace(name, cut)):
        assert sum(name in p.text for p in read(text).paragraphs) == 1
        assert addresses(text) == addresses()


@pytest.mark.parametrize(
    ("address", "lead"),
    [
        ("0..2", ""),
        ("1.1.1", "区位优势独特"),
        ("2..1", ""),
        ("2.1.1", ""),
        ("2.1.2", "安全畅通"),
        ("2.1[1].3", "高速公路"),
        ("2.1[2].1", "甲州"),
        ("3..1", ""),
    ],
)
def test_lead_phrase(address: str, lead: str) -> None:
    assert {str(p.address): p.lead for p in trap_plan().paragraphs}[address] == lead


def test_semicolon_at_the_end_of_a_page_does_not_end_the_paragraph() -> None:
    assert text_of("2.2.1").endswith("实施甲州灌区改造；提高供水保障水平。")


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("附件", "\ufeff附件"), ("\n\n", "\n\f\n")])
def test_line_ends_marks_and_form_feeds_change_nothing(change: tuple[str, str]) -> None:
    assert read(TRAPS.replace(*change)).paragraphs == trap_plan().paragraphs


@pytest.mark.parametrize("text", ["", "这不是规划。", "目 录\n"])
def test_text_without_chapters_is_refused(text: str) -> None:
    with pytest.raises(PlanTextError, match="没有找到"):
        read(text)
