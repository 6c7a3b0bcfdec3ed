"""Numbers, dates and links as people type them; every refusal says how to do it right."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from calc.moments import EARLIEST, LATEST, MomentError, parse_date
from reporting.rules.texts import fold

_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月)\Z", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?\Z", re.ASCII)
LONGEST_NUMBER = 30
# 万元; the whole country invests less in a year, so more is a slip of the unit
LARGEST_AMOUNT = Decimal(100_000_000)
LARGEST_VALUE = Decimal(10) ** 15


class Unreadable(ValueError):
    """What was typed cannot be taken; ``str()`` says why and how to do it right."""


def number(text: str, *, places: int) -> Decimal:
    """A plain decimal number with at most so many decimals; 1,234.5 is accepted.

    NaN, Infinity, exponents and words are refused.
    """
    typed = fold(text)
    if len(typed) > LONGEST_NUMBER or not _NUMBER.match(typed):
        raise Unreadable(f"“{shown(text)}”不是数字，请只填阿拉伯数字和小数点，如 12.5。")
    value = Decimal(typed.replace(",", ""))
    if -value.as_tuple().exponent > places:  # type: ignore[operator]
        raise Unreadable(f"小数最多 {places} 位，请四舍五入后填写。")
    return value


def percent(text: str) -> Decimal:
    """A percentage from 0 to 100 with at most two decimals; a trailing % is accepted."""
    value = number(fold(text).removesuffix("%"), places=2)
    if not 0 <= value <= 100:  # noqa: PLR2004
        raise Unreadable(f"应在 0 至 100 之间，填的是 {shown(text)}。")
    return value


def amount(text: str) -> Decimal:
    """Money in 万元, not negative, at most two decimals."""
    if "亿" in text or "元" in text:
        raise Unreadable("请只填数字，单位为万元（1 亿元填 10000）。")
    value = number(text, places=2)
    if value < 0:
        raise Unreadable("金额不能为负数。")
    if value > LARGEST_AMOUNT:
        raise Unreadable("超过 1 万亿元，请核对单位：此处单位为万元。")
    return value


def measured(text: str, *, bounded: bool) -> Decimal:
    """A value of an indicator; ``bounded`` for shares that lie between 0 and 100 %."""
    value = number(fold(text).removesuffix("%") if bounded else text, places=4)
    if bounded and not 0 <= value <= 100:  # noqa: PLR2004
        raise Unreadable(f"该指标是百分比，应在 0 至 100 之间，填的是 {shown(text)}。")
    if abs(value) > LARGEST_VALUE:
        raise Unreadable("数值过大，请核对单位。")
    return value


def year(text: str, today: date) -> int:
    """A year that has begun."""
    match = _YEAR.match(fold(text))
    if match is None:
        raise Unreadable(f"“{shown(text)}”不是年份，请填四位数字，如 2020。")
    found = int(match[1])
    if not EARLIEST.year <= found <= today.year:
        raise Unreadable(f"应在 {EARLIEST.year} 年至 {today.year} 年之间。")
    return found


def day(text: str, precision: str, today: date) -> date:
    """The first day of what is stated: a day, a month (2020-09) or a year (2020).

    More than the precision asks for is accepted and cut; the future is refused.
    """
    found = _first_day(fold(text), text, precision)
    if found > today:
        raise Unreadable(f"日期不能晚于今天（{today.isoformat()}）。")
    return found


def _first_day(typed: str, text: str, precision: str) -> date:
    year_only, month_only = _YEAR.match(typed), _MONTH.match(typed)
    if precision == "year" and year_only:
        return _checked(int(year_only[1]), 1)
    if precision != "day" and month_only:
        month = int(month_only[2] or month_only[3])
        return _checked(int(month_only[1]), 1 if precision == "year" else month)
    if year_only or month_only:
        word = "年月日" if precision == "day" else "年和月"
        raise Unreadable(f"只写了“{shown(text)}”，请填到{word}，或把精度改为相应的一级。")
    try:
        full = parse_date(typed, "day", "")
    except MomentError as error:
        raise Unreadable(str(error).replace(f"“{typed}”", f"“{shown(text)}”")) from None
    return full.replace(day=1 if precision != "day" else full.day,
                        month=1 if precision == "year" else full.month)  # fmt: skip


def _checked(found_year: int, month: int) -> date:
    try:
        found = date(found_year, month, 1)
    except ValueError:
        raise Unreadable("月份不存在，请核对。") from None
    if not EARLIEST <= found <= LATEST:
        raise Unreadable("日期应在 2000 年至 2099 年之间。")
    return found


def last_day(first: date, precision: str) -> date:
    """The last day of the stated day, month or year."""
    if precision == "year":
        return date(first.year, 12, 31)
    if precision == "month":
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def link(text: str) -> str:
    """An address that starts with http:// or https:// and names a host."""
    typed = text.strip()
    try:
        parts = urlsplit(typed)
        host = parts.hostname
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        host = None
    plain = parts.scheme in ("http", "https") if host else False
    if not plain or any(c.isspace() or c in "<>\"'`\\" for c in typed):
        raise Unreadable("网址须以 http:// 或 https:// 开头，请从浏览器地址栏完整复制。")
    return typed


def shown(text: str) -> str:
    """What was typed, short enough to be repeated in a message."""
    typed = text.strip()
    return typed if len(typed) <= 20 else typed[:20] + "…"  # noqa: PLR2004
