"""What the builder needs to know: plain values taken from Results, each figure with its sources.

Nothing here is computed except sums that must agree; a figure that is not known is a Gap, never
zero.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from evaluation.outline.course import Course
from evaluation.outline.inquiry import InquiryItem
from evaluation.outline.printable import OutlineError
from evaluation.outline.words import Gap, Shown


@dataclass(frozen=True)
class Tally:
    """Counts of one ledger or group, in items.

    `total` is every named item; `reached + missed + undetermined` are rated, `adjusted` (已调整) is
    left out of the rates, `unrated` are items of the kinds 持续, 条件 and 方向. `no_data` is the
    part of `undetermined` about which nothing is on file, `searched` the part of that about which
    somebody searched in vain; `failed` could not be computed, and is `undetermined` too.
    """

    total: int
    reached: int
    missed: int
    undetermined: int
    no_data: int
    adjusted: int = 0
    unrated: int = 0
    searched: int = 0
    failed: int = 0

    def __post_init__(self) -> None:
        if (
            self.rated + self.adjusted + self.unrated != self.total
            or not 0 <= self.searched <= self.no_data <= self.undetermined - self.failed
        ):
            raise OutlineError(f"项目计数前后不一致：{self}")

    @property
    def unknown_words(self) -> str:
        """（其中暂无资料4项，其中经查无资料1项）; the second only where somebody searched."""
        vain = f"，其中经查无资料{self.searched}项" if self.searched else ""
        return f"（其中暂无资料{self.no_data}项{vain}）"

    @property
    def rated(self) -> int:
        """Items that stand in the denominator of 承诺兑现率."""
        return self.reached + self.missed + self.undetermined


@dataclass(frozen=True)
class Reading:
    """A rate under one reading; `low`, `high` in percent (0–100), None when nothing is rated."""

    low: Decimal | None
    high: Decimal | None
    reached: int
    missed: int
    undetermined: int
    no_data: int

    @property
    def rated(self) -> int:
        """The denominator."""
        return self.reached + self.missed + self.undetermined


@dataclass(frozen=True)
class Rate:
    """A rate, its fixed name and definition, under both readings, the lenient first."""

    name: str
    meaning: str
    lenient: Reading
    strict: Reading


@dataclass(frozen=True)
class WorkRow:
    """One work of 表2: `investment` in 万元, `progress` in percent, `sources` by key."""

    name: str
    place: str
    promise: str
    stage: str
    verdict: str
    progress: Shown = Gap.UNKNOWN
    investment: Decimal | Gap = Gap.UNKNOWN
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sector:
    """One sector of 表2 with its works in printing order."""

    name: str
    tally: Tally
    works: tuple[WorkRow, ...]


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of 表1; `actual_on` words the year or day and the vintage of `actual`.

    `progress`, `expected_progress` in percent, `gap_points` in 百分点.
    """

    name: str
    unit: str
    attribute: str
    baseline: Shown
    target: Shown
    actual: Shown
    actual_on: str = ""
    progress: Shown = Gap.NOT_APPLICABLE
    expected_progress: Shown = Gap.NOT_APPLICABLE
    gap_points: Shown = Gap.NOT_APPLICABLE
    judgement: str = Gap.NOT_APPLICABLE.value
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class LateItem:
    """逾期后完成: missed at `as_of`, in use by `Account.looked_on`; `done_on` None if undated."""

    name: str
    promise: str
    stage_then: str
    stage_now: str
    done_on: date | None
    precision: str = "day"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class AdjustedItem:
    """已调整: replaced, merged, realigned or cancelled, with the document that says so."""

    name: str
    change: str
    document: str
    settled_on: date | None
    precision: str = "day"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnknownItem:
    """An item nobody can judge yet: what is known, what would settle it, who may know."""

    name: str
    sector: str
    known: str
    settles: str
    informants: str = ""


@dataclass(frozen=True)
class Promise:
    """A row of the table of commitments: word, the plan's verbs, when it counts as reached."""

    name: str
    verbs: str
    reached_when: str


@dataclass(frozen=True)
class Spread:
    """A headline figure under all admissible conventions, each cell as it is printed.

    `depends` says what the conclusion (of a rate) or the number (of a count) depends on; blank
    where no convention changes it.
    """

    name: str
    house: str
    least: str
    most: str
    depends: str = ""


@dataclass(frozen=True)
class Turning:
    """An item whose verdict is not the same under all conventions."""

    name: str
    house: str
    others: str
    depends: str


@dataclass(frozen=True)
class Conventions:
    """The figures under every convention: one sentence per rate, tables, the choices in words.

    `failed` are the items that could not be computed.
    """

    sentences: tuple[str, ...]
    figures: tuple[Spread, ...]
    turning: tuple[Turning, ...]
    choices: tuple[str, ...]
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One document; without `published_on` it is 发布时间不详. `note` such as 据后续报道推断."""

    key: str
    title: str
    publisher: str = ""
    number: str = ""
    published_on: date | None = None
    precision: str = "day"
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class Account:
    """Everything one evaluation report says, at one Moment.

    `looked_on` is the day on which 逾期后完成 is looked at (today of the report, or known_at).
    `inquiries` are the first questions about the unknown, `inquiry_words` what they would settle.
    `measures` is the other ledger, counted in one sentence and never added to the works.
    `formulas` are the methods behind its figures: name of the figure, formula, version.
    `courses` is the curve of promises kept by each reading, the lenient first.
    `goals_words` says in the plan's case for what no target exists; `headline` replaces the
    opening sentence.
    """

    plan_name: str
    as_of: date
    known_at: date | None
    basis: str
    basis_words: str
    frozen_at: datetime
    looked_on: date
    works: Tally
    rates: tuple[Rate, ...]
    sectors: tuple[Sector, ...]
    baseline_year: int
    target_year: int
    indicators: tuple[IndicatorRow, ...] = ()
    late: tuple[LateItem, ...] = ()
    adjusted: tuple[AdjustedItem, ...] = ()
    unknown: tuple[UnknownItem, ...] = ()
    inquiries: tuple[InquiryItem, ...] = ()
    inquiry_words: str = ""
    promises: tuple[Promise, ...] = ()
    sources: tuple[Source, ...] = ()
    measures: Tally | None = None
    conventions: Conventions | None = None
    courses: tuple[Course, ...] = ()
    formulas: tuple[tuple[str, str, int], ...] = ()
    goals_words: str = ""
    headline: str = ""
