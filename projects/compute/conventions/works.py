"""What one work adds to each headline figure under a setting of all dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from calc.conventions import Counts, Item, Setting
from calc.moments import Moment
from calc.rates import BUILT_RANK, STARTED_RANK, late
from calc.stages import LADDERS, Interval, Verdict, cautious, verdict
from metrics.queries import attempted
from projects.models import Project
from projects.rules import Disagreement, Evidence, counting

# The places of the counts; no_data is contained in undetermined.
PLACES = ("reached", "missed", "undetermined", "no_data", "adjusted")
OUTSIDE: Counts = (0, 0, 0, 0, 0)
RANKS = {"built_rate": BUILT_RANK, "started_rate": STARTED_RANK}
BUILDING = frozenset({"build", "complete"})
PAPERWORK = frozenset({"study", "plan"})


@dataclass(frozen=True)
class Work:
    """One rated work with its evidence under each knowledge.

    ``memo`` holds the stages found so far; those of a settled work, whose facts were not read,
    are there from the start.  Of one that ``failed`` on file nothing is known; ``troubled``
    holds the settings for which that turned out here.
    """

    project: Project
    parts: tuple[str, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]
    open_: tuple[Disagreement, ...]
    moment: Moment
    ends: date
    memo: dict[object, Interval] = field(default_factory=dict, compare=False)
    failed: bool = False
    troubled: set[object] = field(default_factory=set, compare=False)

    def known(self, setting: Setting, day: date) -> Interval:
        """Its stage on a day under a setting."""
        key = (day, *(setting[name] for name in self._asks))
        if key not in self.memo:
            self.memo[key] = self._computed(key, setting, day)
        return self.memo[key]

    def _computed(self, key: object, setting: Setting, day: date) -> Interval:
        ladder, found = LADDERS[self.project.ladder], None
        if not self.failed:
            rows = self.evidence.get(setting["knowledge"], ())
            found = attempted(
                lambda: cautious(counting(rows, setting, self.open_), ladder, self.parts, day),
                self.project.code,
            )
        if found is None:
            self.troubled.add(key)
        return found or Interval(0, ladder.top)

    @cached_property
    def _asks(self) -> tuple[str, ...]:
        """The dimensions its stage looks at: none where nothing is on file or in question."""
        if not any(self.evidence.values()):
            return ()
        return ("knowledge", "unverified", "derived", *(one.key for one in self.open_))

    def promise(self, setting: Setting) -> Counts:
        """What it adds to the counts of the promise."""
        return _counted(self._verdict(setting, self.moment.as_of),
                        self.known(setting, self.moment.as_of))  # fmt: skip

    def built(self, setting: Setting) -> Counts:
        """What it adds to 建成率."""
        return self._reaching("built_rate", setting, self._promised(setting)[0] in BUILDING)

    def started(self, setting: Setting) -> Counts:
        """What it adds to 开工率."""
        counts = self._promised(setting)[0] not in PAPERWORK
        return self._reaching("started_rate", setting, counts)

    def late(self, setting: Setting) -> Counts:
        """Whether it was completed after the plan's end."""
        if self.moment.as_of <= self.ends:
            return (0,)
        ladder = LADDERS[self.project.ladder]
        required = ladder.rank(self._promised(setting)[1])
        now = self.known(setting, self.moment.as_of)
        return (int(late(self._verdict(setting, self.ends), now, required, ladder)),)

    def _promised(self, setting: Setting) -> tuple[str, str]:
        project = self.project
        if setting["reading"] == "strict":
            return project.commitment_strict, project.required_strict
        return project.commitment, project.required

    def _verdict(self, setting: Setting, day: date) -> Verdict:
        commitment, required = self._promised(setting)
        rank = LADDERS[self.project.ladder].rank(required)
        return verdict(self.known(setting, day), rank, study=commitment == "study")

    def _reaching(self, metric: str, setting: Setting, counts: bool) -> Counts:
        if not counts:
            return OUTSIDE
        now = self.known(setting, self.moment.as_of)
        return _counted(verdict(now, RANKS[metric]), now)


def item(metric: str, work: Work) -> Item:
    """The work as an item of one headline figure."""
    tallies = {"promise_rate": work.promise, "built_rate": work.built,
               "started_rate": work.started, "late": work.late}  # fmt: skip
    return Item(work.project.code, tallies[metric], tuple(one.key for one in work.open_))


def word(counts: Counts) -> str:
    """Where one item stands in a figure, as a code; blank outside of it."""
    if len(counts) == 1:
        return "late" if counts[0] else ""
    if counts[PLACES.index("no_data")]:
        return "no_data"
    return next((name for name, one in zip(PLACES, counts, strict=True) if one), "")


def _counted(found: Verdict, known: Interval) -> Counts:
    unknown = known.no_data and found == "undetermined"
    return tuple(int(place == found or (place == "no_data" and unknown)) for place in PLACES)
