"""Quotes are found where they are cited, and nowhere else."""

import pytest

from plan.text import Address
from tests.plan.text.samples import trap_plan


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("G1112 丙城至丁城段", (2, 1, 1, 3)),
        ("新改建G1211甲州至乙城段、G1112丙城", (2, 1, 1, 3)),
        ("珲江贯穿全境", (1, 1, None, 1)),
        ("2030年末常住人口约900万人", (1, 1, None, 2)),
        ("规划建设丁城机场轻轨（含乙城支线）", (2, 1, None, 2)),
        ("规划期为2031—2035年", (0, None, None, 2)),
    ],
)
def test_quote_is_found_across_page_breaks_and_spaces(
    quote: str, place: tuple[int, int | None, int | None, int]
) -> None:
    assert trap_plan().find(quote, *place) is not None


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("G1112 丙城至丁城段", (2, 1, None, 3)),
        ("G1112 丙城至丁城段", (2, 1, 1, 9)),
        ("G1113", (2, 1, 1, 3)),
        ("  ", (2, 1, 1, 3)),
    ],
)
def test_quote_is_not_found_elsewhere(
    quote: str, place: tuple[int, int | None, int | None, int]
) -> None:
    assert trap_plan().find(quote, *place) is None


def test_match_shows_the_words_as_printed() -> None:
    match = trap_plan().find("珲江贯穿全境", 1, 1, None, 1)
    assert match is not None
    assert match.shown == "琿江贯穿全境"
    folded = match.paragraph.folded.text
    assert folded[match.start : match.end] == "珲江贯穿全境"


def test_every_place_of_a_quote_is_named() -> None:
    found = trap_plan().find_anywhere("综合客运枢纽")
    assert [str(match.paragraph.address) for match in found] == ["2.1[2].1", "2.1.4"]


@pytest.mark.parametrize(
    ("address", "words", "short"),
    [
        (Address(0, None, None, 2), "前言第2段", "0..2"),
        (Address(5, 1, 2, 3), "第五章第一节专栏2第3段", "5.1[2].3"),
        (Address(10, None, None, 1), "第十章第1段", "10..1"),
    ],
)
def test_address_in_words_and_in_short(address: Address, words: str, short: str) -> None:
    assert address.words == words
    assert str(address) == short


def test_addresses_sort_in_reading_order_with_blanks_first() -> None:
    mixed = [Address(2, 1, 1, 1), Address(2, 1, None, 2), Address(2, None, None, 1)]
    assert [str(a) for a in sorted(mixed, key=lambda a: a.key)] == ["2..1", "2.1.2", "2.1[1].1"]
