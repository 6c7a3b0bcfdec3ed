"""What a set of facts proves about a stage."""

from datetime import date

import pytest

from calc.bounds import Contradiction, Interval, cautious, interval
from calc.facts import Fact
from calc.ladders import LADDERS
from calc.timeline import check
from tests.calc.real import fact

WORKS = LADDERS["works"]
DAY = date(2020, 12, 31)


def known(*facts: Fact, as_of: date = DAY, parts: tuple[str, ...] = ()) -> Interval:
    return interval(facts, WORKS, parts, as_of)


def bounds(*facts: Fact, as_of: date = DAY, parts: tuple[str, ...] = ()) -> tuple[int, int]:
    it = known(*facts, as_of=as_of, parts=parts)
    return it.at_least, it.at_most


class TestNothingKnown:
    def test_no_row_means_no_data(self) -> None:
        assert known() == Interval(0, 5, no_data=True)

    def test_a_row_that_does_not_count_is_no_data(self) -> None:
        assert known(fact("A", "opened", "2019-01-01", counts=False)).no_data

    def test_a_row_that_moves_nothing_is_data(self) -> None:
        it = known(fact("A", "investment", "2019-01-01"))
        assert (it.at_least, it.at_most, it.no_data, it.used) == (0, 5, False, ())


class TestEvents:
    def test_an_event_holds_from_its_latest_day(self) -> None:
        opened = fact("A", "opened", "2020-03-01", "month")
        assert bounds(opened, as_of=date(2020, 3, 30)) == (0, 5)
        assert bounds(opened, as_of=date(2020, 3, 31)) == (5, 5)

    def test_an_event_caps_the_days_before_its_earliest(self) -> None:
        opened = fact("A", "opened", "2020-03-01", "month")
        assert bounds(opened, as_of=date(2020, 2, 29)) == (0, 4)
        assert bounds(opened, as_of=date(2020, 3, 1)) == (0, 5)

    @pytest.mark.parametrize("basis", ["by", "reported"])
    def test_without_an_earliest_day_nothing_is_capped(self, basis: str) -> None:
        opened = fact("A", "opened", "2021-01-01", "year", basis)
        assert bounds(opened) == (0, 5)
        assert bounds(opened, as_of=date(2021, 12, 31)) == (5, 5)

    @pytest.mark.parametrize("event", ["statement", "investment", "renumbered", "suspended"])
    def test_other_events_move_nothing(self, event: str) -> None:
        assert bounds(fact("A", event, "2019-01-01", at_least=3)) == (0, 5)

    def test_acceptance_says_built_but_not_opened_before(self) -> None:
        accepted = fact("A", "accepted", "2020-06-01")
        assert bounds(accepted, as_of=date(2020, 5, 31)) == (0, 4)
        assert bounds(accepted) == (4, 5)


class TestStates:
    def test_not_started_caps_up_to_its_first_day_and_never_says_zero(self) -> None:
        row = fact("A", "not_started", "2018-02-01", "month", "reported")
        assert bounds(row, as_of=date(2010, 1, 1)) == (0, 2)
        assert bounds(row, as_of=date(2018, 2, 1)) == (0, 2)
        assert bounds(row, as_of=date(2018, 2, 2)) == (0, 5)

    def test_progress_moves_only_by_its_hand_filled_ranks(self) -> None:
        assert bounds(fact("A", "progress", "2020-06-01")) == (0, 5)
        row = fact("A", "progress", "2020-06-01", "month", "reported", at_least=3, at_most=3)
        assert bounds(row, as_of=date(2020, 6, 1)) == (0, 3)
        assert bounds(row, as_of=date(2020, 6, 2)) == (0, 5)
        assert bounds(row, as_of=date(2020, 6, 30)) == (3, 5)

    def test_a_rank_outside_the_ladder_is_refused(self) -> None:
        with pytest.raises(ValueError, match="outside the ladder"):
            known(fact("A", "progress", "2020-06-01", at_least=6))
        with pytest.raises(ValueError, match="outside the ladder"):
            known(fact("A", "progress", "2021-06-01", at_most=-1))


