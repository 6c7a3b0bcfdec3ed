"""The small language in which a story names its figures.

A story of the first screen is one sentence with placeholders and no figure in it:
``佳木斯至牡丹江铁路规划期末为{stage}``. Its arguments say where each placeholder comes
from, ``name=kind:code...``, joined by ``；``; `KINDS` is the whole language. This module
reads and checks the language and puts words into a pattern; looking the words up is
the business of the page. Pure: knows no Django and no database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

SEPARATOR = "；"
NOW = "now"
NO_VINTAGE = "none"


class StoryError(ValueError):
    """A story that cannot be read; the message says why, in Chinese."""


@dataclass(frozen=True)
class Kind:
    """One kind of argument: how it is written and what is printed for it."""

    form: str
    prints: str


KINDS: dict[str, Kind] = {
    "stage": Kind("code@as_of", "项目在该日的阶段用语"),
    "verdict": Kind("code@as_of", "项目在该日的结论用语"),
    "late": Kind("code@as_of", "该日未达到而后来投用的，为“逾期后完成”；其余为今日结论"),
    "first": Kind("code:event[:part]", "该项目（或其分段）该类事件最早的日期，按其精度"),
    "said": Kind("code", "该条历史记录的事实日，按其精度"),
    "words": Kind("code", "该条历史记录的摘要"),
    "value": Kind("code:area:year:vintage", "监测值及单位，none 指未标版次"),
    "period": Kind("code:area:year:vintage", "该监测值的时期，如某年末"),
    "place": Kind("code@as_of", "该地在该日的上级地区名称，代码变更时顺着后继代码"),
    "moved": Kind("code", "该地改换上级的日期，按其精度"),
}

_PART = {
    "code": r"(?P<code>[A-Za-z0-9-]+)",
    "as_of": rf"(?P<as_of>\d{{4}}-\d{{2}}-\d{{2}}|{NOW})",
    "event": r"(?P<event>[a-z_]+)",
    "part": r"(?P<part>[a-z0-9-]+)",
    "area": r"(?P<area>[a-z0-9-]*)",
    "year": r"(?P<year>\d{4})",
    "vintage": r"(?P<vintage>[a-z0-9_]+)",
}
_NAME = re.compile(r"[a-z][a-z_]*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Argument:
    """One placeholder and where its words come from.

    ``as_of`` is empty for ``now``, the moment of the page; ``vintage`` is empty for values
    without one; ``area`` is empty for the whole city cluster. Fields that the kind does
    not use are empty.
    """

    name: str
    kind: str
    code: str
    as_of: date | None = None
    event: str = ""
    part: str = ""
    area: str = ""
    year: int | None = None
    vintage: str = ""


def parse(arguments: str) -> list[Argument]:
    """Read the arguments of a story. Raises StoryError with the first fault."""
    parsed = [_argument(piece.strip()) for piece in arguments.split(SEPARATOR) if piece.strip()]
    names = [argument.name for argument in parsed]
    for name in names:
        if names.count(name) > 1:
            raise StoryError(f"取数名“{name}”重复。")
    return parsed


def placeholders(pattern: str) -> list[str]:
    """Names in braces, in the order of the sentence. Raises StoryError on a stray brace."""
    names = _PLACEHOLDER.findall(pattern)
    if re.search(r"[{}]", _PLACEHOLDER.sub("", pattern)):
        raise StoryError("句式中的花括号不成对。")
    for name in names:
        if not _NAME.fullmatch(name):
            raise StoryError(f"占位名“{name}”只能用小写字母和下划线。")
    return names


def check(pattern: str, arguments: str) -> None:
    """Raise StoryError unless pattern and arguments fit and no figure is typed."""
    used = set(placeholders(pattern))
    given = {argument.name for argument in parse(arguments)}
    if missing := sorted(used - given):
        raise StoryError(f"句式中的“{missing[0]}”没有取数。")
    if idle := sorted(given - used):
        raise StoryError(f"取数“{idle[0]}”没有用在句式中。")
    if re.search(r"\d", _PLACEHOLDER.sub("", pattern)):
        raise StoryError("句式中不能直接写数字，数字一律取自记录或计算结果。")


def fill(pattern: str, words: Mapping[str, str]) -> str:
    """The sentence with its words put in. Raises StoryError when one is missing."""
    for name in placeholders(pattern):
        if name not in words:
            raise StoryError(f"句式中的“{name}”没有取数。")
    return _PLACEHOLDER.sub(lambda found: words[found.group(1)], pattern)


def _argument(piece: str) -> Argument:
    name, equals, source = piece.partition("=")
    if not equals:
        raise StoryError(f"“{piece}”应写成“名称=类别:代码”。")
    if not _NAME.fullmatch(name):
        raise StoryError(f"取数名“{name}”只能用小写字母和下划线。")
    kind, _, rest = source.partition(":")
    if kind not in KINDS:
        raise StoryError(f"“{piece}”的类别“{kind}”不认识，可用：{'、'.join(KINDS)}。")
    found = re.fullmatch(_expression(KINDS[kind].form), rest)
    if not found:
        raise StoryError(f"“{piece}”应写成“{name}={kind}:{KINDS[kind].form}”。")
    return _build(name, kind, {key: value or "" for key, value in found.groupdict().items()})


def _expression(form: str) -> str:
    """The form of a kind as a regular expression: letters become groups, [x] optional."""
    optional = re.sub(r"\[(.*?)\]", r"(?:\1)?", form)
    return re.sub(r"[a-z_]+", lambda word: _PART[word.group()], optional)


def _build(name: str, kind: str, found: dict[str, str]) -> Argument:
    return Argument(
        name=name,
        kind=kind,
        code=found["code"],
        as_of=_day(found.get("as_of", "")),
        event=found.get("event", ""),
        part=found.get("part", ""),
        area=found.get("area", ""),
        year=int(found["year"]) if "year" in found else None,
        vintage="" if found.get("vintage", "") == NO_VINTAGE else found.get("vintage", ""),
    )


def _day(text: str) -> date | None:
    if text in ("", NOW):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StoryError(f"“{text}”不是有效日期。") from None
