"""One file with everything that cannot be computed again: the database and users' files.

A tar of ``manifest.json``, ``database.dump`` (PostgreSQL's own format) and ``files/``. It
moves a system between the embedded server and a real one, and from older to newer versions.
"""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tracker.servers import ServerError
from tracker.servers.binaries import find_postgres

FORMAT = "tracker-backup-1"
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
# Dumps by newer programs set this, and servers before 17 do not know it.
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;"
CLEARED = b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


def write(target: Path, *, database: dict[str, Any], files: Path, about: dict[str, Any]) -> None:
    """Write the archive; it appears under its name only when it is complete.

    ``about`` goes into the manifest. Raises ServerError when a program fails.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump, draft = Path(folder) / DUMP, Path(folder) / "archive.tar"
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "-f", dump], database)
        manifest = Path(folder) / MANIFEST
        manifest.write_text(json.dumps({"format": FORMAT, **about}, ensure_ascii=False, indent=1))
        with tarfile.open(draft, "w") as tar:
            for path in (manifest, dump):
                tar.add(path, path.name)
            if files.exists():
                tar.add(files, FILES)
        draft.chmod(0o600)
        draft.replace(target)


def read_manifest(source: Path) -> dict[str, Any]:
    """What the archive says about itself; raises ServerError when it is none of ours."""
    try:
        with tarfile.open(source, "r:") as tar:
            member = tar.extractfile(MANIFEST)
            found = json.load(member) if member else {}
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise ServerError(f"{source} 不是可读的备份文件：{error}") from error
    if found.get("format") != FORMAT:
        raise ServerError(f"{source} 不是本系统的备份文件，或出自更新的版本。")
    return dict(found)


def restore_database(source: Path, *, database: dict[str, Any], clear: bool, version: int) -> None:
    """Fill the database from the archive, in one transaction: all of it or nothing.

    ``clear`` drops what the database holds first; ``version`` is the server's number.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-restore-") as folder:
        dump, script = Path(folder) / DUMP, Path(folder) / "restore.sql"
        with tarfile.open(source, "r:") as tar, dump.open("wb") as file:
            member = tar.extractfile(DUMP)
            assert member is not None
            shutil.copyfileobj(member, file)
        plain = Path(folder) / "plain.sql"
        _run(["pg_restore", "--no-owner", "--no-privileges", "-f", plain, dump], database)
        with plain.open("rb") as lines, script.open("wb") as out:
            _copy_script(lines, out, clear=clear, version=version)
        _run(
            ["psql", "-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-f", script],
            database,
        )


def restore_files(source: Path, folder: Path) -> int:
    """Write the archive's files below the folder; those already there stay. Their number."""
    count = 0
    with tarfile.open(source, "r:") as tar:
        for member, path in _safe_members(tar, folder):
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content is not None
            with path.open("wb") as out:
                shutil.copyfileobj(content, out)
            count += 1
    return count


def _safe_members(tar: tarfile.TarFile, folder: Path) -> Iterator[tuple[tarfile.TarInfo, Path]]:
    """Plain files below ``files/`` that stay inside the folder."""
    for member in tar:
        parts = PurePosixPath(member.name).parts
        if member.isfile() and parts[:1] == (FILES,) and ".." not in parts:
            yield member, folder.joinpath(*parts[1:])


def _copy_script(lines: IO[bytes], out: IO[bytes], *, clear: bool, version: int) -> None:
    if clear:
        out.write(CLEARED)
    for number, line in enumerate(lines):
        header = number < 40  # noqa: PLR2004 (settings stand at the top)
        if header and version < 170000 and line.strip() == UNKNOWN_BEFORE_17:  # noqa: PLR2004
            continue
        out.write(line)


def _run(command: list[Any], database: dict[str, Any]) -> None:
    """Run one of PostgreSQL's programs against the database."""
    program = find_postgres() / command[0]
    done = subprocess.run(
        [program, *command[1:]],
        env=_libpq(database),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"{command[0]} 失败：\n{done.stderr.strip()}")


def _libpq(database: dict[str, Any]) -> dict[str, str]:
    """The environment that leads PostgreSQL's programs to the database."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
    found = {key: str(database[name]) for key, name in names.items() if database.get(name)}
    if database.get("PASSWORD"):
        found["PGPASSWORD"] = str(database["PASSWORD"])
    if mode := database.get("OPTIONS", {}).get("sslmode"):
        found["PGSSLMODE"] = str(mode)
    return os.environ | found | {"PGCLIENTENCODING": "UTF8"}
