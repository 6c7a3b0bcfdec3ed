import re

import pytest
from django.template import Context, Template

WORKS = ["未启动", "前期", "批复", "在建", "建成", "投用"]


def rendered(text, **values):
    return Template("{% load components %}" + text).render(Context(values | {"works": WORKS}))


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<(title|desc)[^>]*>.*?</\1>|<[^>]+>", " ", html)).strip()


def test_a_mark_has_its_word_and_may_carry_another_and_a_note():
    assert words(rendered('{% status_mark "missed" %}')) == "可确认未达到"
    assert words(rendered('{% status_mark "late" "已通车" "2021年" %}')) == "已通车 2021年"


def test_a_state_without_a_mark_is_an_error():
    with pytest.raises(KeyError):
        rendered('{% status_mark "finished" %}')


def test_the_bar_says_all_counts_and_shares():
    said = words(rendered("{% three_part_bar 31 9 88 71 adjusted=2 late=4 %}"))
    assert "共 128 项" in said
    assert "可确认达到 31 项 24.2%" in said
    assert "可确认未达到 9 项 7.0% 其中 逾期后完成 4 项" in said
    assert "不能确定 88 项 68.8% 其中 暂无资料 71 项" in said
    assert "另有 已调整 2 项，不计入" in said


def test_a_bar_of_nothing_shows_no_share():
    said = words(rendered("{% three_part_bar 0 0 0 %}"))
    assert "%" not in said
    assert "暂无资料" not in said


def test_the_compact_bar_leaves_words_to_the_table_around_it():
    html = rendered("{% three_part_bar 1 1 1 compact=True %}")
    assert "figcaption" not in html
    assert "共3项" in html  # still said to those who cannot see it


def test_two_charts_on_a_page_have_different_ids():
    html = rendered("{% three_part_bar 1 0 0 %}{% three_part_bar 1 0 0 %}{% rate_range 'x' 0 1 %}")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_same_page_is_drawn_twice_to_the_same_bytes():
    template = Template("{% load components %}{% three_part_bar 1 2 3 %}")
    assert template.render(Context()) == template.render(Context())


def test_a_rate_is_a_pair_and_the_lenient_one_comes_first():
    said = words(
        rendered("{% rate_range '承诺兑现率' 0.2 0.9 strict_lower=0.1 strict_upper=0.9 %}")
    )
    assert said == "承诺兑现率 宽口径 20.0%～90.0% 严口径 10.0%～90.0%"


def test_a_rate_nobody_can_give_says_so():
    assert words(rendered("{% rate_range '建成率' %}")) == "建成率 暂无数据"


def test_no_data_zero_and_a_figure_are_three_things():
    assert words(rendered("{% figure_tile '里程' None '公里' %}")) == "里程 暂无数据"
    assert words(rendered("{% figure_tile '里程' 0 '公里' %}")) == "里程 0 公里"
    assert "来源： 公报" in words(
        rendered("{% figure_tile '里程' 5 source='公报' source_href='#' %}")
    )


def test_a_strip_prints_its_items():
    items = [{"label": "事项", "value": 0, "unit": "项"}, {"label": "尚无", "value": None}]
    assert words(rendered("{% stat_strip items %}", items=items)) == "事项 0 项 尚无 暂无数据"


def test_a_ladder_says_its_interval_its_promise_and_each_stage():
    html = rendered("{% stage_ladder works 3 5 5 words='部分投用' %}")
    assert "部分投用" in html
    assert "承诺阶段：投用" in html
    assert re.findall(r'<li class="is-(\w+)', html) == ["known"] * 4 + ["possible"] * 2
    assert words(rendered("{% stage_ladder works 3 5 compact=True %}")) == "不早于在建"
