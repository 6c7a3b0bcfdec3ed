"""The lines of the annotated plan as ready HTML.

Eight hundred items stand on one page, so each line is joined from escaped words instead of
passing through a template.  Everything that comes from data is escaped here.  No database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise

from ui.marks import DERIVED, MARKS, mark_svg


@dataclass(frozen=True)
class Item:
    """One item of the plan as its line shows it.

    ``mark`` is a code of ``ui.marks`` or blank for items that carry no status, ``word``
    replaces its usual word and ``why`` is the page of its reasons; ``tags`` are
    short words behind the name (承诺, 阶段, 责任单位, 最近事实); ``steps`` are kind and words
    of what changed between two moments.
    """

    key: str
    kind: str
    code: str
    name: str
    href: str
    mark: str
    tags: tuple[str, ...]
    start: int
    end: int
    word: str = ""
    why: str = ""
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Stretch:
    """A piece of a paragraph's words and the items it belongs to."""

    text: str
    items: tuple[Item, ...]


@cache
def _mark(code: str, word: str) -> str:
    mark = MARKS[code]
    derived = " data-derived" if code in DERIVED else ""
    return (
        f'<span class="state state--{mark.tone}"{derived}>{mark_svg(code)}'
        f'<span class="state__word">{escape(word or mark.word)}</span></span>'
    )


def item_line(item: Item) -> str:
    """One list entry: mark, name as a link, what is known in a few words."""
    name = escape(item.name)
    head = f'<a href="{escape(item.href)}">{name}</a>' if item.href else f"<span>{name}</span>"
    mark = _reasoned(item, _mark(item.mark, item.word)) if item.mark else ""
    tags = "".join(f'<span class="clause__tag">{escape(tag)}</span>' for tag in item.tags if tag)
    return (
        f'<li class="clause__item" id="{escape(item.key)}" data-figure>'
        f'<span class="clause__mark">{mark}</span>{head}{tags}{_steps(item)}</li>'
    )


def _steps(item: Item) -> str:
    """What changed in the item; nothing where nothing did."""
    lines = "".join(
        f'<li><span class="steps__kind">{escape(kind)}</span>{escape(words)}</li>'
        for kind, words in item.steps
    )
    return f'<ul class="steps clause__steps">{lines}</ul>' if lines else ""


def _reasoned(item: Item, mark: str) -> str:
    """The mark as the way to its reasons: on a page this long no words are spent on it."""
    if not item.why:
        return mark
    return (
        f'<a class="why-mark" href="{escape(item.why)}" data-why title="为什么是这个数">{mark}'
        f'<span class="visually-hidden">，为什么是这个数：{escape(item.name)}</span></a>'
    )


def item_lines(items: Iterable[Item]) -> str:
    """All entries of one paragraph."""
    return "".join(map(item_line, items))


def marked_text(stretches: Iterable[Stretch]) -> str:
    """The words of a paragraph; what belongs to an item leads to its line."""
    return "".join(map(_stretch, stretches))


def _stretch(stretch: Stretch) -> str:
    words = escape(stretch.text)
    if not stretch.items:
        return words
    first = stretch.items[0]
    tone = MARKS[first.mark].tone if first.mark else "plain"
    names = escape("；".join(item.name for item in stretch.items))
    return f'<a class="said said--{tone}" href="#{escape(first.key)}" title="{names}">{words}</a>'


def cut(text: str, items: Sequence[Item]) -> list[Stretch]:
    """Cut the words of a paragraph where items begin and end (places in the words shown)."""
    edges = sorted({0, len(text), *(i.start for i in items), *(i.end for i in items)})
    edges = [edge for edge in edges if 0 <= edge <= len(text)]
    return [
        Stretch(text[low:high], tuple(i for i in items if i.start <= low and high <= i.end))
        for low, high in pairwise(edges)
        if low < high
    ]


def with_marks(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The words of a paragraph with these stretches marked (places in the words shown)."""
    done, pieces = 0, []
    for start, end in sorted(places):
        begin = max(start, done)
        if begin < end <= len(text):
            pieces.append(f"{escape(text[done:begin])}<mark>{escape(text[begin:end])}</mark>")
            done = end
    return "".join([*pieces, escape(text[done:])])
