"""The deciding facts give what all facts give, and stay few however many repeat them."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, cautious
from metrics.rules import spread
from plan.models import Ruling
from plan.queries import known
from projects.compute.stages import stages
from projects.compute.superseded import stages_of_all_facts
from projects.models import Progress
from projects.queries import evidence, facts, material
from projects.queries.deciding import decided
from projects.rules import counting, counts, disagreements
from tests import factories

pytestmark = pytest.mark.django_db

EVENTS = ("approved", "construction_start", "track_laid", "completed", "accepted", "opened",
          "suspended", "realigned", "cancelled", "not_pursued", "not_started", "progress",
          "progress", "progress", "statement", "investment")  # fmt: skip
DAYS = sorted({date(2015 + n // 4, n % 4 * 3 + 1, 1) - timedelta(1) for n in range(1, 40)}
              | {date(2017, 5, 14), date(2019, 2, 28), PLAN_END})  # fmt: skip
KNOWLEDGE = ((None, "public"), (date(2018, 6, 30), "public"), (date(2020, 1, 31), "public"),
             (date(2022, 3, 1), "system"), (date(2022, 9, 1), "system"))  # fmt: skip


SETTINGS = [
    {"unverified": unverified, "derived": derived}
    for unverified in ("in", "out")
    for derived in ("in", "out")
]


@pytest.fixture
def works():
    """Works with and without parts, a zone, a study and a measure of direction."""
    return [
        factories.project("plain"),
        factories.project("parts", parts=("东段", "西段")),
        factories.project("zone", ladder="zone", required="operating", required_strict="accepted"),
        factories.project("study", commitment="study", required="approved"),
    ]


class History:
    """Facts drawn by chance, put on file without asking whether they agree."""

    def __init__(self, chance, works, spread=3000):
        self.chance, self.works, self.spread = chance, works, spread
        self.keys = {work.pk: [] for work in works}

    def add(self, number):
        chance, work = self.chance, self.chance.choice(self.works)
        event = chance.choice(EVENTS)
        row = factories.project_actions.build(
            work, factories.entry(event=event, day=self.day(), **self.more(work, event)),
            key=f"K{number:04d}-{chance.randrange(100)}", origin="history", filed_by="",
            approved_by="",
        )  # fmt: skip
        row.recorded_at = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(chance.randrange(400))
        self.join(row)
        row.save(force_insert=True)
        self.keys[work.pk].append(row.key)

    def more(self, work, event):
        chance = self.chance
        part = chance.choice(["", "", "part-1", "part-2"]) if work.parts.exists() else ""
        precision = chance.choice(["day", "day", "month", "year"])
        on = self.day() if chance.random() < 0.8 else None
        return {
            "part": part, "part_said": chance.choice(["", "", "", "右幅"]), "precision": precision,
            "date_basis": chance.choice(
                ["event", "event", "reported", "by", "period", "scheduled"]
            ),
            "at_least": chance.choice(["", rank(work, 3)]) if event == "progress" else "",
            "at_most": chance.choice(["", rank(work, 4)]) if event == "progress" else "",
            "percent": Decimal(chance.randrange(101)) if chance.random() < 0.4 else None,
            "confidence": chance.choice(["high", "high", "high", "low"]),
            "relation": chance.choice(["item", "item", "item", "context"]),
            "status": chance.choice(["", "", "derived"]), "moves": chance.random() < 0.9,
            "source": factories.published(on, f"报道{chance.randrange(9)}"),
        }  # fmt: skip

    def join(self, row):
        """Corrections, groups by a name or by the key of an earlier fact."""
        chance, earlier = self.chance, self.keys[row.project_id]
        drawn = chance.random()
        if earlier and drawn < 0.12:
            old = Progress.objects.get(project=row.project_id, key=chance.choice(earlier))
            if not Progress.objects.filter(project=row.project_id, corrects=old.key).exists():
                row.corrects, row.reason = old.key, "有误"
                row.replaces = [old.key, *old.replaces]
        elif drawn < 0.2:
            row.event_group = chance.choice(["EG-1", "EG-2", *earlier[:2]])
        elif drawn < 0.28:
            row.conflict_group = chance.choice(["CG-1", "CG-2", *earlier[:2]])

    def rule(self, number):
        row = self.chance.choice(Progress.objects.exclude(conflict_group="").order_by("key"))
        Ruling.objects.create(
            plan=factories.plan(), conflict_group=row.conflict_group, chosen=row.key,
            reason="以公告为准", key=f"R{number}", published_on=self.day(),
        )  # fmt: skip

    def day(self):
        return date(2014, 1, 1) + timedelta(self.chance.randrange(self.spread))


def rank(work, number):
    ladders = {"works": ("under_construction", "completed"), "zone": ("developing", "accepted")}
    return ladders[work.ladder][number - 3]


def moments(known_at, basis):
    return [Moment(day, known_at, basis) for day in DAYS]


def figures(compute, asked):
    made = spread(compute(None, asked), asked)
    found = {one.slot: one for one in made}
    for one in found.values():
        one.detail.pop("percent", None)  # told by the facts, no longer by the stage
    return {slot: (one.low, one.high, one.text, one.detail) for slot, one in found.items()}, {
        slot: set(one.inputs) for slot, one in found.items()
    }


@pytest.mark.parametrize("round_", range(12))
def test_they_decide_as_all_facts_do(works, round_):
    chance = random.Random(random.random())
    history = History(chance, works, spread=chance.choice([60, 800, 3000]))
    for number in range(chance.choice([3, 12, 60])):
        history.add(number)
    if Progress.objects.exclude(conflict_group="").exists():
        history.rule(round_)
    for known_at, basis in KNOWLEDGE:
        asked = moments(known_at, basis)
        few, few_inputs = figures(stages, asked)
        every, all_inputs = figures(stages_of_all_facts, asked)
        assert few == every
        assert all(few_inputs[slot] <= all_inputs[slot] for slot in every)
        assert all(bool(few_inputs[slot]) == bool(all_inputs[slot]) for slot in every)


@pytest.mark.parametrize("round_", range(4))
def test_reports_of_one_work_one_after_the_other_give_what_all_facts_give(works, round_):
    """Percentages go on changing while the stage stands still."""
    chance = random.Random(random.random())
    for number in range(60):
        day = date(2016, 1, 31) + timedelta(chance.choice([0, 91, 182, chance.randrange(1500)]))
        factories.fact(works[0], f"K{number}", event="progress", day=day, date_basis="reported",
                       percent=Decimal(chance.randrange(100)))  # fmt: skip
    asked = moments(None, "public")
    assert figures(stages, asked)[0] == figures(stages_of_all_facts, asked)[0]


def test_each_moment_alone_gives_what_it_gives_among_others(works):
    history = History(random.Random(random.random()), works)
    for number in range(40):
        history.add(number)
    asked = moments(None, "public")
    together = {one.slot: one for one in spread(stages(None, asked), asked)}
    for moment in asked[::7]:
        alone = {one.slot: one for one in spread(stages(None, [moment]), [moment])}
        assert alone == {slot: one for slot, one in together.items() if slot[0] == moment.key}


def test_one_work_alone_gives_what_it_gives_among_others(works):
    history = History(random.Random(random.random()), works)
    for number in range(40):
        history.add(number)
    asked = moments(None, "public")
    together = list(stages(None, asked))
    for work in works:
        name = f"hachang-2016/{work.code}"
        alone = list(stages({name}, asked))
        assert alone == [one for one in together if one.subject == name]


def test_they_are_few_however_many_repeat_them(works):
    work = works[0]
    for number in range(60):
        factories.fact(work, f"A{number:02d}", event="progress", at_least="under_construction",
                       day=date(2018, 1, 1) + timedelta(number * 7 % 60))  # fmt: skip
    (one,) = decided(factories.plan(), Moment(PLAN_END), {"plain"})
    assert [(fact.key, fact.latest) for fact in one.facts] == [
        ("A00", date(2018, 1, 1)), ("A17", date(2018, 3, 1)),
    ]  # fmt: skip
    assert len(facts(work, Moment(PLAN_END))) == 60


def test_the_number_of_queries_is_fixed(works, django_assert_num_queries):
    history = History(random.Random(random.random()), works)
    factories.fact(works[0], "S", event="suspended", day=date(2018, 1, 1))
    factories.fact(works[0], "G", event_group="one", day=date(2019, 1, 1))
    for number in range(30):
        history.add(number)
    plan = factories.plan()
    with django_assert_num_queries(7):
        decided(plan, Moment(PLAN_END))
    with django_assert_num_queries(7):
        decided(plan, Moment(PLAN_END), {"plain"})


def test_the_database_knows_which_facts_settle_something(works):
    history = History(random.Random(random.random()), works)
    for number in range(80):
        history.add(number)
    for row in Progress.objects.all():
        settles = counts(row.relation, row.event, row.date_basis, "high", row.moves)
        together = bool(row.event_group or row.conflict_group or row.replaces)
        assert (row.bearing is not None) == (settles and not together)
        assert not row.bearing or row.bearing.endswith("|low") == (row.confidence == "low")


@pytest.mark.parametrize("round_", range(6))
def test_under_every_convention_they_decide_as_all_facts_do(works, round_, monkeypatch):
    chance = random.Random(random.random())
    history = History(chance, works, spread=chance.choice([60, 800, 3000]))
    for number in range(chance.choice([12, 60])):
        history.add(number)
    if Progress.objects.exclude(conflict_group="").exists():
        history.rule(round_)
    knowledge = {"own": Moment(PLAN_END), "then": Moment(PLAN_END, date(2019, 6, 30))}
    monkeypatch.setattr(evidence, "_settled", lambda *others: ({}, set()))
    few = material(factories.plan(), knowledge)
    monkeypatch.setattr(evidence, "_rows", lambda moment, projects, ruled: list(
        known(Progress.objects.select_related("part"), moment).order_by("key")))  # fmt: skip
    every = material(factories.plan(), knowledge)
    for name in knowledge:
        assert disagreements(few.evidence[name]) == disagreements(every.evidence[name])
        for work in works:
            for setting in SETTINGS:
                for day in DAYS[::5]:
                    one, other = (
                        cautious(counting(read.evidence[name].get(work.code, ()), setting, []),
                                 LADDERS[work.ladder], read.parts.get(work.code, ()), day)
                        for read in (few, every)
                    )  # fmt: skip
                    assert (one.at_least, one.at_most, one.outcome) == (
                        other.at_least, other.at_most, other.outcome,
                    )  # fmt: skip
