"""What the web server refuses before Django sees it."""

import socket
import subprocess
import sys
from unittest.mock import MagicMock

import pytest
from gunicorn.config import Config
from gunicorn.http import errors
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import ThreadWorker

from tests.tracker.running import ROOT, environment
from tracker.web import Worker

# What only few pages need, and megabytes each: the typesetter, Word, pictures, the dictionary.
HEAVY = {"typst", "docx", "resvg_py", "pypinyin"}


def worker():
    made = Worker.__new__(Worker)
    made.log = MagicMock()
    return made


def refused(error):
    here, there = socket.socketpair()
    with here, there:
        worker().handle_error(None, here, ("127.0.0.1", 1), error)
        here.shutdown(socket.SHUT_WR)
        head, _, body = there.makefile("rb").read().decode().partition("\r\n\r\n")
    return head, body


@pytest.mark.parametrize(
    ("request_text", "status", "word"),
    [
        (f"GET /{'a' * 9000} HTTP/1.1\r\nHost: x\r\n\r\n", "414 URI Too Long", "网址过长"),
        (f"GET / HTTP/1.1\r\nCookie: {'a' * 70000}\r\n\r\n", "431 Request Header", "请求头过大"),
        ("GET\r\n\r\n", "400 Bad Request", "请求无法识别"),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", "400 Bad Request", "请求无法识别"),
    ],
)
def test_what_cannot_be_read_is_refused_in_chinese(request_text, status, word):
    with pytest.raises(errors.ParseException) as found:
        next(RequestParser(Config(), iter([request_text.encode()]), ("127.0.0.1", 1)))
    head, body = refused(found.value)
    assert head.startswith(f"HTTP/1.1 {status}")
    assert f"Content-Length: {len(body.encode())}" in head
    assert f"<h1>{word}</h1>" in body
    assert "返回首页" in body


def test_every_other_error_is_left_to_the_server(monkeypatch):
    seen = []
    monkeypatch.setattr(ThreadWorker, "handle_error", lambda self, *args: seen.append(args[-1]))
    error = ValueError("x")
    worker().handle_error(None, None, None, error)
    assert seen == [error]


def test_whoever_has_gone_is_not_answered():
    here, there = socket.socketpair()
    there.close()
    with here:
        worker().handle_error(None, here, None, errors.LimitRequestLine(1, 2))


def test_a_web_process_begins_without_what_few_pages_need(tmp_path):
    """The readings alone take 55 MB; all together they doubled what a fresh process holds."""
    program = (
        "import sys; from tracker.wsgi import application; from django.urls import get_resolver;"
        "get_resolver().reverse_dict; print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True,
        env=environment(tmp_path, TRACKER_PROFILE="test"),
    ).stdout.split()  # fmt: skip
    assert "dashboards.views.inquiries" in loaded
    assert "evaluation.views" in loaded
    assert HEAVY.isdisjoint(loaded)
