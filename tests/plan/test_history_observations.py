"""The published values: every row mapped, nothing merged, nothing made up."""

import re
from collections import defaultdict
from decimal import Decimal

import pytest

from tests.plan.files import CATALOGUE, HISTORY, rows

OBSERVATIONS = rows(HISTORY, "observations")
REFERENCE = rows(HISTORY, "reference_indicators")
PLAN = {row["code"]: row for row in rows(CATALOGUE, "indicators")}
PLACES = {row["code"]: row for row in rows(CATALOGUE, "places")}
CLUSTER = "哈长城市群"

UNITS = {code: row["unit"] for code, row in PLAN.items()} | {
    row["code"]: row["unit"] for row in REFERENCE
}

# two sources print the same series for one date, outside any declared group
PRINTED_TWICE = {
    ("IO-063", "IO-064"), ("IO-182", "IO-183"), ("IO-241", "IO-242"), ("IO-298", "IO-299"),
}  # fmt: skip


def value(key):
    (row,) = [row for row in OBSERVATIONS if row["id"] == key]
    return row["value"]


def groups(column):
    found = defaultdict(list)
    for row in OBSERVATIONS:
        if row[column]:
            found[row[column]].append(row)
    return list(found.items())


def test_all_308_rows_are_there_once():
    assert [row["id"] for row in OBSERVATIONS] == [f"IO-{number:03}" for number in range(1, 309)]


def test_every_row_speaks_of_a_known_indicator_in_its_unit():
    for row in OBSERVATIONS:
        assert row["unit"] == UNITS[row["indicator"]], row["id"]


def test_reference_indicators_stand_apart_and_all_are_used():
    reference = {row["code"] for row in REFERENCE}
    assert not reference & set(PLAN)
    assert reference == {row["indicator"] for row in OBSERVATIONS} - set(PLAN)
    assert all(row["note"].startswith("参考指标，规划未列") for row in REFERENCE)


def test_only_values_of_the_whole_cluster_belong_to_the_plans_own_indicators():
    of_plan = [row for row in OBSERVATIONS if row["indicator"] in PLAN]
    assert len(of_plan) == 6
    assert {row["area"] for row in of_plan} == {CLUSTER}
    for row in of_plan:
        baseline = PLAN[row["indicator"]]
        for column in ("value", "unit", "year", "scope"):
            assert row[column] == baseline[column], (row["id"], column)


def test_areas_carry_the_name_and_code_of_2016():
    for row in OBSERVATIONS:
        if row["area"] == CLUSTER:
            assert row["area_code"] == ""
        else:
            assert PLACES[row["area_code"]]["name"] == row["area"], row["id"]


def test_vintages_of_one_value_differ_within_a_revision_group():
    assert len(groups("revision_group")) == 16
    for name, members in groups("revision_group"):
        assert len({(row["indicator"], row["area"], row["year"]) for row in members}) == 1, name
        assert len({row["vintage"] for row in members}) == len(members) > 1, name


def test_sources_that_disagree_are_all_kept():
    assert {name: len(members) for name, members in groups("conflict_group")} == {
        "IC-01": 3, "IC-02": 2, "IC-03": 2,
    }  # fmt: skip
    for name, members in groups("conflict_group"):
        assert len({row["value"] for row in members}) == len(members), name


def test_a_value_printed_twice_is_in_a_group_or_known():
    series = defaultdict(list)
    for row in OBSERVATIONS:
        if not row["revision_group"] and not row["conflict_group"]:
            key = ("indicator", "area", "scope", "period_start", "period_end", "value_type")
            series[tuple(row[column] for column in key)].append(row["id"])
    assert {tuple(ids) for ids in series.values() if len(ids) > 1} == PRINTED_TWICE


def test_heilongjiang_2019_keeps_every_vintage():
    found = {
        row["vintage"]: row["value"]
        for row in OBSERVATIONS
        if row["indicator"] == "ref-resident-population"
        and (row["area_code"], row["year"]) == ("230000", "2019")
    }
    assert found == {"first_release": "3751.3", "pre_census": "3751", "post_census": "3255"}


def test_a_true_zero_is_a_value():
    assert value("IO-255") == "0"


def test_only_changchun_and_siping_have_two_boundaries():
    assert {row["area"] for row in OBSERVATIONS if row["boundary"]} == {"长春市", "四平市"}
    for row in OBSERVATIONS:
        if row["boundary"]:
            wanted = "before_2020_06" if row["period_end"] < "2020-06" else "after_2020_06"
            assert row["boundary"] == wanted, row["id"]


def test_periods_end_in_their_year_and_stocks_have_one_date():
    for row in OBSERVATIONS:
        assert row["period_start"] <= row["period_end"]
        assert row["period_end"][:4] == row["year"]
        if row["period_kind"] in ("year_end", "point"):
            assert row["period_start"] == row["period_end"], row["id"]


def test_an_unknown_publication_date_stays_blank():
    unknown = [row for row in OBSERVATIONS if not row["published_on"]]
    assert len(unknown) == 146
    for row in OBSERVATIONS:
        assert bool(row["published_on"]) == bool(row["published_precision"])


def test_census_values_are_never_known_before_the_census():
    census = [row for row in OBSERVATIONS if row["vintage"] in ("census_2020", "post_census")]
    assert len(census) == 25
    for row in census:
        assert not row["published_on"] or row["published_on"] > "2021-05", row["id"]


def test_foreign_trade_in_two_currencies_is_two_series():
    units = {
        row["unit"] for row in OBSERVATIONS if row["indicator"].startswith("ref-foreign-trade")
    }
    assert units == {"亿元", "亿美元"}


OPERATIONS = {
    "−": lambda a, b: a - b,
    "＋": lambda a, b: a + b,
    "÷": lambda a, b: 100 * a / b,
}
SUM = re.compile(r"(\d+(?:\.\d+)?)([−＋÷])(\d+(?:\.\d+)?)")
WORKED = [row for row in OBSERVATIONS if SUM.match(row["note"])]


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row["id"])
def test_derived_values_follow_from_the_sum_in_their_note(row):
    first, sign, second = SUM.match(row["note"]).groups()
    result = OPERATIONS[sign](Decimal(first), Decimal(second))
    printed = Decimal(row["value"])
    assert abs(result - printed) <= Decimal("0.5").scaleb(printed.as_tuple().exponent)


def test_words_of_the_files_are_chinese():
    for row in OBSERVATIONS:
        for column in ("scope", "note", "unit"):
            words = re.sub(r"PM2\.5|\(.*?\)|[%×÷−＋]", "", row[column])
            assert not re.search(r"[A-Za-z]{3,}", words), (row["id"], row[column])
