"""The works of the plan: named once, cited, and promised as their verbs say."""

from collections import Counter, defaultdict

import pytest

from tests.plan.files import CATALOGUE, listed, rows

WORKS = rows(CATALOGUE, "projects")
BY_CODE = {row["code"]: row for row in WORKS}
VERBS = {row["verb"]: row for row in rows(CATALOGUE, "verbs")}
PLACES = {row["code"]: row for row in rows(CATALOGUE, "places")}
PARTS = rows(CATALOGUE, "parts")
STRENGTH = ["study", "plan", "advance", "build", "complete"]


def box(number, paragraph):
    return [
        row["code"]
        for row in WORKS
        if (row["box"], row["paragraph"]) == (str(number), str(paragraph))
    ]


def starting(prefix):
    return [row for row in WORKS if row["code"].startswith(prefix)]


def test_each_work_has_one_code_and_one_name():
    for column in ("code", "name"):
        twice = [value for value, n in Counter(row[column] for row in WORKS).items() if n > 1]
        assert twice == []


def test_no_name_or_alias_leads_to_two_works():
    owners = defaultdict(set)
    for row in WORKS:
        for word in [row["name"], *listed(row["aliases"])]:
            owners[word].add(row["code"])
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


def test_works_stand_in_the_order_of_the_plan():
    order = [
        tuple(int(row[c] or 0) for c in ("chapter", "section", "box", "paragraph")) for row in WORKS
    ]
    assert order == sorted(order)


def test_a_quote_is_short_and_every_work_has_a_criterion():
    assert [row["code"] for row in WORKS if not 0 < len(row["quote"]) <= 40] == []
    assert [row["code"] for row in WORKS if not row["criterion"]] == []
    assert {row["kind"] for row in WORKS} == {"works"}


def test_the_commitments_are_those_of_the_verbs():
    for row in WORKS:
        assert row["commitment"] == VERBS[row["verb"]]["commitment"]
        strict = row["verb_strict"] or row["verb"]
        assert row["commitment_strict"] == VERBS[strict]["commitment"]


def test_the_strict_reading_is_never_weaker_and_never_leaves_study_and_plan():
    for row in WORKS:
        lenient, strict = (STRENGTH.index(row[c]) for c in ("commitment", "commitment_strict"))
        assert strict >= lenient
        if row["commitment"] in ("study", "plan"):
            assert strict == lenient
            assert row["verb_strict"] == ""


@pytest.mark.parametrize(
    ("verb", "commitment", "required"),
    [
        ("研究建设", "study", "approved"),
        ("规划实施", "plan", "approved"),
        ("加快推进", "advance", "construction"),
        ("加快建设", "build", "in_use"),
        ("升级改造", "build", "in_use"),
        ("建成", "complete", "completed"),
        ("加快投产", "complete", "in_use"),
        ("贯通", "complete", "in_use"),
        ("落实", "complete", "in_use"),
    ],
)
def test_verbs_promise_by_their_longest_match(verb, commitment, required):
    assert (VERBS[verb]["commitment"], VERBS[verb]["required"]) == (commitment, required)


def test_what_is_never_done_is_never_once():
    for row in WORKS:
        if row["verb"] in ("加强", "提升", "完善", "完善提升", "巩固提升", "培育", "重点发展"):
            assert row["judgement"] == "direction", row["code"]
        if row["verb"] == "稳定运营":
            assert row["judgement"] == "keep"
        if row["verb"].startswith("鼓励"):
            assert row["judgement"] == "condition"


def test_provinces_are_those_of_the_places():
    for row in WORKS:
        inside = {code[:2] + "0000" for code in listed(row["places"]) if code[:2] in ("22", "23")}
        assert inside <= set(listed(row["provinces"])) <= {"220000", "230000"}, row["code"]
        assert row["provinces"]
        assert set(listed(row["places"])) <= PLACES.keys()


def test_the_box_of_railways_is_split_as_an_official_reports_it():
    assert box(2, 1) == [
        "rail-harbin-mudanjiang", "rail-harbin-jiamusi", "rail-mudanjiang-jiamusi",
        "rail-dunhua-baihe", "rail-mudanjiang-dunhua", "rail-siping-tonghua-baihe",
        "rail-changchun-liaoyuan",
    ]  # fmt: skip
    assert [len(box(2, paragraph)) for paragraph in range(2, 8)] == [4, 3, 9, 8, 14, 2]


def test_a_work_named_twice_is_one_work():
    fast_line = BY_CODE["rail-harbin-mudanjiang"]
    assert "哈牡客专" in listed(fast_line["aliases"])
    assert BY_CODE["zone-changjitu"]["chapter"] == "2"


def test_look_alikes_stay_apart():
    assert BY_CODE["rail-electrify-hamu"]["name"] == "哈牡线电气化改造"
    assert BY_CODE["rail-electrify-mujia"]["name"] == "牡佳线电气化改造"
    assert BY_CODE["park-sino-singapore"]["name"] != BY_CODE["agri-sino-singapore-food"]["name"]
    assert {"牡绥铁路", "哈齐高铁", "绥满高速"} & {row["name"] for row in WORKS} == set()


@pytest.mark.parametrize(
    ("prefix", "count"),
    [
        ("res-", 7),
        ("pilot-smart-city-", 6),
        ("pilot-outsourcing-", 3),
        ("pilot-transit-city-", 2),
        ("pilot-eco-civilization-", 4),
        ("pilot-eco-city-", 7),
        ("pilot-elder-service-", 4),
        ("agri-sci-park-", 4),
        ("health-eco-elder-base-", 5),
        ("eco-corridor-", 5),
        ("culture-historic-city-", 4),
    ],
)
def test_a_list_of_places_is_one_work_per_place(prefix, count):
    found = starting(prefix)
    assert len(found) == count
    assert len({row["name"] for row in found}) == count


@pytest.mark.parametrize(
    ("code", "verb", "commitment", "strict"),
    [
        ("road-g11-heda", "加快推进", "advance", "complete"),
        ("apt-suifenhe", "推进", "advance", "build"),
        ("rail-changchun-liaoyuan", "研究建设", "study", "study"),
        ("rail-ski-resorts", "研究建设", "study", "study"),
        ("zone-changchun-new-area", "规划建设", "plan", "plan"),
        ("pipe-daqing-jinxi", "加快投产", "complete", "complete"),
        ("flood-pangtoupao", "建成", "complete", "complete"),
        ("water-baishan-transfer", "实施", "build", "build"),
        ("road-g1-harbin-lalinhe", "扩建", "build", "build"),
    ],
)
def test_promises_read_from_the_clause(code, verb, commitment, strict):
    row = BY_CODE[code]
    assert (row["verb"], row["commitment"], row["commitment_strict"]) == (verb, commitment, strict)


def test_works_are_found_in_every_chapter_from_two_to_nine():
    assert {row["chapter"] for row in WORKS} == {str(n) for n in range(2, 10)}


def test_parts_belong_to_items_and_come_in_several():
    per_work = Counter(row["project"] for row in PARTS)
    measures = {row["code"] for row in rows(CATALOGUE, "measures")}
    assert set(per_work) <= BY_CODE.keys() | measures
    assert min(per_work.values()) >= 2
    assert per_work["power-huanggou"] == 4
    assert {code for row in PARTS for code in listed(row["places"])} <= PLACES.keys()


def test_somebody_could_know_about_every_category():
    known = {row["category"]: listed(row["offices"]) for row in rows(CATALOGUE, "informants")}
    assert {row["category"] for row in WORKS} <= known.keys()
    assert all(known.values())
