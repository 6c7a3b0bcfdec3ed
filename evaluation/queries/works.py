"""The works of a report: rows by sector, what came late, what was adjusted, what is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from calc.circumstances import percent
from calc.facts import merge
from calc.moments import Moment
from calc.stages import LADDERS
from evaluation.outline import (
    AdjustedItem,
    LateItem,
    Sector,
    Source,
    Tally,
    UnknownItem,
    WorkRow,
)
from evaluation.outline.words import Gap, Shown
from metrics.queries import attempted, results
from plan.models import Plan
from plan.models import Source as Document
from plan.queries import informants, known, rulings, standing
from projects.compute import searched_in_vain
from projects.models import Progress, Project
from projects.queries import criterion_text, subject, to_facts, works
from projects.rules import CATEGORY_WORDS, RATED_JUDGEMENTS, VERDICT_WORDS, percent_cell

VAIN = "经查无资料"
DONE_EVENTS = ("opened", "accepted", "completed")


class Ledger:
    """The ledger of works at a moment, read once; ``later`` is where late completion is seen."""

    def __init__(self, plan: Plan, moment: Moment, later: Moment) -> None:
        self.plan = plan
        self.projects = list(
            works(plan)
            .select_related("plan", "clause")
            .prefetch_related("places")
            .annotate(criterion_now=criterion_text(moment))
        )
        self.now = results(moment, "project")
        self.later = results(later, "project")
        self.offices = informants(plan)
        self.facts = self._facts(moment)
        self.as_of = moment.as_of
        self.cited: dict[str, Source] = {}
        own = {project.pk for project in self.projects}
        self.vain = {one.pk for one in searched_in_vain(plan, moment)} & own

    def _facts(self, moment: Moment) -> dict[int, list[Progress]]:
        rows = known(Progress.objects.filter(project__plan=self.plan), moment)
        rows = rows.select_related("source", "part").order_by("day", "key")
        found: dict[int, list[Progress]] = defaultdict(list)
        for row in standing(rows, rulings(self.plan, moment)):
            found[row.project_id].append(row)
        return found

    def sectors(self) -> tuple[Sector, ...]:
        """Sectors in the order of the words, works in the plan's order."""
        groups: dict[str, list[Project]] = defaultdict(list)
        for project in self.projects:
            groups[project.category].append(project)
        return tuple(
            Sector(word, self._tally(groups[key]), tuple(self._row(p) for p in groups[key]))
            for key, word in CATEGORY_WORDS.items()
            if key in groups
        )

    def late(self) -> tuple[LateItem, ...]:
        """Works missed at the end of the plan and completed by the later day."""
        found = [p for p in self.projects if self._is_late(p)]
        return tuple(self._late(project) for project in found)

    def adjusted(self) -> tuple[AdjustedItem, ...]:
        """Works replaced, realigned or cancelled, with the document."""
        found = [p for p in self.projects if self._verdict(p) == "adjusted"]
        return tuple(self._adjusted(project) for project in found)

    def unknown(self) -> tuple[UnknownItem, ...]:
        """Rated works that nobody can judge yet."""
        return tuple(
            UnknownItem(
                project.name, CATEGORY_WORDS[project.category],
                VAIN if project.pk in self.vain else self._words(project),
                project.criterion_now, self.offices.get(project.category, ""),
            )
            for project in self.projects
            if project.judgement in RATED_JUDGEMENTS and self._verdict(project) == "undetermined"
        )  # fmt: skip

    def sources(self) -> tuple[Source, ...]:
        """The documents cited in the rows built so far."""
        return tuple(self.cited.values())

    def _verdict(self, project: Project) -> str:
        return self.now[subject(project), "promise"].text

    def _words(self, project: Project) -> str:
        return str(self.now[subject(project), "stage"].detail["words"])

    def _is_late(self, project: Project) -> bool:
        row = self.later.get((subject(project), "late"))
        return bool(row and row.detail["late"] and project.judgement in RATED_JUDGEMENTS)

    def _tally(self, group: list[Project]) -> Tally:
        rated = [p for p in group if p.judgement in RATED_JUDGEMENTS]
        verdicts = [self._verdict(p) for p in rated]
        no_data = sum(
            self._verdict(p) == "undetermined" and self.now[subject(p), "stage"].detail["no_data"]
            for p in rated
        )
        return Tally(
            total=len(group),
            unrated=len(group) - len(rated),
            no_data=no_data,
            searched=sum(p.pk in self.vain for p in rated),
            **{word: verdicts.count(word) for word in VERDICT_WORDS},
        )

    def _row(self, project: Project) -> WorkRow:
        rated = project.judgement in RATED_JUDGEMENTS
        places = "、".join(place.short_name or place.name for place in project.places.all())
        promise = f"{project.verb}（{LADDERS[project.ladder].word(self._required(project))}）"
        used = set(self.now[subject(project), "stage"].inputs)
        return WorkRow(
            name=project.name,
            place=places or "—",
            promise=promise,
            stage=self._words(project),
            verdict=VERDICT_WORDS[self._verdict(project)] if rated else "不计比率",
            progress=self._progress(project),
            investment=self._investment(project),
            sources=self._cite(f for f in self.facts[project.pk] if f.key in used),
        )

    def _required(self, project: Project) -> int:
        return LADDERS[project.ladder].rank(project.required)

    def _progress(self, project: Project) -> Shown:
        if self.now[subject(project), "stage"].detail["contradicts"]:
            return Gap.UNKNOWN
        rows = self.facts[project.pk]
        events = attempted(lambda: merge(to_facts(project.ladder, rows)), project.code) or ()
        return percent_cell(*percent(events, self.as_of)) or Gap.UNKNOWN

    def _investment(self, project: Project) -> Decimal | Gap:
        """The newest stated total; partial sums and yearly amounts are no total."""
        rows = [
            fact for fact in self.facts[project.pk]
            if fact.value_kind == "investment_total" and fact.relation == "item"
            and fact.amount is not None and fact.part is None and not fact.part_said
        ]  # fmt: skip
        return rows[-1].amount or Gap.UNKNOWN if rows else Gap.UNKNOWN

    def _late(self, project: Project) -> LateItem:
        done = self._last(project, DONE_EVENTS)
        return LateItem(
            name=project.name,
            promise=project.verb,
            stage_then=self._words(project),
            stage_now=str(self.later[subject(project), "stage"].detail["words"]),
            done_on=done.day if done else None,
            precision=done.precision if done else "day",
            sources=self._cite([done] if done else []),
        )

    def _adjusted(self, project: Project) -> AdjustedItem:
        fact = self._last(project, ("realigned", "cancelled", "not_pursued"))
        return AdjustedItem(
            name=project.name,
            change=fact.summary if fact else "",
            document=fact.source.title if fact else "",
            settled_on=fact.day if fact else None,
            precision=fact.precision if fact else "day",
            sources=self._cite([fact] if fact else []),
        )

    def _last(self, project: Project, events: Iterable[str]) -> Progress | None:
        rows = [f for f in self.facts[project.pk] if f.event in events and f.relation == "item"]
        return rows[-1] if rows else None

    def _cite(self, facts: Iterable[Progress]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._keys(facts)))

    def _keys(self, facts: Iterable[Progress]) -> Iterator[str]:
        for fact in facts:
            source = document(fact.source, derived=fact.status == "derived")
            self.cited.setdefault(source.key, source)
            yield source.key


def document(row: Document, *, derived: bool = False) -> Source:
    """A registered source as a report cites it."""
    return Source(
        key=f"src-{row.pk}",
        title=row.title,
        publisher=row.publisher,
        number=row.number,
        published_on=row.published_on,
        precision=row.published_precision or "day",
        note="据后续报道推断" if derived else "",
        link=row.url,
    )
