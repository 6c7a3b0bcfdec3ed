"""The frame, the error pages and the table of every list."""

import re
from types import SimpleNamespace

import django_tables2 as tables
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

ERRORS = ["400", "403", "403_csrf", "404", "409", "429", "500"]


@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_need_nothing_and_show_a_way_back(code):
    html = render_to_string(f"{code}.html")
    assert 'lang="zh-CN"' in html
    assert 'href="/">返回首页' in html
    assert "<script" not in html
    assert not re.search(r"[A-Za-z]{4,}", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("code", ["403", "409"])
def test_a_refusal_gives_its_reason(code):
    assert "本省事项才能审核" in render_to_string(f"{code}.html", {"exception": "本省事项才能审核"})


def test_what_is_missing_says_nothing_of_what_is_foreign():
    assert "保密项目" not in render_to_string("404.html", {"exception": "保密项目"})


class Works(tables.Table):
    name = tables.Column(verbose_name="项目名称")
    invested = tables.Column(verbose_name="总投资", attrs={"td": {"class": "num"}})

    class Meta:
        template_name = "_components/table.html"


def listed(rows, query="", **attributes):
    request = RequestFactory().get(f"/works/{query}")
    table = Works(rows)
    for name, value in attributes.items():
        setattr(table, name, value)
    tables.RequestConfig(request, paginate={"per_page": 20}).configure(table)
    return table.as_html(request)


def test_a_list_counts_sorts_pages_and_exports():
    rows = [{"name": f"项目{n}", "invested": n} for n in range(45)]
    html = listed(rows, "?sort=-invested&page=2", caption="重点项目", unit="项", export_url="/x/")
    assert "共 <b>45</b> 项" in html
    assert '<caption class="visually-hidden">重点项目</caption>' in html
    assert 'aria-sort="descending"' in html
    assert 'href="/x/">导出 Excel' in html
    assert 'href="?sort=-invested&amp;page=2" aria-current="page"' in html
    assert re.search(r'<th[^>]*><a href="\?sort=name">', html)
    assert '<td class="num">24</td>' in html


def test_an_empty_list_says_so_in_the_table():
    html = listed([])
    assert "共 <b>0</b> 条" in html
    assert 'colspan="2">没有符合条件的记录。' in html
    assert "上一页" not in html


def framed(**values):
    request = RequestFactory().get("/")
    return render_to_string("base.html", values, request=request)


def test_the_frame_stands_without_anything_given():
    html = framed()
    assert "哈长城市群发展规划实施跟踪系统" in html
    assert "严禁处理、传输涉密信息" in html
    assert 'class="moment"' not in html


def test_htmx_is_told_to_obey_the_content_policy():
    html = framed()
    assert '"includeIndicatorStyles":false,"allowEval":false' in html
    assert "htmx-2.min.js" in html


def test_a_person_logged_in_finds_password_help_and_way_out():
    person = SimpleNamespace(
        is_authenticated=True, name="李", username="li", office="长春市发展改革委"
    )
    html = framed(user=person, csrf_token="t")
    assert "李" in html
    assert "长春市发展改革委" in html


@pytest.mark.parametrize(("computing", "said"), [(True, "正在重新计算"), (False, "尚未计算")])
def test_the_page_says_how_fresh_its_figures_are(computing, said):
    fresh = SimpleNamespace(computing=computing, at=None, url="/fresh/")
    html = framed(freshness=fresh)
    assert said in html
    assert ('hx-get="/fresh/"' in html) is computing
