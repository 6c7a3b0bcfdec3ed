"""A page becomes HTML: escaped, with anchors, and each worked row marked."""

from dashboards.methods import MethodPage, html_of, inline

WORKED = """## 算例

算例方法：`share`，误差 0.01

| 算例 | 分子 `num` | 分母 `den` | → 百分数 `pct` | → 词 `x` |
|---|---|---|---|---|
| 对 | 34 | 41 | 82.93 | |
| 错 | 34 | 41 | 99 | |
"""


def html(text, link=lambda _: ""):
    return html_of(MethodPage("x", text), link)


def test_text_is_escaped_everywhere():
    bad = '<b>&"'
    text = (
        f"## {bad}\n\n{bad} `{bad}` **{bad}**\n\n- {bad}\n\n"
        f"| {bad} |\n|---|\n| {bad} |\n\n```\n{bad}\n```"
    )
    assert "<b>" not in html(text).html


def test_links_lead_where_the_system_has_a_page_else_nowhere():
    found = html(
        "见[甲](a.md)和[乙](b.md)", lambda target: "/methods/a/" if target == "a.md" else ""
    )
    assert '<a href="/methods/a/">甲</a>和乙' in found.html


def test_headings_of_the_second_level_can_be_jumped_to():
    found = html("## 一\n\n### 二\n\n## 三")
    assert [word for _, word in found.headings] == ["一", "三"]
    assert all(f'id="{anchor}"' in found.html for anchor, _ in found.headings)


def test_each_worked_row_says_how_it_came_out():
    found = html(WORKED)
    assert (found.rows, found.same, found.differ) == (2, 1, 1)
    assert found.html.count("与算例一致") == 1
    assert "不一致：pct 应为 99，算得 82.9" in found.html
    assert '<th scope="col">重算</th>' in found.html


def test_a_reader_of_a_worked_table_sees_words_not_codes():
    found = html(WORKED)
    assert '<th scope="col" class="num">分子</th>' in found.html
    assert "num</code>" not in found.html


def test_a_worked_table_in_the_wrong_form_is_marked_not_hidden():
    found = html(WORKED.replace("| 错 | 34 |", "| 错 |"))
    assert (found.rows, found.same) == (2, 0)
    assert "格数与表头不同" in found.html


def test_one_line_alone_can_be_shown():
    assert inline("`a` < **b**") == "<code>a</code> &lt; <strong>b</strong>"
