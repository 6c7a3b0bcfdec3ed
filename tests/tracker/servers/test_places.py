"""Sockets lie in a short folder that only we can write to."""

import os
from pathlib import Path

import pytest

from tracker.servers import ServerError, places
from tracker.servers.places import Places, fits_socket

DEEP = "/srv/" + "x" * 300


def test_socket_paths_stay_short_however_deep_the_data_lies():
    deep = Places(Path(DEEP))
    assert fits_socket(deep.postgres_socket / f".s.PGSQL.{places.PORT}.lock")
    assert fits_socket(deep.valkey_socket)


def test_a_path_of_107_bytes_fits_and_one_more_does_not():
    assert fits_socket(Path("/" + "x" * 106))
    assert not fits_socket(Path("/" + "x" * 107))


def test_bytes_count_not_characters():
    assert not fits_socket(Path("/" + "哈" * 36))


def test_two_data_folders_have_two_socket_folders(tmp_path):
    assert Places(tmp_path / "a").runtime != Places(tmp_path / "b").runtime


@pytest.fixture
def bases(tmp_path, monkeypatch):
    found = [tmp_path / "one", tmp_path / "two"]
    for folder in found:
        folder.mkdir()
    monkeypatch.setattr(places, "RUNTIME_BASES", tuple(map(str, found)))
    return found


@pytest.fixture
def ours(tmp_path, bases):
    made = Places(tmp_path / "data")
    made.make_data()
    return made


def test_the_folder_is_made_for_us_alone_and_found_again(ours, bases):
    made = ours.make_runtime()
    assert made.parent == bases[0]
    assert made.stat().st_mode & 0o022 == 0
    assert ours.make_runtime() == Places(ours.data).runtime == made


def test_a_strict_umask_does_not_close_it_to_the_servers_account(ours):
    before = os.umask(0o077)
    try:
        assert ours.make_runtime().stat().st_mode & 0o777 == 0o711
    finally:
        os.umask(before)


def test_a_link_on_our_name_is_not_followed(ours, bases, tmp_path):
    (tmp_path / "trap").mkdir()
    ours.runtime.symlink_to(tmp_path / "trap")
    assert ours.make_runtime().parent == bases[1]


def test_a_folder_others_can_write_to_is_not_taken(ours, bases):
    ours.runtime.mkdir()
    ours.runtime.chmod(0o777)
    assert ours.make_runtime().parent == bases[1]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_somebody_elses_folder_on_every_name_is_stepped_around(ours, bases):
    name = ours.runtime.name
    for base in bases:
        (base / name).mkdir()
        os.chown(base / name, 65534, 65534)
    made = ours.make_runtime()
    assert made.parent == bases[0]
    assert made.name != name
    assert Places(ours.data).runtime == made


def test_without_any_short_folder_the_message_names_the_way_out(ours, monkeypatch):
    monkeypatch.setattr(places, "RUNTIME_BASES", ("/proc/none",))
    with pytest.raises(ServerError, match="DATABASE_URL 和 REDIS_URL"):
        ours.make_runtime()


def test_a_data_folder_that_cannot_be_made_names_the_variable():
    with pytest.raises(ServerError, match="TRACKER_DATA"):
        Places(Path("/proc/none")).make_data()
