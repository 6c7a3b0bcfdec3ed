"""Which management command needs servers, and having them ready for it."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from tracker.servers import databases
from tracker.servers.embedded import Embedded

# Commands that touch no database; serve starts its own servers.
WITHOUT_SERVERS = frozenset(
    {
        "check",
        "check_plan",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
    }
    | {"makemessages", "serve", "startapp", "startproject", "version", "--version", "--help", "-h"}
)
# Commands that want to find the database as it is, even without tables.
WITHOUT_TABLES = frozenset(
    {"dbshell", "demo", "makemigrations", "migrate", "restore", "showmigrations", "sqlmigrate"}
)


def command_of(argv: Sequence[str]) -> str:
    """The command a line asks for; help where it asks for nothing."""
    words = list(argv[1:])
    if not words or {"-h", "--help"} & set(words):
        return "help"
    if words[0] == "check" and "--database" in words:
        return "check --database"
    return words[0]


def choose_profile(argv: Sequence[str]) -> None:
    """The command that builds the demo means the demo's database, unless told otherwise."""
    if command_of(argv) == "demo":
        os.environ.setdefault("TRACKER_PROFILE", "demo")


@contextmanager
def servers_for(argv: Sequence[str]) -> Iterator[None]:
    """Have the embedded servers run while the command does; stop them if we started them."""
    command = command_of(argv)
    embedded = None if command in WITHOUT_SERVERS else embedded_servers()
    if embedded is None:
        yield
        return
    try:
        embedded.enter()
        if embedded.database:
            prepare_database(embedded, tables=command not in WITHOUT_TABLES)
        yield
    finally:
        embedded.leave()


def embedded_servers() -> Embedded | None:
    """The embedded servers that the settings ask for; None when all are named by address."""
    from django.conf import settings

    if not settings.EMBEDDED_DATABASE and not settings.EMBEDDED_BROKER:
        return None
    return Embedded(
        settings.PLACES,
        database=settings.EMBEDDED_DATABASE,
        broker=settings.EMBEDDED_BROKER,
        say=complain,
    )


def prepare_database(embedded: Embedded, *, tables: bool) -> None:
    """Create the profile's database, and at its first use its tables."""
    from django.conf import settings

    databases.ensure(settings.DATABASES["default"])
    name = str(settings.DATABASES["default"]["NAME"])
    if tables and not _has_tables(embedded, name):
        import django
        from django.core.management import call_command

        complain(f"首次使用数据库 {name}，正在建立数据表…")
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)


def complain(line: str) -> None:
    """Say something beside the command's own output."""
    sys.stderr.write(f"{line}\n")


def _has_tables(embedded: Embedded, name: str) -> bool:
    with closing(embedded.postgres.connect(name)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        return bool(cursor.fetchone()[0])
