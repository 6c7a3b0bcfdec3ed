"""The supervisor restarts what dies, and stops in reverse order."""

import signal

import pytest

from tests.tracker.running import wait_until
from tracker.servers import supervisor
from tracker.servers.process import spawn
from tracker.servers.supervisor import Child, Stopped, Supervisor, listen_to_signals


@pytest.fixture
def said():
    return []


@pytest.fixture
def sleeper(tmp_path):
    def make(title, command=("sleep", "300")):
        return Child(title, lambda: spawn(command, cwd=tmp_path, log=tmp_path / "log"))

    return make


@pytest.fixture
def short_pauses(monkeypatch):
    monkeypatch.setattr(supervisor, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(supervisor, "POLL_SECONDS", 0.01)


def rounds_until(question):
    """What to do at each round: end the watch when the answer is yes."""

    def tend():
        if question():
            raise Stopped

    return tend


def test_a_child_that_dies_is_started_again(said, sleeper, short_pauses):
    house = Supervisor(said.append)
    child = house.add(sleeper("网页服务"))
    child.pause = 0.05
    first = child.process.pid
    child.process.kill()
    with pytest.raises(Stopped):
        house.watch(rounds_until(lambda: child.process.pid != first))
    assert any("网页服务 意外退出（退出码 -9）" in line for line in said)
    house.finish()


def test_pauses_grow_while_a_child_keeps_dying(said, sleeper, short_pauses):
    house = Supervisor(said.append)
    child = house.add(sleeper("坏任务", ("false",)))
    child.pause = 0.02
    with pytest.raises(Stopped):
        house.watch(rounds_until(lambda: len(said) == 3))
    assert child.pause == pytest.approx(0.16)
    house.finish()


def test_the_last_started_stops_first(said, sleeper):
    house = Supervisor(said.append)
    for title in ("甲", "乙"):
        house.add(sleeper(title))
    house.finish()
    assert [line[0] for line in said] == ["乙", "甲"]


def test_a_signal_ends_the_watch_even_where_it_was_ignored(said, sleeper):
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        listen_to_signals()
        with pytest.raises(Stopped):
            Supervisor(said.append).watch(lambda: signal.raise_signal(signal.SIGINT))
        signal.raise_signal(signal.SIGINT)  # a second one must not break the orderly end
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def test_stopping_a_child_that_never_started_is_nothing(sleeper):
    assert sleeper("未启动").finish() == 0


def test_a_stopped_child_is_gone(sleeper):
    child = sleeper("甲")
    child.launch()
    assert child.finish() == -signal.SIGTERM
    wait_until(child.died)
