"""What a cell of a column may hold: one small class per kind of value.

Each has `blank`, the value of an empty cell, and `parse`, which turns a text
that is not empty into the value or raises CellError with the reason.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from plan.catalogue_files.errors import CellError

LIST_MARK = "；"
QUOTE_LIMIT = 40
_SHOWN_WORDS = 30  # a longer list of allowed words helps nobody in a message
_WHOLE_DIGITS = 16
_DECIMALS = 4

Words = Mapping[str, Collection[str]]
"""Vocabulary name → the words allowed; the apps that own the words hand them in."""

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLACE_CODE = re.compile(r"\d{6}(\d{3})?|[a-z]+(-[a-z0-9]+)+", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9_.\-]+")
_INTEGER = re.compile(r"0|-?[1-9]\d*", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_URL = re.compile(r"https?://[^\s；]+")
_FULL_WIDTH = re.compile(r"[０-９．－＋％，]")


class Kind(Protocol):
    """What a column of the tables in `tables` is declared with."""

    @property
    def blank(self) -> Any: ...

    def parse(self, text: str, words: Words) -> Any: ...


@dataclass(frozen=True)
class Text:
    """Free text of at most `limit` characters."""

    limit: int = 200
    blank: ClassVar[str] = ""

    def parse(self, text: str, words: Words) -> str:
        if len(text) > self.limit:
            raise CellError(f"有 {len(text)} 个字符，最多 {self.limit} 个")
        return text


@dataclass(frozen=True)
class Pattern:
    """Text of a fixed form: a code, a place code, a record number, a link."""

    form: re.Pattern[str]
    words_for_it: str
    limit: int
    blank: ClassVar[str] = ""

    def parse(self, text: str, words: Words) -> str:
        if not self.form.fullmatch(text):
            raise CellError(f"“{text}”不是{self.words_for_it}")
        return Text(self.limit).parse(text, words)


CODE = Pattern(_CODE, "代码（小写字母、数字和连字符）", 40)
LONG_CODE = Pattern(re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*"), "代码（小写字母、数字和连接符）", 60)
INDICATOR_CODE = Pattern(
    re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*"), "指标代码（小写字母、数字和连接符）", 60
)
PLACE = Pattern(_PLACE_CODE, "地区代码（六位或九位数字，或 zone-、out- 一类的代码）", 40)
KEY = Pattern(_KEY, "编号（字母、数字和连字符）", 40)
URL = Pattern(_URL, "网址（以 http:// 或 https:// 开头）", 500)


@dataclass(frozen=True)
class Many:
    """A list of cells of one kind, joined by ；."""

    of: Kind
    blank: ClassVar[tuple[Any, ...]] = ()

    def parse(self, text: str, words: Words) -> tuple[Any, ...]:
        parts = text.split(LIST_MARK)
        if any(not part.strip() for part in parts):
            raise CellError(f"列表“{text}”中有空项")
        if len(set(parts)) < len(parts):
            raise CellError(f"列表“{text}”中有重复项")
        return tuple(self.of.parse(part, words) for part in parts)


@dataclass(frozen=True)
class Word:
    """One word of the vocabulary `of`, called `name` in messages."""

    of: str
    name: str
    blank: ClassVar[str] = ""

    def parse(self, text: str, words: Words) -> str:
        allowed = words[self.of]
        if text not in allowed:
            shown = "、".join(word for word in allowed if word)
            known = f"，应为：{shown}" if len(allowed) <= _SHOWN_WORDS else ""
            raise CellError(f"{self.name}“{text}”不在用语表中{known}")
        return text


@dataclass(frozen=True)
class YesNo:
    """yes or no."""

    blank: ClassVar[bool] = False

    def parse(self, text: str, words: Words) -> bool:
        if text not in ("yes", "no"):
            raise CellError(f"“{text}”应为 yes 或 no")
        return text == "yes"


@dataclass(frozen=True)
class Integer:
    """A whole number from `low` to `high`, in half-width digits."""

    low: int
    high: int
    blank: ClassVar[None] = None

    def parse(self, text: str, words: Words) -> int:
        _must_be_number(text, _INTEGER, "整数")
        if not self.low <= int(text) <= self.high:
            raise CellError(f"{text} 应在 {self.low} 至 {self.high} 之间")
        return int(text)


@dataclass(frozen=True)
class Number:
    """A plain decimal with as many digits as the database column holds."""

    blank: ClassVar[None] = None

    def parse(self, text: str, words: Words) -> Decimal:
        _must_be_number(text, _DECIMAL, "数值")
        whole, _, fraction = text.lstrip("-").partition(".")
        if len(whole) > _WHOLE_DIGITS or len(fraction) > _DECIMALS:
            raise CellError(
                f"“{text}”位数过多：整数至多 {_WHOLE_DIGITS} 位，小数至多 {_DECIMALS} 位"
            )
        return Decimal(text)


@dataclass(frozen=True)
class Day:
    """A date written 2020-12-31."""

    blank: ClassVar[None] = None

    def parse(self, text: str, words: Words) -> date:
        _must_be_number(text, _DAY, "日期（样式 2020-12-31）")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise CellError(f"日期“{text}”不存在") from None


def _must_be_number(text: str, form: re.Pattern[str], name: str) -> None:
    if _FULL_WIDTH.search(text):
        raise CellError(f"“{text}”含全角字符，数字请用半角")
    if not form.fullmatch(text):
        raise CellError(f"“{text}”不是{name}")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run this cell: it starts like a formula and is no number."""
    return text[:1] in ("=", "+", "-", "@", "＝", "\t") and not _DECIMAL.fullmatch(text)
