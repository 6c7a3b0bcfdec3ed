"""Sources are numbered as first cited and listed once."""

from datetime import date

import pytest

from evaluation.outline import OutlineError, Source
from evaluation.outline.references import References

SOURCES = (
    Source(
        "a", "黑龙江年鉴2017", "黑龙江史志网", published_on=date(2017, 12, 31), precision="year"
    ),
    Source("b", "新浪新闻: 哈佳铁路开通", "新浪新闻", link="http://news.sina.com.cn/x"),
    Source("c", "没有引用"),
)


def test_numbers_follow_the_first_citation():
    refs = References(SOURCES)
    assert refs.cite(["b"]) == "[1]"
    assert refs.cite(["a", "b", "a"]) == "[1] [2]"
    assert [entry.number for entry in refs.listed().entries] == [1, 2]


def test_an_entry_says_title_publisher_and_date_as_known():
    refs = References(SOURCES)
    refs.cite(["a"])
    refs.cite(["b"])
    first, second = refs.listed().entries
    assert first.text == "黑龙江年鉴2017，黑龙江史志网，2017年。"
    assert second.text == "新浪新闻: 哈佳铁路开通，发布时间不详。"
    assert second.link == "http://news.sina.com.cn/x"


def test_nothing_cited_is_unknown_not_blank():
    assert References(SOURCES).cite([]) == "暂无资料"


def test_a_key_outside_the_list_is_refused():
    with pytest.raises(OutlineError, match="资料来源“zz”不在来源清单中"):
        References(SOURCES).cite(["zz"])


def test_tables_are_numbered_as_they_stand():
    refs = References(())
    assert [refs.next_table(), refs.next_table()] == ["表1", "表2"]
