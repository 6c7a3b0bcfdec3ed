"""The questions about the undetermined items of one figure: what to ask, of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calc.inquiry import Place, Question, Step, deciding_event, is_open
from calc.moments import Moment
from calc.rates import BUILT_RANK, STARTED_RANK
from calc.stages import LADDERS, Ladder
from metrics.queries import guarded
from plan.models import Link, Plan
from plan.queries import informants
from projects.compute.accounts import Member, keys_of
from projects.compute.parts import part_stages
from projects.models import Progress, Project
from projects.queries import NOBODY, Dossier, Responsible, dossiers, responsibles
from projects.rules import RATED_JUDGEMENTS
from projects.rules.inquiry import RATE_WORDS, SHORT, documents, kinds_of, question

Parts = Mapping[str, str]
NO_PARTS: Parts = {}


@dataclass(frozen=True)
class Inquiry:
    """One question with everything a person needs to look for the answer.

    ``others`` are items for which the same answer holds; ``part`` the code of the part asked
    about, blank for the whole; ``event`` the one to file when a dated answer is found;
    ``figures`` those which any answer settles, ``accounts`` in how many accounts; ``family``
    how many questions of one clause ask the same of the same document; ``step`` its turn.
    """

    project: Project
    others: tuple[Project, ...]
    rank: int
    part: str
    asked: str
    documents: str
    event: str
    offices: tuple[str, ...]
    responsible: Responsible
    search: Progress | None
    figures: tuple[str, ...]
    accounts: int
    family: int = 1
    step: Step | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of the items it settles."""
        return tuple(sorted(p.code for p in (self.project, *self.others)))

    @property
    def settles(self) -> str:
        """可定宽口径、严口径，涉及5本账."""
        names = "、".join(SHORT.get(name, RATE_WORDS[name]) for name in self.figures)
        return f"可定{names}，涉及{self.accounts}本账"

    @property
    def question(self) -> Question:
        """The same as the arithmetic takes it."""
        return Question(
            f"{self.items[0]}:{self.rank}", self.items, self.rank,
            late=self.search is not None, order=(-self.family, self.project.order),
        )  # fmt: skip


def figures_of(project: Project) -> dict[str, int]:
    """Figures an item is counted in, as ``projects.compute.accounts`` does, and the rank asked."""
    if project.judgement not in RATED_JUDGEMENTS:
        return {}
    ladder = LADDERS[project.ladder]
    found = {
        "promise_rate": ladder.rank(project.required),
        "promise_rate_strict": ladder.rank(project.required_strict),
    }
    if project.kind == Project.Kind.WORKS:
        if project.commitment_strict in ("build", "complete"):
            found["built_rate"] = BUILT_RANK
        if project.commitment not in ("study", "plan"):
            found["started_rate"] = STARTED_RANK
    return found


def places_of(member: Member) -> Iterable[Place]:
    """Where an item stands, for the arithmetic."""
    accounts = len(keys_of(member.project))
    for name, rank in figures_of(member.project).items():
        yield Place(name, member.project.code, rank, accounts)


