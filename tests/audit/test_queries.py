"""The trail of one subject."""

import pytest

from audit.actions import record
from audit.queries import trail
from audit.rules import SYSTEM

pytestmark = pytest.mark.django_db


def test_trail_holds_one_subject_oldest_first():
    record(by=SYSTEM, action="reporting.submit", kind="submission", key="7", version=1)
    record(by=SYSTEM, action="reporting.submit", kind="submission", key="8", version=1)
    record(
        by=SYSTEM, action="reporting.return", kind="submission", key="7", version=1, reason="补文号"
    )

    rows = trail("submission", "7")

    assert [row.sentence for row in rows] == ["提交填报（第1版）", "退回填报（第1版）"]
    assert [row.reason for row in rows] == ["", "补文号"]
    assert rows[0].who == "系统"
