"""Embedded servers: started once, shared, stopped by their starter, below any folder."""

import os
import shutil
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.tracker.running import manage, start_manage, wait_until
from tracker.servers import ServerError, binaries
from tracker.servers.embedded import Embedded
from tracker.servers.places import Places

HOLD = """
import pathlib, time
print("in", flush=True)
while not pathlib.Path({path!r}).exists():
    time.sleep(0.05)
"""


@pytest.fixture
def data(tmp_path):
    """A data folder 150 characters deep below one that only its owner may enter."""
    closed = tmp_path / "closed"
    deep = closed / ("d" * (150 - len(str(closed))))
    deep.mkdir(parents=True)
    closed.chmod(0o700)
    yield deep / "var"
    if (deep / "var" / "runtime").exists():
        _remove(Places(deep / "var").runtime)


class Held:
    """A command that uses the servers until it is let go; what it said, line by line."""

    def __init__(self, process, flag):
        self.process, self.flag, self.said, self.code = process, flag, [], None
        self.reader = threading.Thread(target=lambda: self.said.extend(iter(self._line, "")))

    def _line(self):
        return self.process.stdout.readline()

    def let_go(self):
        self.flag.touch()


@contextmanager
def held(data, flag):
    """A command inside the servers; at the end it has ended."""
    words = ("shell", "-v0", "-c", HOLD.format(path=str(flag)))
    with start_manage(data, *words) as process:
        command = Held(process, flag)
        command.reader.start()
        try:
            wait_until(lambda: "in\n" in command.said)
            yield command
            command.code = process.wait(60)
        finally:
            process.kill()
            command.reader.join()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def test_servers_run_deep_below_a_closed_folder_and_keep_what_was_written(data):
    servers = Embedded(Places(data), durable=False).enter()
    try:
        assert servers.ours
        assert servers.valkey.answers()
        with closing(servers.postgres.connect("postgres")) as line, line, line.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT '哈长' AS word")
    finally:
        servers.leave()
    assert not servers.postgres.answers()
    again = Embedded(Places(data), durable=False).enter()
    try:
        with closing(again.postgres.connect("postgres")) as line, line.cursor() as cursor:
            cursor.execute("SELECT word FROM kept")
            assert cursor.fetchone() == ("哈长",)
    finally:
        again.leave()


@pytest.mark.skipif(os.getuid() != 0, reason="under root the door is closed to the account")
def test_under_root_only_root_passes_the_door_to_the_socket(data):
    servers = Embedded(Places(data), durable=False).enter()
    try:
        for folder in (servers.places.postgres_socket, servers.places.valkey_socket.parent):
            assert (folder.stat().st_uid, folder.stat().st_mode & 0o777) == (0, 0o700)
        assert Path(f"/proc/{servers.postgres.child.pid}").stat().st_uid != 0
    finally:
        servers.leave()


def test_a_second_command_uses_the_servers_and_the_starter_waits_for_it(data, tmp_path):
    with held(data, tmp_path / "first") as first, held(data, tmp_path / "second") as second:
        first.let_go()
        wait_until(lambda: "另一条命令还在使用内置服务器" in "".join(first.said))
        assert Embedded(Places(data)).postgres.answers()
        second.let_go()
    assert (first.code, second.code) == (0, 0)
    assert "已启动" in "".join(first.said)
    assert "已启动" not in "".join(second.said)
    assert not Embedded(Places(data)).postgres.answers()


SYSTEM = [next(iter(Path("/usr/lib/postgresql").glob("*/bin/postgres")), None)]
SYSTEM += [shutil.which("redis-server") or shutil.which("valkey-server")]


@pytest.mark.skipif(None in SYSTEM, reason="this system has no servers of its own")
def test_where_there_is_no_wheel_the_systems_own_servers_run(data, monkeypatch):
    monkeypatch.setattr(binaries, "_wheel", lambda name: None)
    servers = Embedded(Places(data), durable=False).enter()
    try:
        running = {Path(f"/proc/{s.child.pid}/exe").resolve() for s in servers.servers}
        assert all(path.is_relative_to("/usr") for path in running)
        with closing(servers.postgres.connect("postgres")) as line, line.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            assert cursor.fetchone() == ("UTF8",)
    finally:
        servers.leave()


def test_a_command_that_fails_leaves_no_server_behind(data):
    done = manage(data, "shell", "-v0", "-c", "raise SystemExit(7)")
    assert done.returncode == 7
    assert not Embedded(Places(data)).postgres.answers()
    assert not Embedded(Places(data)).valkey.answers()


def test_a_note_left_by_a_crash_does_not_stop_the_next_start(data):
    servers = Embedded(Places(data), broker=False, durable=False).enter()
    servers.leave()
    # After a restart of the machine the noted id may be anybody's; here it is ours.
    note = data / "postgres" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n/proc/self/fd/9\n0\n5432\n")
    note.chmod(0o644)
    servers = Embedded(Places(data), broker=False, durable=False).enter()
    assert servers.postgres.answers()
    servers.leave()


def test_data_of_another_version_is_not_touched(data):
    servers = Embedded(Places(data), broker=False, durable=False).enter()
    servers.leave()
    (data / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match=r"由 PostgreSQL 9 建立.*manage.py backup"):
        Embedded(Places(data), broker=False).enter()
