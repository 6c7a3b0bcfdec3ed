import datetime
import re
from types import SimpleNamespace

from django.template import Context, Template

from ui.facts import Fact

AT = datetime.datetime(2026, 3, 2, 2, 42, tzinfo=datetime.UTC)


def rendered(text, **values):
    return Template("{% load components %}" + text).render(Context(values))


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_a_time_line_prints_date_event_part_source_and_marks():
    fact = Fact(
        "开工",
        datetime.date(2019, 8, 1),
        "month",
        "by",
        part="东段",
        source="公报",
        publisher="机关",
        published_on=datetime.date(2019, 9, 30),
        published_precision="month",
        marks=("derived",),
    )
    said = words(rendered("{% timeline facts %}", facts=[fact]))
    assert said == "截至2019年8月 开工 东段 据后续报道推断 来源： 公报，机关，2019年9月发布"


def test_a_fact_without_source_or_day_says_so():
    said = words(rendered("{% timeline facts %}", facts=[Fact("开工")]))
    assert "日期不详" in said
    assert "来源未注明" in said


def test_an_empty_time_line_is_no_empty_frame():
    assert rendered("{% timeline facts %}", facts=[]).strip() == ""
    assert words(rendered("{% timeline facts '暂无资料' %}", facts=[])) == "暂无资料"


def test_an_address_outside_opens_without_telling_where_it_was_opened():
    html = rendered(
        "{% timeline facts %}", facts=[Fact("开工", source="公报", url="https://a.cn/")]
    )
    assert 'rel="noopener noreferrer"' in html


def test_a_disagreement_keeps_all_sides_and_says_who_won_and_why():
    sides = [Fact("开工", datetime.date(2015, 6, 1), "month", chosen=True), Fact("开工")]
    settled = words(rendered("{% disagreement '开工日期' sides '以公报为准。' %}", sides=sides))
    assert settled.count("采用") == 2  # the head of the column and the winner
    assert "另有说法" in settled
    assert "裁定：以公报为准。" in settled
    open_case = words(rendered("{% disagreement '开工日期' sides %}", sides=[Fact("开工")] * 2))
    assert open_case.count("并存") == 3
    assert "尚未裁定" in open_case


def test_a_quote_names_its_place():
    said = words(rendered("{% quote '建设铁路' '第四章第二节第3段' %}"))
    assert said == "建设铁路 《哈长城市群发展规划》第四章第二节第3段"


def test_a_story_is_one_line_with_its_proof():
    html = rendered("{% story_line '2024年首航' '/works/x/' 'late' '机场' %}")
    assert html.startswith("<li")
    assert 'href="/works/x/"' in html
    assert "逾期后完成" in html


def test_the_trail_prints_local_time_actor_and_reason():
    row = SimpleNamespace(
        at=AT, actor="甲", office="某市", sentence="退回了填报。", reason="缺文号"
    )
    said = words(rendered("{% audit_list rows %}", rows=[row]))
    assert said == "2026年3月2日 10:42 甲 （某市） 退回了填报。 理由：缺文号"
    assert words(rendered("{% audit_list rows %}", rows=[])) == "暂无记录。"


def test_a_definition_tells_blank_from_zero():
    said = words(
        rendered("{% definition_list items %}", items=[("甲", None), ("乙", 0), ("丙", "")])
    )
    assert said == "甲 未填 乙 0 丙 未填"


def test_only_what_went_wrong_interrupts():
    assert 'role="alert"' in rendered("{% alert '未能保存' 'bad' %}")
    assert "role" not in rendered("{% alert '已提交' 'good' %}")


def test_an_empty_state_tells_the_way_out():
    html = rendered("{% empty_state '暂无资料' '如下' '/new/' '补录' also %}", also=["通车公告"])
    assert words(html) == "暂无资料 如下 通车公告 补录"
    assert 'href="/new/"' in html
