"""What is shown of each thing found: its name with the hit marked, what it is, why it fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime

from dashboards.matching import Entry, Piece, Term, excerpt, marked
from dashboards.matching.references import Spot
from dashboards.queries.search.atlas import Atlas, Today
from dashboards.queries.search.entries import SUBJECTS
from indicators.models import Indicator
from plan.pinyin import syllables
from plan.rules import address
from reporting.models import Submission
from ui.format import cdate, stamp
from ui.templatetags.ui import reverse_or_blank

LONG = 60
PAGE = "dashboards:search"
# the page of what is neither work nor measure nor indicator, by its word
LISTS = {"空间格局": "dashboards:zones", "功能定位": "dashboards:functions",
         "实施职责": "dashboards:duties"}  # fmt: skip

Pieces = tuple[Piece, ...]

read = lru_cache(maxsize=4096)(syllables)


@dataclass(frozen=True)
class Hit:
    """One line of the result.

    ``facts`` say what it is, ``notes`` (word and marked text) why it fits where the name does
    not show it, ``links`` lead on from what has no page of its own.
    """

    title: Pieces
    href: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[tuple[str, Pieces], ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass
class Shown:
    """How to show what was found; ``counts`` are the items per place in the plan."""

    terms: Sequence[Term]
    atlas: Atlas
    counts: dict[str, Counter[Spot]] = field(default_factory=dict)

    def project(self, entry: Entry) -> Hit:
        """A work or a measure."""
        row = entry.item
        said = (
            ("别称", entry.aliases), ("规划原文", [row.quote]),
            ("规划点名的单位", row.named_units),
            ("领域", [SUBJECTS[row.category]]),
            ("所涉地区", [self.atlas.names(row.codes)]), ("代码", [entry.code]),
            ("判据", [entry.settled]),
        )  # fmt: skip
        return Hit(
            self._marked(entry.name),
            reverse("dashboards:work", args=[row.code]),
            (SUBJECTS[row.category], row.verb, *_where(entry.spots)),
            self._why(entry.name, said),
        )

    def indicator(self, entry: Entry) -> Hit:
        """An indicator."""
        row: Indicator = entry.item
        kind = "参考指标" if row.reference else "规划指标"
        return Hit(
            self._marked(entry.name),
            reverse("dashboards:indicator", args=[row.code]),
            (kind, *([f"单位：{row.unit}"] if row.unit else []), *_where(entry.spots)),
            self._why(entry.name, (("代码", [entry.code]),)),
        )

    def passage(self, entry: Entry) -> Hit:
        """A chapter, section, box or paragraph, with ways to what stands there."""
        (spot,) = entry.spots
        clause = entry.item
        links = [
            (f"{word} {count} 项", found_at(address(*spot), kind))
            for kind, word in (("works", "重点项目"), ("measures", "重点任务"),
                               ("indicators", "指标"))
            if (count := self.counts[kind][spot])
        ]  # fmt: skip
        text = excerpt(clause.text or "", self.terms) if clause else ()
        reason = (f"未摘录：{clause.untouched}",) if clause and clause.untouched else ()
        notes = (("原文", text),) if text else ()
        return Hit(self._marked(entry.name), in_plan(spot), reason, notes, tuple(links))

    def other(self, entry: Entry) -> Hit:
        """A part of the spatial pattern, a role or a duty."""
        why = self._why(entry.name, (("规划原文", entry.said),))
        facts = (entry.item, *_where(entry.spots))
        page = reverse(LISTS[entry.item])
        links = (("在规划全景中查看", in_plan(*entry.spots[:1])),) if entry.spots else ()
        return Hit(self._marked(entry.name), f"{page}#{entry.code}", facts, why, links)

    def place(self, found: Today) -> Hit:
        """A place as it is now, and what it was."""
        place = found.place
        code = f"代码 {place.code}" if place.code.isdigit() else ""
        facts = (self.atlas.above(place), place.type or place.get_level_display(), code)
        notes = [("", self._marked(self.atlas.became(old))) for old in found.former]
        named = [place.short_name, *place.aliases]
        return Hit(
            self._marked(place.name), "", tuple(filter(None, facts)),
            (*notes, *(() if notes else self._why(place.name, (("又称", named),)))),
            (("有关重点项目", found_at(place.name, "works")),
             ("有关重点任务", found_at(place.name, "measures"))),
        )  # fmt: skip

    def office(self, entry: Entry) -> Hit:
        """An organisation, and who took over from it."""
        row = entry.item
        facts = [row.place__name or ""]
        facts.append(f"设立：{cdate(row.valid_from)}" if row.valid_from else "")
        facts.append(f"撤销：{cdate(row.valid_to)}" if row.valid_to else "")
        facts.append(f"承接单位：{row.successor__name}" if row.successor__name else "")
        why = self._why(entry.name, (("简称", entry.aliases),))
        return Hit(self._marked(entry.name), "", tuple(filter(None, facts)), why)

    def filing(self, row: Submission) -> Hit:
        """A filing the person may see."""
        facts = [
            row.get_kind_display(), row.get_state_display(), row.office,
            f"编号 {row.pk}", f"入库编号 {row.fact_key}" if row.fact_key else "",
            f"修改于 {stamp(localtime(row.changed_at))}",
        ]  # fmt: skip
        fields = row.fields
        said = (("内容", [fields.get("summary", "")]), ("依据", [fields.get("document_title", "")]))
        return Hit(
            self._marked(row.subject_name),
            reverse("reporting:detail", args=[row.pk]),
            tuple(filter(None, facts)),
            self._why(row.subject_name, said),
        )

    def report(self, entry: Entry) -> Hit:
        """An evaluation report."""
        row = entry.item
        facts = (f"出具人：{row.made_by_name}", f"出具于 {stamp(localtime(row.made_at))}")
        return Hit(self._marked(entry.name), reverse("evaluation:detail", args=[row.pk]), facts)

    def _marked(self, text: str) -> Pieces:
        return marked(text, self.terms, read)

    def _why(self, name: str, said: Iterable[tuple[str, Iterable[str]]]) -> tuple[Any, ...]:
        """For each term that the name does not show, the text that does."""
        missing = [term for term in self.terms if not _shows(name, term)]
        notes = []
        for word, texts in said:
            for text in texts:
                hit = [term for term in missing if _shows(text, term)]
                if hit:
                    notes.append((word, (excerpt if len(text) > LONG else marked)(text, hit, read)))
                    missing = [term for term in missing if term not in hit]
        return tuple(notes)


def counted(entries: Iterable[Entry]) -> Counter[Spot]:
    """How many entries stand in each chapter, section, box and paragraph."""
    return Counter(place for entry in entries for place in {p for s in entry.spots for p in _up(s)})


def _up(spot: Spot) -> Iterable[Spot]:
    """A spot, and all that it lies in."""
    chapter, section, box, paragraph = spot
    yield (chapter, None, None, None)
    if section is not None:
        yield (chapter, section, None, None)
    if box is not None:
        yield (chapter, section, box, None)
    if paragraph is not None:
        yield spot


def found_at(text: str, kind: str = "") -> str:
    """Address of a search."""
    return f"{reverse(PAGE)}?{urlencode({'q': text} | ({'kind': kind} if kind else {}))}"


def in_plan(spot: Spot | None = None) -> str:
    """Address of a spot on the page of the annotated plan; blank where there is none."""
    page = reverse_or_blank("dashboards:plan")
    if not page or spot is None:
        return ""
    chapter, section, box, paragraph = spot
    if paragraph is None:
        return f"{page}#s{chapter}-{section or 0}-{box or 0}"
    return f"{page}#p{chapter}-{section or 0}{f'-b{box}' if box else ''}-{paragraph}"


def _shows(text: str, term: Term) -> bool:
    return any(piece.hit for piece in marked(text, [term], read))


def _where(spots: Iterable[Spot]) -> list[str]:
    return list(dict.fromkeys(address(*spot) for spot in spots))