class TestParts:
    def test_one_open_part_proves_construction_of_the_whole(self) -> None:
        it = known(fact("A", "opened", "2019-01-01", part="a"), parts=("a", "b"))
        assert (it.at_least, it.at_most, it.partial) == (3, 5, "in_use")

    def test_all_parts_speak_for_the_whole(self) -> None:
        rows = [
            fact("A", "opened", "2019-01-01", part="a"),
            fact("B", "completed", "2019-01-01", part="b"),
        ]
        it = known(*rows, parts=("a", "b"))
        assert (it.at_least, it.at_most, it.partial) == (4, 5, "in_use")
        assert it.used == ("A", "B")

    def test_a_built_part_is_called_partly_built(self) -> None:
        it = known(fact("A", "completed", "2019-01-01", part="a"), parts=("a", "b"))
        assert it.partial == "completed"

    def test_a_part_that_opens_later_keeps_the_whole_from_being_in_use(self) -> None:
        rows = [
            fact("A", "opened", "2019-01-01", part="a"),
            fact("B", "opened", "2021-05-01", part="b"),
        ]
        it = known(*rows, parts=("a", "b"))
        assert (it.at_least, it.at_most) == (3, 4)
        assert it.used == ("A", "B")

    def test_a_part_that_starts_later_leaves_the_others_room(self) -> None:
        row = fact("B", "construction_start", "2021-05-01", part="b")
        assert bounds(row, parts=("a", "b")) == (0, 3)
        rows = [row, fact("A", "construction_start", "2021-04-01", part="a")]
        assert bounds(*rows, parts=("a", "b")) == (0, 2)

    def test_every_part_that_keeps_the_whole_from_starting_is_named(self) -> None:
        rows = [
            fact("A", "approved", "2021-01-01", part="a"),
            fact("B", "construction_start", "2021-01-01", part="b"),
            fact("C", "opened", "2022-01-01", part="b"),
        ]
        it = known(*rows, parts=("a", "b"))
        assert (it.at_most, it.used) == (1, ("A", "B"))

    def test_the_approval_of_a_part_is_preparation_of_the_whole(self) -> None:
        row = fact("A", "approved", "2019-01-01", part="a")
        assert bounds(row, parts=("a", "b")) == (1, 5)

    @pytest.mark.parametrize("event", ["construction_start", "completed", "opened"])
    def test_an_undeclared_part_proves_construction_and_no_more(self, event: str) -> None:
        assert bounds(fact("A", event, "2019-01-01", undeclared=True)) == (3, 5)

    def test_an_undeclared_part_caps_nothing(self) -> None:
        assert bounds(fact("A", "opened", "2021-01-01", undeclared=True)) == (0, 5)

    def test_a_row_that_caps_nothing_decided_nothing(self) -> None:
        rows = [
            fact("A", "construction_start", "2021-01-01", part="a"),
            fact("B", "construction_start", "2021-01-01", undeclared=True),
        ]
        assert known(*rows, parts=("a",)).used == ("A",)

    def test_an_unknown_part_code_is_read_as_undeclared(self) -> None:
        assert bounds(fact("A", "opened", "2019-01-01", part="x"), parts=("a",)) == (3, 5)
        assert bounds(fact("A", "opened", "2021-01-01", part="x"), parts=("a",)) == (0, 5)

    def test_a_row_about_the_whole_needs_no_parts(self) -> None:
        it = known(fact("A", "opened", "2019-01-01"), parts=("a", "b"))
        assert (it.at_least, it.partial) == (5, None)


class TestOutcomes:
    def test_realigned_and_cancelled_items_are_adjusted_from_the_latest_day(self) -> None:
        for event in ("realigned", "cancelled"):
            row = fact("A", event, "2020-12-01", "month", "reported")
            assert known(row, as_of=date(2020, 12, 30)).outcome is None
            assert known(row).outcome == "adjusted"

    def test_the_bounds_stay_beside_the_outcome(self) -> None:
        rows = [
            fact("A", "construction_start", "2017-01-01"),
            fact("B", "cancelled", "2020-01-01", derived=True),
        ]
        it = known(*rows)
        assert (it.at_least, it.outcome, it.used, it.derived) == (3, "adjusted", ("B",), True)

    def test_a_cancelled_part_does_not_adjust_the_whole(self) -> None:
        row = fact("A", "cancelled", "2020-01-01", part="a")
        assert known(row, parts=("a", "b")).outcome is None
        rows = [row, fact("B", "realigned", "2020-01-01", part="b")]
        assert known(*rows, parts=("a", "b")).outcome == "adjusted"
        assert known(fact("A", "cancelled", "2020-01-01", undeclared=True)).outcome is None

    def test_a_decision_not_to_pursue_is_its_own_outcome(self) -> None:
        assert known(fact("A", "not_pursued", "2020-01-01")).outcome == "not_pursued"

    def test_the_last_decision_stands(self) -> None:
        rows = [
            fact("A", "not_pursued", "2019-01-01"),
            fact("B", "realigned", "2020-01-01"),
        ]
        assert known(*rows).outcome == "adjusted"
        assert known(*rows, as_of=date(2019, 6, 1)).outcome == "not_pursued"


