"""The account behind a report: every figure a Result, every claim with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from calc.moments import BASIS_WORDS, Moment
from evaluation.outline import Account, Promise, Rate, Reading, Tally
from evaluation.outline.words import day
from evaluation.queries.conventions import spreads
from evaluation.queries.course import courses
from evaluation.queries.goals import indicator_rows
from evaluation.queries.inquiry import first_questions
from evaluation.queries.works import Ledger
from metrics.actions import ensure
from metrics.models import Result
from metrics.queries import results
from metrics.rules import FAILED
from plan.models import Plan

HUNDRED = Decimal(100)
RATES = (
    ("承诺兑现率", "promise_rate", "promise_rate_strict",
     "应达阶段已达到的项数占可评价项数的比重，已调整的不计"),
    ("建成率", "built_rate", "built_rate", "从严理解应建设或建成的项目中，已建成的项数占比"),
    ("开工率", "started_rate", "started_rate", "除研究、规划以外的项目中，已开工的项数占比"),
)  # fmt: skip
OF_ITEM_WORDS = {"stage": "阶段", "promise": "承诺评价", "late": "逾期后完成"}
OF_ITEMS = tuple(OF_ITEM_WORDS)
PROMISES = (
    Promise("研究", "研究、研究建设", "批复，或正式决定不再推进"),
    Promise("规划", "规划建设、规划实施、探索建立", "批复（园区平台为批复设立）"),
    Promise("推进", "推进、加快推进、支持、推动", "在建（园区平台为建设，试点为实施）"),
    Promise("建设", "建设、新建、扩建、改造、实施、打造", "投用（园区平台为运行，试点为命名）"),
    Promise("建成", "建成、完成；投产、贯通、落实", "按用语：建成，或投用"),
)


def account(plan: Plan, moment: Moment, *, looked_on: date, frozen_at: datetime) -> Account:
    """Everything one report says at a moment; ``looked_on`` is the day late completion is seen."""
    ensure(moment)
    later = moment.at(max(looked_on, moment.as_of))
    ensure(later)
    figures = _whole(plan, moment)
    ledger = Ledger(plan, moment, later)
    indicators, values = indicator_rows(plan, moment)
    effect, asked = first_questions(plan, moment, frozen_at.date())
    return Account(
        plan_name=plan.title,
        as_of=moment.as_of,
        known_at=moment.known_at,
        basis=moment.basis,
        basis_words=_basis(moment),
        frozen_at=frozen_at,
        looked_on=later.as_of,
        works=_tally(figures["promise_rate"], len(ledger.vain)),
        rates=tuple(_rate(figures, *row) for row in RATES),
        sectors=ledger.sectors(),
        baseline_year=plan.starts.year - 1,
        target_year=plan.ends.year,
        indicators=indicators,
        late=ledger.late(),
        adjusted=ledger.adjusted(),
        unknown=ledger.unknown(),
        inquiries=tuple(asked),
        inquiry_words=effect,
        promises=PROMISES,
        sources=(*ledger.sources(), *values),
        conventions=spreads(plan, moment),
        formulas=tuple(_formulas(plan, figures, later)),
        courses=courses(plan, later, frozen_at.date()),
        goals_words=_goals(plan),
    )


def _goals(plan: Plan) -> str:
    """What the plan sets no number for, as its catalogue says; blank when it says nothing."""
    if not plan.without_numbers:
        return ""
    return f"规划对{plan.without_numbers}没有提出{plan.ends.year}年的数值目标。"


def _whole(plan: Plan, moment: Moment) -> dict[str, Result]:
    name = f"{plan.code}/works/all"
    found = results(moment, "account", subjects=[name])
    return {metric: row for (_, metric), row in found.items()}


def _formulas(
    plan: Plan, figures: dict[str, Result], later: Moment
) -> Iterator[tuple[str, str, int]]:
    """The methods of the figures of the report, each formula once."""
    stage = Result.objects.filter(
        moment=later.key, subject_kind="project", subject__startswith=f"{plan.code}/",
        metric__in=["stage", "promise", "late"],
    )  # fmt: skip
    for metric, formula, version in sorted(
        set(stage.order_by().values_list("metric", "formula", "version")),
        key=lambda row: OF_ITEMS.index(row[0]),
    ):
        yield OF_ITEM_WORDS[metric], formula, version
    for name, metric, _, _ in RATES:
        yield name, figures[metric].formula, figures[metric].version


def _tally(row: Result, searched: int) -> Tally:
    counts = row.detail
    return Tally(
        total=counts["ledger"],
        reached=counts["reached"],
        missed=counts["missed"],
        undetermined=counts["undetermined"],
        no_data=counts["no_data"],
        adjusted=counts["adjusted"],
        unrated=counts["ledger"] - counts["total"],
        searched=searched,
        failed=counts.get(FAILED, 0),
    )


def _rate(figures: dict[str, Result], name: str, lenient: str, strict: str, meaning: str) -> Rate:
    return Rate(name, meaning, _reading(figures[lenient]), _reading(figures[strict]))


def _reading(row: Result) -> Reading:
    counts = row.detail
    return Reading(
        low=None if row.low is None else row.low * HUNDRED,
        high=None if row.high is None else row.high * HUNDRED,
        reached=counts["reached"],
        missed=counts["missed"],
        undetermined=counts["undetermined"],
        no_data=counts["no_data"],
    )


def _basis(moment: Moment) -> str:
    word = BASIS_WORDS[moment.basis]
    if moment.known_at is None:
        return f"{word}，全部已知资料"
    rebuilt = "，按现有档案重建" if moment.basis == "public" else ""
    return f"{word}，{day(moment.known_at)}所知{rebuilt}"
