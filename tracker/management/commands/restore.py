"""Fill the database and the files from a backup."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.utils import timezone

from tracker.management.commands.backup import write_backup
from tracker.servers import archive, databases


class Command(BaseCommand):
    """``manage.py restore FILE``."""

    help = "从备份文件恢复。数据库非空时拒绝，除非用 --replace 并输入库名确认。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What from, and whether to replace."""
        parser.add_argument("file", type=Path, metavar="FILE", help="manage.py backup 产生的文件")
        parser.add_argument("--replace", action="store_true", help="替换非空数据库的全部内容")
        parser.add_argument("--confirm", metavar="库名", help="不提问，直接以此确认目标库名")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Restore all or nothing; what is replaced is backed up first."""
        manifest = archive.read_manifest(file)
        name = connection.settings_dict["NAME"]
        clear = not databases.is_empty()
        if clear:
            self._check_replacing(name, options["replace"], options["confirm"])
            self._keep_present()
        version = _server_version()
        connections.close_all()
        archive.restore_database(
            file, database=settings.DATABASES["default"], clear=clear, version=version
        )
        count = archive.restore_files(file, settings.MEDIA_ROOT)
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"已从 {manifest['made_at']} 的备份恢复数据库 {name}，文件 {count} 个。")

    def _check_replacing(self, name: str, replace: bool, confirm: str | None) -> None:
        if not replace:
            raise CommandError(
                f"数据库 {name} 不是空的，拒绝恢复：请换用空数据库，或加 --replace 替换其全部内容。"
            )
        typed = confirm if confirm is not None else input(f"请输入要替换的库名（{name}）以确认：")
        if typed.strip() != name:
            raise CommandError("库名不一致，未作任何改动。")

    def _keep_present(self) -> None:
        folder = settings.DATA_DIR / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"before-restore-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
        write_backup(path)
        self.stdout.write(f"替换前的内容已备份到 {path}。")


def _server_version() -> int:
    connection.ensure_connection()
    return int(connection.connection.server_version)
