"""A value of an indicator: accepted, refused, and asked about."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.rules import ObservationEntry
from reporting.rules import IndicatorContext, KnownValue, check_fields
from tests.factories import VALUE

TODAY = date(2026, 11, 25)
AREAS = (("220100", "长春市"), ("哈长城市群", "哈长城市群"))


def context(*known, unit="%", bounded=True, corrects=""):
    return IndicatorContext(TODAY, unit, bounded, AREAS, known, corrects)


def entry(about=None, **typed) -> ObservationEntry:
    found = check_fields("observation", VALUE | typed, about or context())
    assert found.errors == ()
    assert isinstance(found.entry, ObservationEntry)
    return found.entry


def errors(about=None, **typed):
    found = check_fields("observation", VALUE | typed, about or context())
    assert found.entry is None
    return dict(found.errors)


def known(value, end=date(2020, 12, 31), **more):
    values = {"area_code": "220100", "scope": "", "period_kind": "year_end", "period_start": end,
              "vintage": "first_release"} | more  # fmt: skip
    return KnownValue(key="IO-1", period_end=end, value=Decimal(value), **values)


def test_a_complete_form_becomes_a_value():
    found = entry()

    assert (found.area, found.area_code, found.year, found.value, found.unit) == (
        "长春市", "220100", 2020, Decimal("66.5"), "%",
    )  # fmt: skip
    assert (found.period_start, found.period_end, found.date_precision) == (
        date(2020, 12, 31), date(2020, 12, 31), "year",
    )  # fmt: skip
    assert (found.vintage, found.value_type) == ("first_release", "actual")


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ({"period_kind": "year"}, date(2020, 1, 1), date(2020, 12, 31)),
        ({"period_kind": "point", "period_end": "2020-11-01"},
         date(2020, 11, 1), date(2020, 11, 1)),
        ({"period_kind": "interim", "period_end": "2026-06-30"},
         date(2026, 1, 1), date(2026, 6, 30)),
        ({"period_kind": "cumulative", "period_start": "2016-01-01", "period_end": "2019-12-31"},
         date(2016, 1, 1), date(2019, 12, 31)),
    ],
)  # fmt: skip
def test_the_period_follows_from_its_kind(typed, start, end):
    found = entry(**typed)

    assert (found.period_start, found.period_end, found.year) == (start, end, end.year)


def test_an_area_without_code_keeps_its_name():
    found = entry(area="哈长城市群")

    assert (found.area, found.area_code) == ("哈长城市群", "")


def test_money_is_asked_in_the_indicators_unit_and_kept_in_wan():
    found = entry(context(unit="亿元", bounded=False), value="6638.03")

    assert (found.value, found.unit) == (Decimal("66380300.00"), "万元")


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"value": "101"}, "value", "0 至 100"),
        ({"value": "NaN"}, "value", "不是数字"),
        ({"value": ""}, "value", "请填写数值"),
        ({"year": "2026"}, "year", "尚未结束"),
        ({"year": "20"}, "year", "不是年份"),
        ({"area": "230100"}, "area", "不在可选范围"),
        ({"vintage": "last"}, "vintage", "不在可选范围"),
        ({"period_kind": ""}, "period_kind", "请选择时期"),
        ({"period_kind": "point", "period_end": "2026-11-26"}, "period_end", "不能晚于今天"),
        ({"period_kind": "cumulative", "period_start": "2020-01-01", "period_end": "2019-12-31"},
         "period_start", "期初不能晚于期末"),
        ({"period_kind": "interim", "period_start": "x", "period_end": "2019-12-31"},
         "period_start", "不是日期"),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_field(typed, field, reason):
    assert reason in errors(**typed)[field]


def test_the_same_value_twice_is_refused_even_with_a_reason():
    assert "已经入库（编号IO-1）" in errors(context(known("66.5")), order_reason="再报")["value"]


def test_another_value_of_the_same_release_is_asked_about():
    found = errors(context(known("65.0")))

    assert "与已入库的同期、同版次数值不同（65，编号IO-1）" in found["value"]
    explained = entry(context(known("65.0")), order_reason="两份公报不同")
    assert (explained.note, explained.conflict_group) == ("两份公报不同", "IO-1")
    named = context(known("65.0", conflict_group="CG-1"))
    assert entry(named, order_reason="又一份").conflict_group == "CG-1"


@pytest.mark.parametrize(
    "other",
    [
        known("65", vintage="post_census"),
        known("65", end=date(2019, 12, 31)),
        known("65", scope="核心区"),
        known("65", area_code="220200"),
        known("65", period_kind="year"),
    ],
)
def test_another_release_period_scope_or_area_is_another_value(other):
    assert entry(context(other))


def test_a_correction_is_not_compared_with_what_it_corrects():
    about = context(known("65.0"), corrects="IO-1")
    found = check_fields("observation_correction", VALUE | {"reason": "录入有误"}, about)

    assert found.errors == ()
    assert found.entry.corrects == "IO-1"


class TestCumulative:
    """A sum that grows from one start cannot fall without a reason."""

    typed = {"period_kind": "cumulative", "period_start": "2016-01-01", "period_end": "2019-12-31"}

    def before(self, value, end):
        return context(
            known(value, end=end, period_kind="cumulative", period_start=date(2016, 1, 1)),
            bounded=False,
        )

    def test_less_than_before_is_asked_about(self):
        found = errors(self.before("70", date(2018, 12, 31)), **self.typed)

        assert "累计数不应减少：截至2018-12-31为 70（编号IO-1）" in found["value"]

    def test_more_than_later_is_asked_about(self):
        assert (
            "截至2020-12-31" in errors(self.before("60", date(2020, 12, 31)), **self.typed)["value"]
        )

    def test_rising_and_explained_are_in_order(self):
        assert entry(self.before("60", date(2018, 12, 31)), **self.typed)
        assert entry(self.before("70", date(2018, 12, 31)), **self.typed, order_reason="核减")

    def test_another_start_is_another_sum(self):
        other = known("70", end=date(2018, 12, 31), period_kind="cumulative",
                      period_start=date(2011, 1, 1))  # fmt: skip

        assert entry(context(other, bounded=False), **self.typed)
