"""How much of the plan is taken up by items, and why the rest is not.

Pure: the text and the catalogue come in, counts and faults go out.  Characters are those
of the folded paragraph; punctuation and blanks count nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from plan.catalogue_files import Catalogue, CatalogueError
from plan.catalogue_files.commitment_rows import SPANS, SpanRow
from plan.text import Address, Paragraph, PlanText, normalise

MARKS = frozenset(',.。;；:：、"()!?—·《》“”‘’（），！？ ')
_BEGINNING = 16


@dataclass(frozen=True)
class Share:
    """Characters of one section: how many there are, taken up by items, explained, open."""

    chapter: int
    section: int | None
    total: int
    covered: int
    explained: int

    @property
    def open(self) -> int:
        """Characters that belong to no item and have no reason."""
        return self.total - self.covered - self.explained


@dataclass(frozen=True)
class Coverage:
    """Shares by section in the plan's order, and every fault of the spans."""

    shares: tuple[Share, ...]
    faults: tuple[CatalogueError, ...]


def measure(plan_text: PlanText, catalogue: Catalogue) -> Coverage:
    """Count what the spans of a catalogue cover.

    A catalogue of works and indicators alone may go without spans, and nothing is said of
    it.  One with measures, functions or duties claims to hold every commitment of the plan.
    """
    if not (catalogue.spans or catalogue.measures or catalogue.functions or catalogue.duties):
        return Coverage((), ())
    by_address: dict[Address, list[SpanRow]] = defaultdict(list)
    for row in catalogue.spans:
        by_address[Address(row.chapter, row.section, row.box, row.paragraph)].append(row)
    quotes = _quotes(catalogue)
    faults = list(_without_span(catalogue))
    counts: dict[tuple[int, int | None], list[int]] = defaultdict(lambda: [0, 0, 0])
    for paragraph in plan_text.paragraphs:
        rows = by_address.get(paragraph.address, [])
        faults += _misplaced(paragraph, rows, quotes)
        states = _states(paragraph, rows)
        faults += _open(paragraph, states)
        count = counts[(paragraph.chapter, paragraph.section)]
        for place, state in enumerate((None, "item", "reason")):
            count[place] += len(states) if state is None else states.count(state)
    shares = tuple(Share(*key, *count) for key, count in counts.items())
    return Coverage(shares, tuple(faults))


def _states(paragraph: Paragraph, rows: list[SpanRow]) -> list[str]:
    """What became of each character that counts: item, reason or open."""
    text = paragraph.folded.text
    states = ["open"] * len(text)
    for row in sorted(rows, key=lambda row: row.kind != "none"):
        word = "reason" if row.kind == "none" else "item"
        for place in range(row.start, min(row.end, len(text))):
            states[place] = word
    return [state for char, state in zip(text, states, strict=True) if char not in MARKS]


def _open(paragraph: Paragraph, states: list[str]) -> Iterator[CatalogueError]:
    if "open" in states:
        begins = paragraph.lead or paragraph.text[:_BEGINNING]
        reason = f"{paragraph.address.words}“{begins}…”有 {states.count('open')} 字没有归属"
        yield CatalogueError(SPANS.file, 0, "", reason)


def _misplaced(
    paragraph: Paragraph, rows: list[SpanRow], quotes: dict[tuple[str, str], set[str]]
) -> Iterator[CatalogueError]:
    """A span lies inside its paragraph, and holds the quote of its item."""
    text = paragraph.folded.text
    for row in rows:
        if not row.start < row.end <= len(text):
            reason = (
                f"片段 {row.start}—{row.end} 超出{paragraph.address.words}（共 {len(text)} 字）"
            )
            yield CatalogueError(SPANS.file, row.line, "end", reason)
            continue
        inside = text[row.start : row.end]
        wanted = quotes.get((row.kind, row.item), set())
        if wanted and not any(normalise(quote) in inside for quote in wanted):
            reason = f"“{row.item}”的引文不在片段 {row.start}—{row.end} 中"
            yield CatalogueError(SPANS.file, row.line, "start", reason)


def _items(catalogue: Catalogue) -> dict[str, tuple[object, ...]]:
    return {
        "project": (*catalogue.projects, *catalogue.measures),
        "indicator": catalogue.indicators,
        "zone": catalogue.zones,
        "function": catalogue.functions,
        "duty": catalogue.duties,
    }


def _quotes(catalogue: Catalogue) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, rows in _items(catalogue).items():
        for row in rows:
            found[(kind, row.code)].add(row.quote)  # type: ignore[attr-defined]
    return found


def _without_span(catalogue: Catalogue) -> Iterator[CatalogueError]:
    held = {(row.kind, row.item) for row in catalogue.spans}
    for kind, code in sorted(set(_quotes(catalogue)) - held):
        yield CatalogueError(SPANS.file, 0, "item", f"“{code}”（{kind}）没有写明条文片段")


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """The shares in Chinese, a line per section and one for the whole."""
    if not coverage.shares:
        return
    total = sum(share.total for share in coverage.shares)
    covered = sum(share.covered for share in coverage.shares)
    explained = sum(share.explained for share in coverage.shares)
    done = 100 * (covered + explained) / total if total else 0
    yield (
        f"条文覆盖：共 {total} 字，归入事项 {covered} 字，注明原因 {explained} 字，"
        f"没有归属 {total - covered - explained} 字（已交代 {done:.1f}%）"
    )
    for share in coverage.shares:
        yield f"  {_section(share)}  {share.covered}/{share.total} 字归入事项，{_rest(share)}"


def _section(share: Share) -> str:
    return Address(share.chapter, share.section, None, 0).words


def _rest(share: Share) -> str:
    words = f"{share.explained} 字注明原因"
    return words if not share.open else f"{words}，{share.open} 字没有归属"
