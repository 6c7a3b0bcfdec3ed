"""The pdf, read back: text, pages, typefaces, tags; the same outline gives the same bytes."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from evaluation.fonts import find_typefaces
from evaluation.outline import Column, Heading, Paragraph, Row, Table
from evaluation.render_pdf import BREAK_HERE, render_pdf
from tests.evaluation.samples import ADJUSTED, outline

MM = 72 / 25.4
A4 = (round(210 * MM), round(297 * MM))
COLUMNS = (Column("序号", 1, "center"), Column("项目名称", 4), Column("评价", 2))


@pytest.fixture(scope="module")
def faces():
    """Only the fonts from pip, so that every machine sets the same pages."""
    return find_typefaces(system=False)


@pytest.fixture(scope="module")
def pages(faces):
    return read(render_pdf(outline(), faces))


def read(content):
    """(size in pt, text without line breaks) of every page."""
    document = pypdfium2.PdfDocument(content)
    return [
        (
            tuple(round(side) for side in page.get_size()),
            page.get_textpage().get_text_range().replace("\r\n", ""),
        )
        for page in document
    ]


def with_blocks(*blocks):
    return replace(outline(), sections=(Heading(1, "一、总体评价"), *blocks))


def test_title_sentence_rates_and_sources_are_in_the_text(pages):
    text = "".join(words for _, words in pages)
    for words in (
        "《哈长城市群发展规划》实施情况评估报告",
        "（截至2020年12月31日）",
        "能够确认兑现规划承诺的3项",
        "承诺兑现率宽口径为37.5%—87.5%，严口径为25.0%—87.5%",
        "佳木斯至牡丹江铁路",
        "新浪新闻: 哈佳铁路9月30日开通运营，2018年9月28日。",
        "http://news.sina.com.cn/c/2018-09-28/doc-ihkmwytp6196539.shtml",
    ):
        assert words in text


def test_the_report_ends_with_the_typefaces_it_used(pages, faces):
    assert f"字体说明：{faces.words}" in pages[-1][1]


def test_pages_are_a4_and_the_wide_tables_are_landscape(pages):
    wide = [size for size, words in pages if "情况表" in words or "进展表" in words]
    assert wide == [(A4[1], A4[0])] * 2
    assert [size for size, _ in pages].count(A4) == len(pages) - 2


def test_every_page_has_its_number(pages):
    for number, (_, words) in enumerate(pages, start=1):
        assert f"— {number} —" in words


def place_of_number(content, index):
    page = pypdfium2.PdfDocument(content)[index]
    found = page.get_textpage().search(f"— {index + 1} —").get_next()
    left, bottom, right, top = page.get_textpage().get_charbox(found[0] + 2)
    return left / MM, bottom / MM, right / MM, top / MM


def test_odd_numbers_stand_right_and_even_ones_left_seven_mm_below_the_text(faces):
    content = render_pdf(with_blocks(Paragraph("国" * 2000)), faces)
    left, _, right, top = place_of_number(content, 0)
    assert 165 < left < right < 210 - 26 - 4
    assert 35 - 7 - 5 < top < 35 - 7
    left, _, right, _ = place_of_number(content, 1)
    assert 28 + 4 < left < right < 50


def test_a_page_of_plain_text_has_22_lines_of_28_characters(faces):
    content = render_pdf(with_blocks(Paragraph("国" * 28 * 60)), faces)
    lines = pypdfium2.PdfDocument(content)[1].get_textpage().get_text_range().split("\r\n")
    assert [len(line) for line in lines if set(line) == {"国"}] == [28] * 22


def test_the_same_outline_gives_the_same_bytes(faces):
    assert render_pdf(outline(), faces) == render_pdf(outline(), faces)


def test_the_same_moment_in_another_zone_gives_the_same_bytes(faces):
    moment = outline().frozen_at.astimezone(ZoneInfo("Asia/Shanghai"))
    assert render_pdf(outline(frozen_at=moment), faces) == render_pdf(outline(), faces)


def test_the_creation_date_is_that_of_the_figures(faces):
    document = pypdfium2.PdfDocument(render_pdf(outline(), faces))
    metadata = document.get_metadata_dict()
    assert metadata["CreationDate"].startswith("D:20260302010500")
    assert metadata["Title"] == "《哈长城市群发展规划》实施情况评估报告（截至2020年12月31日）"


def test_it_meets_the_standard_for_accessible_pdf(faces):
    rows = tuple(Row((str(n), "某某铁路", "不能确定")) for n in range(1, 200))
    report = outline(adjusted=(ADJUSTED,))
    long = Table("表9 长表", COLUMNS, (Row(("铁路",), "group"), *rows), wide=True, unit="项")
    report = replace(report, sections=(*report.sections, long))
    content = render_pdf(report, faces, standards=["ua-1"])
    assert b"pdfuaid" in content
    assert content.startswith(b"%PDF-")


def test_head_and_sector_are_repeated_on_every_page_of_a_table(faces):
    rows = tuple(Row((str(n), "某某铁路", "不能确定")) for n in range(1, 120))
    table = Table("表2 长表", COLUMNS, (Row(("铁路（119项）",), "group"), *rows), wide=True)
    texts = [words for _, words in read(render_pdf(with_blocks(table), faces))]
    pages = [words for words in texts if "某某铁路" in words]
    assert len(pages) > 2
    for words in pages:
        assert "序号" in words
        assert "铁路（119项）" in words


def test_a_table_without_rows_says_so(faces):
    table = Table(
        "表1 空表", COLUMNS, (), empty="暂无资料", note="说明", source="某局", unit="亿元"
    )
    text = "".join(words for _, words in read(render_pdf(with_blocks(table), faces)))
    for words in ("表1 空表", "单位：亿元", "暂无资料", "注：说明", "数据来源：某局"):
        assert words in text


def test_markup_and_control_characters_are_plain_text(faces):
    nasty = 'a<b>&amp; "#eval(1)" $x$ *粗* \\ @引用 [x] // 注释 \x00\x07'
    rows = (Row((nasty, nasty, nasty)), Row((nasty,), "group"), Row((nasty, "", ""), "total"))
    blocks = (Heading(2, nasty), Paragraph(nasty, lead=nasty), Table(nasty, COLUMNS, rows))
    text = "".join(words for _, words in read(render_pdf(with_blocks(*blocks), faces)))
    clean = text.replace(BREAK_HERE, "").replace("\x02", "")
    assert "#eval(1)" in clean
    assert "*粗*" in clean
    assert "@引用" in clean


def test_long_latin_words_break_inside_their_cell(faces):
    table = Table("表1", COLUMNS, (Row(("1", "A" * 300, "不能确定")),))
    page = pypdfium2.PdfDocument(render_pdf(with_blocks(table), faces))[0].get_textpage()
    boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    assert max(box[2] for box in boxes) <= (210 - 26) * MM + 1
    letters = "".join(re.findall("A+", page.get_text_range()))
    assert len(letters) == 300


def test_long_chinese_names_wrap_inside_the_page(faces):
    report = with_blocks(
        Paragraph("名" * 500), Table("表1", COLUMNS, (Row(("1", "名" * 200, "")),))
    )
    page = pypdfium2.PdfDocument(render_pdf(report, faces))[0].get_textpage()
    boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    assert max(box[2] for box in boxes) <= (210 - 26) * MM + 1


def test_notes_and_centred_paragraphs_are_set(faces):
    blocks = (Paragraph("小注", style="note"), Paragraph("居中", style="centred"))
    text = "".join(words for _, words in read(render_pdf(with_blocks(*blocks), faces)))
    assert "小注" in text
    assert "居中" in text


def test_a_thousand_rows_are_all_there(faces):
    rows = tuple(Row((str(n), f"第{n}号工程", "不能确定")) for n in range(1, 1001))
    report = with_blocks(Table("表2", COLUMNS, rows, wide=True))
    text = "".join(words for _, words in read(render_pdf(report, faces)))
    assert all(f"第{n}号工程" in text for n in (1, 500, 1000))


def test_it_finds_fonts_by_itself():
    assert render_pdf(outline()).startswith(b"%PDF-")
