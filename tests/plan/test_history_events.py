"""The dated events: every row mapped by hand, and what they prove."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from calc.ladders import LADDERS
from calc.stages import Fact, check, describe, interval, period, span
from projects.rules import counts
from tests.calc.real import judge
from tests.plan.files import CATALOGUE, HISTORY, listed, rows

WORKS = {row["code"]: row for row in rows(CATALOGUE, "projects")}
EVENTS = rows(HISTORY, "events")
DEMO = rows(HISTORY, "demo")
BY_ID = {row["id"]: row for row in EVENTS}
END_2020 = date(2020, 12, 31)
END_2025 = date(2025, 12, 31)

PARTS = defaultdict(list)
for part in rows(CATALOGUE, "parts"):
    PARTS[part["project"]].append(part["code"])


def fact(row, ladder):
    day = date.fromisoformat(row["date"])
    earliest, latest = span(day, row["date_precision"], row["date_basis"])
    return Fact(
        key=row["id"], event=row["event"], earliest=earliest, latest=latest,
        first_day=period(day, row["date_precision"])[0], part=row["part"] or None,
        undeclared=not row["part"] and bool(row["part_said"]),
        at_least=ladder.rank(row["at_least"]) if row["at_least"] else None,
        at_most=ladder.rank(row["at_most"]) if row["at_most"] else None,
        counts=counts(row["relation"], row["event"], row["date_basis"], row["confidence"],
                      row["moves"] == "yes"),
        derived=row["status"] == "derived",
        group=row["event_group"] or None, conflict=row["conflict_group"] or None,
    )  # fmt: skip


def facts(code, without=()):
    ladder = LADDERS[WORKS[code]["ladder"]]
    return [
        fact(row, ladder)
        for row in EVENTS
        if code in listed(row["project"]) and row["id"] not in without
    ]


def known(code, day, without=()):
    return interval(facts(code, without), LADDERS[WORKS[code]["ladder"]], PARTS[code], day)


def words(code, day, without=()):
    return describe(known(code, day, without), LADDERS[WORKS[code]["ladder"]])


def verdict(code, day, without=()):
    work = WORKS[code]
    ladder = LADDERS[work["ladder"]]
    return judge(known(code, day, without), work["commitment"], work["verb"], ladder)


def kept_back():
    return {row["id"] for row in DEMO}


def test_all_210_rows_are_there_once():
    assert [row["id"] for row in EVENTS] == [f"PE-{number:03d}" for number in range(1, 211)]


def test_every_row_names_its_work_unless_the_plan_has_none():
    assert [row["id"] for row in EVENTS if not row["project"]] == ["PE-209", "PE-210"]
    assert {code for row in EVENTS for code in listed(row["project"])} <= WORKS.keys()


def test_a_row_may_belong_to_two_works():
    assert listed(BY_ID["PE-054"]["project"]) == [
        "rail-electrify-pingqi",
        "rail-electrify-tongrang",
    ]


def test_parts_are_declared_and_the_label_of_the_source_is_kept():
    for row in EVENTS:
        if row["part"]:
            assert all(row["part"] in PARTS[code] for code in listed(row["project"])), row["id"]
            assert row["part_said"]


def test_stages_are_filled_by_hand_only_where_a_report_of_progress_says_so():
    for row in EVENTS:
        filled = row["at_least"] or row["at_most"]
        assert not filled or (row["event"], row["relation"]) == ("progress", "item"), row["id"]


def test_only_the_operating_licence_moves_nothing_by_hand():
    assert [row["id"] for row in EVENTS if row["moves"] == "no"] == ["PE-106"]
    assert {row["moves"] for row in EVENTS} == {"yes", "no"}


def test_units_are_written_in_chinese():
    assert {row["unit"] for row in EVENTS if row["unit"].isascii()} == {"", "%"}
    assert BY_ID["PE-001"]["value"] == "365.2"
    assert BY_ID["PE-001"]["unit"] == "亿元"


def test_relations_and_groups_are_those_of_the_sources():
    assert Counter(row["relation"] for row in EVENTS) == {
        "item": 158, "context": 37, "adjacent": 8, "substitute": 7,
    }  # fmt: skip
    assert len({row["event_group"] for row in EVENTS} - {""}) == 14
    assert len({row["conflict_group"] for row in EVENTS} - {""}) == 12


@pytest.mark.parametrize("code", sorted(WORKS))
def test_no_work_is_contradicted_on_any_day(code):
    check(facts(code), LADDERS[WORKS[code]["ladder"]], PARTS[code])


@pytest.mark.parametrize(
    ("code", "stage", "judged"),
    [
        ("road-g1-harbin-lalinhe", "不早于在建", "undetermined"),
        ("road-g1-lalinhe-changchun", "投用", "reached"),
        ("rail-mudanjiang-jiamusi", "在建", "missed"),
        ("rail-changchun-liaoyuan", "不晚于批复", "undetermined"),
        ("rail-siping-tonghua-baihe", "不能确定", "undetermined"),
        ("pipe-sino-russia-east-gas", "部分投用（在建）", "missed"),
        ("apt-suifenhe", "在建", "reached"),
        ("apt-songyuan", "投用", "reached"),
        ("apt-yanji", "不晚于批复", "missed"),
        ("hub-daqing-west", "投用", "reached"),
        ("road-g11-heda", "投用", "reached"),
        ("road-g1015-yushu-songyuan", "暂无资料", "undetermined"),
        ("zone-changchun-new-area", "不早于批复设立", "reached"),
        ("pilot-transit-city-harbin", "命名", "reached"),
        ("rail-changchun-xibayanhua", "暂无资料", "undetermined"),
    ],
)
def test_what_is_known_at_the_end_of_the_plan(code, stage, judged):
    assert words(code, END_2020) == stage
    assert verdict(code, END_2020) == judged


def test_a_line_replaced_by_another_is_adjusted_later():
    assert verdict("rail-siping-tonghua-baihe", END_2025) == "adjusted"


def test_a_line_opened_a_year_late_is_kept_by_then():
    assert verdict("rail-mudanjiang-jiamusi", END_2025) == "reached"


def test_the_demo_keeps_back_rows_of_the_two_reporters_only():
    cities = {"li": "220100", "zhao": "230100"}
    for row in DEMO:
        (work,) = listed(BY_ID[row["id"]]["project"])
        assert cities[row["submitter"]] in listed(WORKS[work]["places"]), row["id"]
        assert row["state"] in ("draft", "submitted", "returned")


def test_the_second_half_of_jingha_moves_the_account_when_it_is_approved():
    code = "road-g1-lalinhe-changchun"
    assert words(code, END_2020, without=kept_back()) == "部分投用（不早于在建）"
    assert verdict(code, END_2020, without=kept_back()) == "undetermined"
    assert words(code, END_2020, without=kept_back() - {"PE-086"}) == "投用"
    assert verdict(code, END_2020, without=kept_back() - {"PE-086"}) == "reached"


def test_each_waiting_submission_moves_what_its_date_says():
    before, after = [], []
    for row in DEMO:
        (code,) = listed(BY_ID[row["id"]]["project"])
        rest = kept_back() - {row["id"]}
        changes = [
            known(code, day, kept_back()) != known(code, day, rest)
            for day in (END_2020, date(2026, 6, 30))
        ]
        judged = verdict(code, END_2020, kept_back()) != verdict(code, END_2020, rest)
        if BY_ID[row["id"]]["date"] <= "2020-12-31":
            before.append((row["id"], changes[0]))
        else:
            after.append((row["id"], changes[1], judged))
    assert before == [
        (key, True) for key in ("PE-086", "PE-203", "PE-012", "PE-173", "PE-056", "PE-049")
    ]
    assert after == [(key, True, False) for key in ("PE-072", "PE-070", "PE-082")]
