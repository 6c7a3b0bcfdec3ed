"""The newest releases give what all values give, and stay few however many releases there are."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from calc.moments import PLAN_END, Moment
from indicators.compute import figures_of, values
from indicators.models import Observation, Target
from indicators.queries import counting, release_order
from indicators.queries.newest import newest
from indicators.rules import VINTAGE_WORDS
from metrics.rules import spread
from plan.models import Ruling
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = [date(year, month, 30) for year in range(2014, 2023) for month in (6, 9)] + [PLAN_END]
KNOWLEDGE = ((None, "public"), (date(2018, 6, 30), "public"), (date(2022, 6, 1), "system"))


@pytest.fixture
def indicators():
    """Two indicators; the first has a target for 2020, in its own unit and for one place."""
    made = [factories.indicator("ind-a"), factories.indicator("ind-b", reference=True)]
    target = Target.objects.create(
        plan=factories.plan(), indicator=made[0], kind="target", value_kind="level", value=50,
        unit="%", year=2020, clause=factories.clause(), quote="达到50%",
    )  # fmt: skip
    target.places.set([factories.place("220100")])
    return made


class History:
    """Values drawn by chance: releases, corrections, disagreements."""

    def __init__(self, chance, indicators):
        self.chance, self.indicators = chance, indicators

    def add(self, number):
        chance = self.chance
        subject, code = chance.choice(self.indicators), chance.choice(["220100", "230100"])
        last = date(chance.randrange(2014, 2022), chance.choice([6, 12]), 30)
        published = last + timedelta(chance.randrange(900)) if chance.random() < 0.8 else None
        row = Observation(
            indicator=subject, key=f"V{number:03d}-{chance.randrange(9)}", area="某市",
            area_code=code, scope=chance.choice(["", "", "市区"]), year=last.year,
            period_kind=chance.choice(["year_end", "interim"]), period_end=last,
            value=Decimal(chance.randrange(100)), unit=chance.choice(["%", "%", "万人"]),
            value_type=chance.choice(["actual", "actual", "actual", "expected"]),
            vintage=chance.choice(list(VINTAGE_WORDS)), published_on=published,
            confidence=chance.choice(["high", "high", "high", "low"]), origin="history",
            recorded_at=datetime(2022, 1, 1, tzinfo=UTC) + timedelta(chance.randrange(300)),
            source=factories.project_actions.facts.cite(factories.published(published)),
        )  # fmt: skip
        self.join(row)
        row.save(force_insert=True)

    def join(self, row):
        chance = self.chance
        earlier = list(Observation.objects.filter(indicator=row.indicator).order_by("key"))
        drawn = chance.random()
        if earlier and drawn < 0.15:
            old = chance.choice(earlier)
            if not any(other.corrects == old.key for other in earlier):
                row.corrects, row.reason = old.key, "有误"
                row.replaces = [old.key, *old.replaces]
        elif drawn < 0.25:
            named = [old.key for old in earlier[:2]]
            row.conflict_group = chance.choice(["CG-1", "CG-2", *named])

    def rule(self):
        rows = Observation.objects.exclude(conflict_group="").order_by("key")
        if rows:
            row = self.chance.choice(rows)
            Ruling.objects.create(
                plan=factories.plan(), conflict_group=row.conflict_group, chosen=row.key,
                reason="以公报为准", key="R1", published_on=date(2018, 1, 1),
            )  # fmt: skip


@pytest.mark.parametrize("round_", range(8))
def test_they_give_what_all_values_give(indicators, round_):
    chance = random.Random(random.random())
    history = History(chance, indicators)
    for number in range(chance.choice([4, 20, 70])):
        history.add(number)
    history.rule()
    for known_at, basis in KNOWLEDGE:
        asked = [Moment(day, known_at, basis) for day in DAYS]
        every = counting(factories.plan(), asked[0])
        wanted = []
        for indicator in indicators:
            rows = every.get(indicator.code, [])
            for moment in asked:  # moment by moment, from every value
                wanted += spread(figures_of(indicator, rows, [moment]), [moment])
        assert sorted(spread(values(None, asked), asked), key=slot) == sorted(wanted, key=slot)


def test_the_latest_is_the_newest_release_of_the_last_whole_period(indicators):
    history = History(random.Random(random.random()), indicators)
    for number in range(60):
        history.add(number)
    rows = counting(factories.plan(), Moment(PLAN_END))["ind-b"]
    found = {one.slot[2:]: one for one in values(None, [Moment(PLAN_END)])}
    for cell in found["hachang-2016/ind-b", "latest"].detail["series"]:
        alike = [row for row in rows if row.period_end <= PLAN_END
                 and (row.area_code, row.scope) == (cell["area_code"], cell["scope"])]  # fmt: skip
        whole = [row for row in alike if row.period_kind != "interim"] or alike
        assert cell["key"] == max(whole, key=release_order).key


def slot(one):
    return one.slot


def test_they_are_few_however_many_releases_there_are(indicators, django_assert_num_queries):
    for number in range(40):
        factories.observation(indicators[1], f"A{number:02d}")
    plan = factories.plan()
    with django_assert_num_queries(4):
        found = newest(plan, Moment(PLAN_END), indicators)
    assert [row.key for row in found[indicators[1].pk]] == ["A39"]


def test_series_that_look_alike_when_written_together_stay_apart(indicators):
    factories.observation(indicators[1], "A", area="甲", scope="乙丙", area_code="")
    factories.observation(indicators[1], "B", area="甲乙", scope="丙", area_code="")
    found = newest(factories.plan(), Moment(PLAN_END), indicators)
    assert {row.key for row in found[indicators[1].pk]} == {"A", "B"}
