"""What a line of a plan's text can be: a head, or a block of words."""

from dataclasses import dataclass
from typing import Literal

HeadKind = Literal["chapter", "section", "box"]


@dataclass(frozen=True)
class Head:
    """A chapter (前言 has number 0), section or box head."""

    kind: str
    number: int
    title: str
    in_contents: bool = False


@dataclass(frozen=True)
class Block:
    """A run of words as the file has it, between line ends."""

    text: str
