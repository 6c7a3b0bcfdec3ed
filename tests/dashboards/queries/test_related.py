"""Links between items are shown both ways, by kind of link, and never mix the ledgers."""

import csv
from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from dashboards.queries.related import LISTS, related, related_to
from dashboards.rules import LINKED_BY_WORDS, LINKS_TO_WORDS
from metrics.actions import ensure
from plan.catalogue_files.commitment_rows import COMMITMENT_WORDS
from plan.models import Link, Span
from tests.plan.files import CATALOGUE, rows

pytestmark = pytest.mark.django_db

END = Moment(PLAN_END)
KINDS = [kind for kind in Span.Kind.values if kind != "none"]


def shown(plan, kind, code, moment=END):
    return {kin.title: [row.name for row in kin.rows] for kin in related(plan, kind, code, moment)}


def test_every_relation_of_the_files_has_a_head_for_both_ends():
    known = set(COMMITMENT_WORDS["link_relation"])
    assert LINKS_TO_WORDS.keys() == LINKED_BY_WORDS.keys() == known


def test_the_railway_of_the_box_is_the_one_of_chapter_3(whole_plan):
    found = shown(whole_plan, "project", "rail-harbin-mudanjiang")
    assert found["条文提到本项的空间格局"] == ["哈大齐牡发展带"]
    back = shown(whole_plan, "zone", "space-belt-hadaqimu")
    assert "哈尔滨至牡丹江铁路" in back["本项条文提到的重点项目"]


def test_a_measure_shows_the_works_that_realise_it_and_they_show_it(whole_plan):
    found = shown(whole_plan, "project", "m-regional-trunk-roads")
    works = found["落实本项的重点项目"]
    assert len(works) > 10
    link = Link.objects.filter(target="m-regional-trunk-roads", relation="realises")[0]
    name = shown(whole_plan, "project", link.source)["本项落实的重点任务"]
    assert len(name) == 1


def test_an_indicator_and_what_it_measures_lead_to_each_other(whole_plan):
    assert "本项衡量的实施职责" in shown(whole_plan, "indicator", "ind-eia")
    assert shown(whole_plan, "duty", "d-eia-regime")["衡量本项的指标"] == ["建设项目环境影响评价"]


def test_works_and_measures_stand_under_heads_of_their_own(whole_plan):
    measures = {row["name"] for row in rows(CATALOGUE, "measures")}
    works = {row["name"] for row in rows(CATALOGUE, "projects")}
    for kind in KINDS:
        codes = Link.objects.filter(plan=whole_plan, target_kind=kind).values_list("target")
        for kins in related_to(whole_plan, kind, [c for (c,) in codes], END).values():
            for kin in kins:
                names = {row.name for row in kin.rows}
                if kin.title.endswith("重点项目"):
                    assert not names & (measures - works)
                if kin.title.endswith("重点任务"):
                    assert not names & (works - measures)


def test_every_link_of_the_files_is_seen_from_both_ends(whole_plan):
    with (CATALOGUE / "links.csv").open(encoding="utf-8", newline="") as file:
        stated = list(csv.DictReader(file))
    seen = 0
    for kind in KINDS:
        codes = {r["source"] for r in stated if r["source_kind"] == kind}
        codes |= {r["target"] for r in stated if r["target_kind"] == kind}
        found = related_to(whole_plan, kind, codes, END)
        assert found.keys() == codes
        seen += sum(len(kin.rows) for kins in found.values() for kin in kins)
    assert seen == 2 * len(stated)


def test_each_end_says_where_it_stands_at_the_moment(whole_plan):
    before = Moment(date(2016, 3, 31))
    ensure(before)

    code = Link.objects.get(source="rail-harbin-mudanjiang", relation="realises",
                            note__contains="高速铁路").target  # fmt: skip

    def mark(moment):
        found = related(whole_plan, "project", code, moment)
        return {row.name: row.mark for kin in found for row in kin.rows}["哈尔滨至牡丹江铁路"]

    assert (mark(before), mark(END)) == ("missed", "reached")


def test_nothing_is_read_for_an_item_without_links(whole_plan, django_assert_num_queries):
    Link.objects.filter(source="apt-suifenhe").delete()
    Link.objects.filter(target="apt-suifenhe").delete()
    with django_assert_num_queries(1):
        assert related(whole_plan, "project", "apt-suifenhe", END) == []


@pytest.mark.parametrize("kind", KINDS)
def test_all_items_of_a_kind_are_read_in_seven_queries(
    whole_plan, django_assert_max_num_queries, kind
):
    codes = Link.objects.filter(plan=whole_plan, target_kind=kind).values_list("target")
    with django_assert_max_num_queries(7):
        related_to(whole_plan, kind, [code for (code,) in codes], END)


def test_what_has_no_page_of_its_own_is_named_on_its_list():
    assert set(LISTS) == set(KINDS) - {"project", "indicator"}
