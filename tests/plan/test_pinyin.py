"""Names as people type them."""

import csv
from pathlib import Path

import pytest

from plan.pinyin import full, initials, keys, syllables

PLACES = Path(__file__).parents[2] / "plan" / "catalogue" / "hachang-2016" / "places.csv"


@pytest.mark.parametrize(
    ("name", "read"),
    [("珲春", "hunchun"), ("琿春", "hunchun"), ("穆棱", "muling"), ("长岭", "changling"),
     ("长春", "changchun"), ("朝阳川至开山屯铁路扩能", "chaoyangchuan")],
)  # fmt: skip
def test_the_names_that_dictionaries_misread_are_right(name: str, read: str) -> None:
    assert full(name).startswith(read)


@pytest.mark.parametrize(
    ("name", "read"),
    [("吉林西部长岭乾安高地", "ji lin xi bu chang ling qian an gao di"),
     ("增长客流", "zeng zhang ke liu"), ("成长吉林", "cheng zhang ji lin")],
)  # fmt: skip
def test_a_place_reads_the_same_whatever_stands_before_it(name: str, read: str) -> None:
    assert " ".join(syllables(name)) == read


def test_first_letters_are_what_officials_type() -> None:
    assert initials("哈尔滨市") == "hebs"
    assert initials("长春市") == "ccs"


def test_letters_and_digits_of_road_numbers_stay() -> None:
    assert full("G1211哈尔滨至吉林段") == "g1211haerbinzhijilinduan"


def test_syllables_stand_where_the_characters_stand() -> None:
    assert syllables("绥芬河—东宁G1") == ["sui", "fen", "he", "", "dong", "ning", "g", "1"]


def test_keys_hold_each_form_once_and_keep_syllables_apart() -> None:
    assert keys(["长春", "长春", "九站"]) == "chang chun,cc,jiu zhan,jz"


def test_a_name_without_a_reading_has_no_key() -> None:
    assert keys(["—", ""]) == ""


def test_every_place_reads_as_its_catalogue_says() -> None:
    """Rows whose catalogue gives the reading of the short name are compared with that."""
    with PLACES.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["pinyin"]]
    wrong = [
        row["name"]
        for row in rows
        if row["pinyin"].replace(" ", "") not in {full(row["name"]), full(row["short_name"])}
    ]
    assert rows
    assert wrong in ([], ["绥芬河—东宁重点开发开放试验区"])
