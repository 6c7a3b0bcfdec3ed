"""What the plan says in numbers, in limits and in words."""

import re
from collections import Counter, defaultdict

import pytest

from tests.plan.files import CATALOGUE, listed, rows

INDICATORS = rows(CATALOGUE, "indicators")
PLACES = {row["code"] for row in rows(CATALOGUE, "places")}
CLAUSES = {
    (row["chapter"], row["section"], row["box"], row["paragraph"])
    for row in rows(CATALOGUE, "clauses")
}

BASELINES = {
    "核心区面积": "5.11万平方公里",
    "核心区常住人口": "2000万人",
    "特大型城市数": "1座",
    "Ⅰ类大型城市数": "1座",
    "Ⅱ类大型城市数": "4座",
    "中型城市数": "4座",
    "常住人口城镇化率": "56.5%",
    "普通高等院校数": "127所",
    "国家、省级科研院所和研发机构数": "1500个",
    "两院院士人数": "61名",
    "国家级经济技术开发区数": "12个",
    "国家级高新区数": "7个",
    "哈尔滨太平机场过境免签时限": "72小时",
}

NUMERIC_TARGETS = {
    "中等城市城区人口规模": ("50", "", "万人"),
    "江河干流堤防防洪标准": ("20", "100", "年一遇"),
    "主要支流及重要中小河流防洪标准": ("10", "30", "年一遇"),
    "哈尔滨、长春防洪标准": ("200", "", "年一遇"),
    "其他城市防洪标准": ("100", "", "年一遇"),
    "除涝标准": ("5", "10", "年一遇"),
    "大庆炼油能力": ("1000", "", "万吨"),
    "大庆乙烯能力": ("100", "", "万吨"),
    "景观风貌区建设": ("4", "", "个"),
    "水域生态景观廊道": ("5", "", "条"),
}

# the plan writes these numbers in words
IN_WORDS = {
    "大庆炼油能力": "千万吨级",
    "大庆乙烯能力": "百万吨级",
    "景观风貌区建设": "四区",
    "水域生态景观廊道": "五条",
}


def of_kind(kind):
    return [row for row in INDICATORS if row["kind"] == kind]


def test_baselines_are_those_of_the_text():
    assert {row["name"]: row["value"] + row["unit"] for row in of_kind("baseline")} == BASELINES
    assert {row["year"] for row in of_kind("baseline")} == {"2015"}


def test_numeric_targets_are_those_of_the_text():
    found = {
        row["name"]: (row["value"], row["value_high"], row["unit"])
        for row in of_kind("target")
        if row["value"]
    }
    assert found == NUMERIC_TARGETS


@pytest.mark.parametrize("word", ["城镇化率", "生产总值", "常住人口", "排放", "能源消费"])
def test_the_plan_has_no_number_for_2020_here(word):
    later = [row for row in INDICATORS if row["kind"] != "baseline" and word in row["name"]]
    assert [row["name"] for row in later if row["value"]] == []


def test_urbanisation_has_a_baseline_and_no_target():
    assert [row["kind"] for row in INDICATORS if row["code"] == "ind-urbanisation"] == ["baseline"]


def test_constraints_carry_no_number():
    assert {row["value_kind"] for row in of_kind("constraint")} == {"cap", "hold", "binary"}
    assert all(not row["value"] for row in of_kind("constraint"))
    assert "严守耕地保护红线，落实耕地保护责任" in {row["quote"] for row in of_kind("constraint")}


def test_goals_of_2020_and_2030_are_one_row_per_clause():
    assert Counter(row["year"] for row in of_kind("qualitative")) == {"2020": 10, "2030": 5}
    for row in of_kind("qualitative"):
        assert (row["chapter"], row["section"]) == ("2", "3")
        assert row["value"] == ""


def test_opening_settlement_is_settled_once_and_names_two_cities():
    (row,) = [row for row in INDICATORS if row["code"] == "ind-settlement-limits"]
    assert (row["value_kind"], row["direction"]) == ("binary", "1")
    assert listed(row["places"]) == ["231000", "220700"]


def test_at_least_clauses_include_equality():
    assert {row["strict"] for row in INDICATORS} == {"no"}


@pytest.mark.parametrize(
    "row", [row for row in INDICATORS if row["value"]], ids=lambda row: row["code"]
)
def test_every_number_stands_in_its_quote(row):
    figures = re.findall(r"\d+(?:\.\d+)?", row["quote"])
    if row["name"] in IN_WORDS:
        assert IN_WORDS[row["name"]] in row["quote"]
    else:
        wanted = [number for number in (row["value"], row["value_high"]) if number]
        assert set(wanted) <= set(figures)


def test_quotes_are_short_and_stand_in_a_paragraph_of_the_plan():
    for row in INDICATORS:
        assert 0 < len(row["quote"]) <= 40
        address = (row["chapter"], row["section"], row["box"], row["paragraph"])
        assert address in CLAUSES, row["code"]


def test_places_are_known():
    assert {code for row in INDICATORS for code in listed(row["places"])} <= PLACES


def test_rows_of_one_code_speak_of_one_quantity():
    said = defaultdict(set)
    for row in INDICATORS:
        said[row["code"]].add((row["name"], row["unit"], row["direction"]))
    assert [code for code, forms in said.items() if len(forms) > 1] == []


def test_a_cap_is_better_lower_and_a_hold_better_kept():
    directions = {
        kind: {row["direction"] for row in INDICATORS if row["value_kind"] == kind}
        for kind in ("cap", "hold")
    }
    assert directions == {"cap": {"-1"}, "hold": {"1"}}
