"""计算方法 in the system: the same text, recomputed as it is shown."""

import pytest

from dashboards.methods import shelf
from dashboards.views import methods
from dashboards.views.methods import FOLDER, link

pytestmark = pytest.mark.django_db


def test_the_shelf_lists_every_page_by_group_with_its_check(as_li):
    html = as_li.get("/methods/").content.decode()
    for page in shelf(FOLDER):
        assert f'href="/methods/{page.slug}/">{page.title}</a>' in html
    assert "行不一致" not in html
    assert html.index(">总账</h2>") < html.index(">指标</h2>") < html.index(">数据质量</h2>")


@pytest.mark.parametrize("page", shelf(FOLDER), ids=lambda page: page.slug)
def test_each_page_opens_and_says_all_its_rows_agree(as_li, page):
    answer = as_li.get(f"/methods/{page.slug}/")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert page.title in html
    assert "行不一致" not in html


def test_a_row_that_no_longer_agrees_is_shown_and_counted(as_li, tmp_path, monkeypatch):
    text = (FOLDER / "level.md").read_text(encoding="utf-8").replace("| 0.321 |", "| 0.5 |")
    (tmp_path / "level.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(methods, "FOLDER", tmp_path)
    assert "1 行不一致" in as_li.get("/methods/").content.decode()
    html = as_li.get("/methods/level/").content.decode()
    assert "其中 1 行不一致" in html
    assert "不一致：p 应为 0.5，算得 0.3205" in html


def test_a_page_in_a_wrong_form_breaks_nothing(as_li, tmp_path, monkeypatch):
    broken = "# 坏\n\n算例方法：`share`\n\n| a `num` |\n|---|\n| 1 |\n"
    (tmp_path / "x.md").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(methods, "FOLDER", tmp_path)
    assert "行不一致" in as_li.get("/methods/").content.decode()
    assert as_li.get("/methods/x/").status_code == 200


def test_no_page_no_shelf(as_li, tmp_path, monkeypatch):
    monkeypatch.setattr(methods, "FOLDER", tmp_path)
    assert "方法页没有随系统安装" in as_li.get("/methods/").content.decode()


@pytest.mark.parametrize("url", ["/methods/nothing/", "/methods/README/", "/methods/..%2fREADME/"])
def test_an_unknown_page_is_not_found(as_li, url):
    assert as_li.get(url).status_code == 404


def test_the_pages_need_a_log_in(client):
    assert client.get("/methods/").status_code == 302
    assert client.get("/methods/level/").status_code == 302


def test_links_of_a_page_stay_inside_or_leave_the_site_openly():
    assert link("rebase.md") == "/methods/rebase/"
    assert link("rebase.md#s3") == "/methods/rebase/"
    assert link("https://example.invalid/x") == "https://example.invalid/x"
    for nowhere in ("README.md", "../glossary.md", "nothing.md", "javascript:alert(1)"):
        assert link(nowhere) == ""
