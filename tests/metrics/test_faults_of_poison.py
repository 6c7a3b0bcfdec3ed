"""A work that raises whenever it is computed, on the real servers: it costs only itself."""

import pytest

from metrics.actions import rebuild
from metrics.models import Mark, Run
from metrics.queries import fingerprint, freshness, kept_now, parked, results
from tests.metrics.actions.happenings import ledger
from tests.metrics.aftermath import file_facts, is_right, name_of, nothing_waits, ringing
from tests.metrics.workers import worker
from tests.tracker.running import wait_until

pytestmark = [pytest.mark.service, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SIZE = 12
PATIENCE = 120  # a worker begins late where much else runs


@pytest.fixture
def works():
    made = ledger(SIZE)
    file_facts(made, "A")
    rebuild()
    return made


def test_a_new_day_comes_for_all_but_the_work_that_cannot_be_computed(
    works, broker, hindrance, tmp_path
):
    """No task is rung for it: the calendar asks for a day that is not there."""
    right = fingerprint(kept_now())
    today, bad = kept_now()[-1], name_of(works[1])
    (hindrance / "poison").write_text(bad)
    Run.objects.filter(moment=today.key).delete()

    def the_day_is_there():
        return Run.objects.filter(moment=today.key, kept=True).exists()

    with worker(tmp_path / "worker.log", hindrance=hindrance):
        wait_until(ringing(the_day_is_there), PATIENCE)
        (row,) = parked()
        assert (row.subject, row.fault) == (bad, "ValueError: 毒丸")
        found = results(today, "project", metric="stage")
        assert len(found) == SIZE
        assert {name for (name, _), one in found.items() if one.detail.get("failed")} == {bad}
        assert freshness(today).failed == [bad]
        others = works[:1] + works[2:]
        file_facts(others, "B", "statement")
        wait_until(ringing(lambda: not Mark.objects.exists()), PATIENCE)
        assert [one.subject for one in parked()] == [bad]
        (hindrance / "poison").unlink()
        file_facts(works[1:2], "B", "statement")
        wait_until(ringing(nothing_waits), PATIENCE)
    assert freshness(today).failed == []
    is_right(2 * SIZE)
    assert fingerprint(kept_now()) == right, "a statement moves nothing"
