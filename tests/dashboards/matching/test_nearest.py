"""What somebody may have meant."""

from dashboards.matching.nearest import nearest

NAMES = ["哈尔滨至牡丹江铁路", "哈尔滨至佳木斯铁路", "长春至辽源铁路", "绥芬河机场新建", "珲春"]


def test_the_most_alike_comes_first():
    assert nearest("哈尔滨到牡丹江铁路", NAMES)[0] == "哈尔滨至牡丹江铁路"


def test_what_is_not_alike_is_not_offered():
    assert nearest("完全无关的词", NAMES) == []
    assert nearest("机", NAMES) == []


def test_no_more_than_asked_for_and_none_twice():
    assert len(nearest("哈尔滨铁路", [*NAMES, *NAMES], limit=1)) == 1
    assert nearest("绥芬河机场", [*NAMES, *NAMES]) == ["绥芬河机场新建"]
