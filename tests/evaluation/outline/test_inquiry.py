"""The sheet for one office and the table of a report."""

from datetime import UTC, date, datetime

from evaluation.outline import build_outline
from evaluation.outline.blocks import Heading, Outline, Paragraph, Table
from evaluation.outline.inquiry import InquiryItem, Letter, build_letter
from tests.evaluation.samples import account

ITEM = InquiryItem("某路", "2020年底前是否已投用？何时？", "通车公告", "省交通运输厅")
TRIED = InquiryItem("某桥", "2020年底前是否已建成？何时？", "验收意见", "",
                    "2025年3月5日，某市发展改革委查过：市档案馆")  # fmt: skip


def letter(to="省交通运输厅（吉林省）", effect="查2份文件，不能确定由9项降到7项。"):
    made = Letter("哈长城市群发展规划", "重点项目", to, effect, date(2020, 12, 31), None, "public",
                  "截至2020年12月31日", datetime(2026, 1, 1, tzinfo=UTC))  # fmt: skip
    return build_letter(made, [ITEM, TRIED])


def test_the_sheet_asks_the_office_and_leaves_columns_to_fill_in():
    told, effect, table, closing = letter().sections
    assert "请省交通运输厅（吉林省）协助查明下表所列2项" in told.text
    assert effect.text == "查2份文件，不能确定由9项降到7项。"
    assert [c.title for c in table.columns][-3:] == ["结果", "文号、日期", "填表人"]
    assert {cell for row in table.rows for cell in row.cells[-3:]} == {""}
    assert closing.text.startswith("填表单位（盖章）")


def test_what_was_tried_before_is_told():
    table = next(b for b in letter().sections if isinstance(b, Table))
    assert table.rows[1].cells[3] == (
        "验收意见（2025年3月5日，某市发展改革委查过：市档案馆，没有查到）"
    )


def test_without_an_office_and_without_effect_nothing_is_left_empty():
    told, table, _ = letter("", "").sections
    assert "请协助查明" in told.text
    assert table.title == "求证清单"


def test_the_sheet_is_kept_and_read_again():
    made = letter()
    assert Outline.from_json(made.to_json()) == made


def test_the_report_puts_the_first_questions_before_the_rest():
    made = build_outline(
        account(inquiries=(ITEM,), inquiry_words="查1份文件，不能确定由2项降到1项。")
    )
    start = next(
        n for n, b in enumerate(made.sections)
        if isinstance(b, Heading) and b.text.endswith("尚不能确定的事项")
    )  # fmt: skip
    words, table, more, rest = made.sections[start + 1 : start + 5]
    assert isinstance(words, Paragraph)
    assert isinstance(more, Paragraph)
    assert words.text.startswith("查1份文件，不能确定由2项降到1项。先行求证的1项列入表")
    assert table.title.endswith("可先行求证的事项表")
    assert table.rows[0].cells == ("1", "某路", ITEM.asked, "通车公告", "省交通运输厅")
    assert rest.title.endswith("尚不能确定的事项表")


def test_a_report_without_questions_is_as_before():
    titles = [b.title for b in build_outline(account()).sections if isinstance(b, Table)]
    assert not [title for title in titles if "先行求证" in title]
