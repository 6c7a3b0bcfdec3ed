"""Each kind of cell takes what it should and says why not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plan.catalogue_files.cells import (
    CODE,
    INDICATOR_CODE,
    KEY,
    PLACE,
    URL,
    Day,
    Integer,
    Kind,
    Many,
    Number,
    Text,
    Word,
    YesNo,
)
from plan.catalogue_files.errors import CellError

WORDS = {"colour": ("red", "green"), "many": tuple(f"w{n}" for n in range(31))}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Text(4), "哈尔滨市", "哈尔滨市"),
        (CODE, "rail-g1-a", "rail-g1-a"),
        (INDICATOR_CODE, "pm25_mean", "pm25_mean"),
        (PLACE, "230100", "230100"),
        (PLACE, "222426102", "222426102"),
        (PLACE, "out-dalian", "out-dalian"),
        (KEY, "PE-001", "PE-001"),
        (URL, "https://example.org/a?b=c", "https://example.org/a?b=c"),
        (Many(CODE), "a；b-c", ("a", "b-c")),
        (Word("colour", "颜色"), "red", "red"),
        (YesNo(), "yes", True),
        (YesNo(), "no", False),
        (Integer(-1, 9), "-1", -1),
        (Integer(0, 9), "0", 0),
        (Number(), "0.0", Decimal("0.0")),
        (Number(), "-12.3456", Decimal("-12.3456")),
        (Day(), "2020-02-29", date(2020, 2, 29)),
    ],
)
def test_takes(kind: Kind, text: str, value: Any) -> None:
    parsed = kind.parse(text, WORDS)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (Text(4), "哈尔滨市区", "最多 4 个"),
        (CODE, "Rail", "代码"),
        (CODE, "rail--a", "代码"),
        (CODE, "a" * 41, "最多 40"),
        (PLACE, "２３０１００", "地区代码"),
        (PLACE, "2301", "地区代码"),
        (URL, "www.example.org", "网址"),
        (Many(CODE), "a；；b", "空项"),
        (Many(CODE), "a；a", "重复项"),
        (Many(CODE), "a,b", "代码"),
        (Word("colour", "颜色"), "blue", "颜色“blue”不在用语表中，应为：red、green"),
        (YesNo(), "是", "yes 或 no"),
        (Integer(1, 9), "10", "1 至 9"),
        (Integer(1, 9), "5.0", "不是整数"),
        (Integer(1, 9), "05", "不是整数"),
        (Integer(1, 9), "５", "半角"),
        (Number(), "1,000", "不是数值"),
        (Number(), "１．５", "半角"),
        (Number(), "nan", "不是数值"),
        (Number(), "Infinity", "不是数值"),
        (Number(), "1e3", "不是数值"),
        (Number(), ".5", "不是数值"),
        (Number(), "1" * 17, "位数过多"),
        (Number(), "0.00001", "位数过多"),
        (Day(), "2021-02-29", "不存在"),
        (Day(), "2021/2/9", "不是日期"),
        (Day(), "２０２１-０１-０１", "半角"),
    ],
)
def test_refuses(kind: Kind, text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        kind.parse(text, WORDS)


def test_long_list_of_words_is_not_repeated_in_the_message() -> None:
    with pytest.raises(CellError) as caught:
        Word("many", "用语").parse("x", WORDS)
    assert str(caught.value) == "用语“x”不在用语表中"


def test_vocabulary_nobody_handed_in_is_a_slip_of_the_program() -> None:
    with pytest.raises(KeyError):
        Word("shape", "形状").parse("round", WORDS)
