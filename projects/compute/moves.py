"""What moved between two moments, item by item and account by account; nothing is stored.

A figure of the earlier day by the earlier knowledge is read again with the later knowledge,
then on the later day (``metrics.queries.between``).  What differs over the first step was
only learned or revised; what differs over the second really happened, or the facts say nothing
of the later day any more (``Move.lapsed``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from calc.bounds import Interval
from calc.moments import Moment
from calc.rates import BUILT_RANK, STARTED_RANK
from calc.stages import Verdict, verdict
from metrics.queries import between, computed
from metrics.rules import Outcome
from projects.compute.accounts import Figure, Member, figures_of, members
from projects.models import Project
from projects.queries import subject

VERDICTS = ("promise", "promise_strict")
RANKS = {"built_rate": BUILT_RANK, "started_rate": STARTED_RANK}
OF_MEMBER = {"promise_rate": "promise", "promise_rate_strict": "promise_strict"}


@dataclass(frozen=True)
class Account:
    """An account at one moment, with the members it was made from."""

    figures: Mapping[str, Outcome]
    members: Mapping[str, Member]


@dataclass(frozen=True)
class Move:
    """One item whose reading differs over a step; ``facts`` are the keys that did it.

    ``lapsed``: nothing more is proven on the later day; only what bounded the stage from above
    says nothing of it any more.
    """

    project: Project
    before: str
    after: str
    words_before: str
    words_after: str
    facts: tuple[str, ...]
    lapsed: bool = False


@dataclass(frozen=True)
class Steps:
    """What was learned about the earlier day, and what happened after it."""

    learned: tuple[Move, ...]
    happened: tuple[Move, ...]


def accounts_at(key: str, moments: Collection[Moment]) -> dict[Moment, Account]:
    """One account at several moments, computed from the facts."""
    projects = members({key}).get(key, [])
    names = [subject(project) for project in projects]
    made = computed("project", names, moments)
    return {moment: _account(key, projects, moment, made) for moment in moments}


def moves(metric: str, before: Account, after: Account, *, learned: bool) -> tuple[Move, ...]:
    """The members of an account whose part in a figure differs between two accounts.

    ``learned``: both are of the same day, and only the knowledge differs.
    """
    both = [name for name in after.members if name in before.members]
    found = (
        _move(metric, before.members[name], after.members[name], learned=learned) for name in both
    )
    return tuple(move for move in found if move.before != move.after)


def steps(metric: str, accounts: Sequence[Account]) -> Steps:
    """Both steps along a path of three accounts."""
    first, middle, last = accounts
    return Steps(
        moves(metric, first, middle, learned=True), moves(metric, middle, last, learned=False)
    )


def account_path(key: str, before: Moment, after: Moment) -> list[Account]:
    """One account along the path between two moments."""
    path = between(before, after)
    found = accounts_at(key, path)
    return [found[moment] for moment in path]


def moved_by(old: Sequence[str], new: Sequence[str], *, learned: bool) -> tuple[str, ...]:
    """The facts that made a reading of the facts ``old`` one of the facts ``new``.

    Those that came in; where none did and only the knowledge differs, those that a correction
    or a ruling took away; else the same facts, which prove more of a later day.
    """
    added = [key for key in new if key not in old]
    gone = [key for key in old if key not in new] if learned else []
    return tuple(added or gone or new)


def part_in(metric: str, member: Member) -> str:
    """What one member counts as in a figure: a verdict code, late, or blank."""
    if metric == "late":
        late = member.figures.get("late")
        return "late" if late and late.detail["late"] else ""
    if metric in RANKS:
        return verdict(member.known, RANKS[metric])
    name = OF_MEMBER[metric]
    return cast(Verdict, member.figures[name].text) if name in member.figures else ""


def stage_words(member: Member) -> str:
    """The stage of a member in words."""
    return str(member.figures["stage"].detail["words"])


def _account(
    key: str, projects: Sequence[Project], moment: Moment,
    made: Mapping[tuple[str, str, str], Outcome],
) -> Account:  # fmt: skip
    rows = {subject(project): project for project in projects}
    by_name: dict[str, dict[str, Figure]] = {name: {} for name in rows}
    for (at, name, metric), one in made.items():
        if at == moment.key and name in by_name:
            by_name[name][metric] = Figure(one.low, one.high, one.text, one.detail, one.inputs)
    group = [Member(rows[name], figures) for name, figures in by_name.items() if figures]
    found = {one.metric: one for one in figures_of(key, group, moment)}
    return Account(found, {member.project.code: member for member in group})


def _move(metric: str, before: Member, after: Member, *, learned: bool) -> Move:
    old, new = before.figures["stage"].inputs, after.figures["stage"].inputs
    return Move(
        after.project, part_in(metric, before), part_in(metric, after),
        stage_words(before), stage_words(after), moved_by(old, new, learned=learned),
        lapsed=not learned and _lapsed(before.known, after.known),
    )  # fmt: skip


def _lapsed(before: Interval, after: Interval) -> bool:
    """Whether the later day only lost a bound: nothing is known to have happened."""
    return (before.at_least, before.outcome) == (after.at_least, after.outcome)
