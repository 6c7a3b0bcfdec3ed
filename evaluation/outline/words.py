"""Figures as an official report prints them: 亿元 with two decimals, rates with one."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

NUMERALS = "零一二三四五六七八九十"


class Gap(Enum):
    """Why a cell has no figure. None of them is zero."""

    UNKNOWN = "暂无资料"
    NO_VALUE = "暂无数据"
    NOT_APPLICABLE = "—"
    NOT_DUE = "未到时点"


Shown = str | Decimal | Gap


def _rounded(value: Decimal, places: int) -> str:
    if not value.is_finite():
        raise ValueError("报告中的数值必须是有限数。")
    number = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{number if number else abs(number):f}"  # a rounded -0.0 prints as 0.0


def plain(value: Shown) -> str:
    """A value as given, without exponent or trailing zeros; a gap in its word. 56.50 → 56.5."""
    if isinstance(value, Gap):
        return value.value
    if isinstance(value, str):
        return value
    if not value.is_finite():
        raise ValueError("报告中的数值必须是有限数。")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate(value: Shown) -> str:
    """One decimal without sign, for columns headed (%) or (百分点)."""
    return _rounded(value, 1) if isinstance(value, Decimal) else plain(value)


def percent(value: Decimal) -> str:
    """A rate in text: 34.1%."""
    return f"{_rounded(value, 1)}%"


def percent_range(low: Decimal | None, high: Decimal | None) -> str:
    """下限—上限, both ends with %; one figure when they print alike, words without any."""
    if low is None or high is None:
        return "无可评价项目"
    ends = (percent(low), percent(high))
    return ends[0] if ends[0] == ends[1] else "—".join(ends)


def yi(value: Decimal | Gap) -> str:
    """万元 shown in 亿元 with two decimals, the unit standing in the head of the table."""
    return value.value if isinstance(value, Gap) else _rounded(value / 10000, 2)


def day(value: date, precision: str = "day") -> str:
    """A date in running text, no finer than it is known: 2020年12月31日、2018年12月、2018年."""
    words = {"day": f"{value.day}日", "month": "", "year": ""}[precision]
    month = "" if precision == "year" else f"{value.month}月"
    return f"{value.year}年{month}{words}"


def table_day(value: date, precision: str = "day") -> str:
    """A date in a table cell, no finer than it is known: 2020-12-31、2018-12、2018."""
    return value.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def marks(numbers: Iterable[int]) -> str:
    """Source marks in a cell: [1] [4]; none at all is 暂无资料."""
    return " ".join(f"[{number}]" for number in numbers) or Gap.UNKNOWN.value


def numeral(number: int) -> str:
    """Chinese numeral of a chapter, 1 to 99: 一、十、十二、二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{NUMERALS[tens]}十")
    return head + (NUMERALS[ones] if ones else "")
