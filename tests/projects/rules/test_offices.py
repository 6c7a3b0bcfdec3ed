"""Units by the names people write."""

from datetime import date

import pytest

from projects.rules import Office, Offices, Unreadable

DAY = date(2018, 1, 1)
LISTED = [
    Office("a", "黑龙江省自然资源厅", "省自然资源厅", "黑龙江省"),
    Office("b", "长春市生态环境（环境保护）主管部门", "", "长春市"),
    Office("c", "长春市人民政府", "长春市政府", "长春市"),
]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("黑龙江省自然资源厅", "a"),
        ("省自然资源厅", "a"),
        (" 黑龙江省 自然资源厅", "a"),
        ("长春市生态环境(环境保护)主管部门", "b"),
        ("长春市政府", "c"),
    ],
)
def test_a_unit_is_found_by_name_and_short_name_whatever_the_width(name, code):
    assert Offices(LISTED).find(name, DAY).code == code


def test_an_unknown_name_is_refused_with_close_ones():
    with pytest.raises(Unreadable, match="是否为“黑龙江省自然资源厅”") as refused:
        Offices(LISTED).find("黑龙江省自然资厅", DAY)
    assert "单位名录中没有“黑龙江省自然资厅”" in str(refused.value)


def test_a_name_close_to_nothing_gets_no_suggestion():
    with pytest.raises(Unreadable, match="请写全称或规范简称"):
        Offices(LISTED).find("某某", DAY)


def test_of_two_units_of_one_name_the_one_in_force_is_meant():
    then = Office("old", "旅游局", valid_to=date(2018, 10, 25))
    now = Office("new", "旅游局", valid_from=date(2018, 10, 25))
    offices = Offices([then, now])
    assert offices.find("旅游局", DAY).code == "old"
    assert offices.find("旅游局", date(2019, 1, 1)).code == "new"


def test_a_unit_made_with_an_account_never_makes_a_name_ambiguous():
    offices = Offices([*LISTED, Office("org-1", "长春市人民政府", listed=False)])
    assert offices.find("长春市人民政府", DAY).code == "c"


def test_two_units_nothing_tells_apart_are_named_with_their_places():
    offices = Offices([Office("x", "交通局", where="甲市"), Office("y", "交通局", where="乙市")])
    with pytest.raises(Unreadable, match="交通局（甲市）、交通局（乙市）"):
        offices.find("交通局", DAY)


def test_thousands_of_unknown_names_cost_no_time(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "projects.rules.offices.get_close_matches", lambda *a, **k: asked.append(a) or []
    )
    offices = Offices(LISTED)
    for number in range(5000):
        with pytest.raises(Unreadable):
            offices.find(f"无名{number}", DAY)
    assert len(asked) == 50
