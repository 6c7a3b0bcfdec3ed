"""The secret key of a single machine, made once and kept beside its data."""

import os
import secrets
from pathlib import Path


def kept_key(data: Path) -> str:
    """Return the key kept in the data folder; make it at the first call.

    Only the owner may read the file. Two processes starting at once agree on one key,
    since the second to create the file reads the first one's.
    """
    data.mkdir(parents=True, exist_ok=True)
    path = data / "secret_key"
    draft = data / f".secret_key.{os.getpid()}"
    if not path.exists():
        _write_private(draft, secrets.token_urlsafe(50))
        _publish(draft, path)
    return path.read_text().strip()


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
