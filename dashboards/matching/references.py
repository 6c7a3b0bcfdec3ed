"""Places in the plan as people cite them: 第五章第一节, 专栏2, 5.1."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple, dataclass

from plan.text.numerals import parse_numeral

# chapter, section, box, paragraph of the plan; None where it has none
Spot = tuple[int, int | None, int | None, int | None]

PREFACE = "前言"

_NUMBER = r"([一二三四五六七八九十]{1,3}|\d{1,2})"
_WORDS = re.compile(rf"(?:第{_NUMBER}章)?(?:第{_NUMBER}节)?(?:专栏{_NUMBER})?(?:第{_NUMBER}段)?")
_DIGITS = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?")
# blanks between the parts of one citation do not make it several words
_BROKEN = re.compile(r"(?<=[章节])\s+(?=第|专栏)|(?<=专栏)\s+(?=[\d一二三四五六七八九])")


@dataclass(frozen=True)
class Reference:
    """A place in the plan; None stands for any."""

    chapter: int | None = None
    section: int | None = None
    box: int | None = None
    paragraph: int | None = None

    def covers(self, spot: Spot) -> bool:
        """Whether the spot lies there.

        A numbered paragraph stands in its section itself, not in a box there.
        """
        asked = astuple(self)
        if self.paragraph is not None and self.box is None:
            return asked == spot
        return all(want is None or want == has for want, has in zip(asked, spot, strict=True))


def read_reference(text: str) -> Reference | None:
    """The place a text names, or None where it says anything else."""
    plain = unicodedata.normalize("NFKC", text)
    if plain == PREFACE:
        return Reference(chapter=0)
    if found := _DIGITS.fullmatch(plain):
        chapter, section, paragraph = (int(part) if part else None for part in found.groups())
        return Reference(chapter, section, None, paragraph)
    found = _WORDS.fullmatch(plain)
    parts = [part for part in found.groups() if part] if found else []
    if not found or not any(found.groups()[:3]) or not all(map(parse_numeral, parts)):
        return None
    return Reference(*(parse_numeral(part) if part else None for part in found.groups()))


def joined(text: str) -> str:
    """The text with the parts of one citation written together."""
    return _BROKEN.sub("", unicodedata.normalize("NFKC", text))
