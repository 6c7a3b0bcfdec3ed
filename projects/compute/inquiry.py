"""The 求证清单: for one figure, the questions whose answers shrink it most (calc.inquiry)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from calc.inquiry import extremes, is_open, ordered
from calc.moments import Moment
from calc.rates import Rate, built_rate, missing_to_judge, promise_rate, started_rate
from plan.models import Plan
from projects.compute.accounts import Member, keys_of, members_at
from projects.compute.questions import Desk, Inquiry, figures_of, places_of
from projects.queries import Responsible, criterion_text, ledger, searches
from projects.rules import RATED_JUDGEMENTS
from projects.rules.inquiry import RATE_WORDS, may_know, points
from ui.format import pct_range


@dataclass(frozen=True)
class Figure:
    """Which figure: its ledger, its name, and its account (``all``, ``category=road`` …)."""

    kind: str = "works"
    name: str = "promise_rate"
    account: str = "all"


@dataclass(frozen=True)
class Recipient:
    """Whom a list is for; blank = everybody.

    ``kind`` is a kind of office, ``place`` a province or city, ``unit`` a unit that the
    任务分解表 names today; ``item`` narrows to one item of the plan.
    """

    kind: str = ""
    place: str = ""
    unit: str = ""
    item: str = ""


EVERYBODY = Recipient()


@dataclass(frozen=True)
class Sheet:
    """The list for one figure at a moment: its count, its bounds, and the questions in order.

    ``searched`` are those of ``rate.no_data`` about which somebody searched in vain.
    """

    figure: Figure
    rate: Rate
    searched: int
    inquiries: list[Inquiry]

    def left(self, count: int) -> int:
        """How many items are undetermined at most after the first ``count`` documents."""
        steps = (one.step for one in self.inquiries[:count])
        return self.rate.undetermined - sum(step.gain for step in steps if step)

    def sentence(self, count: int) -> str:
        """查5份文件，不能确定由186项降到181项，… with the bounds after it; blank for none."""
        count = min(count, len(self.inquiries))
        now, after = self.rate.undetermined, self.left(count)
        found = extremes(self.rate, now - after)
        if not count or found is None:
            return ""
        missed, reached = found
        counted = self.rate.denominator
        return (
            f"查{count}份文件，不能确定由{now}项降到{after}项，"
            f"{RATE_WORDS[self.figure.name]}上下限之差由{points(now / counted)}收窄到"
            f"{points(after / counted)}：现为{pct_range(self.rate.low, self.rate.high)}，"
            f"查得均已达到的为{pct_range(*reached)}，均未达到的为{pct_range(*missed)}。"
        )

    @cached_property
    def to_judge(self) -> int | None:
        """After how many documents the figure can be judged; None where the list cannot do it."""
        wanted = missing_to_judge(self.rate)
        enough = (
            count for count in range(len(self.inquiries) + 1)
            if self.rate.undetermined - self.left(count) >= wanted
        )  # fmt: skip
        return next(enough, None)


def sheet(
    plan: Plan, moment: Moment, figure: Figure, *, today: date, recipient: Recipient = EVERYBODY
) -> Sheet:
    """The list for a figure: the questions which the recipient may answer, in their order.

    The count and the bounds are those of the whole figure, whoever the list is for.
    """
    everyone = _rated(plan, moment, figure.kind)
    key = f"{plan.code}/{figure.kind}/{figure.account}"
    own = [
        m for m in everyone if figure.name in figures_of(m.project) and key in keys_of(m.project)
    ]
    undetermined = [m for m in own if is_open(m.known, figures_of(m.project)[figure.name])]
    told = searches(plan, moment)
    desk = Desk(plan, moment, figure.name, {m.project.code: m for m in everyone}, told, today)
    listed = [one for one in desk.inquiries(undetermined) if fits(one, recipient)]
    searched = sum(m.known.no_data and m.project.pk in told for m in undetermined)
    codes = {m.project.code for m in own}
    in_order = _in_order(listed, everyone, codes, figure.name)
    return Sheet(figure, rate(own, figure.name), searched, in_order)


def rate(own: Iterable[Member], figure: str) -> Rate:
    """A named rate of these items."""
    if figure == "built_rate":
        return built_rate(m.known for m in own)
    if figure == "started_rate":
        return started_rate(m.known for m in own)
    metric = "promise" if figure == "promise_rate" else "promise_strict"
    return promise_rate(m.verdict(metric) for m in own)


def fits(one: Inquiry, recipient: Recipient) -> bool:
    """Whether the recipient may know the answer."""
    if recipient.item and recipient.item not in one.items:
        return False
    if recipient.unit and recipient.unit not in _units(one.responsible):
        return False
    if recipient.kind and recipient.kind not in one.offices:
        return False
    project = one.project
    return may_know(recipient.kind, recipient.place, project.provinces, project.cities)


def _units(settled: Responsible) -> set[str]:
    """The units named, by their code and by that of the unit which carries on."""
    return {held.row.organisation.code for held in settled.units}


def _rated(plan: Plan, moment: Moment, kind: str) -> list[Member]:
    rows = ledger(plan, kind).filter(judgement__in=RATED_JUDGEMENTS)
    rows = rows.select_related("plan", "clause").prefetch_related("places", "parts")
    return members_at(list(rows.annotate(criterion_now=criterion_text(moment))), moment)


def _in_order(
    listed: list[Inquiry], everyone: Iterable[Member], own: Collection[str], figure: str
) -> list[Inquiry]:
    """The questions in the order in which they shrink the figure, of its own items alone."""
    places = [
        place for member in everyone for place in places_of(member)
        if place.figure != figure or place.item in own
    ]  # fmt: skip
    known = {member.project.code: member.known for member in everyone}
    by_key = {one.question.key: one for one in listed}
    steps = ordered([one.question for one in listed], places, known, figure)
    return [replace(by_key[step.question.key], step=step) for step in steps]
