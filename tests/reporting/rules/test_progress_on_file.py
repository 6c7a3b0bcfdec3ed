"""A fact about a work beside what is on file: order, other tellings, sums that fall."""

from datetime import date
from decimal import Decimal

import pytest

from projects.rules import EVENT_WORDS
from reporting.rules import KnownFact, check_fields
from tests.factories import OPENED
from tests.reporting.rules.test_progress import entry, errors, with_known


class TestOrder:
    """An event before the last step on file needs a word of explanation."""

    opened = KnownFact("PE-1", "opened", date(2020, 9, 26))

    def test_an_earlier_event_is_asked_about_at_the_date(self):
        found = errors(with_known(self.opened), event="construction_start", day="2017-05-01")

        assert "早于已入库的最近阶段事件（投用，2020-09-26，编号PE-1）" in found["day"]
        assert "情况说明" in found["day"]

    def test_a_word_of_explanation_is_enough_and_is_kept(self):
        found = entry(
            with_known(self.opened),
            event="construction_start",
            day="2017-05-01",
            order_reason="补录",
        )

        assert found.note == "补录"

    @pytest.mark.parametrize("event", sorted(set(EVENT_WORDS) - {"investment"}))
    def test_announcements_are_not_asked_about_everything_else_is(self, event):
        found = check_fields(
            "progress", OPENED | {"event": event, "day": "2017-05-01"}, with_known(self.opened)
        )

        assert ("day" in dict(found.errors)) == (
            event not in ("statement", "renumbered", "searched")
        )

    @pytest.mark.parametrize("day", ["2020-09-26", "2021-01-01"])
    def test_the_same_day_and_later_are_in_order(self, day):
        assert entry(with_known(self.opened), event="accepted", day=day)

    def test_a_month_that_may_be_later_is_in_order(self):
        assert entry(with_known(self.opened), event="accepted", day="2020-09", precision="month")
        assert "day" in errors(
            with_known(self.opened), event="accepted", day="2020-08", precision="month"
        )

    def test_the_event_on_file_counts_from_the_first_day_of_its_period(self):
        known = KnownFact("PE-1", "opened", date(2020, 9, 1), "month")

        assert entry(with_known(known), event="accepted", day="2020-09-05")

    def test_another_part_is_another_matter_but_the_whole_is_not(self):
        left = KnownFact("PE-1", "opened", date(2020, 9, 26), part="left")

        assert entry(with_known(left), event="construction_start", day="2017-05-01", part="right")
        assert "day" in errors(with_known(left), event="construction_start", day="2017-05-01")
        assert "day" in errors(
            with_known(self.opened), event="construction_start", day="2017-05-01", part="right"
        )

    def test_progress_on_file_is_no_step(self):
        known = KnownFact("PE-1", "progress", date(2020, 9, 26))

        assert entry(with_known(known), event="construction_start", day="2017-05-01")

    def test_a_correction_is_not_compared_with_what_it_corrects(self):
        context = with_known(self.opened, corrects="PE-1")
        found = check_fields(
            "progress_correction", OPENED | {"day": "2020-09-20", "reason": "公报为准"}, context
        )

        assert found.errors == ()
        assert (found.entry.corrects, found.entry.reason) == ("PE-1", "公报为准")

    def test_nor_with_other_tellings_of_the_same_event(self):
        one, other = (
            KnownFact(key, "opened", date(2020, 9, 26), event_group="EG-1")
            for key in ("PE-1", "PE-2")
        )
        typed = OPENED | {"day": "2020-09-20", "reason": "公报为准"}

        found = check_fields("progress_correction", typed, with_known(one, other, corrects="PE-1"))

        assert found.errors == ()


class TestRelation:
    """Another telling of an event on file, or one that differs."""

    opened = KnownFact("PE-1", "opened", date(2020, 9, 26))
    grouped = KnownFact("PE-2", "opened", date(2020, 9, 26), event_group="EG-1",
                        conflict_group="CG-1")  # fmt: skip

    @pytest.mark.parametrize(
        ("known", "relates", "groups"),
        [
            (opened, "same:PE-1", ("PE-1", "")),
            (opened, "differs:PE-1", ("", "PE-1")),
            (grouped, "same:PE-2", ("EG-1", "CG-1")),
            (grouped, "differs:PE-2", ("", "CG-1")),
            (opened, "", ("", "")),
        ],
    )
    def test_it_joins_the_group_or_takes_the_key_for_its_name(self, known, relates, groups):
        found = entry(with_known(known), day="2020-09-26", relates=relates)

        assert (found.event_group, found.conflict_group) == groups

    def test_an_earlier_day_for_the_same_event_needs_no_other_word(self):
        assert "day" in errors(with_known(self.opened), day="2020-09-20")
        assert entry(with_known(self.opened), day="2020-09-20", relates="differs:PE-1")

    @pytest.mark.parametrize("relates", ["same:PE-9", "same:", "PE-1", "other:PE-1", "same:PE-3"])
    def test_only_facts_of_the_same_event_are_offered(self, relates):
        started = KnownFact("PE-3", "construction_start", date(2017, 5, 1))

        found = errors(with_known(self.opened, started), relates=relates)

        assert found == {"relates": "不在可选范围，请重新选择。"}


class TestFalling:
    """What is counted from the start of the works cannot fall without a reason."""

    known = KnownFact("PE-2", "progress", date(2019, 6, 30), percent=Decimal("60.00"))
    spent = KnownFact(
        "PE-3", "investment", date(2019, 6, 30), amount=Decimal("500.00"),
        value_kind="investment_done_total",
    )  # fmt: skip
    total = KnownFact(
        "PE-4", "investment", date(2019, 6, 30), amount=Decimal(9000), value_kind="investment_total"
    )

    def test_a_smaller_percentage_later_is_asked_about(self):
        found = errors(with_known(self.known), event="progress", day="2019-12-31", percent="55")

        assert "累计数不应减少：低于2019-06-30的形象进度 60（编号PE-2）" in found["percent"]

    def test_a_larger_percentage_earlier_is_asked_about(self):
        found = errors(with_known(self.known), event="progress", day="2019-01-31", percent="65")

        assert "高于2019-06-30" in found["percent"]

    @pytest.mark.parametrize(("day", "percent"), [("2019-12-31", "60"), ("2019-01-31", "10")])
    def test_equal_and_rising_are_in_order(self, day, percent):
        assert entry(with_known(self.known), event="progress", day=day, percent=percent)

    def test_a_reason_is_enough(self):
        assert entry(
            with_known(self.known),
            event="progress",
            day="2019-12-31",
            percent="55",
            order_reason="改口径",
        )

    def test_another_part_is_not_compared(self):
        known = KnownFact("PE-2", "progress", date(2019, 6, 30), part="left", percent=Decimal(60))

        assert entry(
            with_known(known), event="progress", day="2019-12-31", percent="5", part="right"
        )

    def test_money_spent_is_compared_with_money_spent_only(self):
        typed = {"event": "investment", "day": "2020-01-01", "amount": "400"}

        assert (
            "累计完成投资 500"
            in errors(with_known(self.spent), **typed, amount_kind="investment_done_total")[
                "amount"
            ]
        )
        assert entry(with_known(self.spent), **typed, amount_kind="investment_total")
        assert entry(with_known(self.total), **typed, amount_kind="investment_done_total")
