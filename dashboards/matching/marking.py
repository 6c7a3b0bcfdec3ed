"""Where in a shown text the asked words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboards.matching.folding import traced
from dashboards.matching.ranking import Term

AROUND = 30

Span = tuple[int, int]
Speller = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``hit`` when it is what was asked for."""

    text: str
    hit: bool = False


def marked(text: str, terms: Iterable[Term], speller: Speller | None = None) -> tuple[Piece, ...]:
    """The text in pieces.  ``speller`` gives a syllable per character, for words in pinyin."""
    hits = [span for term in terms for span in _spans(text, term, speller)]
    return _pieces(text, _merged(hits))


def excerpt(text: str, terms: Iterable[Term], speller: Speller | None = None) -> tuple[Piece, ...]:
    """The surroundings of the first hit in a long text, marked; nothing without a hit."""
    hits = _merged(span for term in terms for span in _spans(text, term, speller))
    if not hits:
        return ()
    start = max(0, hits[0][0] - AROUND)
    end = min(len(text), max(hits[0][1], start) + 2 * AROUND)
    inside = [(low - start, min(high, end) - start) for low, high in hits if low < end]
    pieces = _pieces(text[start:end], inside)
    before = (Piece("…"),) if start else ()
    after = (Piece("…"),) if end < len(text) else ()
    return before + pieces + after


def _spans(text: str, term: Term, speller: Speller | None) -> list[Span]:
    """Where the word itself stands, else what it stands for, else its reading."""
    folded, origins = traced(text)
    found = _found(folded, origins, [term.word.text]) or _found(folded, origins, term.names)
    if not found and term.word.reading is not None and speller is not None:
        found = _spelled(speller(text), term.word.reading)
    return found


def _found(folded: str, origins: Sequence[int], wanted: Iterable[str]) -> list[Span]:
    return [
        (origins[match.start()], origins[match.end() - 1] + 1)
        for name in wanted
        for match in re.finditer(re.escape(name), folded)
    ]


def _spelled(read: Sequence[str], reading: re.Pattern[str]) -> list[Span]:
    """Characters whose full readings, or else whose first letters, are the word."""
    for forms, between in ((read, " "), ([part[:1] for part in read], "")):
        text, owners = "", []
        for place, form in enumerate(forms):
            piece = form + between if form else ""
            text += piece
            owners += [place] * len(piece)
        if found := reading.search(text):
            return [(owners[found.start()], owners[found.end() - 1] + 1)]
    return []


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _pieces(text: str, hits: Iterable[Span]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for low, high in hits:
        pieces += [Piece(text[at:low]), Piece(text[low:high], hit=True)]
        at = high
    pieces.append(Piece(text[at:]))
    return tuple(piece for piece in pieces if piece.text)
