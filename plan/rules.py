"""How places in the plan are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Above every number on file.  To the database NaN is greater than any number, so a bound
# keeps it out.
LIMIT = 10**16

NUMERALS = "〇一二三四五六七八九十"


def numeral(number: int) -> str:
    """A number up to 99 in Chinese numerals: 12 -> 十二."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones]
    head = "十" if tens == 1 else NUMERALS[tens] + "十"
    return head + (NUMERALS[ones] if ones else "")


def chapter_words(chapter: int) -> str:
    """第五章; chapter 0 is the preface."""
    return f"第{numeral(chapter)}章" if chapter else "前言"


def address(chapter: int, section: int | None, box: int | None, paragraph: int | None) -> str:
    """第五章第一节专栏2第3段, leaving out what is empty."""
    parts = [chapter_words(chapter)]
    if section:
        parts.append(f"第{numeral(section)}节")
    if box:
        parts.append(f"专栏{box}")
    if paragraph:
        parts.append(f"第{paragraph}段")
    return "".join(parts)


@dataclass(frozen=True)
class SourceEntry:
    """A document as somebody cites it; ``published_on`` is the end of the stated period."""

    title: str
    publisher: str = ""
    number: str = ""
    kind: str = "official"
    url: str = ""
    published_on: date | None = None
    published_precision: str = ""
