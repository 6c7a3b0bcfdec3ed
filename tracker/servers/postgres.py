"""The embedded PostgreSQL: one cluster per data folder, reachable by its socket alone."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tracker.servers import ServerError
from tracker.servers.binaries import find_postgres, reachable
from tracker.servers.places import PORT, Places, fits_socket
from tracker.servers.process import Account, give, last_lines, server_account, spawn, stop

USER = "tracker"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    """The database server of one data folder; ``durable=False`` is for tests only."""

    title = "PostgreSQL"

    def __init__(self, places: Places, *, durable: bool = True) -> None:
        self.places = places
        self.durable = durable
        self.log = places.logs / "postgres.log"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server (creating the cluster at the first call) and wait for it."""
        account = server_account()
        folder = self._programs(account)
        if not (self.places.postgres / "PG_VERSION").exists():
            self._create(folder, account)
        self._check_version(folder)
        self._forget_dead_postmaster()
        sockets = self._clear_sockets(account)
        with _opened(self.places.postgres, account) as (data, keep):
            self.child = spawn(
                [folder / "postgres", "-D", data, *self._options(sockets)],
                cwd=Path("/"),
                log=self.log,
                account=account,
                death=signal.SIGINT,
                keep=keep,
            )
        self._await()
        if account:
            # The server has its socket; from here on only root may come through the door.
            os.chown(sockets, 0, 0)

    def stop(self) -> int:
        """Fast shutdown: open transactions are rolled back, everything is on disk."""
        if self.child is None:
            return 0
        return stop(self.child, ask=signal.SIGINT, patience=30, insist=signal.SIGQUIT)

    def answers(self) -> bool:
        """Whether somebody can connect right now."""
        try:
            self.connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def connect(self, database: str) -> psycopg2.extensions.connection:
        """A connection of our own, outside Django."""
        return psycopg2.connect(
            host=str(self.places.postgres_socket),
            port=PORT,
            user=USER,
            dbname=database,
            connect_timeout=10,
        )

    def _programs(self, account: Account | None) -> Path:
        folder = find_postgres()
        program = reachable(folder / "postgres", account, self.places.runtime)
        return program.parent

    def _options(self, sockets: Path) -> list[str]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={sockets}",
            "unix_socket_permissions=0777",
            "max_connections=100",
            *(() if self.durable else FAST),
        ]
        return ["-p", str(PORT)] + [part for setting in settings for part in ("-c", setting)]

    def _create(self, folder: Path, account: Account | None) -> None:
        """Make the cluster aside and move it in place whole."""
        draft = self.places.data / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        give(draft, account)
        errors = [self._initdb(folder, draft, account, locale) for locale in ("C.UTF-8", "C")]
        if all(errors):
            raise ServerError(
                f"初始化 PostgreSQL 数据目录失败：\n{errors[0]}\n{self._other_ways()}"
            )
        draft.rename(self.places.postgres)

    def _initdb(self, folder: Path, draft: Path, account: Account | None, locale: str) -> str:
        """Run initdb unless the draft is complete already; return its complaint."""
        if (draft / "PG_VERSION").exists():
            return ""
        rights = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
        options = ["-U", USER, "-A", "trust", "-E", "UTF8", f"--locale={locale}"]
        with _opened(draft, account) as (data, keep):
            done = subprocess.run(
                [folder / "initdb", "-D", data, *options],
                cwd="/",
                pass_fds=keep,
                capture_output=True,
                text=True,
                check=False,
                **rights,  # type: ignore[call-overload]
            )
        return "" if done.returncode == 0 else str(done.stderr)

    def _check_version(self, folder: Path) -> None:
        made = (self.places.postgres / "PG_VERSION").read_text().strip()
        words = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout.split()
        found = words[2].split(".")[0]
        if made != found:
            raise ServerError(
                f"数据目录由 PostgreSQL {made} 建立，现有程序是 {found}："
                "请先用原版本执行 manage.py backup，换用新数据目录后再 manage.py restore。"
            )

    def _forget_dead_postmaster(self) -> None:
        """Wait for a predecessor that is still ending; remove the note of a dead one.

        We hold the lock of the data folder, so no live server can be its owner, except
        one whose supervisor was just killed. Process ids are used again after a restart.
        """
        note = self.places.postgres / "postmaster.pid"
        for _ in range(150):
            if not note.exists() or not _is_postgres(note.read_text().split("\n", 1)[0]):
                break
            time.sleep(0.1)
        else:
            raise ServerError(f"上一个数据库进程迟迟未结束：请结束 {note} 首行所列进程后重试。")
        note.unlink(missing_ok=True)

    def _clear_sockets(self, account: Account | None) -> Path:
        sockets = self.places.postgres_socket
        if not fits_socket(sockets / f".s.PGSQL.{PORT}.lock"):
            raise ServerError(
                f"套接字路径过长：{sockets}。请删除 {self.places.data}/runtime 后重试。"
            )
        shutil.rmtree(sockets, ignore_errors=True)
        return give(sockets, account)

    def _await(self) -> None:
        assert self.child is not None
        for _ in range(600):
            if self.answers():
                return
            if self.child.poll() is not None:
                break
            time.sleep(0.05)
        raise ServerError(
            f"内置 PostgreSQL 没有启动，日志 {self.log} 末尾：\n"
            f"{last_lines(self.log)}\n{self._other_ways()}"
        )

    @staticmethod
    def _other_ways() -> str:
        return "也可设置 DATABASE_URL 指向现有 PostgreSQL 服务器。"


@contextmanager
def _opened(folder: Path, account: Account | None) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A name by which the server reaches its folder, and the open files that name needs.

    Opened by root, a folder can be reached through the open file even where a parent folder
    is closed to the server's account.
    """
    if account is None:
        yield str(folder), ()
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{number}", (number,)
    finally:
        os.close(number)


def _is_postgres(pid: str) -> bool:
    try:
        return Path(f"/proc/{int(pid)}/comm").read_text().strip() == "postgres"
    except (OSError, ValueError):
        return False
