"""What a line of a plan's text can be: a head, or a block of words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """A head; `kind` is chapter (前言 has number 0), section or box."""

    kind: str
    number: int
    title: str
    in_contents: bool = False


@dataclass(frozen=True)
class Block:
    """A run of words as the file has it, between line ends."""

    text: str
