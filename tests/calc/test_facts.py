"""Days of a fact, and rows that are one event."""

from datetime import date
from itertools import permutations

import pytest

from calc.facts import Fact, merge, period, span
from tests.calc.real import DUNHUA_BAIHE, SINO_RUSSIA_EAST, SONGYUAN_AIRPORT, fact


class TestSpan:
    @pytest.mark.parametrize(
        ("day", "precision", "basis", "earliest", "latest"),
        [
            ("2018-12-25", "day", "event", "2018-12-25", "2018-12-25"),
            ("2017-09-01", "month", "event", "2017-09-01", "2017-09-30"),
            ("2020-02-01", "month", "event", "2020-02-01", "2020-02-29"),
            ("2016-01-01", "year", "event", "2016-01-01", "2016-12-31"),
            ("2016-01-01", "year", "period", "2016-01-01", "2016-12-31"),
            ("2021-01-01", "year", "by", None, "2021-12-31"),
            ("2020-09-28", "day", "reported", None, "2020-09-28"),
            ("2016-10-01", "month", "reported", None, "2016-10-31"),
            ("2021-12-24", "day", "scheduled", "2021-12-24", "2021-12-24"),
        ],
    )
    def test_spans_the_stated_period(
        self, day: str, precision: str, basis: str, earliest: str | None, latest: str
    ) -> None:
        first = date.fromisoformat(earliest) if earliest else None
        assert span(date.fromisoformat(day), precision, basis) == (
            first,
            date.fromisoformat(latest),
        )

    def test_a_day_inside_its_period_spans_the_same(self) -> None:
        assert period(date(2020, 2, 17), "month") == (date(2020, 2, 1), date(2020, 2, 29))
        assert period(date(2020, 2, 17), "year") == (date(2020, 1, 1), date(2020, 12, 31))

    def test_unknown_words_are_refused(self) -> None:
        with pytest.raises(ValueError, match="precision"):
            span(date(2020, 1, 1), "quarter", "event")
        with pytest.raises(ValueError, match="basis"):
            span(date(2020, 1, 1), "day", "guessed")


class TestMerge:
    def test_rows_of_one_event_group_are_one_event(self) -> None:
        [event] = merge(
            [
                fact("B", "construction_start", "2016-01-01", "year", "period", group="G"),
                fact("A", "construction_start", "2016-11-01", "month", group="G", derived=True),
            ]
        )
        assert event.keys == ("A", "B")
        assert (event.earliest, event.latest) == (date(2016, 1, 1), date(2016, 12, 31))
        assert event.first_day == date(2016, 1, 1)
        assert event.derived

    def test_two_disagreeing_rows_about_one_event_and_part_are_one(self) -> None:
        [event] = merge(
            [
                fact("A", "opened", "2024-12-28", conflict="C"),
                fact("B", "opened", "2025-03-30", conflict="C"),
            ]
        )
        assert (event.earliest, event.latest) == (date(2024, 12, 28), date(2025, 3, 30))

    def test_disagreeing_rows_about_other_events_or_parts_stay_apart(self) -> None:
        rows = [
            fact("A", "accepted", "2024-09-01", conflict="C"),
            fact("B", "opened", "2024-12-28", conflict="C"),
            fact("D", "opened", "2023-12-28", conflict="C", part="north"),
        ]
        assert merge(rows) == tuple(rows)

    def test_other_events_of_one_group_stay_apart(self) -> None:
        rows = [
            fact("A", "completed", "2020-01-01", group="G"),
            fact("B", "opened", "2020-02-01", group="G"),
        ]
        assert merge(rows) == tuple(rows)

    def test_only_counting_rows_are_joined(self) -> None:
        [event] = merge([f for f in DUNHUA_BAIHE if f.event == "opened"])
        assert event.keys == ("PE-023",)

    def test_a_group_and_a_conflict_are_joined_into_one(self) -> None:
        starts = [f for f in SONGYUAN_AIRPORT if f.event == "construction_start"]
        [event] = merge(starts)
        assert event.whole
        assert (event.earliest, event.latest) == (date(2015, 6, 1), date(2015, 7, 31))

    def test_a_chain_of_groups_is_one_event(self) -> None:
        rows = [
            fact("A", "opened", "2020-01-01", group="G"),
            fact("B", "opened", "2020-03-01", conflict="C"),
            fact("D", "opened", "2020-02-01", group="G", conflict="C"),
        ]
        for order in permutations(rows):
            [event] = merge(order)
            assert event.keys == ("A", "B", "D")

    def test_declared_parts_of_one_group_stay_apart(self) -> None:
        rows = [
            fact("A", "opened", "2020-01-01", group="G", part="left"),
            fact("B", "opened", "2020-03-01", group="G", part="right"),
        ]
        assert [e.part for e in merge(rows)] == ["left", "right"]

    def test_three_reports_of_one_opening_are_one(self) -> None:
        openings = [e for e in merge(SINO_RUSSIA_EAST) if e.event == "opened"]
        assert [e.keys for e in openings] == [("PE-162", "PE-163", "PE-164")]

    def test_an_exact_day_stands_beside_a_later_report(self) -> None:
        [event] = merge(
            [
                fact("A", "opened", "2018-12-25", group="G"),
                fact("B", "opened", "2019-01-01", "month", "reported", group="G"),
            ]
        )
        assert (event.earliest, event.latest) == (date(2018, 12, 25), date(2019, 1, 31))

    def test_an_earlier_report_takes_the_first_day_away(self) -> None:
        [event] = merge(
            [
                fact("A", "opened", "2018-12-25", group="G"),
                fact("B", "opened", "2018-06-01", "month", "reported", group="G"),
            ]
        )
        assert event.earliest is None

    def test_hand_filled_ranks_are_joined_to_the_widest(self) -> None:
        [event] = merge(
            [
                fact("A", "progress", "2020-01-01", group="G", at_least=3, at_most=3, percent=55),
                fact("B", "progress", "2020-01-01", group="G", at_least=1, at_most=4, percent=60),
                fact("C", "progress", "2020-01-01", group="G"),
            ]
        )
        assert (event.at_least, event.at_most, event.percent) == (1, 4, 55)

    def test_the_result_does_not_depend_on_the_order(self) -> None:
        rows: list[Fact] = [*SONGYUAN_AIRPORT]
        expected = merge(rows)
        assert all(merge(order) == expected for order in permutations(rows))
