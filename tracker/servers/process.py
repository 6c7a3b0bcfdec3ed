"""Starting a child that never outlives us, and stopping it in good order.

On Linux the kernel itself signals the child when we die, even by kill -9. As root the
database and the broker run as an account without rights.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.servers import ServerError

PR_SET_PDEATHSIG = 1
SERVER_USER = "TRACKER_SERVER_USER"
LOG_BYTES = 10_000_000


@dataclass(frozen=True)
class Account:
    """The system account that a server runs as when we are root."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """The account to step down to; None when we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    name = os.environ.get(SERVER_USER, "nobody")
    try:
        found = pwd.getpwnam(name)
    except KeyError as error:
        raise ServerError(
            f"找不到系统账号 {name}：请用环境变量 {SERVER_USER} 指定一个无特权账号，"
            "或以普通用户运行。"
        ) from error
    return Account(found.pw_uid, found.pw_gid)


def give(path: Path, account: Account | None) -> Path:
    """Make the folder if needed and hand it to the account, closed to all others."""
    path.mkdir(exist_ok=True)
    path.chmod(0o700)
    if account:
        os.chown(path, account.uid, account.gid)
    return path


def follow_parent(death: signal.Signals) -> Callable[[], None]:
    """What the child does first: ask for a signal at our death.

    It runs after the change of user, since that change takes the request back.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def ask() -> None:
        if libc is None:
            return
        libc.prctl(PR_SET_PDEATHSIG, int(death), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def spawn(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    log: Path,
    account: Account | None = None,
    death: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    keep: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches us alone.

    ``keep`` names open files the child inherits; its output is added to ``log``.
    """
    rights = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".1.log"))
    with log.open("ab") as output:
        child: subprocess.Popen[bytes] = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=tuple(keep),
            preexec_fn=follow_parent(death),  # noqa: PLW1509 (it only calls prctl)
            **rights,  # type: ignore[call-overload]
        )
    return child


def stop(
    child: subprocess.Popen[bytes],
    *,
    ask: signal.Signals = signal.SIGTERM,
    patience: float = 20,
    insist: signal.Signals = signal.SIGKILL,
) -> int:
    """Ask the child to end, insist after ``patience`` seconds; return its exit code."""
    if child.poll() is None:
        child.send_signal(ask)
    try:
        return child.wait(patience)
    except subprocess.TimeoutExpired:
        child.send_signal(insist)
    try:
        return child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


def runs_as(account: Account, program: Path) -> bool:
    """Whether the account can reach the program and start it, tried as that account."""
    try:
        done = subprocess.run(
            [program, "--version"],
            cwd="/",
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, for an error message."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return "（没有日志）"
