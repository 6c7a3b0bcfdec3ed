"""The headline figures of the ledger of works under every admissible convention.

Nothing is stored: the figures are made whole from the facts at the reader's moment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from calc.conventions import (
    Changed,
    Counts,
    Dimension,
    Item,
    Setting,
    Spread,
    alone,
    deciding,
    house,
    spread,
    total,
)
from calc.moments import Moment
from calc.stages import Interval
from plan.models import Plan
from projects.compute.conventions.works import PLACES, Work, item, word
from projects.models import Project
from projects.queries import Material, material
from projects.rules import (
    DERIVED,
    RATED_JUDGEMENTS,
    READINGS,
    UNVERIFIED,
    Disagreement,
    Evidence,
    account_keys,
    disagreements,
)

FIGURES = ("promise_rate", "built_rate", "started_rate", "late")


@dataclass(frozen=True)
class Moved:
    """An item that a convention judges in another way; blank = outside the figure."""

    project: Project
    before: str
    after: str


@dataclass(frozen=True)
class Alternative:
    """The figure when one dimension alone departs from the house's convention."""

    dimension: Dimension
    member: str
    counts: Counts
    moved: list[Moved]


@dataclass(frozen=True)
class Varying:
    """An item whose place in the figure is not the same under all conventions."""

    project: Project
    house: str
    words: tuple[str, ...]
    depends: tuple[Changed, ...]


@dataclass(frozen=True)
class Headline:
    """One headline figure under all conventions; what takes longer is made when asked for."""

    metric: str
    works: tuple[Work, ...]
    own: tuple[Dimension, ...]
    local: tuple[Dimension, ...]
    unruled_works: tuple[Work, ...]

    @property
    def _width(self) -> int:
        return 1 if self.metric == "late" else len(PLACES)

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(item(self.metric, work) for work in self.works)

    @cached_property
    def _ours(self) -> dict[str, str]:
        return house([*self.own, *self.local])

    @cached_property
    def spread(self) -> Spread:
        """The counts under every convention."""
        return spread(self._items, self.own, self.local, self._width)

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """The figure with one dimension changed at a time."""
        return [
            Alternative(d, member, *self._departed(self._ours | {d.key: member}))
            for d, member in alone([*self.own, *self.spread.local])
        ]

    @cached_property
    def varying(self) -> list[Varying]:
        """The items whose place in the figure is not the same under all conventions."""
        pairs = zip(self.works, self._items, strict=True)
        return [v for work, one in pairs if (v := self._varying(work.project, one))]

    @property
    def unruled(self) -> Counts:
        """The house's figure as it would be if no ruling between sources were followed."""
        items = (item(self.metric, work) for work in self.unruled_works)
        return total((one.tally(self._ours) for one in items), self._width)

    def _departed(self, setting: Setting) -> tuple[Counts, list[Moved]]:
        """The counts under another setting, and the items it places elsewhere."""
        before = [one.tally(self._ours) for one in self._items]
        after = [one.tally(setting) for one in self._items]
        moved = [
            Moved(work.project, word(was), word(now))
            for work, was, now in zip(self.works, before, after, strict=True)
            if was != now
        ]
        return total(after, self._width), moved

    def _varying(self, project: Project, one: Item) -> Varying | None:
        rivals = [d for d in self.local if d.key in one.local]
        found = spread([one], self.own, rivals, self._width)
        if len(found.results) == 1:
            return None
        standing = word(found.house)
        words = {word(counts) for counts in found.results} - {standing}
        return Varying(project, standing, tuple(sorted(words)), deciding(found, word))


@dataclass(frozen=True)
class Panorama:
    """All headline figures of one account under all conventions.

    ``single`` are the shared dimensions with one member here; ``ruled`` the groups of sources
    that a ruling has settled.
    """

    moment: Moment
    works: tuple[Work, ...]
    shared: tuple[Dimension, ...]
    disagreements: tuple[Disagreement, ...]
    material: Material
    ruled: tuple[str, ...]

    @property
    def single(self) -> list[str]:
        """The shared dimensions on which there is nothing to choose."""
        return [d.key for d in self.shared if len(d.members) == 1]

    @cached_property
    def headlines(self) -> dict[str, Headline]:
        """The figures by the name of their metric."""
        without = tuple(_unruled(work, self.material) for work in self.works)
        local = tuple(one.dimension for one in self.disagreements)
        return {
            metric: Headline(metric, self.works, _ordered(metric, self.shared), local, without)
            for metric in FIGURES
        }