class TestBesideTheBounds:
    def test_works_stand_still_until_something_moves(self) -> None:
        stop = fact("A", "suspended", "2018-05-01")
        start = fact("B", "construction_start", "2017-05-01")
        assert known(stop, start).suspended
        assert not known(stop, start, as_of=date(2018, 4, 30)).suspended
        assert not known(stop, start, fact("C", "progress", "2019-05-01")).suspended
        assert known(stop, start, fact("C", "statement", "2019-05-01")).suspended
        assert known(stop, start, fact("C", "progress", "2018-05-01")).suspended

    def test_a_stopped_part_does_not_stop_the_whole(self) -> None:
        assert not known(fact("A", "suspended", "2018-05-01", undeclared=True)).suspended

    def test_reported_progress_bounds_the_percentage(self) -> None:
        rows = [
            fact("A", "progress", "2019-06-30", percent=40),
            fact("B", "progress", "2021-06-30", percent=70),
            fact("C", "progress", "2020-06-30", percent=99, part="a"),
        ]
        it = known(*rows, parts=("a", "b"))
        assert (it.percent_low, it.percent_high) == (40, 70)
        on_the_day = known(*rows, as_of=date(2021, 6, 30))
        assert (on_the_day.percent_low, on_the_day.percent_high) == (70, 70)
        assert known().percent_low is known().percent_high is None

    def test_a_percentage_must_be_a_number(self) -> None:
        with pytest.raises(ValueError, match="finite"):
            known(fact("A", "progress", "2019-06-30", percent=float("nan")))

    def test_a_bound_inferred_from_later_reports_says_so(self) -> None:
        row = fact("A", "not_started", "2020-12-31", derived=True)
        assert known(row).derived
        later = fact("B", "construction_start", "2025-01-01", derived=True)
        assert known(row, later).used == ("A", "B")
        assert not known(fact("B", "opened", "2019-01-01"), row, as_of=date(2021, 1, 1)).derived


class TestContradiction:
    def test_open_before_it_could_start(self) -> None:
        rows = [
            fact("PE-1", "opened", "2019-01-01"),
            fact("PE-2", "construction_start", "2021-01-01"),
            fact("PE-3", "approved", "2015-01-01"),
        ]
        with pytest.raises(Contradiction) as caught:
            known(*rows)
        assert caught.value.keys == ("PE-1", "PE-2")
        assert caught.value.as_of == DAY
        assert "PE-1、PE-2" in str(caught.value)
        assert "不早于投用，又不晚于批复" in str(caught.value)

    def test_a_part_that_contradicts_itself(self) -> None:
        rows = [
            fact("PE-1", "opened", "2019-01-01", part="a"),
            fact("PE-2", "construction_start", "2021-01-01", part="a"),
        ]
        with pytest.raises(Contradiction, match="PE-1、PE-2"):
            known(*rows, parts=("a", "b"))

    def test_a_part_against_the_whole(self) -> None:
        rows = [
            fact("PE-1", "opened", "2019-01-01"),
            fact("PE-2", "opened", "2021-01-01", part="a"),
        ]
        with pytest.raises(Contradiction, match="PE-1、PE-2"):
            known(*rows, parts=("a", "b"))

    def test_check_finds_the_day_on_which_rows_cross(self) -> None:
        rows = [
            fact("PE-1", "opened", "2012-01-01"),
            fact("PE-2", "not_started", "2013-01-01"),
        ]
        assert known(*rows).at_least == 5
        with pytest.raises(Contradiction, match="PE-1、PE-2"):
            check(rows, WORKS, ())

    def test_check_is_quiet_about_rows_that_agree(self) -> None:
        check(
            [fact("A", "not_started", "2012-01-01"), fact("B", "opened", "2013-01-01")], WORKS, ()
        )


class TestCautiously:
    EARLY = fact("A", "opened", "2018-01-01")
    LATE = fact("B", "completed", "2019-01-01")

    def test_rows_that_agree_are_read_as_ever(self) -> None:
        rows = [fact("A", "construction_start", "2018-01-01"), self.LATE]
        assert cautious(rows, WORKS, (), DAY) == interval(rows, WORKS, (), DAY)

    def test_rows_that_exclude_each_other_set_no_bounds_and_are_named(self) -> None:
        day = date(2018, 6, 1)
        with pytest.raises(Contradiction):
            interval([self.EARLY, self.LATE], WORKS, (), day)
        it = cautious(iter([self.EARLY, self.LATE]), WORKS, (), day)
        assert it == Interval(0, 5, used=("A", "B"), contradicts=True)

    def test_a_decision_about_the_whole_still_counts(self) -> None:
        rows = [self.EARLY, self.LATE, fact("C", "realigned", "2017-01-01")]
        assert cautious(rows, WORKS, (), date(2018, 6, 1)).outcome == "adjusted"
