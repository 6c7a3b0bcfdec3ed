"""What moved a figure since the previous period: what was learned, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit.queries import first_day
from calc.moments import Moment, quarter_before
from dashboards.queries.why.figures import words_of
from metrics.queries import between, computed
from metrics.rules import Outcome
from projects.compute.moves import Move, account_path, moved_by, steps
from projects.rules import STANDING_WORDS
from ui.format import cdate


@dataclass(frozen=True)
class Flip:
    """One member of an account that counts otherwise than before."""

    move: Move

    @property
    def before(self) -> str:
        """How it counted."""
        return STANDING_WORDS.get(self.move.before, "不计")

    @property
    def after(self) -> str:
        """How it counts."""
        return STANDING_WORDS.get(self.move.after, "不计")

    @property
    def lapsed(self) -> bool:
        """Whether nothing is known to have happened: the facts do not reach to the later day."""
        return self.move.lapsed


@dataclass(frozen=True)
class Step:
    """One of the two steps: the figure after it, what did it, and whether it moved."""

    title: str
    note: str
    before: str
    after: str
    facts: tuple[str, ...] = ()
    flips: tuple[Flip, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the figure differs, or any member counts otherwise."""
        return self.before != self.after or bool(self.flips) or bool(self.facts)


@dataclass(frozen=True)
class Change:
    """The figure of the period before as it was read then, and both steps to the present one."""

    then: Moment
    first: str
    steps: tuple[Step, ...]
    told: str = ""

    @property
    def moved(self) -> bool:
        """Whether anything moved at all."""
        return any(step.moved for step in self.steps)


def period_before(moment: Moment) -> Moment:
    """The end of the quarter before, with the knowledge of its own last day."""
    day = quarter_before(moment.as_of)
    known = min(day, moment.known_at) if moment.known_at else day
    return Moment(day, known, moment.basis)


def change(kind: str, subject: str, metric: str, moment: Moment) -> Change:
    """The change of a figure since the period before."""
    then = period_before(moment)
    start = first_day() if moment.basis == "system" else None
    if start is not None and then.known_at is not None and then.known_at < start:
        return Change(then, "", (), f"本系统自{cdate(start)}起有记录，上一期尚无记录可比。")
    if kind == "account":
        return _of_account(subject, metric, then, moment)
    path = between(then, moment)
    made = computed(kind, [subject], path)
    return _plain(kind, [made.get((at.key, subject, metric)) for at in path], then, moment)


def _of_account(subject: str, metric: str, then: Moment, moment: Moment) -> Change:
    path = account_path(subject, then, moment)
    found = steps(metric, path)
    words = [_words("account", account.figures.get(metric)) for account in path]
    flips = [tuple(map(Flip, moves)) for moves in (found.learned, found.happened)]
    return _change(words, ((), ()), flips, then, moment)


def _plain(kind: str, figures: Sequence[Outcome | None], then: Moment, moment: Moment) -> Change:
    words = [_words(kind, one) for one in figures]
    first, middle, last = figures
    facts = (_facts(first, middle, learned=True), _facts(middle, last, learned=False))
    return _change(words, facts, ((), ()), then, moment)


def _change(
    words: Sequence[str], facts: Sequence[tuple[str, ...]], flips: Sequence[tuple[Flip, ...]],
    then: Moment, moment: Moment,
) -> Change:  # fmt: skip
    titles = ("补充认识与修正", "实际进展")
    notes = (_learned(then, moment), _happened(then.as_of, moment.as_of))
    made = tuple(
        Step(titles[i], notes[i], words[i], words[i + 1], facts[i], flips[i]) for i in (0, 1)
    )
    return Change(then, words[0], made)


def _learned(then: Moment, moment: Moment) -> str:
    verb = "入库" if moment.basis == "system" else "公开"
    known = f"{cdate(moment.known_at)}以前{verb}的" if moment.known_at else "现有的全部"
    at = cdate(then.known_at)
    return (
        f"同是看{cdate(then.as_of)}的状态，资料由当时（{at}以前{verb}的）换成{known}资料；"
        "差别只是后来才知道的、更正的或裁定的。"
    )


def _happened(first: date, last: date) -> str:
    return (
        f"资料不变，由看{cdate(first)}改为看{cdate(last)}；差别是这段时间里实际发生的，"
        "或者是资料只说到其间某日，此后不能再据以确定。"
    )


def _words(kind: str, one: Outcome | None) -> str:
    return "尚无" if one is None else words_of(kind, one)


def _facts(before: Outcome | None, after: Outcome | None, *, learned: bool) -> tuple[str, ...]:
    """The facts that did a step; none where nothing differs."""
    old = before.inputs if before else ()
    new = after.inputs if after else ()
    if old == new and _same(before, after):
        return ()
    return moved_by(old, new, learned=learned)


def _same(before: Outcome | None, after: Outcome | None) -> bool:
    if before is None or after is None:
        return before is after
    return (before.low, before.high, before.text, before.detail) == (
        after.low, after.high, after.text, after.detail
    )  # fmt: skip