def knowledges(moment: Moment, today: date, first_recorded: date | None) -> dict[str, Moment]:
    """The kinds of knowledge a figure may be read with, the reader's own first.

    With all knowledge the rival is what can be dated: published by today.  With a day of
    knowledge the two bases are rivals, the system's only once it had recorded anything.
    """
    if moment.known_at is None:
        return {"all": moment, "dated": Moment(moment.as_of, today, "public")}
    found = {basis: Moment(moment.as_of, moment.known_at, basis) for basis in ("public", "system")}
    if first_recorded is None or moment.known_at < first_recorded:
        found.pop("system" if moment.basis == "public" else "", None)
    return {moment.basis: moment} | found


def panorama(plan: Plan, knowledge: Mapping[str, Moment], account: str = "all") -> Panorama | None:
    """The headline figures of an account under every convention; None for an empty account."""
    read = material(plan, knowledge)
    rated = [p for p in read.works.values() if _counts_in(plan, p, account)]
    if not rated:
        return None
    own = {p.code for p in rated}
    open_ = tuple(d for d in disagreements(_union(read, own)) if d.group not in read.ruled)
    moment = next(iter(knowledge.values()))
    works = tuple(_work(p, read, open_, moment, plan.ends) for p in rated)
    return Panorama(moment, works, _shared(read, own), open_, read, _ruled(read, own))


def _work(
    project: Project, read: Material, open_: Collection[Disagreement], moment: Moment, ends: date
) -> Work:
    code = project.code
    evidence = {name: rows.get(code, ()) for name, rows in read.evidence.items()}
    own = tuple(one for one in open_ if code in one.items)
    stages: dict[object, Interval] = {
        (day,): known for day, known in read.settled.get(code, {}).items()
    }
    return Work(
        project, read.parts.get(code, ()), evidence, own, moment, ends, stages, code in read.failed
    )


def _counts_in(plan: Plan, project: Project, account: str) -> bool:
    if project.judgement not in RATED_JUDGEMENTS:
        return False
    keys = account_keys(
        plan=plan.code, kind=project.kind, commitment=project.commitment,
        category=project.category, provinces=project.provinces, cities=project.cities,
    )  # fmt: skip
    return f"{plan.code}/{project.kind}/{account}" in keys


def _union(read: Material, own: Collection[str]) -> dict[str, list[Evidence]]:
    found: dict[str, dict[str, Evidence]] = {}
    for rows in read.evidence.values():
        for code in own & rows.keys():
            found.setdefault(code, {}).update({row.fact.key: row for row in rows[code]})
    return {code: list(rows.values()) for code, rows in sorted(found.items())}


def _shared(read: Material, own: Collection[str]) -> tuple[Dimension, ...]:
    """The shared dimensions; one whose members read the same facts has a single member."""
    evidence = {
        name: {code: rows[code] for code in own & rows.keys()}
        for name, rows in read.evidence.items()
    }
    house, *others = evidence
    every = [row for rows in evidence.values() for some in rows.values() for row in some]
    rivals = {
        "reading": READINGS,
        "knowledge": (house, *(name for name in others if evidence[name] != evidence[house])),
        "unverified": UNVERIFIED if any(row.unverified for row in every) else UNVERIFIED[:1],
        "derived": DERIVED if any(r.fact.derived and r.fact.counts for r in every) else DERIVED[:1],
    }
    return tuple(Dimension(key, members) for key, members in rivals.items())


def _ruled(read: Material, own: Collection[str]) -> tuple[str, ...]:
    """The groups a ruling has settled, of the account's works."""
    groups = {row.conflict_group for (code, _), row in read.rows.items() if code in own}
    return tuple(sorted(groups & read.ruled.keys()))


def _unruled(work: Work, read: Material) -> Work:
    """The work as it would be without any ruling; only the reader's own knowledge is asked."""
    rows = read.unruled.get(work.project.code)
    if rows is None:
        return work
    first = next(iter(work.evidence))
    return replace(work, evidence={**work.evidence, first: rows}, memo={})


def _ordered(metric: str, shared: Collection[Dimension]) -> tuple[Dimension, ...]:
    """The dimensions, the house's member first: 建成率 reads strictly, all others leniently."""
    turned = "reading" if metric == "built_rate" else ""
    return tuple(Dimension(d.key, d.members[::-1]) if d.key == turned else d for d in shared)
