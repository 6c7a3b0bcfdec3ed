"""A check over the facts that decide it comes to what a check over every fact comes to."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from plan.models import Ruling
from projects.models import Progress, Project
from projects.rules import EVENT_WORDS, SEARCHED
from reporting import queries
from reporting.rules import check_fields, hints, shown
from reporting.rules.fields import AMOUNT_KINDS
from tests import factories
from tests.repeating import looked_at, repeat

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
START = date(2019, 6, 1)
EVENTS = ("approved", "construction_start", "completed", "opened", "suspended", "not_started",
          "progress", "progress", "progress", "investment", "investment", "statement")  # fmt: skip
AMOUNTS = (0, 3, 40, 41, 4000, 41_000, 400_000, 4_100_000)


class History:
    """Facts about one work, drawn by chance and put on file whether or not they agree."""

    def __init__(self, chance, work, *, calm=None):
        self.chance, self.work, self.keys = chance, work, []
        self.spread = chance.choice([12, 60, 60, 700])
        # Of a calm history most filings pass the check, so that hints are given.
        self.calm = chance.random() < 0.5 if calm is None else calm
        self.percents = chance.choice([(10, 40, 41, 43, 95, 96), range(101), range(93, 100)])

    def day(self):
        return START + timedelta(self.chance.randrange(self.spread))

    def add(self, number):
        chance = self.chance
        event = chance.choice(EVENTS)
        searched = chance.random() < 0.05
        row = factories.project_actions.build(
            self.work, factories.entry(
                event=SEARCHED if searched else event, day=self.day(),
                precision=chance.choice(["day", "day", "day", "month", "year"]),
                part=chance.choice(["", "", "", "part-1", "part-2"]),
                percent=self.percent(), summary="生成", searched_in="档案馆" if searched else "",
                moves=not searched and chance.random() < 0.8,
                relation=chance.choice(["item", "item", "item", "context"]),
                date_basis=chance.choice(["event", "reported", "scheduled"]),
                confidence=chance.choice(["high", "low"]), **self.money(),
            ), key=f"K{chance.randrange(1000):03d}-{number}", origin="history", filed_by="",
            approved_by="",
        )  # fmt: skip
        self.join(row)
        row.save(force_insert=True)
        self.keys.append(row.key)

    def percent(self):
        return (
            Decimal(self.chance.choice(self.percents))
            if self.chance.random() < (0.8 if self.calm else 0.5)
            else None
        )

    def money(self):
        if self.chance.random() < 0.5:
            return {}
        amount = Decimal(self.chance.choice(AMOUNTS))
        kind = self.chance.choice([*AMOUNT_KINDS, "investment_done_total", ""])
        return {"amount": amount, "value_kind": kind} | (
            {"value": amount, "unit": "万元"} if kind else {}
        )

    def join(self, row):
        """Corrections, and groups by a name or by the key of an earlier fact."""
        drawn, earlier = self.chance.random(), self.keys
        if earlier and drawn < 0.1:
            old = Progress.objects.get(project=self.work, key=self.chance.choice(earlier))
            if not Progress.objects.filter(project=self.work, corrects=old.key).exists():
                row.corrects, row.reason = old.key, "有误"
                row.replaces = [old.key, *old.replaces]
        elif drawn < 0.18:
            row.event_group = self.chance.choice(["EG-1", "EG-2", *earlier[:3]])
        elif drawn < 0.26:
            row.conflict_group = self.chance.choice(["CG-1", "CG-2", *earlier[:3]])

    def rule(self):
        grouped = Progress.objects.filter(project=self.work).exclude(conflict_group="")
        if (row := grouped.order_by("?").first()) is not None:
            Ruling.objects.create(plan=self.work.plan, conflict_group=row.conflict_group,
                                  chosen=row.key, reason="以公告为准", key="R1")  # fmt: skip

    def filing(self):
        """The typed fields of a filing, and the key of the fact it corrects (if it does)."""
        chance = self.chance
        event = "progress" if self.calm else chance.choice([*EVENTS, *EVENT_WORDS])
        day = self.day() + timedelta(chance.choice([-30, 0, 0, 0, 400]))
        typed = factories.OPENED | {
            "event": event, "precision": chance.choice(["day", "day", "day", "month", "year"]),
            "day": day.isoformat(), "searched_on": day.isoformat(), "searched_in": "档案馆",
            "part": chance.choice(["", "", "", "part-1", "part-2"]),
            "order_reason": "补录" if chance.random() < (0.9 if self.calm else 0.2) else "",
        }  # fmt: skip
        if chance.random() < 0.8:
            typed["percent"] = str(chance.choice(self.percents))
        if chance.random() < 0.8 or event == "investment":
            typed["amount"] = str(chance.choice(AMOUNTS))
            typed["amount_kind"] = chance.choice([*AMOUNT_KINDS, "investment_done_total"])
        told = Progress.objects.filter(project=self.work, event=event).values_list("key", flat=True)
        if told and chance.random() < 0.2:
            typed["relates"] = chance.choice(["same:", "differs:"]) + chance.choice(list(told))
        if chance.random() < 0.1:
            name = chance.choice(["day", "precision", "part", "relates", "amount_kind", "percent"])
            typed[name] = chance.choice(["", "无", "2020-13-01", "2020", "same:X", "101"])
        corrects = chance.choice(self.keys) if chance.random() < 0.2 else ""
        return typed | ({"reason": "公报为准"} if corrects else {}), corrects


def outcome(form, typed, corrects, read):
    """Faults or entry, the words of the fields, and the hints."""
    context = read(typed, corrects)
    found = check_fields(form, typed, context)
    told = hints(found.entry, read(found.entry, corrects)) if found.entry else []
    return found, shown(form, typed, context), told


@pytest.mark.parametrize("round_", range(12))
def test_the_outcome_is_that_of_all_facts(li, round_):
    chance = random.Random(random.random())
    history = History(chance, factories.project(parts=("东段", "西段")))
    for number in range(chance.choice([1, 8, 30, 60])):
        history.add(number)
    if chance.random() < 0.6:
        history.rule()
    assert_alike(history, li)


@pytest.mark.parametrize("round_", range(3))
def test_the_outcome_is_that_of_all_figures_of_a_long_series(li, round_):
    """A figure falls beside those next to it, far from the last ones."""
    chance = random.Random(random.random())
    history = History(chance, factories.project(parts=("东段", "西段")), calm=True)
    history.spread = 120
    for number in range(40):
        amount = Decimal(chance.randrange(3000, 5000))
        put(history.work, f"K{number}", event="progress", day=START + timedelta(3 * number),
            part=chance.choice(["", "", "", "part-1", "part-2"]), amount=amount, value=amount,
            percent=Decimal(chance.randrange(40, 60)), unit="万元",
            value_kind="investment_done_total")  # fmt: skip
        history.keys.append(f"K{number}")
    assert_alike(history, li)


def assert_alike(history, li):
    """Whatever is filed, the facts that are asked for are enough."""
    every = queries.context_of("progress", history.work, "", li, TODAY)

    def narrow(about, corrects):
        kind = "correction" if corrects else "progress"
        return queries.context_of(kind, history.work, corrects, li, TODAY, about=about)

    for _ in range(40):
        typed, corrects = history.filing()
        form = "progress_correction" if corrects else "progress"
        few = outcome(form, typed, corrects, narrow)
        assert few == outcome(form, typed, corrects, lambda _, key: replace(every, corrects=key))


# --- however long the history --------------------------------------------------------------------

FILINGS = (
    {"event": "opened", "day": "2019-06-20"},
    {"event": "progress", "day": "2019-06-20", "percent": "40", "amount": "4000",
     "amount_kind": "investment_done_total"},
    {"event": "progress", "day": "2021-06-20", "percent": "50", "amount": "5000",
     "amount_kind": "investment_done_total"},
    {"event": "progress", "day": "2021-06-20", "percent": "50", "order_reason": "补录"},
)  # fmt: skip
ENTRY = factories.entry(event="progress", day=date(2019, 6, 20), percent=Decimal(50),
                        amount=Decimal(4000), value_kind="investment_done_total")  # fmt: skip


def put(work, key, **more):
    """A fact on file, without asking whether it agrees with others."""
    factories.fact_recorded(work, datetime(2021, 1, 1, tzinfo=UTC), key, **more)


@pytest.fixture
def work():
    """A work whose figures rise week by week; reported by the day and by the month."""
    work = factories.project(parts=("东段", "西段"))
    for week in range(40):
        day = START + timedelta(7 * week)
        put(work, f"P-{week}", event="progress", day=day, percent=Decimal(2 * week))
        put(work, f"M-{week}", event="progress", day=day.replace(day=1), part="part-1",
                       precision="month", amount=Decimal(100 * week), value=Decimal(100 * week),
                       unit="万元", value_kind="investment_done_total")  # fmt: skip
        put(work, f"T-{week}", event="statement", day=day)
    put(work, "S", event="construction_start", day=START)
    return work


@pytest.mark.parametrize(
    "about", [*(factories.OPENED | typed for typed in FILINGS), ENTRY],
    ids=["step", "between", "after", "explained", "hints"],
)  # fmt: skip
def test_it_looks_at_no_more_of_a_history_that_repeats_itself(li, work, about):
    def check():
        queries.context_of("progress", work, "", li, TODAY, about=about)

    repeat(Progress, 30)
    few, _ = looked_at(Progress, check)
    repeat(Progress, 150)

    many, scans = looked_at(Progress, check)

    assert many <= few
    assert scans <= {"Index Scan", "Index Only Scan"}


def test_the_number_of_queries_is_fixed(li, work, django_assert_num_queries):
    factories.fact(work, "C", corrects="S", reason="有误", event="construction_start", day=START)
    subject = Project.objects.select_related("plan").get(pk=work.pk)
    for about, wanted in ((factories.OPENED | FILINGS[1], 7), (factories.OPENED | FILINGS[3], 5)):
        with django_assert_num_queries(wanted):
            queries.context_of("progress", subject, "", li, TODAY, about=about)
