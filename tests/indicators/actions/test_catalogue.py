"""Indicators and what the plan says of them are loaded from a catalogue."""

import pytest
from django.core.exceptions import ValidationError

from indicators.actions import load_indicators, load_reference
from indicators.models import Indicator, Target
from plan.actions import load_structure
from tests import factories
from tests.plan.catalogue_files import samples

pytestmark = pytest.mark.django_db

ROW = (
    "ind-population,常住人口,target,level,1000,,万人,2035,,1,no,,1,1,2,,"
    "2035年达到1000万人,\n"
)  # fmt: skip


def load(folder, *slips):
    files = samples.CATALOGUE
    for old, new in slips:
        files = samples.changed(files, "indicators.csv", old, new)
    catalogue = samples.catalogue(folder, files)
    plan, _ = load_structure(catalogue)
    return load_indicators(plan, catalogue).lines


def test_rows_of_one_code_are_one_indicator_with_several_statements(tmp_path):
    load(tmp_path, ("约900万人,\n", f"约900万人,\n{ROW}"))
    subject = Indicator.objects.get()
    assert (subject.name, subject.unit, subject.direction) == ("常住人口", "万人", 1)
    assert [(t.kind, t.value, t.year) for t in subject.targets.all()] == [
        ("baseline", 900, 2030), ("target", 1000, 2035),
    ]  # fmt: skip
    assert [place.name for place in Target.objects.get(kind="baseline").places.all()] == ["甲州市"]


def test_loading_again_changes_nothing(tmp_path):
    assert load(tmp_path)
    assert load(tmp_path) == []


def test_a_row_put_before_another_moves_nothing_but_the_order(tmp_path):
    """Rows of one kind, year and scope change places without standing in each other's way."""
    first = ROW.replace("1000,,", "1000,,").replace("2035年达到1000万人", "二〇三五年达到千万人")
    load(tmp_path, ("约900万人,\n", f"约900万人,\n{ROW}"))
    load(tmp_path, ("约900万人,\n", f"约900万人,\n{first}{ROW}"))
    assert [t.quote for t in Target.objects.filter(kind="target").order_by("order")] == [
        "二〇三五年达到千万人", "2035年达到1000万人",
    ]  # fmt: skip


def test_an_indicator_with_values_cannot_go(tmp_path):
    load(tmp_path)
    factories.observation(Indicator.objects.get(), unit="万人")
    with pytest.raises(ValidationError, match="目录中已没有“常住人口”"):
        load(tmp_path, ("ind-population,", "ind-people,"))


def test_reference_series_stand_apart_from_the_plans_own(tmp_path):
    load(tmp_path)
    history = samples.history(tmp_path)
    plan = Indicator.objects.get().plan
    assert len(load_reference(plan, history.reference_indicators).lines) == 1
    assert load_reference(plan, history.reference_indicators).lines == []
    assert Indicator.objects.filter(reference=True).get().code == "ref-gdp"
    assert load(tmp_path) == []
    assert Indicator.objects.count() == 2
