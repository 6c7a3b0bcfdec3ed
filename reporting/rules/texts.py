"""Text as people type it: what can be kept, what counts as empty, folded digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# no field needs more; a longer text is an accident or an attack
TYPED_LIMIT = 4000

_FOLD = str.maketrans(
    "０１２３４５６７８９．，－＋％／：　",
    "0123456789.,-+%/: ",
)


def fold(text: str) -> str:
    """Full-width digits and signs as half-width ones, without outer blanks."""
    return text.translate(_FOLD).replace("−", "-").strip()


def has_content(text: str) -> bool:
    """Whether anything can be seen: blanks, format and control characters do not count."""
    return any(not c.isspace() and unicodedata.category(c)[0] not in "CZ" for c in text)


def unprintable(text: str) -> bool:
    """Whether it holds what cannot be stored or printed everywhere."""
    return any(
        (unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\r\n") or c in "\ufffe\uffff"
        for c in text
    )


def storable(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """What keeps a draft from being kept: field and reason; empty when it can be."""
    errors = []
    for name, text in fields.items():
        if unprintable(text):
            errors.append((name, "含有无法保存的控制字符，请删去后重新输入。"))
        elif len(text) > TYPED_LIMIT:
            errors.append((name, f"文字过长（{len(text)} 字），请控制在 {TYPED_LIMIT} 字以内。"))
    return errors
