"""Where the typefaces of the pdf come from, and how the report says so."""

import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from evaluation import fonts
from evaluation.fonts import FOLDER, PACKAGE, FontError, Role, Typeface, Typefaces, find_typefaces

PACKAGED = Path(pylopdf_fonts_zh_cn.__file__).parent


@pytest.fixture
def folder(tmp_path):
    """A customer's folder that holds one font."""
    shutil.copy(PACKAGED / "NotoSansSC-Regular.otf", tmp_path)
    return tmp_path


def test_without_folder_and_system_the_fonts_from_pip_serve_every_role():
    faces = find_typefaces(system=False).faces
    assert {face.origin for face in faces.values()} == {PACKAGE}
    assert faces["body"].family == "Noto Serif SC"
    assert faces["hei"].family == "Noto Sans SC"
    assert all(face.path.is_file() for face in faces.values())


def test_the_folder_comes_before_everything_else(folder):
    faces = find_typefaces(folder, system=False).faces
    assert (faces["hei"].origin, faces["hei"].path.parent) == (FOLDER, folder)
    assert faces["body"].origin == PACKAGE


@pytest.mark.parametrize("exists", [True, False])
def test_an_empty_or_missing_folder_is_no_error(tmp_path, exists):
    place = tmp_path if exists else tmp_path / "none"
    assert find_typefaces(place, system=False).faces["title"].origin == PACKAGE


def test_an_official_typeface_wins_over_a_stand_in_of_the_same_origin(monkeypatch):
    role = Role("body", ("Noto Sans SC",), ("Noto Serif SC",))
    monkeypatch.setattr(fonts, "ROLES", (role,))
    face = find_typefaces(system=False).faces["body"]
    assert face.is_official
    assert find_typefaces(system=False).words == "本文件使用Noto Sans SC。"


def test_nothing_found_says_what_to_do(monkeypatch):
    monkeypatch.setattr(fonts, "ROLES", (Role("body", ("仿宋_GB2312",), ("没有的字体",)),))
    with pytest.raises(FontError, match="把字体文件放入字体文件夹"):
        find_typefaces(system=False)


def test_the_words_name_each_stand_in_once():
    words = find_typefaces(system=False).words
    assert words == (
        "本文件方正小标宋简体、仿宋_GB2312、楷体_GB2312、宋体、Times New Roman"
        "以Noto Serif SC（随附字体）代替，黑体以Noto Sans SC（随附字体）代替。"
    )


def test_official_and_stand_in_are_told_apart():
    official = Role("song", ("宋体",), ())
    other = Role("hei", ("黑体",), ("Noto Sans SC",))
    faces = {
        "song": Typeface(official, "宋体", 400, FOLDER, None),
        "hei": Typeface(other, "Noto Sans SC", 400, PACKAGE, None),
    }
    words = Typefaces(faces, book=None).words
    assert words == "本文件使用宋体，黑体以Noto Sans SC（随附字体）代替。"
