"""The account of a ledger: named rates from low to high, and nothing counted twice."""

import random
from datetime import date

import pytest
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from metrics.actions import rebuild
from metrics.queries import kept_now, results
from projects.compute import accounts, accounts_of
from projects.compute.accounts import Member, figures_of, members
from projects.models import Project
from tests import factories
from tests.metrics.actions.happenings import approve_many, ledger
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def account(key="works/all", metric="promise_rate", moment=NOW):
    rebuild()
    return results(moment, "account")[f"hachang-2016/{key}", metric]


def opened(**more):
    work = factories.project(**more)
    factories.fact(work)
    return work


def missed(**more):
    work = factories.project(**more)
    factories.fact(work, day=date(2022, 1, 1))
    return work


def adjusted(**more):
    work = factories.project(**more)
    factories.fact(work, event="realigned", day=date(2020, 1, 1))
    return work


def test_the_rate_runs_from_what_is_sure_to_what_is_possible():
    opened(), missed(), adjusted()
    for _ in range(2):
        factories.project()
    found = account()
    assert (found.low, found.high) == (1 / factories.Decimal(4), 3 / factories.Decimal(4))
    assert {
        name: found.detail[name]
        for name in ("reached", "missed", "undetermined", "no_data", "adjusted", "total", "counted")
    } == {
        "reached": 1, "missed": 1, "undetermined": 2, "no_data": 2, "adjusted": 1, "total": 5,
        "counted": 4,
    }  # fmt: skip
    assert found.text == "open"
    assert found.detail["missing"] == 2


def test_a_group_is_judged_when_at_most_a_fifth_is_unknown():
    for _ in range(4):
        opened()
    factories.project()
    assert account().text == "judgeable"


def test_a_rate_of_nothing_has_no_value():
    adjusted()
    found = account()
    assert (found.low, found.high, found.text) == (None, None, "open")
    assert found.detail["reason"]


@pytest.mark.parametrize("judgement", ["keep", "condition", "direction"])
def test_what_is_never_settled_enters_the_ledger_and_no_rate(judgement):
    opened()
    opened(judgement=judgement)
    found = account()
    assert (found.detail["total"], found.detail["ledger"]) == (1, 2)
    assert len(found.inputs) == 1


def test_each_rate_counts_its_own_works():
    opened(commitment="study", commitment_strict="study", required="approved",
           required_strict="approved")  # fmt: skip
    opened(commitment="advance", required="under_construction")
    built, started = account(metric="built_rate"), account(metric="started_rate")
    assert (built.detail["total"], started.detail["total"]) == (1, 1)
    assert account().detail["total"] == 2


def test_the_strict_reading_has_a_rate_of_its_own():
    work = factories.project(commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2019, 1, 1))
    factories.fact(work, "B", day=date(2022, 1, 1))
    assert account().low == 1
    assert account(metric="promise_rate_strict").high == 0


def test_works_and_measures_never_share_a_denominator():
    opened()
    factories.project(kind="measure", ladder="measure", required="done", required_strict="done",
                      category="other")  # fmt: skip
    assert account().detail["total"] == 1
    assert account("measure/all").detail["total"] == 1
    assert account("measure/all", "built_rate").detail["total"] == 0
    assert account("measure/all", "started_rate").low is None


def test_late_completion_is_counted_after_the_plan():
    late = missed()
    assert account(metric="late").text == "not_applicable"
    assert account(metric="late").low is None
    found = account(metric="late", moment=Moment(timezone.localdate()))
    assert (found.low, found.detail["late"]) == (1, [late.code])


def test_a_work_in_two_provinces_counts_in_both_and_once_in_the_whole():
    both = opened(cities=("220100", "230100"))
    opened(cities=("220100",))
    counts = {
        key: account(f"works/{key}").detail["reached"]
        for key in ("all", "province=220000", "province=230000", "city=220100", "city=230100")
    }
    assert counts == {"all": 2, "province=220000": 2, "province=230000": 1,
                      "city=220100": 2, "city=230100": 1}  # fmt: skip
    assert both.code in account("works/city=230100").inputs


def test_a_work_feeds_every_account_it_counts_in():
    work = factories.project("road-a", cities=("220100", "230100"), category="railway")
    assert accounts_of(["hachang-2016/road-a"]) == {
        f"hachang-2016/works/{key}"
        for key in ("all", "commitment=build", "category=railway", "province=220000",
                    "province=230000", "city=220100", "city=230100")
    }  # fmt: skip
    assert accounts_of([f"other/{work.code}"]) == set()


