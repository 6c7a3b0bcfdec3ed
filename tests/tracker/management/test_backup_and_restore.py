"""A backup brings everything back, and never over something without being told."""

import io
import tarfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from accounts.models import User
from tracker.servers import ServerError, archive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(tmp_path, settings):
    """This test's own database in the settings, a user, a file and a folder for data."""
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"]
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "批复.txt").write_text("原件")
    User.objects.create(username="kept", name="李", role="reader")
    return tmp_path


@pytest.fixture
def saved(house):
    call_command("backup", str(house / "b.tar"))
    return house / "b.tar"


def test_a_backup_is_private_and_never_overwrites(saved):
    assert saved.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", str(saved))


def test_a_restore_over_data_is_refused(saved):
    with pytest.raises(CommandError, match="不是空的，拒绝恢复"):
        call_command("restore", str(saved))


def test_a_replacement_needs_the_name_of_the_database(saved):
    with pytest.raises(CommandError, match="库名不一致"):
        call_command("restore", str(saved), replace=True, confirm="other")
    assert User.objects.filter(username="kept").exists()


def test_a_replacement_brings_back_rows_and_files_and_keeps_what_it_replaced(saved, house):
    User.objects.update(name="改过")
    (house / "files" / "批复.txt").unlink()
    call_command("restore", str(saved), replace=True, confirm=connection.settings_dict["NAME"])
    assert User.objects.get(username="kept").name == "李"
    assert (house / "files" / "批复.txt").read_text() == "原件"
    (before,) = (house / "backups").glob("before-restore-*.tar")
    assert archive.read_manifest(before)["database"] == connection.settings_dict["NAME"]


def test_a_damaged_backup_changes_nothing(saved, house):
    """The dump is cut off in the middle; the transaction takes everything back."""
    broken = house / "broken.tar"
    with tarfile.open(saved) as old, tarfile.open(broken, "w") as new:
        for member in old:
            content = old.extractfile(member).read() if member.isfile() else b""
            if member.name == archive.DUMP:
                content = content[: len(content) // 2]
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    with pytest.raises(ServerError, match="pg_restore 失败"):
        call_command("restore", str(broken), replace=True, confirm=connection.settings_dict["NAME"])
    assert User.objects.filter(username="kept").exists()


def test_another_file_is_not_taken_for_a_backup(house):
    (house / "x").write_text("x")
    with pytest.raises(ServerError, match="不是可读的备份文件"):
        archive.read_manifest(house / "x")


def test_files_cannot_escape_their_folder(tmp_path):
    evil = tmp_path / "evil.tar"
    with tarfile.open(evil, "w") as tar:
        for name in ("files/../../outside", "files/good", "other/bad"):
            member = tarfile.TarInfo(name)
            member.size = 1
            tar.addfile(member, io.BytesIO(b"x"))
    assert archive.restore_files(evil, tmp_path / "in" / "files") == 1
    assert not (tmp_path / "outside").exists()
    assert (tmp_path / "in" / "files" / "good").exists()


def test_a_setting_older_servers_do_not_know_is_left_out():
    lines = [archive.UNKNOWN_BEFORE_17 + b"\n", b"SELECT 1;\n"]
    old, new = io.BytesIO(), io.BytesIO()
    archive._copy_script(iter(lines), old, clear=True, version=150000)
    archive._copy_script(iter(lines), new, clear=False, version=180000)
    assert old.getvalue() == archive.CLEARED + b"SELECT 1;\n"
    assert new.getvalue() == b"".join(lines)
