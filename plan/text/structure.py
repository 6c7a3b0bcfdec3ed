"""The parts of a plan's text: chapters, sections, boxes and paragraphs."""

from dataclasses import dataclass, field
from functools import cached_property

from plan.rules import address
from plan.text.normalise import Folded, fold, normalise


class PlanTextError(ValueError):
    """The text is not a plan we can read; the message says why, in Chinese."""


@dataclass(frozen=True, order=True)
class Address:
    """Where a paragraph stands: counted from 1 within its section, chapter or box."""

    chapter: int
    section: int | None
    box: int | None
    paragraph: int

    @property
    def key(self) -> tuple[int, int, int, int]:
        """For sorting: a blank stands before any number."""
        return (self.chapter, self.section or 0, self.box or 0, self.paragraph)

    def __str__(self) -> str:
        section = "" if self.section is None else str(self.section)
        box = "" if self.box is None else f"[{self.box}]"
        return f"{self.chapter}.{section}{box}.{self.paragraph}"

    @property
    def words(self) -> str:
        """The address as an official writes it: 第五章第一节专栏2第3段."""
        return address(self.chapter, self.section, self.box, self.paragraph)


@dataclass(frozen=True)
class Chapter:
    number: int
    title: str


@dataclass(frozen=True)
class Section:
    chapter: int
    number: int
    title: str


@dataclass(frozen=True)
class Box:
    number: int
    chapter: int
    section: int | None
    title: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph (条文), in the words of the text without its bold marks.

    `subhead` is the unnumbered head above it within a box (铁路建设).
    """

    chapter: int
    section: int | None
    box: int | None
    number: int
    lead: str
    text: str
    subhead: str = ""

    @property
    def address(self) -> Address:
        return Address(self.chapter, self.section, self.box, self.number)

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)


@dataclass(frozen=True)
class Match:
    """A quote found: its paragraph and its span in the folded paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The quoted words as the text prints them."""
        first, last = self.paragraph.folded.source_span(self.start, self.end)
        return self.paragraph.text[first:last]


@dataclass(frozen=True)
class PlanText:
    """A plan's text, read. `remarks` says, in Chinese, what the reader had to decide."""

    title: str
    chapters: tuple[Chapter, ...]
    sections: tuple[Section, ...]
    boxes: tuple[Box, ...]
    paragraphs: tuple[Paragraph, ...]
    captions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    _by_address: dict[Address, Paragraph] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_address = {paragraph.address: paragraph for paragraph in self.paragraphs}
        object.__setattr__(self, "_by_address", by_address)

    def at(self, address: Address) -> Paragraph | None:
        """The paragraph at `address`, or None when the text has none there."""
        return self._by_address.get(address)

    def find(
        self,
        quote: str,
        chapter: int,
        section: int | None,
        box: int | None,
        paragraph: int,
    ) -> Match | None:
        """Where `quote` stands in the paragraph cited; None if it does not."""
        cited = self.at(Address(chapter, section, box, paragraph))
        return None if cited is None else find_in(cited, quote)

    def find_anywhere(self, quote: str) -> tuple[Match, ...]:
        """Every paragraph that holds `quote`, to say where a wrong citation belongs."""
        matches = (find_in(paragraph, quote) for paragraph in self.paragraphs)
        return tuple(match for match in matches if match is not None)


def find_in(paragraph: Paragraph, quote: str) -> Match | None:
    """The first place of `quote` in `paragraph`; a blank quote is nowhere."""
    wanted = normalise(quote)
    if not wanted:
        return None
    start = paragraph.folded.text.find(wanted)
    return None if start < 0 else Match(paragraph, start, start + len(wanted))