def test_named_accounts_are_computed_alone():
    opened()
    rebuild()
    keys = {one.subject for one in accounts({"hachang-2016/works/all"}, [NOW])}
    assert keys == {"hachang-2016/works/all"}
    assert list(accounts({"hachang-2016/works/city=999999"}, [NOW])) == []


PARTITIONS = ("commitment", "category")
COUNTS = ("reached", "missed", "undetermined", "no_data", "adjusted", "total", "ledger")


@pytest.mark.usefixtures("whole_plan")
class TestTheRealAccount:
    def accounts(self):
        found = results(NOW, "account", metric="promise_rate")
        return {name.removeprefix("hachang-2016/works/"): row for (name, _), row in found.items()
                if name.startswith("hachang-2016/works/")}  # fmt: skip

    @pytest.mark.parametrize("dimension", PARTITIONS)
    def test_groups_add_up_to_the_whole(self, dimension):
        found = self.accounts()
        groups = [row for key, row in found.items() if key.startswith(f"{dimension}=")]
        for count in COUNTS:
            assert sum(row.detail[count] for row in groups) == found["all"].detail[count]

    @pytest.mark.parametrize("dimension", ["province", "city"])
    def test_areas_hold_each_work_once_and_together_no_work_that_is_not_there(self, dimension):
        found = self.accounts()
        whole = set(found["all"].inputs)
        field = {"province": "provinces", "city": "cities"}[dimension]
        works = {p.code: getattr(p, field) for p in Project.objects.filter(kind="works")}
        for key, row in found.items():
            if key.startswith(f"{dimension}="):
                area = key.partition("=")[2]
                assert len(row.inputs) == len(set(row.inputs))
                assert set(row.inputs) == {c for c in whole if area in works[c]}
        # every work in n areas is counted n times beside the whole, never more
        groups = [row for key, row in found.items() if key.startswith(f"{dimension}=")]
        assert sum(len(row.inputs) for row in groups) == sum(len(works[code]) for code in whole)

    def test_counts_are_those_of_the_works_behind_them(self):
        """By another hand: verdicts counted straight from the works' own Results."""
        row = self.accounts()["all"]
        promises = results(NOW, "project", metric="promise")
        words = [promises[f"hachang-2016/{code}", "promise"].text for code in row.inputs]
        for word in ("reached", "missed", "undetermined", "adjusted"):
            assert row.detail[word] == words.count(word)
        counted = len(words) - words.count("adjusted")
        assert float(row.low) == pytest.approx(words.count("reached") / counted, abs=1e-6)
        high = words.count("reached") + words.count("undetermined")
        assert float(row.high) == pytest.approx(high / counted, abs=1e-6)

    def test_the_account_of_2020_has_no_late_completion_and_todays_has(self):
        late = results(NOW, "account", metric="late")["hachang-2016/works/all", "late"]
        assert (late.text, late.low) == ("not_applicable", None)
        now = Moment(timezone.localdate())
        late = results(now, "account", metric="late")["hachang-2016/works/all", "late"]
        assert "rail-mudanjiang-jiamusi" in late.detail["late"]
        assert late.low == len(late.detail["late"])


@pytest.mark.parametrize("round_", range(3))
def test_kept_up_over_time_it_is_what_it_is_at_each_moment_alone(round_):
    """The running account against one added up from its members at that moment."""
    chance = random.Random(random.random())
    works = ledger(6)
    factories.project("hope", judgement="direction")
    approve_many(chance, works, 25, "S")
    rebuild()
    for moment in kept_now():
        figures = {}
        for (name, metric), row in results(moment, "project").items():
            figures.setdefault(name, {})[metric] = row
        for key, projects in members(None).items():
            group = [Member(p, figures[f"hachang-2016/{p.code}"]) for p in projects]
            wanted = {one.metric: one for one in figures_of(key, group, moment)}
            found = results(moment, "account", subjects=[key])
            assert {metric for _, metric in found} == set(wanted)
            for (_, metric), row in found.items():
                one = wanted[metric]
                assert (row.low, row.high, row.text) == (one.low, one.high, one.text)
                assert (row.detail, row.inputs) == (one.detail, list(one.inputs))


def test_a_crossing_holds_what_both_accounts_hold_and_is_never_kept():
    both = opened(code="road-a")
    opened(code="road-b", commitment="study")
    opened(code="air-c", category="airport")
    key = "hachang-2016/works/commitment=build,category=road"
    assert members({key}) == {key: [both]}
    assert members({key, "hachang-2016/works/category=airport"}).keys() == {
        key, "hachang-2016/works/category=airport"
    }  # fmt: skip
    assert members({"hachang-2016/works/commitment=build,category=moon"}) == {}
    assert members({"hachang-2016/measure/commitment=build,category=road"}) == {}
    assert not any("," in name for name in members(None))
