"""The named rates as pairs, and when a group can be judged."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.bounds import Interval
from calc.rates import (
    Rate,
    built_rate,
    judgeable,
    late,
    missing_to_judge,
    promise_rate,
    started_rate,
)
from calc.stages import LADDERS, Verdict, interval, required, verdict
from tests.calc import real
from tests.calc.real import judge

WORDS: tuple[Verdict, ...] = ("reached", "missed", "undetermined", "adjusted")


def items(**counts: int) -> list[tuple[Verdict, bool]]:
    unknown = counts.pop("no_data", 0)
    rows = [(word, False) for word in WORDS for _ in range(counts.get(word, 0))]
    return rows + [("undetermined", True)] * unknown


class TestPromiseRate:
    def test_the_undetermined_are_missed_below_and_reached_above(self) -> None:
        rate = promise_rate(items(reached=3, missed=2, undetermined=4, no_data=1, adjusted=2))
        assert rate == Rate(
            low=0.3,
            high=0.8,
            reached=3,
            missed=2,
            undetermined=5,
            no_data=1,
            adjusted=2,
            total=12,
        )
        assert rate.denominator == 10

    def test_the_adjusted_stay_outside(self) -> None:
        with_adjusted = promise_rate(items(reached=1, missed=1, adjusted=5))
        assert (with_adjusted.low, with_adjusted.high) == (0.5, 0.5)

    @pytest.mark.parametrize("counts", [{}, {"adjusted": 3}])
    def test_without_items_there_is_a_reason_and_no_zero(self, counts: dict[str, int]) -> None:
        rate = promise_rate(items(**counts))
        assert (rate.low, rate.high, rate.reason) == (None, None, "not_applicable")

    def test_zero_is_a_value(self) -> None:
        rate = promise_rate(items(missed=3))
        assert (rate.low, rate.high, rate.reason) == (0.0, 0.0, None)

    def test_only_what_is_undetermined_can_be_without_data(self) -> None:
        assert promise_rate([("adjusted", True), ("undetermined", True)]).no_data == 1

    @given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans())), st.randoms())
    def test_every_answer_to_the_open_questions_lies_between(self, rows, random) -> None:  # type: ignore[no-untyped-def]
        answered = [
            (random.choice(["reached", "missed"]) if w == "undetermined" else w, u) for w, u in rows
        ]
        pair, exact = promise_rate(rows), promise_rate(answered)
        assert pair.total == len(rows)
        if exact.low is not None:
            assert exact.low == exact.high
            assert pair.low is not None and pair.high is not None
            assert pair.low <= exact.low <= pair.high


class TestStageRates:
    def test_built_or_later(self) -> None:
        rate = built_rate([Interval(4, 4), Interval(5, 5), Interval(3, 3), Interval(3, 5)])
        assert (rate.reached, rate.missed, rate.undetermined) == (2, 1, 1)
        assert (rate.low, rate.high) == (0.5, 0.75)

    def test_under_construction_or_later(self) -> None:
        rate = started_rate([Interval(3, 3), Interval(0, 2), Interval(0, 5, no_data=True)])
        assert (rate.reached, rate.missed, rate.undetermined, rate.no_data) == (1, 1, 1, 1)

    def test_items_out_of_the_plan_are_left_out(self) -> None:
        gone = [Interval(0, 5, outcome="adjusted"), Interval(0, 5, outcome="not_pursued")]
        assert started_rate(gone).adjusted == 2
        assert built_rate([*gone, Interval(5, 5)]).low == 1.0


class TestJudgeable:
    @pytest.mark.parametrize(
        ("known", "unknown", "missing"),
        [(4, 1, 0), (3, 2, 1), (8, 2, 0), (7, 3, 1), (0, 1, 1), (0, 5, 4), (1, 0, 0), (16, 4, 0)],
    )
    def test_at_most_a_fifth_may_be_unknown(self, known: int, unknown: int, missing: int) -> None:
        rate = promise_rate(items(reached=known, undetermined=unknown))
        assert missing_to_judge(rate) == missing
        assert judgeable(rate) == (missing == 0)

    def test_no_items_cannot_be_judged(self) -> None:
        assert not judgeable(promise_rate([]))
        assert missing_to_judge(promise_rate([])) == 0

    @given(st.integers(0, 60), st.integers(0, 60))
    def test_the_number_asked_for_is_the_smallest_that_helps(self, known: int, open_: int) -> None:
        rate = promise_rate(items(missed=known, undetermined=open_))
        n = missing_to_judge(rate)
        whole = known + open_
        if whole:
            assert Fraction(open_ - n, whole) <= Fraction(1, 5)
        if n:
            assert Fraction(open_ - n + 1, whole) > Fraction(1, 5)


class TestLate:
    def test_mudanjiang_jiamusi_was_finished_late(self) -> None:
        works = LADDERS["works"]
        at_plan_end = interval(real.MUDANJIANG_JIAMUSI, works, (), date(2020, 12, 31))
        today = interval(real.MUDANJIANG_JIAMUSI, works, (), date(2025, 12, 31))
        rank = required("build", "", works)
        assert late(judge(at_plan_end, "build", "", works), today, rank, works)
        assert not late(judge(today, "build", "", works), today, rank, works)
        assert not late(judge(at_plan_end, "build", "", works), at_plan_end, rank, works)

    def test_a_work_that_only_began_after_2020_is_not_finished_late(self) -> None:
        works = LADDERS["works"]
        began = Interval(3, 5)
        assert verdict(began, required("advance", "", works)) == "reached"
        assert not late("missed", began, required("advance", "", works), works)

    def test_an_undetermined_item_is_not_late(self) -> None:
        assert not late("undetermined", Interval(5, 5), 5, LADDERS["works"])

    def test_an_item_adjusted_since_is_not_late(self) -> None:
        assert not late("missed", Interval(5, 5, outcome="adjusted"), 5, LADDERS["works"])