@dataclass(frozen=True)
class Desk:
    """Makes the questions of one figure; each table is read once.

    ``everyone`` are the rated items of the ledger by code, ``told`` the standing searches.
    """

    plan: Plan
    moment: Moment
    figure: str
    everyone: Mapping[str, Member]
    told: Mapping[int, Progress]
    today: date

    def inquiries(self, undetermined: Collection[Member]) -> list[Inquiry]:
        """One question per item, those of one real thing joined; at most ten queries."""
        offices = informants(self.plan)
        settled = responsibles([m.project.pk for m in undetermined], self._now)
        open_parts, same = self._open_parts(undetermined), _same(self.plan, self.everyone)
        made: dict[tuple[tuple[str, ...], int], Inquiry] = {}
        for member in undetermined:
            project = member.project
            one = replace(
                self._ask(member, open_parts.get(project.code, NO_PARTS), same),
                offices=tuple(kinds_of(offices.get(project.category, ""))),
                responsible=settled.get(project.pk, NOBODY),
                search=self.told.get(project.pk),
            )
            made.setdefault((one.items, one.rank), one)
        return _with_families(list(made.values()))

    @property
    def _now(self) -> Moment:
        """Who answers is asked for today, with the reader's knowledge."""
        return self.moment.at(max(self.today, self.moment.as_of))

    def _ask(self, member: Member, open_parts: Parts, same: Mapping[str, list[str]]) -> Inquiry:
        project = member.project
        ladder, rank = LADDERS[project.ladder], figures_of(project)[self.figure]
        stage = ladder.key(rank)
        study = project.commitment == "study" and stage == project.required
        single = next(iter(open_parts)) if len(open_parts) == 1 else ""
        joined = [] if single else same.get(project.code, [])
        return Inquiry(
            project=project,
            others=tuple(self.everyone[c].project for c in joined if c != project.code),
            rank=rank, part=single,
            asked=question(project.ladder, stage, self.moment.as_of, study=study,
                           parts=tuple(open_parts.values())),
            documents=documents(_criterion(project), project.ladder, stage, project.required,
                                project.required_strict),
            event=deciding_event(ladder, rank) or "progress",
            offices=(), responsible=NOBODY, search=None,
            figures=tuple(name for name, asked in figures_of(project).items()
                          if asked == rank and is_open(member.known, asked)),
            accounts=len(keys_of(project)),
        )  # fmt: skip

    def _open_parts(self, undetermined: Collection[Member]) -> dict[str, Parts]:
        """The parts that keep the whole open, by item: code and name.

        Only where the rank needs every part, and no part is known to fall short.  Of an
        item whose parts cannot be computed, the whole is asked about.
        """
        names = {
            m.project.code: {part.code: part.name for part in m.project.parts.all()}
            for m in undetermined
        }
        codes = [code for code, parts in names.items() if parts]

        def made(some: Collection[str] | None) -> Iterable[tuple[str, Parts]]:
            rows = dossiers(self.plan, self.moment, codes if some is None else some)
            return ((row.project.code, self._open_of(row, names[row.project.code])) for row in rows)

        found, _ = guarded(made, lambda: codes) if codes else ([], {})
        return dict(found)

    def _open_of(self, dossier: Dossier, names: Parts) -> Parts:
        ladder, rank = LADDERS[dossier.project.ladder], figures_of(dossier.project)[self.figure]
        if not _needs_all(ladder, rank):
            return NO_PARTS
        stages = part_stages(dossier.facts, ladder, dossier.parts, self.moment.as_of)
        return {one.code: names[one.code] for one in stages if is_open(one.known, rank)}


def _criterion(project: Project) -> str:
    """The 判据 in force at the moment, where it was read with the item."""
    return str(getattr(project, "criterion_now", project.criterion))


def _needs_all(ladder: Ladder, rank: int) -> bool:
    return rank not in ladder.any_part


def _same(plan: Plan, everyone: Mapping[str, Member]) -> dict[str, list[str]]:
    """Items which the catalogue declares to be one thing and which stand on one ladder."""
    rows = Link.objects.filter(
        plan=plan, relation="same_as", source_kind="project", target_kind="project"
    )
    groups: dict[str, set[str]] = {}
    for one, other in rows.values_list("source", "target"):
        if {one, other} <= everyone.keys() and _alike(everyone[one], everyone[other]):
            joined = groups.get(one, {one}) | groups.get(other, {other})
            groups |= dict.fromkeys(joined, joined)
    return {code: sorted(group) for code, group in groups.items()}


def _alike(one: Member, other: Member) -> bool:
    return one.project.ladder == other.project.ladder


def _with_families(listed: list[Inquiry]) -> list[Inquiry]:
    families = Counter(map(_family, listed))
    return [replace(one, family=families[_family(one)]) for one in listed]


def _family(one: Inquiry) -> tuple[object, ...]:
    return one.project.clause_id, one.project.ladder, one.rank, one.documents
