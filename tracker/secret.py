"""The secret key of a single machine, made once and kept beside its data."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept_key(data: Path) -> str:
    """Return the key kept in the data folder; make it at the first call.

    Only the owner may read the file. Two processes starting at once agree on one key,
    since the second to publish its draft finds the first one's and reads that.
    """
    path = data / "secret_key"
    try:
        if not path.exists():
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
            _publish(_draft(data), path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"数据目录 {data} 不可用（{error.strerror}）：请检查权限，"
            "或用环境变量 TRACKER_DATA 指定另一个可写目录。"
        ) from error


def _draft(data: Path) -> Path:
    path = data / f".secret_key.{os.getpid()}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
