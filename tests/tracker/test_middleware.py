"""The demo, which needs no log-in, answers this machine only."""

import pytest
from django.http import HttpResponse

from tracker.middleware import this_machine_only


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.1.2.3", 403)]
)
def test_only_this_machine_is_answered(rf, address, status):
    answer = this_machine_only(lambda request: HttpResponse("ok"))
    assert answer(rf.get("/", REMOTE_ADDR=address)).status_code == status
