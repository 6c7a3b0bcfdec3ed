"""Works and their parts are loaded with what the plan's words ask of them."""

import pytest
from django.core.exceptions import ValidationError

from plan.actions import load_structure
from projects.actions import load_projects
from projects.models import Part, Project
from tests import factories
from tests.plan.catalogue_files import samples

pytestmark = pytest.mark.django_db


def load(folder, *slips):
    files = samples.CATALOGUE
    for file, old, new in slips:
        files = samples.changed(files, file, old, new)
    catalogue = samples.catalogue(folder, files)
    plan, _ = load_structure(catalogue)
    return load_projects(plan, catalogue).lines


def test_a_work_is_stored_with_clause_places_and_required_stage(tmp_path):
    load(tmp_path)
    rail = Project.objects.get(code="rail-jia-yi")
    assert (rail.required, rail.required_strict) == ("in_use", "in_use")
    assert rail.clause.address == "第二章第一节专栏1第1段"
    assert (rail.provinces, rail.cities) == (["990000"], ["990100", "990200"])
    assert rail.aliases == ["甲乙铁路", "甲乙线"]
    assert [part.name for part in rail.parts.all()] == ["东段"]


def test_loading_again_changes_nothing(tmp_path):
    assert load(tmp_path)
    before = list(Project.objects.values())
    assert load(tmp_path) == []
    assert list(Project.objects.values()) == before


def test_a_changed_promise_is_said(tmp_path):
    load(tmp_path)
    lines = load(
        tmp_path, ("projects.csv", "railway,建设,,build,build", "railway,研究建设,,study,study")
    )
    (line,) = lines
    assert "规划用语 建设 → 研究建设" in line
    assert "应达阶段 in_use → approved" in line


def test_a_part_with_facts_cannot_go(tmp_path):
    load(tmp_path)
    factories.fact(Project.objects.get(code="rail-jia-yi"), part="east")
    with pytest.raises(ValidationError, match="目录中已没有“东段”，但仍有资料引用它"):
        load(tmp_path, ("parts.csv", "rail-jia-yi,east,东段,990100,\n", ""))
    load(tmp_path, ("parts.csv", "990100,\n", "990100,\nrail-jia-yi,west,西段,990100,\n"))
    assert Part.objects.count() == 2


def test_facts_that_do_not_fit_the_changed_catalogue_refuse_it(tmp_path):
    load(tmp_path)
    factories.fact(
        Project.objects.get(code="rail-jia-yi"), event="progress", at_least="under_construction"
    )
    with pytest.raises(ValidationError, match="“甲州至乙城铁路”的事实写了其阶段序列中没有的阶段"):
        load(tmp_path, ("projects.csv", "开通公告,works", "开通公告,zone"))
