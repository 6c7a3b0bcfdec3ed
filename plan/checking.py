"""Does the catalogue say what the plan's text says? Quotes, structure, nothing forgotten.

Pure: the text and the catalogue come in, a report goes out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plan.catalogue_files import Catalogue, CatalogueError
from plan.catalogue_files.commitment_rows import DUTIES, FUNCTIONS, MEASURES, NAMED_UNITS
from plan.catalogue_files.rows import (
    BOXES,
    CLAUSES,
    INDICATORS,
    PLAN,
    PROJECTS,
    SECTIONS,
    ZONES,
    ClauseRow,
)
from plan.coverage import Coverage, coverage_lines, measure
from plan.text import Address, Paragraph, PlanText, normalise

_BEGINNING = 12  # characters that show which paragraph is meant


@dataclass(frozen=True)
class Citation:
    """A quote of the catalogue and the paragraph it is said to stand in."""

    file: str
    line: int
    address: Address
    quote: str


@dataclass(frozen=True)
class CheckReport:
    """What was checked and what is wrong; `problems` empty means all is proven.

    `taken` counts per paragraph the rows that quote it; `untouched` pairs each
    paragraph nothing was taken from with its one word, blank when it has none.
    """

    plan_text: PlanText
    quotes: int
    proven: int
    taken: dict[Address, int]
    untouched: tuple[tuple[Paragraph, str], ...]
    problems: tuple[CatalogueError, ...]
    coverage: Coverage


def check(plan_text: PlanText, catalogue: Catalogue) -> CheckReport:
    """Prove every quote against its paragraph and account for every paragraph."""
    cited = list(_citations(catalogue))
    quote_problems = [problem for citation in cited if (problem := _quote(plan_text, citation))]
    taken = dict(Counter(citation.address for citation in cited))
    clauses = {_address(row): row for row in catalogue.clauses}
    coverage = measure(plan_text, catalogue)
    return CheckReport(
        plan_text=plan_text,
        quotes=len(cited),
        proven=len(cited) - len(quote_problems),
        taken=taken,
        untouched=tuple(_untouched(plan_text, clauses, taken)),
        problems=tuple(
            sorted(
                [
                    *quote_problems,
                    *_structure(plan_text, catalogue),
                    *_paragraphs(plan_text, clauses),
                    *_words(plan_text, clauses, taken),
                    *_units(plan_text, catalogue),
                    *coverage.faults,
                ]
            )
        ),
        coverage=coverage,
    )


def _citations(catalogue: Catalogue) -> Iterator[Citation]:
    for file, rows in (
        (PROJECTS.file, catalogue.projects),
        (MEASURES.file, catalogue.measures),
        (FUNCTIONS.file, catalogue.functions),
        (DUTIES.file, catalogue.duties),
        (INDICATORS.file, catalogue.indicators),
    ):
        for row in rows:
            address = Address(row.chapter, row.section, row.box, row.paragraph)
            yield Citation(file, row.line, address, row.quote)
    for zone in catalogue.zones:
        address = Address(zone.chapter, zone.section, None, zone.paragraph)
        yield Citation(ZONES.file, zone.line, address, zone.quote)


def _quote(plan_text: PlanText, cited: Citation) -> CatalogueError | None:
    at = cited.address
    if plan_text.find(cited.quote, at.chapter, at.section, at.box, at.paragraph):
        return None
    places = "、".join(m.paragraph.address.words for m in plan_text.find_anywhere(cited.quote))
    elsewhere = f"，见于{places}" if places else "，全文均无"
    reason = f"引文“{cited.quote}”不在{at.words}中{elsewhere}"
    return CatalogueError(cited.file, cited.line, "quote", reason)


def unproven(
    catalogue: Catalogue, words: Mapping[tuple[int, int | None, int | None, int], str]
) -> list[CatalogueError]:
    """Quotes that do not stand in the paragraph they cite, as far as its ``words`` are given.

    The words are those of the imported text, by chapter, section, box and paragraph.
    """
    folded = {Address(*place): normalise(text) for place, text in words.items()}
    return [
        CatalogueError(
            cited.file, cited.line, "quote", f"引文“{cited.quote}”不在{cited.address.words}中"
        )
        for cited in _citations(catalogue)
        if cited.address in folded and normalise(cited.quote) not in folded[cited.address]
    ]


def _structure(plan_text: PlanText, catalogue: Catalogue) -> Iterator[CatalogueError]:
    """The plan, its chapters, sections and boxes bear the titles printed in the text."""
    plan = catalogue.plan
    yield from _titles(PLAN.file, {"": plan_text.title}, {"": (plan.title, plan.line)})
    printed = {f"{c.number}.": c.title for c in plan_text.chapters}
    printed |= {f"{s.chapter}.{s.number}": s.title for s in plan_text.sections}
    rows = {f"{r.chapter}.{r.section or ''}": (r.title, r.line) for r in catalogue.sections}
    yield from _titles(SECTIONS.file, printed, rows)
    boxes = {f"{b.number}@{b.chapter}.{b.section}": b.title for b in plan_text.boxes}
    listed = {f"{r.box}@{r.chapter}.{r.section}": (r.title, r.line) for r in catalogue.boxes}
    yield from _titles(BOXES.file, boxes, listed)


def _titles(
    file: str, printed: dict[str, str], listed: dict[str, tuple[str, int]]
) -> Iterator[CatalogueError]:
    for key, (title, line) in listed.items():
        if key not in printed:
            yield CatalogueError(file, line, "title", f"规划文本的这一处没有“{title}”")
        elif normalise(title) != normalise(printed[key]):
            yield CatalogueError(file, line, "title", f"“{title}”在规划文本中为“{printed[key]}”")
    for key, title in printed.items():
        if key not in listed:
            yield CatalogueError(file, 0, "title", f"缺少“{title}”")


def _paragraphs(plan_text: PlanText, clauses: dict[Address, ClauseRow]) -> Iterator[CatalogueError]:
    """Every paragraph has its row, every row its paragraph, and the lead phrases agree."""
    for address, row in clauses.items():
        paragraph = plan_text.at(address)
        if paragraph is None:
            reason = f"规划文本中没有{address.words}"
            yield CatalogueError(CLAUSES.file, row.line, "paragraph", reason)
        elif normalise(row.lead) != normalise(paragraph.lead):
            reason = f"段首语“{row.lead}”在规划文本中为“{paragraph.lead}”"
            yield CatalogueError(CLAUSES.file, row.line, "lead", reason)
    for paragraph in plan_text.paragraphs:
        if paragraph.address not in clauses:
            reason = f"缺少{paragraph.address.words}“{paragraph.text[:_BEGINNING]}…”"
            yield CatalogueError(CLAUSES.file, 0, "paragraph", reason)


def _units(plan_text: PlanText, catalogue: Catalogue) -> Iterator[CatalogueError]:
    """A unit stands in the paragraph of its item."""
    items = {row.code: row for row in (*catalogue.projects, *catalogue.measures)}
    for named in catalogue.named_units:
        row = items[named.item]
        paragraph = plan_text.at(Address(row.chapter, row.section, row.box, row.paragraph))
        if paragraph and normalise(named.unit) not in paragraph.folded.text:
            reason = f"{paragraph.address.words}没有点名“{named.unit}”"
            yield CatalogueError(NAMED_UNITS.file, named.line, "unit", reason)


def _untouched(
    plan_text: PlanText, clauses: dict[Address, ClauseRow], taken: dict[Address, int]
) -> Iterator[tuple[Paragraph, str]]:
    for paragraph in plan_text.paragraphs:
        if paragraph.address not in taken:
            row = clauses.get(paragraph.address)
            yield paragraph, row.untouched if row else ""


def _words(
    plan_text: PlanText, clauses: dict[Address, ClauseRow], taken: dict[Address, int]
) -> Iterator[CatalogueError]:
    """A paragraph has a word exactly when nothing was taken from it."""
    for address, row in clauses.items():
        count = taken.get(address, 0)
        if count and row.untouched:
            reason = f"{address.words}已摘录 {count} 条，不应再注“{row.untouched}”"
            yield CatalogueError(CLAUSES.file, row.line, "untouched", reason)
        elif not count and not row.untouched and plan_text.at(address):
            reason = f"{address.words}没有摘录，也没有注明原因"
            yield CatalogueError(CLAUSES.file, row.line, "untouched", reason)


def _address(row: ClauseRow) -> Address:
    return Address(row.chapter, row.section, row.box, row.paragraph)


def report_lines(report: CheckReport) -> Iterator[str]:
    """The report in Chinese, line by line: counts, untouched paragraphs, problems."""
    text = report.plan_text
    yield (
        f"《{text.title}》：{len(text.chapters)} 章（含前言）、{len(text.sections)} 节、"
        f"{len(text.boxes)} 个专栏、{len(text.paragraphs)} 段"
    )
    yield from (f"  读取说明：{remark}" for remark in text.remarks)
    yield (
        f"引文：共 {report.quotes} 条，与原文一致 {report.proven} 条，"
        f"未找到 {report.quotes - report.proven} 条；取自 {len(report.taken)} 段"
    )
    yield from _untouched_lines(report)
    yield from coverage_lines(report.coverage)
    yield f"问题：{len(report.problems)} 处"
    yield from (f"  {problem}" for problem in report.problems)


def _untouched_lines(report: CheckReport) -> Iterator[str]:
    counts = Counter(word or "未注明" for _, word in report.untouched)
    tally = "、".join(f"{word} {count}" for word, count in sorted(counts.items()))
    yield f"没有摘录的段落：{len(report.untouched)} 段" + (f"（{tally}）" if tally else "")
    for paragraph, word in report.untouched:
        begins = paragraph.lead or f"{paragraph.text[:_BEGINNING]}…"
        yield f"  {word or '未注明'}  {paragraph.address.words}  {begins}"
