"""The first screen: one sentence, one bar, the sectors, what came late, six stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calc.moments import Moment
from dashboards.queries.accounts import Group, RateView, by, groups, in_order, rates
from dashboards.queries.stories import StoryLine, stories
from indicators.compute.courses import Step, courses
from indicators.models import Target
from metrics.models import Result
from metrics.queries import results
from metrics.rules import FAILED
from plan.models import Plan
from projects.compute import searched_accounts
from projects.models import Project
from projects.queries import subject, works
from projects.rules import COMMITMENT_WORDS
from projects.rules.inquiry import RATE_WORDS
from regions.models import Place
from ui.format import cdate, pct_range


@dataclass(frozen=True)
class Board:
    """Everything the account of works shows at one moment."""

    moment: Moment
    whole: Group
    sentence: str
    rates: list[RateView]
    sectors: list[Group]
    open_sectors: list[Group]
    commitments: list[Group]
    provinces: list[Group]
    cities: list[Group]
    late: list[Project]
    stories: list[StoryLine]

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The rates that have a 求证清单: code and word."""
        return list(RATE_WORDS.items())


@dataclass(frozen=True)
class Change:
    """A work whose verdict or stage differs between two days."""

    project: Project
    before: str
    after: str
    verdict_before: str
    verdict_after: str

    @property
    def subject(self) -> str:
        """The name under which its Results are kept."""
        return subject(self.project)


@dataclass(frozen=True)
class Goal:
    """A goal of the plan for its outlook year, and what is known about it."""

    target: Target
    subject: str
    known: list[dict[str, str]]
    known_before: list[dict[str, str]]
    steps: list[Step]


def board(plan: Plan, moment: Moment, told: Mapping[str, list[str]] | None = None) -> Board | None:
    """The account at a moment; None while no catalogue is loaded.

    ``told`` says of each account what changed since the moment this one is held against.
    """
    found = groups(plan, moment)
    if "all" not in found:
        return None
    vain, changed = searched_accounts(plan, moment), told or {}
    found = {
        key: replace(group, change=tuple(changed.get(key, ())), searched=vain.get(group.subject, 0))
        for key, group in found.items()
    }
    whole = found["all"]
    sectors = by("category", found)
    cities = Place.objects.filter(in_plan=True, level="prefecture").order_by("plan_order")
    provinces = Place.objects.filter(level="province").order_by("-code")
    return Board(
        moment=moment,
        whole=whole,
        sentence=sentence(whole, moment),
        rates=rates(whole),
        sectors=[g for g in sectors if g.judgeable],
        open_sectors=[g for g in sectors if not g.judgeable],
        commitments=in_order("commitment", list(COMMITMENT_WORDS), found),
        provinces=in_order("province", [p.code for p in provinces], found),
        cities=in_order("city", [p.code for p in cities], found),
        late=_late(plan, whole),
        stories=stories(plan, moment),
    )


def sentence(whole: Group, moment: Moment) -> str:
    """The account in one sentence; every figure is a Result, but for the searches in vain."""
    counts = whole.promise
    ledger, total = counts["ledger"], counts["total"]
    rest = f"（另{ledger - total}项为持续、条件或方向类，不计比率）" if ledger > total else ""
    adjusted = f"{counts['adjusted']}项已调整，" if counts["adjusted"] else ""
    vain = f"，其中{whole.searched}项经查无资料" if whole.searched else ""
    failed = f"；另有{counts[FAILED]}项计算失败，已搁置" if counts.get(FAILED) else ""
    return (
        f"截至{cdate(moment.as_of)}，规划点名的{ledger}项重点项目中，"
        f"{total}项的承诺有明确的判定标准{rest}："
        f"{counts['reached']}项可确认达到，{counts['missed']}项可确认未达到，{adjusted}"
        f"{counts['undetermined']}项尚不能确定（其中{counts['no_data']}项暂无资料{vain}{failed}）；"
        f"承诺兑现率为{pct_range(whole.low, whole.high)}。"
    )


def _late(plan: Plan, whole: Group) -> list[Project]:
    rows = works(plan).filter(code__in=whole.late)
    return list(rows.order_by("order"))


def changes(plan: Plan, before: Moment, after: Moment) -> list[Change]:
    """Works whose stage or verdict differs between the two moments, in the plan's order."""
    then, now = results(before, "project"), results(after, "project")
    found = []
    for project in works(plan).select_related("plan"):
        name = subject(project)
        if (name, "stage") in then and (name, "stage") in now:
            change = _change(project, name, then, now)
            if change.before != change.after or change.verdict_before != change.verdict_after:
                found.append(change)
    return found


def _change(
    project: Project,
    name: str,
    then: dict[tuple[str, str], Result],
    now: dict[tuple[str, str], Result],
) -> Change:
    return Change(
        project,
        then[name, "stage"].detail["words"],
        now[name, "stage"].detail["words"],
        then[name, "promise"].text,
        now[name, "promise"].text,
    )


def goals(plan: Plan, moment: Moment, before: Moment | None = None) -> list[Goal]:
    """The plan's goals for its outlook year with the latest known values; no forecast.

    Held against another moment also what was known then, and what moved each value.
    """
    rows = Target.objects.filter(plan=plan, year=plan.outlook_year).select_related(
        "indicator", "clause"
    )
    latest = results(moment, "indicator", metric="latest")
    old = results(before, "indicator", metric="latest") if before else {}
    found = {row.indicator.code: row.indicator for row in rows}
    moved = courses(plan, before, moment, indicators=found.values()) if before else {}
    return [
        Goal(
            row, f"{plan.code}/{row.indicator.code}", _known(plan, row, latest),
            _known(plan, row, old),
            moved[row.indicator.code].steps if row.indicator.code in moved else [],
        )
        for row in rows
    ]  # fmt: skip


def _known(
    plan: Plan, target: Target, latest: dict[tuple[str, str], Result]
) -> list[dict[str, str]]:
    row = latest.get((f"{plan.code}/{target.indicator.code}", "latest"))
    return list(row.detail["series"]) if row else []
