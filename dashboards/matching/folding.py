"""Text as it is compared: what people type differently and mean the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# a point counts only inside a number: 5.1 is not 51
_NOISE = re.compile(r"[^\w.]|_|(?<!\d)\.|\.(?!\d)")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The letters, characters and digits of a text in one form.

    Full width, case, blanks, dashes and other marks do not count; 琿 is another form of 珲.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("琿", "珲")
    return _NOISE.sub("", plain)


@lru_cache(maxsize=4096)
def traced(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters the place it has in the text."""
    folded: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        inside = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
        piece = "." if character == "." and inside else fold(character)
        folded.append(piece)
        origins += [place] * len(piece)
    return "".join(folded), tuple(origins)
