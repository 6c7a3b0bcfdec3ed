"""Children end with us, stop when asked, and run without rights under root."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tracker.running import ROOT, alive, descendants, wait_until
from tracker.servers import ServerError, process

PARENT = """
import sys, time
from pathlib import Path
from tracker.servers.process import server_account, spawn
account = server_account() if sys.argv[2] == "account" else None
spawn(["sleep", "300"], cwd=Path("/"), log=Path(sys.argv[1]), account=account)
print("ready", flush=True)
time.sleep(300)
"""
ROOT_ONLY = pytest.mark.skipif(os.getuid() != 0, reason="only root steps down")


@pytest.mark.parametrize("who", ["self", pytest.param("account", marks=ROOT_ONLY)])
def test_a_child_does_not_outlive_a_parent_killed_without_warning(tmp_path, who):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, tmp_path / "log", who],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout.readline() == b"ready\n"
        children = descendants(parent.pid)
        assert len(children) == 1
        parent.kill()
    wait_until(lambda: not alive(children))


@ROOT_ONLY
def test_the_account_has_no_rights_and_no_groups(tmp_path):
    log = tmp_path / "log"
    child = process.spawn(["id"], cwd=Path("/"), log=log, account=process.server_account())
    assert child.wait(10) == 0
    assert "uid=0" not in log.read_text()
    assert "root" not in log.read_text()


def test_an_ordinary_user_keeps_his_own_account(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert process.server_account() is None


def test_an_unknown_account_names_the_variable(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv(process.SERVER_USER, "nobody-of-this-name")
    with pytest.raises(ServerError, match="TRACKER_SERVER_USER"):
        process.server_account()


def test_a_child_that_ignores_the_request_is_ended_all_the_same(tmp_path):
    child = process.spawn(
        ["sh", "-c", "trap '' TERM; echo on; while :; do sleep 0.1; done"],
        cwd=tmp_path,
        log=tmp_path / "log",
    )
    wait_until(lambda: "on" in (tmp_path / "log").read_text())
    assert process.stop(child, patience=0.3) == -signal.SIGKILL


def test_stopping_reports_the_exit_code(tmp_path):
    child = process.spawn(["sh", "-c", "exit 3"], cwd=tmp_path, log=tmp_path / "log")
    child.wait(10)
    assert process.stop(child) == 3


def test_a_long_log_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(process, "LOG_BYTES", 3)
    log = tmp_path / "x.log"
    log.write_text("long ago\n")
    process.spawn(["echo", "now"], cwd=tmp_path, log=log).wait(10)
    assert log.read_text() == "now\n"
    assert (tmp_path / "x.1.log").read_text() == "long ago\n"


def test_the_end_of_a_missing_log_is_said_in_words(tmp_path):
    assert process.last_lines(tmp_path / "none") == "（没有日志）"
