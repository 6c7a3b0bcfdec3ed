"""Fold a text for matching; what is displayed is never folded.

The official text was taken out of a typeset file: it has spaces around
figures, bold marks, compatibility characters and 琿 for 珲. Two pieces of
text are the same words when their folded forms are equal.
"""

import unicodedata
from dataclasses import dataclass

BOLD_MARK = "**"

_FOLD = {
    "琿": "珲",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "–": "—",
    "―": "—",
    "─": "—",
    "•": "·",
    "・": "·",
    "‧": "·",
}


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its characters, its place in the source."""

    text: str
    source: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters start..end stand in the displayed text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}..{end} outside 0..{len(self.text)}")
        return self.source[start], self.source[end - 1] + 1


def normalise(text: str) -> str:
    """The folded form of `text`, for comparison only."""
    return fold(text).text


def fold(text: str) -> Folded:
    """Fold `text`, keeping where each character came from."""
    folded: list[str] = []
    source: list[int] = []
    for place, character in _without_bold(text):
        for part in _folded_character(character):
            folded.append(part)
            source.append(place)
    return Folded("".join(folded), tuple(source))


def strip_bold(text: str) -> str:
    """`text` without the marks that set words in bold."""
    return text.replace(BOLD_MARK, "")


def _without_bold(text: str) -> list[tuple[int, str]]:
    places = list(enumerate(text))
    kept: list[tuple[int, str]] = []
    index = 0
    while index < len(places):
        if text.startswith(BOLD_MARK, index):
            index += len(BOLD_MARK)
            continue
        kept.append(places[index])
        index += 1
    return kept


def _folded_character(character: str) -> str:
    parts = unicodedata.normalize("NFKC", _FOLD.get(character, character))
    return "".join(_FOLD.get(part, part) for part in parts if not _is_blank(part))


def _is_blank(character: str) -> bool:
    # Cf holds the zero-width characters, the byte-order mark and the soft hyphen.
    return character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}
