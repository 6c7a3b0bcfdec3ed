"""The account of the ledger of works: three named rates and late completion per group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, cast

from calc.moments import Moment
from calc.rates import Rate, built_rate, judgeable, missing_to_judge, promise_rate, started_rate
from calc.stages import Interval, Verdict
from metrics.queries import Stretch, stretches
from metrics.rules import Outcome, by_knowledge, stored
from projects.compute.running import VERSION, Running, Stay, share, told_failed
from projects.models import Project
from projects.rules import RATED_JUDGEMENTS, account_keys, crossed, is_crossing

READ = ("stage", "promise", "promise_strict", "late")


class Figure(NamedTuple):
    """What an account looks at in one stored Result of a project."""

    low: Decimal | None
    high: Decimal | None
    text: str
    detail: Mapping[str, Any]
    inputs: Sequence[str] = ()


@dataclass(frozen=True)
class Member:
    """One item of an account at a moment."""

    project: Project
    figures: Mapping[str, Figure]

    @property
    def failed(self) -> bool:
        """Whether it could not be computed."""
        return bool(self.figures["stage"].detail.get("failed"))

    @cached_property
    def known(self) -> Interval:
        """Its stage as the stored Result has it."""
        stage = self.figures["stage"]
        return Interval(
            at_least=int(stage.low or 0),
            at_most=int(stage.high or 0),
            outcome=stage.detail["outcome"] or None,
            no_data=stage.detail["no_data"],
        )

    def verdict(self, metric: str) -> tuple[Verdict, bool]:
        """Its verdict and whether nothing at all is known."""
        return cast(Verdict, self.figures[metric].text), self.known.no_data


Rater = Callable[[list[Member]], Rate]


def accounts_of(subjects: Collection[str]) -> set[str]:
    """The accounts that the given projects are counted in."""
    codes = {name.partition("/")[2] for name in subjects}
    rows = Project.objects.filter(code__in=codes).select_related("plan")
    return {key for project in rows if _name(project) in subjects for key in keys_of(project)}


def keys_of(project: Project) -> list[str]:
    """The accounts one project is counted in."""
    return account_keys(
        plan=project.plan.code, kind=project.kind, commitment=project.commitment,
        category=project.category, provinces=project.provinces, cities=project.cities,
    )  # fmt: skip


def members_at(projects: Collection[Project], moment: Moment) -> list[Member]:
    """These items with their stored figures at one moment; without those not computed."""
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    names = [_name(project) for project in projects]
    for one in stretches("project", [moment], subjects=names, metrics=READ):
        found[one.subject][one.metric] = Figure(one.low, one.high, one.text, one.detail)
    return [Member(p, found[_name(p)]) for p in projects if _name(p) in found]


def accounts(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """Results of kind ``account``: the rates and counts of each group, while they stay the same."""
    found = members(subjects)
    projects = {project.pk: project for rows in found.values() for project in rows}
    for alike in by_knowledge(moments).values():
        days = sorted(alike)
        stays = _stays(projects.values(), days)
        for key, group in sorted(found.items()):
            yield from Running(key, group).over(stays, days)


def _name(project: Project) -> str:
    return f"{project.plan.code}/{project.code}"


def members(subjects: Collection[str] | None) -> dict[str, list[Project]]:
    """The items counted in the given accounts (None = all), by account.

    A crossing has those that both of its accounts hold; it is never among all.
    """
    found: dict[str, list[Project]] = defaultdict(list)
    crossings = {key: crossed(key) for key in subjects or () if is_crossing(key)}
    for project in Project.objects.select_related("plan").order_by("code"):
        keys = keys_of(project)
        across = [key for key, both in crossings.items() if set(both) <= set(keys)]
        for key in [*keys, *across]:
            if subjects is None or key in subjects:
                found[key].append(project)
    return found


def _stays(projects: Collection[Project], moments: Sequence[Moment]) -> dict[int, list[Stay]]:
    """What each project adds to its accounts, and how long, by its stored figures."""
    spans: dict[str, list[Stretch]] = defaultdict(list)
    names = [_name(project) for project in projects]
    for stretch in stretches("project", moments, subjects=names, metrics=READ):
        spans[stretch.subject].append(stretch)
    return {project.pk: list(_shares(project, spans[_name(project)])) for project in projects}


def _shares(project: Project, spans: Sequence[Stretch]) -> Iterator[Stay]:
    turns = sorted({span.first for span in spans} | {span.last + 1 for span in spans})
    before: Stay | None = None
    for first, after in pairwise(turns):
        now = {span.metric: span for span in spans if span.first <= first <= span.last}
        if "stage" not in now:
            continue
        fresh = Stay(first, after - 1, share(project, now))
        if before is not None and (before.last + 1, before.share) == (first, fresh.share):
            before = before._replace(last=fresh.last)
            continue
        if before is not None:
            yield before
        before = fresh
    if before is not None:
        yield before


def figures_of(key: str, group: list[Member], moment: Moment) -> Iterator[Outcome]:
    """The rates of one account and its late completions, from its members."""
    rated = [m for m in group if m.project.judgement in RATED_JUDGEMENTS]
    for counted in _rates(rated):
        yield _figure(key, moment, counted, len(group))
    yield _late(key, rated, moment)


@dataclass(frozen=True)
class Counted:
    """One named rate and the items it was made from."""

    metric: str
    formula: str
    rate: Rate
    items: list[Member]


def _rates(rated: list[Member]) -> Iterator[Counted]:
    """The named rates; only works are ever built or started, so measures have none of these."""
    works = [m for m in rated if m.project.kind == Project.Kind.WORKS]
    built = [m for m in works if m.project.commitment_strict in ("build", "complete")]
    started = [m for m in works if m.project.commitment not in ("study", "plan")]
    for name, metric in (("promise", "promise_rate"), ("promise_strict", "promise_rate_strict")):
        rate = promise_rate(m.verdict(name) for m in rated)
        yield Counted(metric, "calc.rates.promise_rate", rate, rated)
    yield Counted("built_rate", "calc.rates.built_rate", built_rate(m.known for m in built), built)
    rate = started_rate(m.known for m in started)
    yield Counted("started_rate", "calc.rates.started_rate", rate, started)


def _figure(key: str, moment: Moment, counted: Counted, size: int) -> Outcome:
    rate = counted.rate
    detail = asdict(rate)
    low, high = detail.pop("low"), detail.pop("high")
    detail |= {
        "counted": rate.denominator,
        "ledger": size,
        "missing": missing_to_judge(rate),
    } | told_failed(sum(m.failed for m in counted.items))
    return Outcome(
        moment, "account", key, counted.metric, counted.formula, VERSION,
        low=stored(low), high=stored(high),
        text="judgeable" if judgeable(rate) else "open",
        detail=detail, inputs=tuple(m.project.code for m in counted.items),
    )  # fmt: skip


def _late(key: str, rated: list[Member], moment: Moment) -> Outcome:
    """逾期后完成, by both readings; before the plan has ended it does not apply."""
    found = [m for m in rated if "late" in m.figures]
    lenient = sorted(m.project.code for m in found if m.figures["late"].detail["late"])
    strict = sorted(m.project.code for m in found if m.figures["late"].detail["late_strict"])
    applies = bool(found)
    failed = sum(m.failed for m in found)
    count = stored(Decimal(len(lenient))) if applies else None
    most = stored(Decimal(len(lenient) + failed)) if applies else None
    return Outcome(
        moment, "account", key, "late", "calc.rates.late", VERSION,
        low=count, high=most, text="" if applies else "not_applicable",
        detail={"late": lenient, "late_strict": strict} | told_failed(failed),
        inputs=tuple(m.project.code for m in found),
    )  # fmt: skip
