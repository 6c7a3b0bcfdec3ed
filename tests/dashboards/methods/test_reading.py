"""Pages of methods are read block by block, and what a page lacks is said."""

from dashboards.methods import MethodPage, faults, formulas, shelf
from dashboards.methods.reading import Formula, Grid, Heading, Items, Text

PAGE = """# 标题

分类：指标

## 用途

第一行，
第二行 and
third line

## 定义与公式

```
p = a ÷ b
```

- 甲，
  接着写
- 乙

1. 一
2. 二

## 来源

无。

## 算例

算例方法：`share`

| 算例 | 分子 `num` | → 百分数 `pct` |
|---|---|---|
| 甲\\|乙 | 1 | 50 |

## 不适用与边界

无。

## 版本

- `calc.rollup.share`：第 1 版，各项
- `calc.rollup.share`：第 3 版，总账
"""


def page(text=PAGE):
    return MethodPage("x", text)


def test_a_page_has_title_group_purpose_and_versions():
    found = page()
    assert (found.title, found.group) == ("标题", "指标")
    assert found.purpose == "第一行，第二行 and third line"
    assert formulas(found) == {"calc.rollup.share": {1, 3}}
    assert faults(found) == []


def test_every_kind_of_block_is_read():
    blocks = page().blocks
    assert Heading(2, "用途") in blocks
    assert Formula("p = a ÷ b") in blocks
    assert Items(("甲，接着写", "乙"), numbered=False) in blocks
    assert Items(("一", "二"), numbered=True) in blocks
    grid = next(block for block in blocks if isinstance(block, Grid))
    assert grid.before == "算例方法：`share`"
    assert grid.rows == (("甲|乙", "1", "50"),)
    assert page().under("来源") == [Text("无。")]


def test_a_missing_section_a_wrong_order_and_an_unknown_group_are_said():
    assert faults(page(PAGE.replace("## 来源", "### 来源"))) == ["缺“来源”一节"]
    turned = (
        PAGE.replace("## 用途", "## X").replace("## 版本", "## 用途").replace("## X", "## 版本")
    )
    assert faults(page(turned)) == [
        "各节的次序应为用途、定义与公式、来源、算例、不适用与边界、版本"
    ]
    assert "分类“别的”不在" in faults(page(PAGE.replace("分类：指标", "分类：别的")))[0]


def test_a_text_without_any_mark_is_still_a_page():
    found = page("只有一句。")
    assert (found.title, found.group, found.purpose) == ("x", "附录", "只有一句。")
    assert page("").blocks == []


def test_an_open_formula_ends_with_the_page():
    assert page("```\na\nb").blocks == [Formula("a\nb")]


def test_the_shelf_stands_by_group_then_title_without_the_readme(tmp_path):
    for name, group, title in (("a", "数据质量", "甲"), ("b", "总账", "乙"), ("c", "总账", "丙"),
                               ("README", "总账", "丁")):  # fmt: skip
        (tmp_path / f"{name}.md").write_text(f"# {title}\n\n分类：{group}\n", encoding="utf-8")
    assert [one.title for one in shelf(tmp_path)] == ["丙", "乙", "甲"]
