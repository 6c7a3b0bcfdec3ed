"""An acceptance held after the opening does not bound the days before it."""

from datetime import date

import pytest

from calc.bounds import interval
from calc.facts import Fact
from calc.ladders import LADDERS
from calc.timeline import check
from tests.calc.real import fact
from tests.calc.test_bounds import WORKS, bounds, known


class TestAcceptanceAfterOpening:
    OPENED = fact("A", "opened", "2018-10-01")
    ACCEPTED = fact("B", "accepted", "2021-06-01")
    BETWEEN = date(2019, 1, 1)

    def test_it_does_not_cap_the_days_of_use_before_it(self) -> None:
        rows = [self.OPENED, self.ACCEPTED]
        check(rows, WORKS, ())
        assert bounds(*rows, as_of=self.BETWEEN) == (5, 5)
        assert bounds(*rows, as_of=date(2018, 9, 30)) == (0, 4)
        assert known(*rows, as_of=self.BETWEEN).used == ("A",)

    def test_an_opening_of_unknown_first_day_may_be_any_time_before(self) -> None:
        opened = fact("A", "opened", "2018-01-01", "year", "by")
        assert bounds(opened, self.ACCEPTED, as_of=date(2018, 6, 1)) == (0, 5)
        assert bounds(opened, self.ACCEPTED, as_of=self.BETWEEN) == (5, 5)

    def test_on_the_day_of_the_opening_itself_it_still_caps_the_day_before(self) -> None:
        rows = [fact("A", "opened", "2018-10-01", "day", "by"), fact("B", "accepted", "2018-10-01")]
        check(rows, WORKS, ())
        assert bounds(*rows, as_of=date(2018, 10, 1)) == (5, 5)
        assert bounds(*rows, as_of=date(2018, 9, 30)) == (0, 4)

    @pytest.mark.parametrize(
        "opened",
        [
            fact("A", "opened", "2021-06-02"),
            fact("A", "opened", "2018-10-01", counts=False),
            fact("A", "opened", "2018-10-01", undeclared=True),
            fact("A", "opened", "2018-10-01", part="a"),
            fact("A", "trial_operation", "2018-10-01"),
        ],
        ids=["later", "not counting", "undeclared part", "other place", "other event"],
    )
    def test_any_other_acceptance_caps_the_days_before_it(self, opened: Fact) -> None:
        rows = [opened, self.ACCEPTED]
        assert known(*rows, as_of=self.BETWEEN, parts=("a", "b")).at_most == 4

    def test_an_acceptance_that_may_precede_the_opening_caps(self) -> None:
        accepted = fact("B", "accepted", "2018-01-01", "year")
        assert bounds(self.OPENED, accepted, as_of=date(2017, 12, 31)) == (0, 4)
        known_late = fact("A", "opened", "2018-01-01", "year", "by")
        assert bounds(known_late, accepted, as_of=date(2017, 12, 31)) == (0, 4)

    def test_a_part_is_accepted_after_it_opened(self) -> None:
        rows = [
            fact("A", "opened", "2018-10-01", part="a"),
            fact("B", "accepted", "2021-06-01", part="a"),
        ]
        check(rows, WORKS, ("a", "b"))
        assert bounds(*rows, as_of=self.BETWEEN, parts=("a", "b")) == (3, 5)
        assert bounds(*rows, as_of=self.BETWEEN, parts=("a",)) == (5, 5)

    def test_a_part_of_a_whole_in_use_is_in_use(self) -> None:
        rows = [self.OPENED, fact("B", "accepted", "2021-06-01", part="a")]
        check(rows, WORKS, ("a", "b"))
        assert bounds(*rows, as_of=self.BETWEEN, parts=("a", "b")) == (5, 5)

    def test_a_whole_whose_parts_are_all_in_use_is_in_use(self) -> None:
        both = [fact(key, "opened", "2018-10-01", part=key) for key in ("a", "b")]
        check([*both, self.ACCEPTED], WORKS, ("a", "b"))
        assert bounds(*both, self.ACCEPTED, as_of=self.BETWEEN, parts=("a", "b")) == (5, 5)
        one = bounds(both[0], self.ACCEPTED, as_of=self.BETWEEN, parts=("a", "b"))
        assert one == (3, 4)

    def test_on_a_pilot_something_that_opens_leaves_the_naming_alone(self) -> None:
        it = interval([self.OPENED, self.ACCEPTED], LADDERS["pilot"], (), self.BETWEEN)
        assert (it.at_least, it.at_most) == (3, 4)
