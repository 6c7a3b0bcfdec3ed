"""The cases of the real history, the promises and the words."""

from datetime import date

import pytest

from calc.stages import (
    LADDERS,
    Fact,
    Interval,
    Verdict,
    check,
    describe,
    interval,
    required,
    verdict,
)
from tests.calc import real
from tests.calc.real import judge

WORKS, ZONE, PILOT = LADDERS["works"], LADDERS["zone"], LADDERS["pilot"]
PLAN_END = date(2020, 12, 31)


def known(facts: list[Fact], as_of: date, parts: tuple[str, ...] = ()) -> Interval:
    return interval(facts, WORKS, parts, as_of)


def bounds(it: Interval) -> tuple[str, str]:
    return WORKS.word(it.at_least), WORKS.word(it.at_most)


class TestRealCases:
    def test_harbin_lalinhe_cannot_be_decided_at_the_end_of_2020(self) -> None:
        it = known(real.HARBIN_LALINHE, PLAN_END)
        assert bounds(it) == ("在建", "投用")
        assert judge(it, "build", "", WORKS) == "undetermined"
        assert describe(it, WORKS) == "不早于在建"
        assert it.used == ("PE-081",)

    def test_harbin_lalinhe_is_in_use_by_the_end_of_2021(self) -> None:
        it = known(real.HARBIN_LALINHE, date(2021, 12, 31))
        assert describe(it, WORKS) == "投用"
        assert known(real.HARBIN_LALINHE, date(2021, 12, 30)).at_least == 3

    def test_harbin_lalinhe_was_not_under_construction_before_february_2018(self) -> None:
        assert known(real.HARBIN_LALINHE, date(2018, 2, 1)).at_most == 2
        assert known(real.HARBIN_LALINHE, date(2018, 2, 2)).at_most == 5

    def test_lalinhe_changchun_is_kept_when_both_halves_are_open(self) -> None:
        it = known(real.LALINHE_CHANGCHUN, PLAN_END, real.LALINHE_CHANGCHUN_PARTS)
        assert describe(it, WORKS) == "投用"
        assert judge(it, "build", "", WORKS) == "reached"
        assert it.used == ("PE-085", "PE-086")

    def test_lalinhe_changchun_is_partly_in_use_while_one_half_is_open(self) -> None:
        it = known(real.LALINHE_CHANGCHUN, date(2019, 12, 31), real.LALINHE_CHANGCHUN_PARTS)
        assert describe(it, WORKS) == "部分投用（在建至建成）"
        assert judge(it, "build", "", WORKS) == "missed"

    def test_mudanjiang_jiamusi_was_missed(self) -> None:
        it = known(real.MUDANJIANG_JIAMUSI, PLAN_END)
        assert describe(it, WORKS) == "在建"
        assert judge(it, "build", "", WORKS) == "missed"
        assert judge(it, "advance", "", WORKS) == "reached"

    def test_mudanjiang_jiamusi_is_in_use_later(self) -> None:
        it = known(real.MUDANJIANG_JIAMUSI, date(2021, 12, 6))
        assert describe(it, WORKS) == "投用"
        assert it.used == ("PE-017", "PE-018")

    def test_changchun_liaoyuan_cannot_be_decided(self) -> None:
        it = known(real.CHANGCHUN_LIAOYUAN, PLAN_END)
        assert bounds(it) == ("未启动", "批复")
        assert describe(it, WORKS) == "不晚于批复"
        assert judge(it, "study", "", WORKS) == "undetermined"
        assert it.derived
        assert not it.no_data

    def test_siping_tonghua_baihe_is_open_in_2020_and_adjusted_in_2025(self) -> None:
        at_plan_end = known(real.SIPING_TONGHUA_BAIHE, PLAN_END)
        assert judge(at_plan_end, "study", "", WORKS) == "undetermined"
        assert describe(at_plan_end, WORKS) == "不能确定"
        today = known(real.SIPING_TONGHUA_BAIHE, date(2025, 12, 31))
        assert judge(today, "study", "", WORKS) == "adjusted"
        assert describe(today, WORKS) == "已调整"
        assert today.used == ("PE-035",)
        assert today.derived

    def test_the_east_gas_line_is_partly_in_use(self) -> None:
        it = known(real.SINO_RUSSIA_EAST, PLAN_END, real.SINO_RUSSIA_EAST_PARTS)
        assert it.partial == "in_use"
        assert describe(it, WORKS) == "部分投用（在建）"

    def test_the_east_gas_line_without_the_later_report_is_a_range(self) -> None:
        earlier = [f for f in real.SINO_RUSSIA_EAST if f.key != "PE-166"]
        it = known(earlier, PLAN_END, real.SINO_RUSSIA_EAST_PARTS)
        assert describe(it, WORKS) == "部分投用（不早于在建）"

    def test_the_east_gas_line_is_built_in_2024_and_still_partly_in_use(self) -> None:
        it = known(real.SINO_RUSSIA_EAST, date(2024, 11, 18), real.SINO_RUSSIA_EAST_PARTS)
        assert it.at_least == 4
        assert it.partial == "in_use"

    def test_suifenhe_airport_by_both_clocks(self) -> None:
        def seen(as_of: date, known_at: date) -> str:
            rows = [f for f in real.SUIFENHE_AIRPORT if real.SUIFENHE_PUBLISHED[f.key] <= known_at]
            return describe(known(rows, as_of), WORKS)

        today = date(2025, 12, 31)
        assert seen(PLAN_END, PLAN_END) == "不早于在建"
        assert seen(PLAN_END, today) == "在建"
        # 2022-04-26 somebody called it built: that moves nothing.
        assert seen(date(2022, 12, 31), date(2022, 12, 31)) == "不早于在建"
        assert seen(date(2022, 12, 31), today) == "在建至建成之间"
        assert seen(date(2024, 9, 30), today) == "建成"
        # First flight and first scheduled flight disagree about the opening.
        assert seen(date(2024, 12, 28), today) == "不早于建成"
        assert seen(date(2024, 12, 28), date(2024, 12, 28)) == "投用"
        assert seen(date(2025, 3, 30), today) == "投用"

    def test_a_station_finished_before_the_plan_began(self) -> None:
        it = known(real.DAQING_WEST, date(2015, 12, 31), real.DAQING_WEST_PARTS)
        assert describe(it, WORKS) == "投用"

    def test_two_start_dates_are_one_start(self) -> None:
        assert known(real.SONGYUAN_AIRPORT, date(2015, 5, 31)).at_most == 2
        between = known(real.SONGYUAN_AIRPORT, date(2015, 6, 15))
        assert bounds(between) == ("批复", "在建")
        assert describe(known(real.SONGYUAN_AIRPORT, date(2015, 7, 31)), WORKS) == "在建"

    def test_an_announcement_settles_nothing(self) -> None:
        only_announced = [f for f in real.DUNHUA_BAIHE if f.key != "PE-023"]
        assert known(only_announced, date(2022, 1, 1), ("main", "link")).partial is None
        it = known(real.DUNHUA_BAIHE, date(2022, 1, 1), ("main", "link"))
        assert it.partial == "in_use"
        assert bounds(it) == ("在建", "投用")

    def test_a_line_still_in_preparation_in_2025_missed_its_study(self) -> None:
        it = known(real.MUDANJIANG_DUNHUA, PLAN_END)
        assert describe(it, WORKS) == "前期"
        assert judge(it, "study", "", WORKS) == "missed"

    def test_a_zone_is_established_by_its_approval(self) -> None:
        it = interval(real.HARBIN_NEW_AREA, ZONE, (), date(2015, 12, 22))
        assert describe(it, ZONE) == "不早于批复设立"
        assert judge(it, "plan", "", ZONE) == "reached"
        assert interval(real.HARBIN_NEW_AREA, ZONE, (), date(2015, 12, 15)).at_most == 1

    def test_a_pilot_is_named_by_the_ministry(self) -> None:
        harbin = interval(real.HARBIN_TRANSIT_CITY, PILOT, (), PLAN_END)
        changchun = interval(real.CHANGCHUN_TRANSIT_CITY, PILOT, (), PLAN_END)
        assert describe(harbin, PILOT) == "命名"
        assert describe(changchun, PILOT) == "不晚于验收（评估）"
        assert judge(harbin, "build", "", PILOT) == "reached"
        assert judge(changchun, "build", "", PILOT) == "missed"

    @pytest.mark.parametrize(
        ("facts", "parts"),
        [
            (real.MUDANJIANG_JIAMUSI, ()),
            (real.CHANGCHUN_LIAOYUAN, ()),
            (real.SIPING_TONGHUA_BAIHE, ()),
            (real.HARBIN_LALINHE, ()),
            (real.LALINHE_CHANGCHUN, real.LALINHE_CHANGCHUN_PARTS),
            (real.SINO_RUSSIA_EAST, real.SINO_RUSSIA_EAST_PARTS),
            (real.SUIFENHE_AIRPORT, ()),
            (real.DAQING_WEST, real.DAQING_WEST_PARTS),
            (real.SONGYUAN_AIRPORT, ()),
            (real.DUNHUA_BAIHE, ("main", "link")),
            (real.MUDANJIANG_DUNHUA, ()),
        ],
    )
    def test_the_real_rows_never_contradict_each_other(
        self, facts: list[Fact], parts: tuple[str, ...]
    ) -> None:
        check(facts, WORKS, parts)


