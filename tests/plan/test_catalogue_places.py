"""The places of the plan: codes of 2016, their order, and what changed since."""

from collections import Counter

import pytest

from tests.plan.files import CATALOGUE, listed, rows

PLACES = rows(CATALOGUE, "places")
BY_CODE = {row["code"]: row for row in PLACES}
ZONES = rows(CATALOGUE, "zones")

PLAN_CITIES = [
    "哈尔滨市", "大庆市", "齐齐哈尔市", "绥化市", "牡丹江市", "长春市",
    "吉林市", "四平市", "辽源市", "松原市", "延边朝鲜族自治州",
]  # fmt: skip


def in_force_2016(row):
    return not row["valid_from"] or row["valid_from"] < "2017"


def plan_area(level):
    return [row for row in PLACES if row["plan_area"] == "yes" and row["level"] == level]


def named(name):
    return [row for row in PLACES if row["name"] == name]


def test_codes_are_unique():
    assert [
        code for code, times in Counter(row["code"] for row in PLACES).items() if times > 1
    ] == []


def test_the_plan_area_has_two_provinces_eleven_cities_and_105_county_level_places():
    assert [row["name"] for row in PLACES if row["level"] == "province"] == ["黑龙江省", "吉林省"]
    assert len(plan_area("prefecture")) == 11
    assert len([row for row in plan_area("county") if in_force_2016(row)]) == 105


def test_cities_stand_in_the_order_of_the_plan():
    cities = sorted(plan_area("prefecture"), key=lambda row: int(row["plan_order"]))
    assert [row["plan_order"] for row in cities] == [str(number) for number in range(1, 12)]
    assert [row["name"] for row in cities] == PLAN_CITIES


def test_codes_follow_the_unit_above():
    coded = [row for row in PLACES if row["code"].isdigit() and row["level"] != "province"]
    assert len(coded) == 141
    for row in coded:
        shared = {"prefecture": 2, "county": 4, "town": 6}[row["level"]]
        assert row["code"][:shared] == row["parent"][:shared], row["name"]
        assert row["parent"] in BY_CODE, row["name"]


def test_gongzhuling_is_one_city_with_two_codes_that_never_hold_together():
    before, after = BY_CODE["220381"], BY_CODE["220184"]
    assert (before["parent"], after["parent"]) == ("220300", "220100")
    assert before["successor"] == after["code"]
    assert before["valid_to"] == after["valid_from"] == "2020-06-01"
    assert before["valid_precision"] == after["valid_precision"] == "month"
    assert not before["valid_from"] and not after["valid_to"]
    assert [row["code"] for row in named("公主岭市") if in_force_2016(row)] == ["220381"]


def test_only_gongzhuling_lost_its_code_while_the_plan_ran():
    lost = [row["name"] for row in PLACES if row["valid_to"]]
    assert lost == ["呼兰县", "阿城市", "双城市", "东宁县", "九台市", "公主岭市", "扶余县"]
    assert [row["name"] for row in PLACES if row["valid_to"] > "2016"] == ["公主岭市"]


def test_former_units_lead_to_what_followed_on_the_same_day():
    for row in PLACES:
        if row["successor"]:
            after = BY_CODE[row["successor"]]
            assert (row["valid_to"], row["valid_precision"]) == (
                after["valid_from"],
                after["valid_precision"],
            )


def test_the_letters_customary_for_harbin_are_data():
    assert "hrb" in listed(BY_CODE["230100"]["aliases"])


def test_two_districts_of_one_name_differ_by_their_city():
    assert {row["parent"] for row in named("西安区")} == {"231000", "220400"}


def test_jilin_may_mean_the_province_or_the_city():
    assert [row["code"] for row in PLACES if "吉林" in listed(row["aliases"])] == [
        "220000",
        "220200",
    ]


@pytest.mark.parametrize(
    ("name", "former"),
    [("双城区", "双城市"), ("东宁市", "东宁县"), ("扶余市", "扶余县"), ("阿城区", "阿城市")],
)
def test_former_names_are_aliases(name, former):
    assert [former in listed(row["aliases"]) for row in named(name)] == [True]


def test_aliases_are_folded_and_never_repeat_the_name():
    for row in PLACES:
        aliases = listed(row["aliases"])
        assert len(set(aliases)) == len(aliases)
        assert row["name"] not in aliases
        assert "琿" not in row["name"] + row["aliases"]


def test_initials_are_the_first_letters_of_the_pinyin():
    for row in PLACES:
        assert row["initials"] == "".join(word[0] for word in row["pinyin"].split()), row["name"]


def test_places_without_a_code_claim_no_unit_above():
    outside = [row for row in PLACES if row["level"] == "outside"]
    assert {"沈阳", "满洲里", "西巴彦花", "扎鲁比诺", "波格拉尼奇内"} <= {
        row["name"] for row in outside
    }
    for row in outside:
        assert row["code"].startswith("out-")
        assert (row["parent"], row["plan_area"], row["plan_order"]) == ("", "no", "")


def test_zones_are_named_by_the_plan_and_made_of_known_places():
    assert len({row["code"] for row in ZONES}) == len(ZONES)
    for row in ZONES:
        assert 0 < len(row["quote"]) <= 40
        for code in listed(row["members"]):
            assert in_force_2016(BY_CODE[code]), (row["name"], code)


def members(name):
    (row,) = [row for row in ZONES if row["name"] == name]
    return [BY_CODE[code]["name"] for code in listed(row["members"])]


def test_the_pattern_has_two_cores_one_axis_and_two_belts():
    kinds = Counter(row["kind"] for row in ZONES)
    assert members("双核（哈尔滨、长春）") == ["哈尔滨市", "长春市"]
    assert members("哈长发展主轴") == ["哈尔滨市", "长春市", "绥化市", "四平市", "辽源市"]
    assert members("哈大齐牡发展带")[-1] == "绥芬河市"
    assert members("长吉图发展带")[1:3] == ["吉林市", "松原市"]
    assert (kinds["eco_area"], kinds["eco_corridor"]) == (4, 5)


def test_the_linked_area_has_six_cities_and_fourteen_counties():
    levels = Counter(
        BY_CODE[code]["level"]
        for row in ZONES
        if row["name"] == "城市群联动发展区"
        for code in listed(row["members"])
    )
    assert levels == {"prefecture": 6, "county": 14}
