"""What a filing may be about, and the fact it corrects or rules between."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.rules import Forbidden
from plan.rules import SourceEntry
from reporting import queries
from reporting.rules import check_fields, form_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_find_subject_takes_one_code_of_the_current_plan():
    work, indicator = factories.project(), factories.indicator()

    assert queries.find_subject(work=work.code) == work
    assert queries.find_subject(indicator=indicator.code) == indicator
    assert queries.find_subject(work=work.code, indicator=indicator.code) is None
    assert queries.find_subject() is None


@pytest.mark.parametrize("code", ["no-such", "x" * 200, "a\x00", "长春", "' or 1=1"])
def test_find_subject_takes_no_other_text(code):
    factories.plan()

    assert queries.find_subject(work=code) is None
    assert queries.find_subject(indicator=code) is None


@pytest.mark.parametrize(
    ("cities", "who"),
    [(("220100",), {"li", "wang"}), (("230100",), {"zhao"}), (("220200",), {"wang"}),
     (("220100", "230100"), {"li", "wang", "zhao"})],
)  # fmt: skip
def test_a_work_is_filed_about_from_where_it_lies(cities, who):
    work = factories.project(cities=cities)
    people = {"li": factories.li(), "wang": factories.wang(), "zhao": factories.zhao(),
              "chen": factories.coordinator(), "admin": factories.admin()}  # fmt: skip

    assert {name for name, person in people.items() if queries.may_file(person, work)} == who


def test_the_refusal_says_why(zhao, reader):
    work = factories.project()

    with pytest.raises(Forbidden, match="不涉及哈尔滨市，请由所在地填报"):
        queries.check_may_file(zhao, work)
    with pytest.raises(Forbidden, match="部委查阅人不填报"):
        queries.check_may_file(reader, work)


def test_values_are_corrected_where_they_belong(li, wang, zhao):
    indicator = factories.indicator()
    own = factories.observation(indicator)
    whole = factories.observation(indicator, area="哈长城市群", area_code="")

    for person, may_own, may_whole in ((li, True, False), (wang, True, True), (zhao, False, False)):
        assert queries.may_file(person, indicator, "observation")
        assert queries.may_file(person, indicator, "correction", own.key) == may_own
        assert queries.may_file(person, indicator, "correction", whole.key) == may_whole


def test_a_disagreement_is_ruled_on_where_its_values_belong(li, zhao):
    indicator = factories.indicator()
    for number, value in enumerate(("65", "66")):
        factories.observation(
            indicator, f"IO-{number}", conflict_group="CG-1", value=Decimal(value)
        )

    assert queries.may_file(li, indicator, "ruling", "CG-1")
    assert not queries.may_file(zhao, indicator, "ruling", "CG-1")


def test_target_exists_for_what_is_on_file_only():
    work = factories.project()
    one = factories.fact(work, conflict_group="CG-1")
    assert not queries.target_exists("ruling", work, "CG-1")  # one side is no disagreement
    factories.fact(work, conflict_group="CG-1")

    assert queries.target_exists("ruling", work, "CG-1")
    assert queries.target_exists("correction", work, one.key)
    assert queries.target_exists("progress", work, "")
    absent = [("ruling", "CG-2"), ("correction", "no"), ("correction", "a\x00"), ("correction", ""),
              ("progress", one.key), ("ruling", "x" * 100)]  # fmt: skip
    for kind, key in absent:
        assert not queries.target_exists(kind, work, key), (kind, key)


def test_a_snapshot_of_a_fact_is_a_complete_correction_but_for_the_reason(li):
    work = factories.project(parts=("左幅",))
    source = SourceEntry(
        title="公报", publisher="省统计局", number="3号", url="https://example.org",
        published_on=date(2019, 6, 30), published_precision="month",
    )  # fmt: skip
    fact = factories.fact(
        work, event="progress", part="part-1", percent=Decimal("60.5"),
        at_least="under_construction",
        amount=Decimal(500), value=Decimal(500), unit="万元", value_kind="investment_done_total",
        day=date(2019, 5, 1), precision="month", source=source,
    )  # fmt: skip

    typed = queries.snapshot(work, fact.key)
    context = queries.context_of("correction", work, fact.key, li, date(2026, 1, 1))
    found = check_fields("progress_correction", typed | {"reason": "改"}, context)

    assert found.errors == ()
    assert (found.entry.percent, found.entry.amount, found.entry.part) == (
        Decimal("60.5"), Decimal(500), "part-1",
    )  # fmt: skip
    assert found.entry.source == source
    assert (found.entry.day, found.entry.precision) == (date(2019, 5, 1), "month")


@pytest.mark.parametrize(
    ("unit", "values", "expected"),
    [
        ("%", {}, Decimal("65.1")),
        ("亿元", {"value": Decimal(65100000), "unit": "万元"}, Decimal(65100000)),
        ("人", {"value": Decimal(7), "period_kind": "cumulative", "period_start": date(2016, 1, 1),
               "date_precision": "day"}, Decimal(7)),
    ],
)  # fmt: skip
def test_a_snapshot_of_a_value_is_a_complete_correction_too(li, unit, values, expected):
    indicator = factories.indicator(unit=unit)
    row = factories.observation(indicator, **values)

    typed = queries.snapshot(indicator, row.key)
    context = queries.context_of("correction", indicator, row.key, li, date(2026, 1, 1))
    form = form_of("correction", indicator=True)
    found = check_fields(form, typed | {"reason": "改"}, context)

    assert found.errors == ()
    assert (found.entry.value, found.entry.unit) == (expected, row.unit)
    assert (found.entry.period_start, found.entry.period_end) == (row.period_start, row.period_end)
    assert found.entry.area == row.area


def test_a_snapshot_of_nothing_is_empty():
    assert queries.snapshot(factories.project(), "no-such") == {}
