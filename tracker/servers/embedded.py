"""Who starts the embedded servers, who only uses them, and who stops them.

Two lock files of the data folder decide. ``servers.lock`` belongs to the one process that
started the servers. Every user of the servers shares ``users.lock``; the starter stops
them only when no other user is left. Locks vanish with their process, however it ends.
"""

import fcntl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tracker.servers import ServerError
from tracker.servers.places import Places
from tracker.servers.postgres import Postgres
from tracker.servers.valkey import Valkey

Say = Callable[[str], None]
WAIT_SECONDS = 90


def quiet(line: str) -> None:
    """Say nothing."""


@dataclass
class Embedded:
    """The embedded servers of one data folder, as one process sees them."""

    places: Places
    database: bool = True
    broker: bool = True
    durable: bool = True
    say: Say = quiet
    ours: bool = field(default=False, init=False)
    _owner: IO[str] | None = field(default=None, init=False)
    _users: IO[str] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.postgres = Postgres(self.places, durable=self.durable)
        self.valkey = Valkey(self.places, durable=self.durable)

    @property
    def servers(self) -> list[Postgres | Valkey]:
        """The servers wanted, in the order of their start."""
        wanted = ((self.postgres, self.database), (self.valkey, self.broker))
        return [server for server, want in wanted if want]

    def enter(self, *, alone: bool = False) -> "Embedded":
        """Use the servers, starting them if nobody has; ``alone`` waits to be the starter.

        A start that fails leaves nothing running.
        """
        try:
            self._enter(alone)
        except BaseException:
            self.leave(patience=0)
            raise
        return self

    def _enter(self, alone: bool) -> None:
        self.places.make_data()
        self._users = self._open("users.lock")
        self._lock(self._users, fcntl.LOCK_SH, "等待上一个进程停好内置服务器…")
        self._owner = self._open("servers.lock")
        deadline = time.monotonic() + WAIT_SECONDS
        while not self._became_owner():
            if not alone and all(server.answers() for server in self.servers):
                return
            if time.monotonic() > deadline:
                raise ServerError(
                    "内置服务器正被另一个进程占用且没有回应：请稍后重试，或结束该进程。"
                )
            time.sleep(0.1)

    def leave(self, *, patience: float | None = None) -> None:
        """Stop using the servers; stop them if they are ours and nobody else uses them.

        ``patience`` limits in seconds how long to wait for other users; None waits on.
        """
        if self.ours and self._users:
            self._lock(self._users, fcntl.LOCK_UN, "")
            self._lock(
                self._users, fcntl.LOCK_EX, "另一条命令还在使用内置服务器，等它结束…", patience
            )
            for server in reversed(self.servers):
                server.stop()
            self.ours = False
        for file in (self._owner, self._users):
            if file:
                file.close()
        self._owner = self._users = None

    def revive(self) -> None:
        """Start again a server of ours that has died."""
        for server in self.servers if self.ours else ():
            if server.child and server.child.poll() is not None:
                self.say(f"{server.title} 意外退出（退出码 {server.child.returncode}），重新启动")
                server.start()

    def _became_owner(self) -> bool:
        assert self._owner is not None
        try:
            fcntl.flock(self._owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.ours = True
        self._start()
        return True

    def _start(self) -> None:
        self.places.make_runtime()
        for server in self.servers:
            began = time.monotonic()
            server.start()
            self.say(f"{server.title} 已启动（{time.monotonic() - began:.1f} 秒）")

    def _lock(self, file: IO[str], kind: int, words: str, patience: float | None = None) -> None:
        """Take a lock; when it takes longer, say why; give up after ``patience`` seconds."""
        began, said = time.monotonic(), False
        while True:
            try:
                return fcntl.flock(file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = time.monotonic() - began
            if patience is not None and waited > patience:
                return None
            if waited > 1 and not said:
                self.say(words)
                said = True
            time.sleep(0.05)

    def _open(self, name: str) -> IO[str]:
        path: Path = self.places.data / name
        try:
            return path.open("a")
        except PermissionError as error:
            raise ServerError(
                f"数据目录 {self.places.data} 属于另一个用户：请改用该用户运行，"
                "或用 TRACKER_DATA 指定自己的数据目录。"
            ) from error
