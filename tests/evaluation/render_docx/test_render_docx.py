"""The Word file as a whole, opened again."""

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from evaluation.outline import Column, Heading, Paragraph, Row, Table
from evaluation.render_docx import FONT_WORDS, render_docx
from tests.evaluation.render_docx.reading import opened, produced, table_rows, texts
from tests.evaluation.samples import ADJUSTED, outline

COLUMNS = (Column("序号", 1, "center"), Column("项目名称", 4), Column("评价", 2))


@pytest.fixture(scope="module")
def document():
    return opened(outline())


def test_title_sentence_rates_and_sources_are_in_the_text(document):
    words = texts(document)
    for expected in (
        "《哈长城市群发展规划》实施情况评估报告",
        "（截至2020年12月31日）",
        "公开口径，按现有档案重建",
        "能够确认兑现规划承诺的3项",
        "承诺兑现率宽口径为37.5%—87.5%，严口径为25.0%—87.5%（分母8项）",
        "[1]\t新浪新闻: 哈佳铁路9月30日开通运营，2018年9月28日。",
        FONT_WORDS,
    ):
        assert expected in words


def test_all_tables_are_there_with_their_figures(document):
    works = table_rows(document.tables[1])
    assert works[0][1] == "项目名称"
    assert works[1] == [
        "铁路：共5项，可确认达到1项，可确认未达到1项，不能确定3项（其中暂无资料2项）"
    ]
    assert works[2][-3:] == ["暂无资料", "可确认达到", "[1] [2]"]
    assert works[-1][6] == "11.50"


def test_the_same_outline_gives_the_same_bytes():
    assert produced(outline()) == produced(outline())


def test_another_outline_gives_another_file():
    assert produced(outline()) != produced(outline(adjusted=(ADJUSTED,)))


def test_every_part_is_sound_xml():
    content = produced(outline(adjusted=(ADJUSTED,)))
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314


def test_markup_and_control_characters_are_plain_text():
    nasty = "a<b>&amp; ]]> \"引号\" '单' \x00\x07\ud800 {{x}}"
    rows = (Row((nasty, nasty, nasty)), Row((nasty,), "group"), Row((nasty, "", ""), "total"))
    blocks = (Heading(2, nasty), Paragraph(nasty, lead=nasty), Table(nasty, COLUMNS, rows))
    document = opened(replace(outline(), sections=blocks))
    assert "a<b>&amp; ]]> \"引号\" '单'  {{x}}" in texts(document)
    assert table_rows(document.tables[0])[1][0] == "a<b>&amp; ]]> \"引号\" '单'  {{x}}"


def test_a_report_of_nothing_but_its_title_is_a_file():
    document = opened(replace(outline(), sections=(), summary=()))
    assert document.paragraphs[0].text == "《哈长城市群发展规划》实施情况评估报告"
    assert document.tables == []


def test_a_thousand_rows_are_all_there():
    rows = tuple(Row((str(n), f"第{n}号工程", "不能确定")) for n in range(1, 1001))
    table = Table("表2", COLUMNS, rows, wide=True)
    document = opened(replace(outline(), sections=(table,)))
    cells = table_rows(document.tables[0])
    assert len(cells) == 1001
    assert cells[1000] == ["1000", "第1000号工程", "不能确定"]


def test_it_finds_fonts_by_itself():
    assert render_docx(outline()).startswith(b"PK")
