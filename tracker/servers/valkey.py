"""The embedded Valkey: Celery's doorbell, reachable by its socket alone."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from tracker.servers import ServerError
from tracker.servers.binaries import find_valkey, reachable
from tracker.servers.places import Places, fits_socket
from tracker.servers.process import Account, give, last_lines, server_account, spawn, stop

OPTIONS = {
    "--port": "0",
    "--unixsocketperm": "777",
    # The child already stands in its data folder, which may lie below a closed one.
    "--dir": ".",
    "--save": "",
    "--appendfsync": "everysec",
    "--maxmemory-policy": "noeviction",
}


class Valkey:
    """The broker of one data folder; ``durable=False`` is for tests only."""

    title = "Valkey"

    def __init__(self, places: Places, *, durable: bool = True) -> None:
        self.places = places
        self.durable = durable
        self.log = places.logs / "valkey.log"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait for its answer."""
        account = server_account()
        program = self._program(account)
        give(self.places.valkey, account)
        folder = self._clear_socket(account)
        own = {
            "--unixsocket": str(self.places.valkey_socket),
            "--appendonly": "yes" if self.durable else "no",
        }
        options = [part for pair in (OPTIONS | own).items() for part in pair]
        self.child = spawn(
            [program, *options], cwd=self.places.valkey, log=self.log, account=account
        )
        self._await()
        if account:
            os.chown(folder, 0, 0)

    def stop(self) -> int:
        """Ask the server to write its file and end."""
        return stop(self.child) if self.child else 0

    def answers(self) -> bool:
        """Whether the server answers a ping right now."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            try:
                line.connect(str(self.places.valkey_socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def _program(self, account: Account | None) -> Path:
        return reachable(find_valkey(), account, self.places.runtime)

    def _clear_socket(self, account: Account | None) -> Path:
        path = self.places.valkey_socket
        if not fits_socket(path):
            raise ServerError(f"套接字路径过长：{path}。请删除 {self.places.data}/runtime 后重试。")
        shutil.rmtree(path.parent, ignore_errors=True)
        return give(path.parent, account)

    def _await(self) -> None:
        assert self.child is not None
        for _ in range(600):
            if self.answers():
                return
            if self.child.poll() is not None:
                break
            time.sleep(0.05)
        raise ServerError(
            f"内置 Valkey 没有启动，日志 {self.log} 末尾：\n{last_lines(self.log)}\n"
            "也可设置 REDIS_URL 指向现有 Redis 或 Valkey 服务器。"
        )
