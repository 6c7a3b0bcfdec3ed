"""Figures and dates as Chinese official text writes them. Pure functions.

A missing value (``None``) is never printed as zero: every function takes the word
to print instead. NaN and infinity are refused with ``ValueError``.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NO_DATA = "暂无数据"
NO_DATE = "日期不详"

Number = Decimal | Fraction | int | float

_HUNDRED = Decimal(100)
_JUNE = 6
_WAN_PER_YI = Decimal(10_000)


def to_decimal(value: Number) -> Decimal:
    """Return ``value`` as a finite Decimal; a float by its shortest decimal form."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return number


def fixed(value: Number, places: int) -> str:
    """Return ``value`` with ``places`` decimals, halves away from zero, no minus zero."""
    step = Decimal(1).scaleb(-places)
    rounded = to_decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"


def num(value: Number | None, places: int | None = None, missing: str = NO_DATA) -> str:
    """Return a plain number without grouping; as many decimals as it has, or ``places``."""
    if value is None:
        return missing
    if places is not None:
        return fixed(value, places)
    text = f"{to_decimal(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def pct(fraction: Number | None, missing: str = NO_DATA) -> str:
    """Return a fraction (0.341) as a percentage with one decimal (34.1%)."""
    if fraction is None:
        return missing
    return f"{fixed(to_decimal(fraction) * _HUNDRED, 1)}%"


def pct_range(lower: Number | None, upper: Number | None, missing: str = NO_DATA) -> str:
    """Return a range with the sign at both ends (12.5%～87.5%); one figure if equal."""
    if lower is None or upper is None:
        return missing
    low, high = pct(lower), pct(upper)
    return low if low == high else f"{low}～{high}"


def pp(difference: Number | None, missing: str = NO_DATA) -> str:
    """Return the difference of two rates, given as a fraction, in 百分点 with its sign."""
    if difference is None:
        return missing
    points = fixed(to_decimal(difference) * _HUNDRED, 1)
    sign = "+" if Decimal(points) > 0 else ""
    return f"{sign}{points}个百分点"


def yi(wan: Number | None, missing: str = NO_DATA) -> str:
    """Return an amount held in 万元 as 亿元 with two decimals (36.53亿元)."""
    return missing if wan is None else f"{yi_num(wan)}亿元"


def yi_num(wan: Number | None, missing: str = NO_DATA) -> str:
    """Return an amount held in 万元 as the bare number of 亿元, for a column with the unit."""
    return missing if wan is None else fixed(to_decimal(wan) / _WAN_PER_YI, 2)


def cdate(day: datetime.date | None, precision: str = "day", missing: str = NO_DATE) -> str:
    """Return a date only as precisely as it is known.

    ``precision`` is day, month, quarter, half or year; the unknown part of ``day``
    is never printed.
    """
    if day is None:
        return missing
    shown = {
        "day": f"{day.month}月{day.day}日",
        "month": f"{day.month}月",
        "quarter": f"{'一二三四'[(day.month - 1) // 3]}季度",
        "half": "上半年" if day.month <= _JUNE else "下半年",
        "year": "",
    }
    return f"{day.year}年{shown[precision]}"


def fact_date(day: datetime.date | None, precision: str = "day", basis: str = "event") -> str:
    """Return the day of a fact with what the source really says about it.

    ``basis`` is event (it happened then), by (no later than), reported (it was so
    when reported), period (during the whole period) or scheduled (announced only).
    """
    text = cdate(day, precision)
    if day is None:
        return text
    if basis in ("by", "reported"):
        return f"截至{text}"
    if basis == "scheduled":
        return f"预定{text}"
    return f"{text}全年" if basis == "period" and precision == "year" else text


def clock(moment: datetime.datetime | None, missing: str = "—") -> str:
    """Return the time of day with seconds (10:42:07) of a local moment."""
    return missing if moment is None else f"{moment:%H:%M:%S}"


def stamp(moment: datetime.datetime | None, missing: str = "—") -> str:
    """Return a local moment to the minute (2026年3月2日 10:42)."""
    return missing if moment is None else f"{cdate(moment)} {moment:%H:%M}"


def stage_words(steps: list[str], at_least: int, at_most: int) -> str:
    """Return a stage known as an interval in words: 在建, 不早于在建, 不晚于批复, 批复～建成.

    ``steps`` are the words of the ladder from rank 0 upwards.
    """
    top = len(steps) - 1
    if at_least == at_most:
        return steps[at_least]
    if at_least == 0 and at_most == top:
        return "阶段尚不能确定"
    if at_most == top:
        return f"不早于{steps[at_least]}"
    return f"不晚于{steps[at_most]}" if at_least == 0 else f"{steps[at_least]}～{steps[at_most]}"
