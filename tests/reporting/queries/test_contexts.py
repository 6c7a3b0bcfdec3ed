"""What is on file, in the form the checks take."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Target
from reporting import queries
from reporting.queries.contexts import is_share
from reporting.rules import WorkContext
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def test_a_work_brings_its_parts_its_ladder_and_its_standing_facts(li):
    work = factories.project(parts=("左幅", "右幅"))
    first = factories.fact(work, part="part-1")
    factories.fact(work, corrects=first.key, reason="改", part="part-1", day=date(2020, 9, 25))

    context = queries.context_of("progress", work, "", li, TODAY)

    assert isinstance(context, WorkContext)
    assert context.parts == (("part-1", "左幅"), ("part-2", "右幅"))
    assert dict(context.stages)["in_use"] == "投用"
    assert [(fact.day, fact.part) for fact in context.known] == [(date(2020, 9, 25), "part-1")]


def test_facts_about_something_else_are_no_step_of_the_work(li):
    work = factories.project()
    factories.fact(work, relation="adjacent")
    factories.fact(work, event="approved", moves=False)

    context = queries.context_of("progress", work, "", li, TODAY)

    assert [fact.event for fact in context.known] == ["statement"]


def test_a_city_files_values_of_itself_a_province_of_its_cities_and_the_cluster(li, wang):
    factories.place("220200")
    factories.place("230100")
    indicator = factories.indicator()

    def areas(person):
        return [
            code
            for code, _ in queries.context_of("observation", indicator, "", person, TODAY).areas
        ]

    assert areas(li) == ["220100"]
    assert areas(wang) == ["220000", "220100", "220200", "哈长城市群"]


def test_a_correction_stays_with_its_area(wang):
    indicator = factories.indicator()
    row = factories.observation(indicator)

    context = queries.context_of("correction", indicator, row.key, wang, TODAY)

    assert context.areas == (("220100", "长春市"),)
    assert context.corrects == row.key


def test_a_disagreement_brings_its_sides_in_words(li):
    work = factories.project()
    for number, day in enumerate((date(2020, 9, 25), date(2020, 9, 26))):
        factories.fact(work, f"PE-{number}", day=day, conflict_group="CG-1")

    sides = dict(queries.context_of("ruling", work, "CG-1", li, TODAY).sides)

    assert list(sides) == ["PE-0", "PE-1"]
    assert sides["PE-0"] == "投用，2020年9月25日，全线建成通车（通车公告，吉林省交通运输厅）"


def test_a_disagreement_about_a_value_reads_with_its_unit(li):
    indicator = factories.indicator(unit="万人")
    for number, value in enumerate(("65", "66.5")):
        factories.observation(
            indicator, f"IO-{number}", value=Decimal(value), conflict_group="CG-9"
        )

    sides = dict(queries.context_of("ruling", indicator, "CG-9", li, TODAY).sides)

    assert sides["IO-1"] == "长春市2019年 66.5万人（统计公报，长春市统计局）"


@pytest.mark.parametrize(
    ("name", "unit", "share"),
    [("城镇化率", "%", True), ("GDP增速", "%", False), ("常住人口", "万人", False)],
)
def test_a_share_is_told_from_a_rate_of_change(name, unit, share):
    assert is_share(factories.indicator(name=name, unit=unit)) is share


def test_a_target_in_average_growth_makes_no_share():
    indicator = factories.indicator(name="客运量")
    Target.objects.create(
        plan=indicator.plan, indicator=indicator, kind="target", value_kind="avg_growth",
        value=Decimal(7), unit="%", year=2020,
    )  # fmt: skip

    assert not is_share(indicator)
