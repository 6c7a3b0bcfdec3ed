"""A value checked beside the few that decide comes to what it comes to beside every value."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module

import pytest

from indicators import queries as values
from indicators.models import Observation
from indicators.rules import PERIOD_WORDS, VINTAGE_WORDS, ObservationEntry
from plan.models import Ruling
from projects.models import Progress
from reporting import queries
from reporting.rules import check_fields, hints, shown
from tests import factories
from tests.repeating import looked_at, repeat

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
CODES = ("220100", "220200", "")
NAMES = {"220100": "长春市", "220200": "吉林市", "": "哈长城市群"}


class History:
    """Values drawn by chance: releases, corrections, disagreements."""

    def __init__(self, chance, indicator):
        self.chance, self.indicator, self.keys = chance, indicator, []
        self.figures = chance.choice([(40, 41, 43, 95), range(101), (3, 4000, 30_000, 30_500)])
        self.kinds = chance.choice([["year_end"], ["cumulative"], list(PERIOD_WORDS)])
        self.vintages = chance.choice([["first_release"], list(VINTAGE_WORDS)])

    def add(self, number):
        chance = self.chance
        start, end = self.period()
        code = chance.choice([*CODES, "220100", "220100"])
        row = Observation(
            indicator=self.indicator, key=f"V{chance.randrange(1000):03d}-{number}",
            area=NAMES[code], area_code=code, scope=chance.choice(["", "", "", "核心区"]),
            year=end.year, period_kind=chance.choice(self.kinds), period_start=start,
            period_end=end, value=Decimal(chance.choice(self.figures)), unit=self.indicator.unit,
            value_type=chance.choice(["actual", "actual", "expected"]),
            vintage=chance.choice(self.vintages), published_on=end + timedelta(60),
            confidence=chance.choice(["high", "high", "low"]),
            recorded_at=datetime(2022, 1, 1, tzinfo=UTC),
            source=factories.project_actions.facts.cite(factories.published(end)),
        )  # fmt: skip
        self.join(row)
        row.save(force_insert=True)
        self.keys.append(row.key)

    def period(self):
        end = date(self.chance.randrange(2010, 2021), self.chance.choice([6, 12, 12]), 30)
        end = end.replace(day=31) if end.month == 12 else end
        return self.chance.choice([date(2010, 1, 1), date(end.year, 1, 1)]), end

    def join(self, row):
        drawn, earlier = self.chance.random(), self.keys
        if earlier and drawn < 0.1:
            old = Observation.objects.get(indicator=self.indicator, key=self.chance.choice(earlier))
            if not Observation.objects.filter(indicator=self.indicator, corrects=old.key).exists():
                row.corrects, row.reason = old.key, "有误"
                row.replaces = [old.key, *old.replaces]
        elif drawn < 0.2:
            row.conflict_group = self.chance.choice(["CG-1", "CG-2", *earlier[:3]])

    def rule(self):
        grouped = Observation.objects.filter(indicator=self.indicator).exclude(conflict_group="")
        if (row := grouped.order_by("?").first()) is not None:
            Ruling.objects.create(plan=self.indicator.plan, conflict_group=row.conflict_group,
                                  chosen=row.key, reason="以公告为准", key="R1")  # fmt: skip

    def filing(self):
        """The typed fields of a filing, and the key of the value it corrects (if it does)."""
        chance = self.chance
        start, end = self.period()
        typed = factories.VALUE | {
            "area": chance.choice(["220100", "220100", "220200", "哈长城市群"]),
            "scope": chance.choice(["", "", "核心区"]), "period_kind": chance.choice(self.kinds),
            "year": str(end.year), "period_start": start.isoformat(),
            "period_end": end.isoformat(), "value": str(chance.choice(self.figures)),
            "vintage": chance.choice([word or "unmarked" for word in self.vintages]),
            "order_reason": "补录" if chance.random() < 0.5 else "",
        }  # fmt: skip
        if chance.random() < 0.1:
            name = chance.choice(["area", "year", "period_kind", "value", "vintage", "period_end"])
            typed[name] = chance.choice(["", "无", "2020", "101"])
        corrects = chance.choice(self.keys) if chance.random() < 0.2 else ""
        return typed | ({"reason": "公报为准"} if corrects else {}), corrects


def outcome(history, author, typed, corrects, *, narrow):
    """Faults or entry, the words of the fields, and the hints."""
    kind = "correction" if corrects else "observation"

    def read(about):
        about = about if narrow else None
        return queries.context_of(kind, history.indicator, corrects, author, TODAY, about=about)

    context = read(typed)
    found = check_fields("observation_correction" if corrects else kind, typed, context)
    told = hints(found.entry, read(found.entry)) if found.entry else []
    return found, shown("observation", typed, context), told


@pytest.fixture(params=["%", "万人", "亿元"])
def indicator(request):
    for code in ("220200", "220100"):
        factories.place(code)
    return factories.indicator(unit=request.param)


@pytest.mark.parametrize("round_", range(4))
def test_the_outcome_is_that_of_all_values(wang, indicator, round_):
    chance = random.Random(random.random())
    history = History(chance, indicator)
    for number in range(chance.choice([1, 12, 60])):
        history.add(number)
    if chance.random() < 0.6:
        history.rule()
    for _ in range(25):
        typed, corrects = history.filing()
        few, every = (
            outcome(history, wang, typed, corrects, narrow=narrow) for narrow in (True, False)
        )
        assert few == every, (typed, corrects)
        if few[0].entry:
            assert_effect_is_that_of_all_values(indicator, few[0].entry, corrects)


def assert_effect_is_that_of_all_values(indicator, entry, corrects):
    told = queries.effects(indicator, entry, corrects, TODAY)

    def every(plan, moment, indicators, beside):
        return {indicator.pk: values.counting(plan, moment, {indicator.code})[indicator.code]}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("reporting.queries.effects"), "newest", every)
        assert told == queries.effects(indicator, entry, corrects, TODAY)


# --- however long the history --------------------------------------------------------------------

CUMULATIVE = factories.VALUE | {
    "period_kind": "cumulative", "period_start": "2000-01-01", "period_end": "2010-06-30",
    "value": "55",
}  # fmt: skip
ABOUT = {
    "check": CUMULATIVE,
    "explained": CUMULATIVE | {"order_reason": "补录"},
    "hints": ObservationEntry(
        area="长春市", area_code="220100", year=2010, period_kind="cumulative",
        period_end=date(2010, 12, 31), value=Decimal(101), unit="万人", vintage="first_release",
        source=factories.published(None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ABOUT)
def test_it_looks_at_no_more_of_a_history_that_repeats_itself(wang, name):
    subject = factories.indicator(unit="万人")
    for year in range(2001, 2021):
        for vintage in ("first_release", "post_census"):
            factories.observation(
                subject, f"{vintage}-{year}", year=year, value=Decimal(year - 2000) * 10,
                vintage=vintage, period_kind="cumulative", period_start=date(2000, 1, 1),
                period_end=date(year, 12, 31),
            )  # fmt: skip

    def check():
        queries.context_of("observation", subject, "", wang, TODAY, about=ABOUT[name])

    repeat(Observation, 30)
    few, _ = looked_at(Observation, check)
    repeat(Observation, 150)

    many, scans = looked_at(Observation, check)

    assert many <= few
    assert scans <= {"Index Scan", "Index Only Scan"}


def test_the_effect_looks_at_no_more_either(wang):
    subject = factories.indicator(unit="万人")
    for year in range(2001, 2021):
        factories.observation(subject, f"V{year}", year=year, period_start=None,
                              period_end=date(year, 12, 31))  # fmt: skip
    entry = ABOUT["hints"]
    repeat(Observation, 30)
    few, _ = looked_at(Observation, lambda: queries.effects(subject, entry, "V2020", TODAY))
    repeat(Observation, 150)

    many, scans = looked_at(Observation, lambda: queries.effects(subject, entry, "V2020", TODAY))

    assert many <= few
    assert scans <= {"Index Scan", "Index Only Scan"}


@pytest.mark.parametrize("of", ["work", "indicator"])
def test_the_sides_of_a_disagreement_are_found_among_many(li, of):
    if of == "work":
        subject, model, add = factories.project(), Progress, factories.fact
    else:
        subject, model, add = factories.indicator(), Observation, factories.observation
    add(subject, "ALONE-1")
    repeat(model, 300)
    for number in range(2):
        add(subject, f"SIDE-{number}", conflict_group="ALONE-1" if number else "")

    def look():
        context = queries.context_of("ruling", subject, "ALONE-1", li, TODAY)
        assert [key for key, _ in context.sides] == ["ALONE-1", "SIDE-1"]

    looked, scans = looked_at(model, look)

    assert looked <= 4
    assert scans <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}