class TestRequired:
    @pytest.mark.parametrize(
        ("commitment", "word", "works", "zone", "measure"),
        [
            ("study", "", "批复", "批复设立", "制定方案"),
            ("plan", "", "批复", "批复设立", "制定方案"),
            ("advance", "", "在建", "建设", "实施"),
            ("build", "", "投用", "运行", "完成"),
            ("complete", "建成", "建成", "验收", "完成"),
            ("complete", "完成", "建成", "验收", "完成"),
            ("complete", "实现", "建成", "验收", "完成"),
            ("complete", "投产", "投用", "运行", "完成"),
            ("complete", "加快投产", "投用", "运行", "完成"),
            ("complete", "全线贯通", "投用", "运行", "完成"),
            ("complete", "落实", "投用", "运行", "完成"),
            ("complete", "建成投产", "投用", "运行", "完成"),
        ],
    )
    def test_rank_of_each_commitment(
        self, commitment: str, word: str, works: str, zone: str, measure: str
    ) -> None:
        for name, expected in (("works", works), ("zone", zone), ("measure", measure)):
            ladder = LADDERS[name]
            assert ladder.word(required(commitment, word, ladder)) == expected

    def test_an_unknown_commitment_is_refused(self) -> None:
        with pytest.raises(ValueError, match="未知的承诺"):
            required("promise", "", WORKS)

    def test_a_result_word_outside_the_table_is_refused(self) -> None:
        with pytest.raises(ValueError, match="结果词"):
            required("complete", "提升", WORKS)


