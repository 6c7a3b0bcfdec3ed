"""The steps of ``manage.py serve``: servers, tables, data, figures, then the processes."""

import fcntl
import hashlib
import http.client
import io
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from tracker.checks import refuse_unsafe_start
from tracker.servers import databases
from tracker.servers.embedded import Embedded, Say
from tracker.servers.process import last_lines, spawn
from tracker.servers.supervisor import Child, Stopped, Supervisor, listen_to_signals

PORTS_TO_TRY = 100
# refuses in words what never reaches Django
WORKER = "tracker.web.Worker"
STATIC_STAMP = "static.stamp"
# Of Bootstrap the pages use the minified style sheet and the minified bundle; of htmx version 2.
STATIC_IGNORED = ["*.rtl.*", "bootstrap-*", "bootstrap.css*", "bootstrap.js*", "bootstrap.min.js*"]
STATIC_IGNORED += ["bootstrap.esm*", "bootstrap.bundle.js*", "htmx-4*", "htmax-4*", "ext"]


@dataclass
class Serving:
    """One run of the whole system."""

    host: str
    port: int
    say: Say
    embedded: Embedded = field(init=False)
    supervisor: Supervisor = field(init=False)

    def __post_init__(self) -> None:
        self.embedded = Embedded(
            settings.PLACES,
            database=settings.EMBEDDED_DATABASE,
            broker=settings.EMBEDDED_BROKER,
            say=self.say,
        )
        self.supervisor = Supervisor(self.say)

    def run(self) -> None:
        """Start everything, watch it, and stop it in order however we end."""
        listen_to_signals()
        settings.PLACES.make_data()
        with only_one(settings.DATA_DIR):
            try:
                self._start()
                self.supervisor.watch(self.embedded.revive)
            except Stopped:
                self.say("收到停止请求，正在依次停止…")
            finally:
                self.supervisor.finish()
                self.embedded.leave(patience=5)
                self.say("已全部停止。")

    def _start(self) -> None:
        self.embedded.enter(alone=True)
        if settings.EMBEDDED_DATABASE or settings.DEMO:
            databases.ensure(settings.DATABASES["default"])
        refuse_unsafe_start()
        steps: Sequence[tuple[str, Callable[[], None]]] = (
            ("更新数据表", migrate),
            ("整理静态文件", collect_static),
            ("准备演示数据", build_demo),
            ("计算结果", compute),
        )
        for title, step in steps:
            self.say(f"{title}…")
            began = time.monotonic()
            step()
            self.say(f"{title}：完成（{time.monotonic() - began:.1f} 秒）")
        connections.close_all()
        self._start_processes()

    def _start_processes(self) -> None:
        with listening(self.host, self.port) as line:
            port = line.getsockname()[1]
            if port != self.port:
                self.say(f"端口 {self.port} 已被占用，改用 {port}")
            # The socket stays open in the child; ours is closed with this block.
            os.set_inheritable(line.fileno(), True)
            descriptor = os.dup(line.fileno())
        for title, program, patience in programs(descriptor):
            keep = (descriptor,) if title == "网页服务" else ()
            self.supervisor.add(Child(title, starter(title, program, keep), patience))
            self.say(f"{title} 已启动")
        wait_for_answer(self.host, port)
        url = f"http://{self.host}:{port}/"
        (settings.DATA_DIR / "serve.lock").write_text(
            f"{url}（进程 {os.getpid()}，{settings.PROFILE} 环境）"
        )
        self.say(f"\n系统已就绪，请用浏览器打开 {url}")
        for text in log_ins():
            self.say(text)
        self.say("按 Ctrl-C 停止。")


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Collect, hash and compress static files, unless nothing changed since the last time."""
    stamp = settings.DATA_DIR / STATIC_STAMP
    now = _static_fingerprint()
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == now:
        return
    call_command(
        "collectstatic",
        interactive=False,
        verbosity=0,
        clear=True,
        ignore_patterns=STATIC_IGNORED,
    )
    stamp.write_text(now)


def build_demo() -> None:
    """In the demo, build its database at the first start; later starts keep what is there."""
    from accounts.models import User

    if settings.DEMO and not User.objects.filter(is_demo=True).exists():
        connections.close_all()
        call_command("demo", stdout=io.StringIO())  # the log-ins are printed at the end


def compute() -> None:
    """Have the figures of today ready before the first page is asked for."""
    from metrics import actions

    actions.roll_day()
    actions.refresh()


def programs(descriptor: int) -> Iterator[tuple[str, list[str], float]]:
    """Title, command line and patience of each process, in the order of their start."""
    python, celery = [sys.executable, "-m"], ["celery", "-A", "tracker"]
    quiet = ["--loglevel", os.environ.get("LOG_LEVEL", "WARNING")]
    worker = ["--concurrency", "2", "--prefetch-multiplier", "1", "--without-gossip"]
    schedule = ["--schedule", str(settings.DATA_DIR / "beat"), "--pidfile="]
    web = ["--bind", f"fd://{descriptor}", "--worker-class", WORKER, "--workers", "2"]
    yield "后台任务", [*python, *celery, "worker", *worker, "--without-mingle", *quiet], 60
    yield "定时任务", [*python, *celery, "beat", *schedule, *quiet], 10
    yield (
        "网页服务",
        [*python, "gunicorn", *web, "--threads", "4", "--no-control-socket", "tracker.wsgi"],
        40,
    )


def starter(title: str, command: list[str], keep: Sequence[int]) -> Callable[[], Popen[bytes]]:
    """What starts the process, now and again after it died."""
    env = os.environ | {
        "TRACKER_PROFILE": settings.PROFILE,
        "TRACKER_DATA": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    # Each thread of a web process would keep a store of freed memory of its own.
    env.setdefault("MALLOC_ARENA_MAX", "2")
    name = {"后台任务": "worker", "定时任务": "beat", "网页服务": "web"}[title]
    log = settings.PLACES.logs / f"{name}.log"
    return lambda: spawn(command, cwd=settings.BASE_DIR, log=log, env=env, keep=keep)


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the place of the one running system of this data folder."""
    path = data / "serve.lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(
                f"这个数据目录的系统已在运行：{path.read_text()}。"
                "请直接打开它，或先停止它；要并行运行另一套，请用 TRACKER_DATA 指定另一个目录。"
            ) from error
        path.write_text("")
        yield


