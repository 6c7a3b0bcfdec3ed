"""Heads, contents entries and page marks, line by line."""

import pytest

from plan.text.lines import blocks, parse_head
from plan.text.tokens import Block, Head


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("第五章 基础设施", Head("chapter", 5, "基础设施")),
        ("第五章　基础设施", Head("chapter", 5, "基础设施")),
        ("第十二节 水利", Head("section", 12, "水利")),
        ("第二节\t营造“双创”良好环境\t14", Head("section", 2, "营造“双创”良好环境", True)),
        ("第三章 总体布局…………7", Head("chapter", 3, "总体布局", True)),
        ("前　言", Head("chapter", 0, "前言")),
        ("专栏 2：铁路、公路重点项目", Head("box", 2, "铁路、公路重点项目")),
        ("专栏二 铁路", Head("box", 2, "铁路")),
        ("第四章 展望 2030", Head("chapter", 4, "展望 2030")),
    ],
)
def test_head(line: str, head: Head) -> None:
    assert parse_head(line) == head


@pytest.mark.parametrize(
    "line",
    [
        "第一章第二节已有规定。",
        "第零章 空",
        "专栏所列项目应当加快。",
        "第一节 这一行太长，" + "不会是标题" * 10,
        "推进第一章所列项目",
    ],
)
def test_no_head(line: str) -> None:
    assert parse_head(line) is None


def test_page_numbers_are_no_words() -> None:
    assert blocks("第一章 甲\n— 3 —\n正文。\n- 4 -\n5\n") == [
        Head("chapter", 1, "甲"),
        Block("正文。"),
    ]


def test_contents_alone_leave_nothing_of_the_body_out() -> None:
    items = blocks("目录\n第一章 甲\t1\n第二章 乙\t2\n第一章 甲\n正文。\n第二章 乙\n")
    assert items == [Head("chapter", 1, "甲"), Block("正文。"), Head("chapter", 2, "乙")]
