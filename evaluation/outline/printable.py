"""What every part of an outline holds to: text that can be printed, values that fit together."""

import re
from dataclasses import fields
from typing import Any

# What neither XML 1.0 nor jsonb can hold: C0 and C1 controls, lone surrogates, non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAKS = re.compile("[\t\r\n\u2028\u2029]+")


class OutlineError(ValueError):
    """The outline contradicts itself or its JSON is not ours; the Chinese message names where."""


def clean(text: str) -> str:
    """Text every renderer can print: no control characters, line breaks turned into a space."""
    return _LINE_BREAKS.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, (list, tuple)):
        return tuple(_cleaned(item) for item in value)
    return value


class Printable:
    """Cleans every text of a frozen dataclass when it is made, then lets the class check itself."""

    def __post_init__(self) -> None:
        for item in fields(self):  # type: ignore[arg-type]
            object.__setattr__(self, item.name, _cleaned(getattr(self, item.name)))
        self.check()

    def check(self) -> None:
        """Raise OutlineError where the values do not fit together."""


def require(condition: bool, message: str) -> None:
    """Raise OutlineError with the message unless the condition holds."""
    if not condition:
        raise OutlineError(message)
