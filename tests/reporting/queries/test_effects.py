"""What an approval would change, said before it is given."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import Progress
from reporting import queries
from reporting.rules import RulingEntry
from tests import factories
from tests.metrics.actions.happenings import poison_fact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def told(submission):
    subject = queries.subject_of(submission)
    entry = queries.checked(submission, TODAY).entry
    return [
        (one.sentence, one.changes)
        for one in queries.effects(subject, entry, submission.target_key, TODAY)
    ]


def test_a_fact_before_2020_moves_both_accounts_and_writes_nothing():
    submission = factories.draft()

    assert told(submission) == [
        ("2020 账：暂无资料 → 投用；可确认达到 +1，不能确定 −1", True),
        ("2026 账：暂无资料 → 投用；可确认达到 +1，不能确定 −1", True),
    ]
    assert not Progress.objects.exists()


def test_a_fact_after_2020_moves_todays_account_alone():
    work = factories.project()
    factories.fact(work, event="construction_start", day=date(2019, 5, 1))
    submission = factories.draft(
        work, fields=factories.OPENED | {"day": "2022-09-26", "document_date": "2022-09-28"}
    )

    first, second = told(submission)

    assert first[0].startswith("2020 账：") and "可确认未达到 +1" in first[0]
    assert "→ 投用；可确认达到 +1" in second[0]


def test_a_value_moves_the_newest_of_its_series():
    indicator = factories.indicator()
    factories.observation(indicator)
    submission = factories.draft(indicator, kind="observation", fields=factories.VALUE)

    assert told(submission)[0] == (
        "2020 账：长春市最新值 65.1%（2019年年末） → 66.5%（2020年年末）", True,
    )  # fmt: skip


def test_an_older_value_changes_nothing_a_reader_sees():
    indicator = factories.indicator()
    factories.observation(indicator)
    submission = factories.draft(
        indicator, kind="observation", fields=factories.VALUE | {"year": "2018"}
    )

    assert told(submission)[0] == ("2020 账：长春市最新值 65.1%（2019年年末），不变", False)


def test_money_is_told_in_yi():
    indicator = factories.indicator(unit="亿元")
    submission = factories.draft(indicator, kind="observation", fields=factories.VALUE)

    assert "暂无数据 → 66.50亿元" in told(submission)[0][0]


def test_a_ruling_between_values_moves_to_the_chosen_one():
    indicator = factories.indicator()
    for number, value in enumerate(("65", "66")):
        factories.observation(
            indicator, f"IO-{number}", value=Decimal(value), conflict_group="CG-1"
        )

    first, _ = queries.effects(indicator, RulingEntry("IO-0", "理由"), "CG-1", TODAY)

    assert "66%（2019年年末） → 65%（2019年年末）" in first.sentence


def test_a_fact_that_excludes_what_is_on_file_is_told_as_a_contradiction():
    work = factories.project()
    factories.fact(work, "PE-1")
    fields = factories.OPENED | {
        "event": "not_started", "day": "2021-06-30", "order_reason": "报道",
        "document_date": "2021-07-01",
    }  # fmt: skip
    entry = queries.checked(factories.draft(work, fields=fields), TODAY).entry

    assert "PE-1" in queries.contradiction(work, entry)
    assert queries.contradiction(factories.project(), entry) == ""


def test_of_a_work_that_cannot_be_computed_no_effect_is_foretold(monkeypatch):
    work = factories.project()
    factories.fact(work, "BAD", event="construction_start", day=date(2019, 5, 1))
    submission = factories.draft(work)
    poison_fact(monkeypatch, "BAD")
    subject, entry = queries.subject_of(submission), queries.checked(submission, TODAY).entry

    assert told(submission)[0] == ("2020 账：本项计算失败，无法预告影响", True)
    assert "无法核对" in queries.contradiction(subject, entry)
    assert queries.card(work, TODAY).stages == [
        ("2020年末", "计算失败，已搁置"), ("目前", "计算失败，已搁置"),
    ]  # fmt: skip
