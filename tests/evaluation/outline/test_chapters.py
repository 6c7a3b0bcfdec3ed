"""What the report says, sentence by sentence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluation.outline import (
    Bars,
    Heading,
    OutlineError,
    Paragraph,
    Rate,
    Reading,
    Sector,
    Sources,
    Table,
    Tally,
)
from evaluation.outline.chapters import counted
from tests.evaluation.samples import ADJUSTED, RATES, account, outline


def headings(report):
    return [block.text for block in report.sections if isinstance(block, Heading)]


def chapter(report, title):
    """The blocks under the heading that ends in `title`, up to the next of level 1."""
    blocks, inside = [], False
    for block in report.sections:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.text.endswith(title)
        elif inside:
            blocks.append(block)
    return blocks


def text(blocks):
    return "".join(block.lead + block.text for block in blocks if isinstance(block, Paragraph))


def test_the_skeleton_is_the_official_one():
    assert headings(outline()) == [
        "一、总体评价",
        "二、主要目标和指标",
        "三、重大工程项目进展",
        "四、逾期后完成和已调整事项",
        "（一）逾期后完成",
        "（二）已调整",
        "五、尚不能确定的事项",
        "附：口径说明",
        "数据来源",
    ]


def test_title_and_moment():
    report = outline()
    assert report.title == "《哈长城市群发展规划》实施情况评估报告"
    assert report.subtitle == "（截至2020年12月31日）"
    assert report.basis_words == "公开口径，按现有档案重建"


def test_the_overall_paragraph_has_counts_and_three_rates_twice():
    words = text(chapter(outline(), "总体评价"))
    assert "重点项目共8项，纳入承诺兑现评价8项" in words
    assert "可确认达到3项，可确认未达到1项，不能确定4项（其中暂无资料2项）" in words
    assert "承诺兑现率宽口径为37.5%—87.5%，严口径为25.0%—87.5%（分母8项）" in words
    assert "建成率宽、严两种口径均为50.0%—75.0%（分母4项）" in words
    assert "开工率宽、严两种口径均为83.3%—100.0%（分母6项）" in words


def test_items_outside_the_rates_are_named():
    works = Tally(12, 3, 1, 4, 2, adjusted=1, unrated=3)
    words = text(chapter(outline(works=works), "总体评价"))
    assert "重点项目共12项，纳入承诺兑现评价8项" in words
    assert "（已调整1项不计入，持续性、条件性和方向性表述3项单独反映、不计入）" in words


def test_two_denominators_are_both_printed():
    lenient, strict = RATES[0].lenient, Reading(Decimal(25), Decimal(75), 2, 2, 4, 2)
    rate = replace(RATES[0], lenient=lenient, strict=replace(strict, missed=1))
    assert "（分母分别为8项、7项）" in text(chapter(outline(rates=(rate,)), "总体评价"))


def test_a_rate_without_items_is_said_in_words():
    none = Reading(None, None, 0, 0, 0, 0)
    words = text(chapter(outline(rates=(Rate("建成率", "定义。", none, none),)), "总体评价"))
    assert "建成率没有可以评价的项目。" in words
    assert "0.0%" not in words


def test_measures_are_another_ledger():
    assert "另立台账" not in text(chapter(outline(), "总体评价"))
    words = text(chapter(outline(measures=Tally(5, 1, 0, 2, 2, unrated=2)), "总体评价"))
    assert "任务共5项，另立台账，不与重点项目合并计算；其中纳入评价3项，可确认达到1项" in words


def test_the_figure_of_the_rates_shows_both_readings():
    (bars,) = [block for block in chapter(outline(), "总体评价") if isinstance(block, Bars)]
    assert [row.label for row in bars.rows][:2] == ["承诺兑现率（宽）", "承诺兑现率（严）"]
    assert bars.rows[1].counts == (2, 5, 1)
    assert bars.rows[1].remark == "25.0%—87.5%"


def test_indicators_without_target_are_said_not_filled():
    blocks = chapter(outline(), "主要目标和指标")
    assert "规划没有提出2020年目标的2项，本报告不补设目标" in text(blocks)
    assert "评估期实际值暂无数据的2项" in text(blocks)
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.title == "表1 主要指标完成情况表"


def test_the_works_are_shown_by_sector():
    blocks = chapter(outline(), "重大工程项目进展")
    bars, table = blocks[1], blocks[2]
    assert (bars.rows[0].label, bars.rows[0].counts) == ("铁路", (1, 3, 1))
    assert table.title == "表2 重大工程项目进展表"
    assert table.wide


def test_more_sectors_than_a_page_holds_make_a_second_figure():
    sectors = tuple(Sector(f"领域{n}", Tally(0, 0, 0, 0, 0), ()) for n in range(30))
    figures = [b for b in chapter(outline(sectors=sectors), "项目进展") if isinstance(b, Bars)]
    assert [len(figure.rows) for figure in figures] == [28, 2]
    assert figures[1].title == "图2 分领域承诺兑现情况（续）（单位：项）"


def test_late_and_adjusted_items_have_tables_only_when_there_are_any():
    def titles(**changes):
        blocks = chapter(outline(**changes), "已调整事项")
        return [block.title for block in blocks if isinstance(block, Table)]

    assert titles() == ["表3 逾期后完成项目表"]
    assert titles(adjusted=(ADJUSTED,)) == ["表3 逾期后完成项目表", "表4 已调整项目表"]
    assert titles(late=()) == []
    words = text(chapter(outline(late=()), "已调整事项"))
    assert "截至2026年3月2日，现有资料中没有可以确认为逾期后完成的项目。" in words
    assert "截至2020年12月31日，现有资料中没有可以确认为已调整的项目。" in words


def test_the_unknown_say_what_would_settle_them():
    blocks = chapter(outline(adjusted=(ADJUSTED,)), "尚不能确定的事项")
    assert "现有资料不足以判断的2项列入表5" in text(blocks)
    assert blocks[1].rows[1].cells[3] == "可研或预可研的审查意见，或正式决定不实施"
    assert text(chapter(outline(unknown=()), "尚不能确定的事项")) == "纳入评价的项目均已能够确认。"


def test_only_cited_sources_are_listed():
    (sources,) = [b for b in chapter(outline(), "数据来源") if isinstance(b, Sources)]
    assert [entry.number for entry in sources.entries] == [1, 2, 3, 4, 5, 6]
    assert not any("没有引用" in entry.text for entry in sources.entries)


def test_an_account_about_nothing_still_makes_a_report():
    empty = account(
        works=Tally(0, 0, 0, 0, 0), rates=(), sectors=(), indicators=(), late=(), unknown=()
    )
    report = outline(**{name: getattr(empty, name) for name in empty.__dataclass_fields__})
    assert "重点项目共0项" in report.summary[0]
    assert text(chapter(report, "数据来源")) == "本报告没有可以列出的资料来源。"


def test_a_headline_given_replaces_the_usual_one():
    assert outline(headline="一句话。").summary == ("一句话。",)
    assert "能够确认兑现规划承诺的3项" in outline().summary[0]


def test_what_could_not_be_computed_is_not_said_to_lack_sources():
    told = outline(works=Tally(8, 3, 1, 4, 2, failed=1)).summary[0]
    assert told.endswith("还不能确定的4项。其中1项计算失败，已搁置，并非资料不足。")
    assert "计算失败" not in outline().summary[0]
    with pytest.raises(OutlineError):
        Tally(8, 3, 1, 4, 4, failed=1)


def test_searches_in_vain_are_told_beside_what_is_unknown():
    assert counted(Tally(8, 3, 1, 4, 2, searched=1)).endswith(
        "不能确定4项（其中暂无资料2项，其中经查无资料1项）"
    )
    with pytest.raises(OutlineError):
        Tally(8, 3, 1, 4, 2, searched=3)
