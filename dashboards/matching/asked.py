"""The words somebody typed into the search, or why they cannot be searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboards.matching.folding import fold
from dashboards.matching.references import Reference, joined, read_reference

LONGEST = 100
MOST_WORDS = 8
SHORTEST_READING = 2

TOO_LONG = "检索词共 {} 个字，过长。请缩短到 {} 个字以内，只写名称中最有特点的几个字。"
TOO_MANY = "检索词有 {} 个，过多。请减到 {} 个以内。"
NO_WORD = "检索词里没有汉字、字母或数字，无从检索。"

_BETWEEN = re.compile(r"[\s,，、;；]+")
_READING = re.compile(r"[a-z0-9]+")
# u for ü after n and l, where readings write v
_LOOSE = re.compile(r"(?<=[nl])u")


@dataclass(frozen=True)
class Word:
    """One word: as typed, folded, as a place in the plan, and as the pattern of a reading.

    ``reading`` finds the word where a syllable begins, blanks between syllables or not; None
    for a word that is no pinyin.
    """

    typed: str
    text: str
    reference: Reference | None = None
    reading: re.Pattern[str] | None = None

    @property
    def letters(self) -> bool:
        """Whether it may be pinyin or first letters."""
        return self.reading is not None


@dataclass(frozen=True)
class Asked:
    """All words; ``fault`` says why there is nothing to look for."""

    typed: str
    words: tuple[Word, ...] = ()
    fault: str = ""

    @property
    def blank(self) -> bool:
        """Nothing was typed at all."""
        return not self.words and not self.fault


def asked(typed: str) -> Asked:
    """Read what was typed.  Blanks, commas and 、 stand between words."""
    text = typed.strip()
    if len(text) > LONGEST:
        return Asked(typed, fault=TOO_LONG.format(len(text), LONGEST))
    words = tuple(dict.fromkeys(filter(None, map(_word, _BETWEEN.split(joined(text))))))
    if len(words) > MOST_WORDS:
        return Asked(typed, fault=TOO_MANY.format(len(words), MOST_WORDS))
    return Asked(typed, words, NO_WORD if text and not words else "")


def word(typed: str) -> Word:
    """One word in all the ways it may be meant."""
    text = fold(typed)
    return Word(typed, text, read_reference(typed), reading(text))


def reading(text: str) -> re.Pattern[str] | None:
    """The pattern that finds a folded word in stored readings."""
    letters = any(character.isalpha() for character in text)
    if len(text) < SHORTEST_READING or not letters or not _READING.fullmatch(text):
        return None
    loose = " ?".join("[uv]" if _LOOSE.match(text, at) else c for at, c in enumerate(text))
    return re.compile(rf"(?<![a-z0-9]){loose}")


def _word(typed: str) -> Word | None:
    return word(typed) if fold(typed) else None