def running_now(data: Path) -> str:
    """Address and process of the system that runs on this data folder; empty when none does."""
    path = data / "serve.lock"
    if not path.exists():
        return ""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return path.read_text()
    return ""


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket on the port, or on the next free one."""
    for number in range(port, port + PORTS_TO_TRY):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, number))
            line.listen(128)
        except OSError:
            line.close()
            continue
        with line:
            yield line
        return
    raise CommandError(f"{host} 上 {port} 起的 {PORTS_TO_TRY} 个端口都被占用：请用 --port 指定。")


def wait_for_answer(host: str, port: int) -> None:
    """Return when the web process answers."""
    for _ in range(600):
        line = http.client.HTTPConnection(host, port, timeout=30)
        try:
            line.request("GET", "/healthz")
            if line.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                return
        except OSError:
            pass
        finally:
            line.close()
        time.sleep(0.1)
    log = settings.PLACES.logs / "web.log"
    raise CommandError(f"网页服务没有回应，日志 {log} 末尾：\n{last_lines(log)}")


def log_ins() -> list[str]:
    """The demo's accounts, for the screen; nothing outside the demo."""
    if not settings.DEMO:
        return []
    from tracker.demo import PASSWORD, PEOPLE

    people = [f"  {person.username}（{person.name}，{person.office}）" for person in PEOPLE]
    return [f"演示账号（页面顶部可一键切换，无需登录；登录密码都是 {PASSWORD}）：", *people]


def _static_fingerprint() -> str:
    """Digest of names, sizes and times of all static source files."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(STATIC_IGNORED):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
