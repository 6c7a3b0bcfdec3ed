"""Write one file with the database and the users' files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.servers import archive


class Command(BaseCommand):
    """``manage.py backup FILE``."""

    help = "把数据库和用户文件备份为一个文件；运行中的系统不必停止。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, metavar="FILE", help="备份文件，须不存在")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Write the archive."""
        if file.exists():
            raise CommandError(f"{file} 已存在：请换一个文件名。")
        if not file.resolve().parent.is_dir():
            raise CommandError(f"目录 {file.resolve().parent} 不存在：请先建立。")
        write_backup(file.resolve())
        self.stdout.write(f"已备份到 {file}（{file.stat().st_size / 1024:.0f} KB）。")


def write_backup(file: Path) -> None:
    """Write the archive of this profile's database and files."""
    archive.write(
        file,
        database=settings.DATABASES["default"],
        files=settings.MEDIA_ROOT,
        about={
            "profile": settings.PROFILE,
            "database": settings.DATABASES["default"]["NAME"],
            "made_at": timezone.localtime().isoformat(timespec="seconds"),
        },
    )
