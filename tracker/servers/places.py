"""Where the embedded servers keep their data and their sockets.

Data lies under ``var/`` (or TRACKER_DATA). Sockets cannot lie there: the kernel ends a
socket path at 107 bytes and a folder may be deeper than that, so they lie in a short
folder of their own, named by the user and a hash of the data folder.
"""

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from tracker.servers import ServerError

SOCKET_LIMIT = 107
PORT = 5432
# Short, writable, local; the first that works is taken and written down.
RUNTIME_BASES = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 (owner and mode are checked)


@dataclass(frozen=True)
class Places:
    """All folders and files of one data folder."""

    data: Path

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.data / "postgres"

    @property
    def valkey(self) -> Path:
        """The broker's append-only file."""
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        """What the servers and processes print."""
        return self.data / "logs"

    @property
    def files(self) -> Path:
        """Files that users hand in or that the system produces."""
        return self.data / "files"

    @property
    def static(self) -> Path:
        """Collected static files."""
        return self.data / "static"

    @property
    def runtime(self) -> Path:
        """The short folder of the sockets: the recorded one, else the usual one."""
        try:
            return Path((self.data / "runtime").read_text().strip())
        except OSError:
            return Path(RUNTIME_BASES[0]) / self._name

    @property
    def postgres_socket(self) -> Path:
        """Folder of PostgreSQL's socket, as DATABASES HOST takes it."""
        return self.runtime / "pg"

    @property
    def valkey_socket(self) -> Path:
        """Valkey's socket file."""
        return self.runtime / "vk" / "s"

    @property
    def _name(self) -> str:
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        return f"tracker-{os.getuid()}-{digest}"

    def make_data(self) -> None:
        """Create the data folder and its children."""
        for folder in (self.data, self.logs, self.files):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise ServerError(
                    f"不能建立数据目录 {folder}（{error.strerror}）：请检查权限，"
                    "或用环境变量 TRACKER_DATA 指定另一个可写目录。"
                ) from error

    def make_runtime(self) -> Path:
        """Create (or take again) the sockets' folder, ours alone, and write it down."""
        for path in self._candidates():
            if _own_private(path):
                (self.data / "runtime").write_text(f"{path}\n")
                return path
        raise ServerError(
            "找不到可放置套接字的短目录（/tmp、/var/tmp、/dev/shm 均不可写）："
            "请开放其一，或设置 DATABASE_URL 和 REDIS_URL 使用外部服务器。"
        )

    def _candidates(self) -> list[Path]:
        usual = [Path(base) / self._name for base in RUNTIME_BASES]
        # Somebody else may sit on the usual name: an unguessable one is ours for sure.
        spare = [path.with_name(f"{path.name}-{secrets.token_hex(4)}") for path in usual]
        return [self.runtime, *usual, *spare]


def _own_private(path: Path) -> bool:
    """Make the folder if it is missing; yes when it is a real one, ours, closed to writers."""
    try:
        path.mkdir(mode=0o700)
        path.chmod(0o711)  # whatever the umask: the servers' account must pass through
    except FileExistsError:
        pass
    except OSError:
        return False
    found = path.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return ours and not found.st_mode & 0o022


def fits_socket(path: Path) -> bool:
    """Yes when the kernel takes the path as a socket address."""
    return len(os.fsencode(path)) <= SOCKET_LIMIT
