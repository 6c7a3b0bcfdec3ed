"""The chapter 口径全景 of the report."""

from dataclasses import replace

from evaluation.outline import Conventions, Heading, Outline, Paragraph, Spread, Table, Turning
from evaluation.render_docx import render_docx
from evaluation.render_pdf import render_pdf
from tests.evaluation.outline.test_chapters import chapter, headings, text
from tests.evaluation.render_docx.reading import opened, texts
from tests.evaluation.samples import outline

FOUND = Conventions(
    sentences=("在16种口径下，承诺兑现率为7.1%～95.8%；结论不随口径改变：资料不足以评价。",),
    figures=(
        Spread("承诺兑现率", "10.4%～95.8%", "7.1%", "95.8%"),
        Spread("可确认达到（项）", "22", "15", "23", "承诺的理解，或待核实的资料"),
    ),
    turning=(Turning("绥芬河机场新建", "可确认达到", "可确认未达到", "承诺的理解"),),
    choices=("承诺的理解：宽口径或严口径", "权数：不加权（只有一种口径）"),
)


def blocks(**changes):
    return chapter(outline(conventions=FOUND, **changes), "口径全景")


def test_the_chapter_stands_before_the_rules():
    heads = headings(outline(conventions=FOUND))
    assert heads[-3:] == ["六、口径全景", "附：口径说明", "数据来源"]
    assert "六、口径全景" not in headings(outline())


def test_it_says_the_sentences_the_figures_and_the_items():
    opening, figures, lead, turning, choices = blocks()
    assert isinstance(opening, Paragraph)
    assert FOUND.sentences[0] in opening.text
    assert figures.title.endswith("各项数字在各种口径下的范围")
    assert [row.cells for row in figures.rows] == [
        ("承诺兑现率", "10.4%～95.8%", "7.1%", "95.8%", "不随口径改变"),
        ("可确认达到（项）", "22", "15", "23", "承诺的理解，或待核实的资料"),
    ]
    assert lead.text.startswith("承诺评价随口径改变的1项列入表")
    assert turning.rows[0].cells == (
        "1", "绥芬河机场新建", "可确认达到", "可确认未达到", "承诺的理解",
    )  # fmt: skip
    assert choices.text.endswith("权数：不加权（只有一种口径）。")


def test_without_items_that_turn_there_is_no_second_table():
    found = Conventions(FOUND.sentences, FOUND.figures, (), FOUND.choices)
    own = chapter(outline(conventions=found), "口径全景")
    assert sum(isinstance(block, Table) for block in own) == 1
    assert "列入" not in text(own)


def test_items_that_could_not_be_computed_are_named():
    found = replace(FOUND, failed=("甲高速", "乙铁路"))
    said = "有2项计算失败，已搁置，凡算不出的口径都计入不能确定：甲高速、乙铁路。"
    report = outline(conventions=found)
    assert said in [b.text for b in chapter(report, "口径全景") if isinstance(b, Paragraph)]
    assert said in texts(opened(report))
    assert "计算失败" not in texts(opened(outline(conventions=FOUND)))


def test_both_files_and_the_json_carry_it():
    report = outline(conventions=FOUND)
    assert Outline.from_json(report.to_json()) == report
    assert render_docx(report).startswith(b"PK")
    assert render_pdf(report).startswith(b"%PDF")
    assert Heading(1, "六、口径全景") in report.sections
