"""Our own resolved history: few values, and said to be few."""

from pathlib import Path

from backtest.own import FEWEST_TO_JUDGE, own_series, resolved
from tests.docs.pages import ROOT

HISTORY = ROOT / "plan" / "history" / "hachang-2016"


def test_no_series_mixes_what_may_not_be_compared() -> None:
    found = own_series(HISTORY)
    urban = [values for name, values in found.items() if name.startswith("ref-urbanisation ")]
    # 黑龙江: before the census 58.79 … 60.89, after it 60.47 …; never in one series
    before = next(values for values in urban if values.get(2015) == 58.79)
    assert before == {2015: 58.79, 2016: 59.2, 2017: 59.38, 2018: 60.11, 2019: 60.89}
    after = next(values for values in urban if values.get(2015) == 60.47)
    assert 2020 not in after


def test_a_forecast_uses_nothing_of_the_year_it_foretells() -> None:
    series = {2016: 1.0, 2017: 2.0, 2018: 3.0, 2019: 50.0}
    (one,) = [r for r in resolved({"x": series}) if r.origin == 2018]
    assert (one.ahead, one.points, one.banded) == (1, 3, False)
    assert one.error == 46.0
    assert one.still == 47.0


def test_too_few_years_make_no_trial() -> None:
    assert resolved({"x": {2016: 1.0, 2017: 2.0, 2018: 3.0}}) == []


def test_the_real_history_is_too_short_to_judge() -> None:
    found = resolved(own_series(Path(HISTORY)))
    assert found
    assert len({one.series for one in found}) < FEWEST_TO_JUDGE
    assert not any(one.banded for one in found)
