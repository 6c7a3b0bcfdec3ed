"""Moments: how they are typed, named, ordered and kept ready."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.moments import (
    PLAN_END,
    Moment,
    MomentError,
    kept_moments,
    parse_date,
    parse_moment,
    parse_versus,
    quarter_ends,
)

TODAY = date(2026, 6, 30)
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
DAYS = st.dates(date(2016, 1, 1), date(2060, 12, 31))


def parse(as_of: str = "", known_at: str = "", basis: str = "") -> Moment:
    return parse_moment(as_of, known_at, basis, default=PLAN_END, today=TODAY)


class TestTyping:
    @pytest.mark.parametrize(
        "text",
        ["2020-12-31", "2020/12/31", "2020.12.31", "2020年12月31日", "2020年12月31", " 2020-12-31 ",
         "２０２０－１２－３１", "2020/12-31"],
    )  # fmt: skip
    def test_a_day_is_read_as_people_type_it(self, text: str) -> None:
        assert parse(text).as_of == date(2020, 12, 31)

    def test_blank_means_the_default(self) -> None:
        assert parse() == Moment(PLAN_END)
        assert parse(" ", " ", "public").is_default

    @pytest.mark.parametrize(
        ("field", "values", "reason"),
        [
            ("as_of", ("昨天", "", ""), "截至日“昨天”不是日期，请按 2020-12-31 的样式填写。"),
            ("as_of", ("2020-13-01", "", ""), "截至日“2020-13-01”不存在，请核对年月日。"),
            ("as_of", ("2023-02-29", "", ""), "截至日“2023-02-29”不存在，请核对年月日。"),
            ("as_of", ("1999-12-31", "", ""), "截至日应在 2000 年至 2099 年之间。"),
            ("as_of", ("2100-01-01", "", ""), "截至日应在 2000 年至 2099 年之间。"),
            ("as_of", ("2020-12-31x", "", ""), "截至日“2020-12-31x”不是日期"),
            ("as_of", ("20201231", "", ""), "截至日“20201231”不是日期"),
            ("known_at", ("", "2026-07-01", ""), "知悉日不能晚于今天。"),
            ("known_at", ("", "x", ""), "知悉日“x”不是日期"),
            ("basis", ("", "", "secret"), "口径“secret”不存在，请选择公开口径或系统口径。"),
        ],
    )
    def test_what_cannot_be_read_is_said_with_field_and_reason(
        self, field: str, values: tuple[str, str, str], reason: str
    ) -> None:
        with pytest.raises(MomentError) as refused:
            parse(*values)
        assert refused.value.field == field
        assert str(refused.value).startswith(reason)

    def test_knowledge_may_be_todays(self) -> None:
        assert parse("", "2026-06-30", "system") == Moment(PLAN_END, TODAY, "system")

    @given(st.text(max_size=30))
    def test_any_text_is_a_day_or_a_reason(self, text: str) -> None:
        try:
            assert isinstance(parse_date(text, "as_of", "截至日"), date)
        except MomentError as error:
            assert str(error).startswith("截至日")

    @given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    def test_every_day_of_a_century_can_be_typed(self, day: date) -> None:
        assert parse_date(day.isoformat(), "as_of", "截至日") == day
        assert parse_date(f"{day.year}年{day.month}月{day.day}日", "as_of", "截至日") == day


class TestNaming:
    def test_the_default_knowledge_is_named_by_the_day_alone(self) -> None:
        assert Moment(PLAN_END).key == "2020-12-31"

    def test_other_knowledge_is_named_in_full(self) -> None:
        assert Moment(PLAN_END, TODAY).key == "2020-12-31~public~2026-06-30"
        assert Moment(PLAN_END, TODAY, "system").key == "2020-12-31~system~2026-06-30"
        assert Moment(PLAN_END, None, "system").key == "2020-12-31~system~now"

    @given(
        st.lists(st.builds(Moment, DAYS, st.none() | DAYS, st.sampled_from(["public", "system"])))
    )
    def test_different_moments_have_different_names(self, moments: list[Moment]) -> None:
        assert len({moment.key for moment in moments}) == len(set(moments))
        assert all(len(moment.key) <= 40 for moment in moments)

    def test_all_knowledge_of_the_system_is_not_the_default(self) -> None:
        assert not Moment(PLAN_END, None, "system").is_default
        assert not Moment(PLAN_END, PLAN_END).is_default

    def test_another_day_keeps_the_knowledge(self) -> None:
        assert Moment(PLAN_END, TODAY, "system").at(TODAY) == Moment(TODAY, TODAY, "system")


class TestKeeping:
    def test_quarters_end_on_their_last_days(self) -> None:
        assert list(quarter_ends(date(2019, 12, 31), date(2020, 12, 31))) == [
            date(2019, 12, 31), date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30),
            date(2020, 12, 31),
        ]  # fmt: skip
        assert list(quarter_ends(date(2020, 3, 31), date(2020, 3, 30))) == []

    @given(DAYS)
    def test_kept_are_quarter_ends_until_today_the_end_of_the_plan_and_today(
        self, today: date
    ) -> None:
        days = [moment.as_of for moment in kept_moments(today)]
        assert days == sorted(set(days))
        assert {PLAN_END, today} <= set(days)
        assert all(moment.is_default for moment in kept_moments(today))
        past = {day for day in days if day <= today and (day.month, day.day) in QUARTER_ENDS}
        assert set(days) - past <= {PLAN_END, today}
        over = sum((today.month, today.day) >= end for end in QUARTER_ENDS)
        assert len(past) == (today.year - 2016) * 4 + over


class TestComparing:
    NOW = Moment(PLAN_END, date(2025, 1, 1), "system")

    def versus(self, as_of: str = "", known_at: str = "", basis: str = "") -> Moment | None:
        return parse_versus(as_of, known_at, basis, now=self.NOW, today=TODAY)

    def test_nothing_asked_is_nothing_compared(self) -> None:
        assert self.versus() is None
        assert self.versus(" ", " ") is None

    def test_what_is_left_blank_is_as_in_the_moment_looked_at(self) -> None:
        assert self.versus("2016-12-31") == Moment(date(2016, 12, 31), date(2025, 1, 1), "system")
        assert self.versus("", "2024年1月1日") == Moment(PLAN_END, date(2024, 1, 1), "system")
        assert self.versus("", "", "public") == Moment(PLAN_END, date(2025, 1, 1), "public")
        assert self.versus("", "all") == Moment(PLAN_END, None, "system")

    @pytest.mark.parametrize(
        ("asked", "field", "reason"),
        [
            (("x", "", ""), "versus", "对照的截至日“x”不是日期"),
            (("1999-12-31", "", ""), "versus", "对照的截至日应在 2000 年至 2099 年之间"),
            (("", "2020-02-30", ""), "versus_known_at", "对照的知悉日“2020-02-30”不存在"),
            (("", "2027-01-01", ""), "versus_known_at", "不能晚于今天"),
            (("2016-12-31", "", "both"), "versus_basis", "对照的口径“both”不存在"),
            (("2020-12-31", "", ""), "versus", "与所选时点相同"),
        ],
    )
    def test_what_cannot_be_read_is_said(
        self, asked: tuple[str, str, str], field: str, reason: str
    ) -> None:
        with pytest.raises(MomentError, match=reason) as fault:
            self.versus(*asked)
        assert fault.value.field == field
