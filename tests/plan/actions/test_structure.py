"""The document, its places and what stands around them are loaded from a catalogue."""

import pytest

from plan.actions import load_structure
from plan.actions.structure import clauses_by_address, places_by_code
from plan.models import Box, Clause, Informant, Plan, Section, Story, Zone
from regions.models import Place
from tests.plan.catalogue_files import samples

pytestmark = pytest.mark.django_db


def load(folder, *slips):
    files = samples.CATALOGUE
    for file, old, new in slips:
        files = samples.changed(files, file, old, new)
    return load_structure(samples.catalogue(folder, files))


def stored():
    models = (Plan, Section, Box, Clause, Place, Zone, Informant, Story)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_a_catalogue_is_stored_whole(tmp_path):
    plan, changes = load(tmp_path)

    assert (plan.code, plan.title, plan.approval) == (
        "jianghai", "江海城市群发展规划", "批复（国函〔2031〕1号）",
    )  # fmt: skip
    counts = {model.__name__: model.objects.count() for model in (Section, Box, Clause, Place)}
    assert counts == {"Section": 7, "Box": 2, "Clause": 15, "Place": 3}
    assert len(changes.lines) == 1 + 7 + 2 + 15 + 3 + 3
    zone = Zone.objects.get()
    assert zone.clause.address == "第二章第一节第3段"
    assert {place.name for place in zone.members.all()} == {"甲州市", "乙城市"}
    assert Informant.objects.get().offices == "发展改革部门、铁路单位"
    assert Story.objects.get().pattern == "甲乙铁路为{stage}。"


def test_places_keep_their_time_names_and_parents(tmp_path):
    load(tmp_path)
    first, second = Place.objects.get(code="990100"), Place.objects.get(code="990200")

    assert first.parent == second.parent == Place.objects.get(code="990000")
    assert (first.aliases, first.in_plan) == (["甲城", "旧甲州"], True)
    assert (str(second.valid_from), str(second.valid_to)) == ("2020-01-01", "2033-06-30")
    assert (second.successor_code, second.valid_precision) == ("990100", "day")


def test_loading_again_changes_nothing(tmp_path):
    load(tmp_path)
    before = stored()
    _, changes = load(tmp_path)
    assert changes.lines == []
    assert stored() == before


def test_what_changed_is_said_and_nothing_else(tmp_path):
    load(tmp_path)
    _, changes = load(
        tmp_path,
        ("sections.csv", "2,2,水利", "2,2,水利建设"),
        ("clauses.csv", "2,2,,1,增强供水能力", "2,2,,1,增强供水保障能力"),
        ("zones.csv", "axis,990100；990200", "axis,990100"),
    )
    assert changes.lines == [
        "修改章节 水利建设：标题 水利 → 水利建设",
        "修改条文 第二章第二节第1段 增强供水保障能力：段首语 增强供水能力 → 增强供水保障能力",
        "修改空间格局 东线：所含地区 已调整",
    ]


def test_a_paragraph_that_left_the_file_leaves_the_plan(tmp_path):
    load(tmp_path)
    _, changes = load(tmp_path, ("clauses.csv", "0,,,2,,背景\n", ""))
    assert changes.lines == ["移出 前言第2段"]
    assert not Clause.objects.filter(chapter=0, paragraph=2).exists()


def test_places_are_shared_and_never_taken_out(tmp_path):
    load(tmp_path)
    outside = Place.objects.create(code="out-far", name="远方", level="outside")
    load(tmp_path)
    assert Place.objects.filter(pk=outside.pk).exists()


def test_a_second_plan_stands_beside_the_first(whole_plan, tmp_path):
    before = {p.code: p.sections.count() for p in Plan.objects.all()}
    places = Place.objects.count()
    plan, _ = load(tmp_path)

    assert Plan.objects.count() == 2
    assert plan.sections.count() == 7
    assert whole_plan.sections.count() == before[whole_plan.code]
    assert Place.objects.count() == places + 3
    assert load(tmp_path)[1].lines == []


def test_paragraphs_and_places_are_found_by_address_and_code(tmp_path):
    plan, _ = load(tmp_path)
    found = clauses_by_address(plan)
    assert found[2, 1, 1, 3].lead == "高速公路"
    assert found[2, None, None, 1].untouched == "原则"
    assert places_by_code()["990200"].name == "乙城市"