class TestVerdict:
    @pytest.mark.parametrize(
        ("low", "high", "rank", "expected"),
        [
            (5, 5, 5, "reached"),
            (3, 5, 3, "reached"),
            (3, 4, 5, "missed"),
            (0, 0, 1, "missed"),
            (3, 5, 5, "undetermined"),
            (0, 5, 2, "undetermined"),
        ],
    )
    def test_compares_bounds(self, low: int, high: int, rank: int, expected: Verdict) -> None:
        assert verdict(Interval(low, high), rank) == expected

    def test_adjusted_goes_before_reached(self) -> None:
        assert verdict(Interval(5, 5, outcome="adjusted"), 3) == "adjusted"

    def test_a_decision_not_to_pursue_keeps_only_the_promise_to_study(self) -> None:
        it = Interval(1, 5, outcome="not_pursued")
        assert judge(it, "study", "", WORKS) == "reached"
        assert judge(it, "plan", "", WORKS) == "adjusted"
        assert judge(it, "build", "", WORKS) == "adjusted"


class TestDescribe:
    @pytest.mark.parametrize(
        ("it", "words"),
        [
            (Interval(5, 5), "投用"),
            (Interval(1, 2), "前期至批复之间"),
            (Interval(3, 5), "不早于在建"),
            (Interval(0, 2), "不晚于批复"),
            (Interval(0, 0), "未启动"),
            (Interval(0, 5), "不能确定"),
            (Interval(0, 5, no_data=True), "暂无资料"),
            (Interval(3, 4, partial="in_use"), "部分投用（在建至建成）"),
            (Interval(3, 3, partial="completed"), "部分建成（在建）"),
            (Interval(3, 5, partial="in_use"), "部分投用（不早于在建）"),
            (Interval(3, 3, suspended=True), "在建，停工"),
            (Interval(0, 5, outcome="adjusted"), "已调整"),
            (Interval(0, 5, outcome="not_pursued"), "决定不实施"),
        ],
    )
    def test_words(self, it: Interval, words: str) -> None:
        assert describe(it, WORKS) == words

    def test_each_ladder_speaks_its_own_words(self) -> None:
        assert describe(Interval(3, 5, partial="in_use"), ZONE) == "部分运行（不早于建设）"
        assert describe(Interval(2, 3), LADDERS["measure"]) == "不早于实施"
        it = Interval(2, 2, partial="in_use")
        assert describe(it, LADDERS["measure"]) == "部分完成（实施）"
