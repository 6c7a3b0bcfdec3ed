"""The whole system under its supervisor: it starts, answers, and leaves nothing behind."""

import http.client
import re
import signal
import socket
from contextlib import contextmanager

import pytest

from tests.tracker.running import alive, descendants, manage, start_manage, wait_until
from tracker import serving
from tracker.servers.places import Places


@pytest.fixture
def data(tmp_path):
    """A data folder 150 characters deep below one that only its owner may enter."""
    deep = tmp_path / ("d" * (146 - len(str(tmp_path)))) / "var"
    deep.parent.mkdir()
    tmp_path.chmod(0o700)
    yield deep
    _remove_runtime(deep)


def _remove_runtime(data):
    import shutil

    shutil.rmtree(Places(data).runtime, ignore_errors=True)


@contextmanager
def started(data, port):
    """The running system, with the port it says it listens on; ended at the end, if need be."""
    with start_manage(data, "serve", "--port", str(port)) as system:
        try:
            said = []
            for line in system.stdout:
                said.append(line)
                if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                    break
            assert found, "".join(said)
            yield system, int(found[1]), "".join(said)
        finally:
            system.kill()


def status(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status
    finally:
        line.close()


@pytest.fixture
def taken():
    """A port that somebody else listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        yield line.getsockname()[1]


@pytest.mark.slow
def test_the_system_starts_twice_and_leaves_no_process(data, taken):
    with started(data, taken) as (system, port, said):
        assert f"端口 {taken} 已被占用，改用 {port}" in said
        assert status(port) == 200
        second = manage(data, "serve")
        assert second.returncode == 1
        assert f"已在运行：http://127.0.0.1:{port}/" in second.stderr
        assert "production 环境" in serving.running_now(data)
        processes = descendants(system.pid)
        system.send_signal(signal.SIGINT)
        words = system.communicate(timeout=60)[0]
        assert (system.returncode, alive(processes)) == (0, set())
        assert re.findall(r"(\S+) 已停止\n", words) == ["网页服务", "定时任务", "后台任务"]
        assert "退出码" not in words

    assert serving.running_now(data) == ""
    with started(data, taken) as (system, _, _):
        processes = descendants(system.pid)
        assert len(processes) > 5
        system.kill()
    wait_until(lambda: not alive(processes))


def test_the_next_free_port_is_taken(taken):
    with serving.listening("127.0.0.1", taken) as line:
        assert line.getsockname()[1] > taken


def test_without_a_free_port_the_message_names_the_option(taken, monkeypatch):
    monkeypatch.setattr(serving, "PORTS_TO_TRY", 1)
    with (
        pytest.raises(serving.CommandError, match="--port"),
        serving.listening("127.0.0.1", taken),
    ):
        pass


def test_static_files_are_collected_only_when_one_changed(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    collected = []
    monkeypatch.setattr(
        serving, "call_command", lambda *a, **k: collected.append(settings.STATIC_ROOT.mkdir())
    )
    serving.collect_static()
    serving.collect_static()
    assert len(collected) == 1
    monkeypatch.setattr(serving, "_static_fingerprint", lambda: "another")
    settings.STATIC_ROOT.rmdir()
    serving.collect_static()
    assert len(collected) == 2


def test_every_static_file_that_a_template_names_is_collected(settings):
    from django.contrib.staticfiles.finders import get_finders

    there = {
        (f"{storage.prefix}/{name}" if getattr(storage, "prefix", None) else name)
        for finder in get_finders()
        for name, storage in finder.list(serving.STATIC_IGNORED)
    }
    named = {
        name
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r"""\{% static ["']([^"']+)""", path.read_text())
    }
    assert named
    assert named <= there


def test_the_demo_does_not_listen_to_other_machines(tmp_path):
    done = manage(tmp_path, "serve", "--host", "0.0.0.0", TRACKER_PROFILE="demo")
    assert done.returncode == 1
    assert "只能监听 127.0.0.1" in done.stderr
