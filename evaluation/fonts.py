"""Finds the typefaces of the pdf: the customer's folder, then the system, then those from pip.

The official typefaces (方正小标宋简体, 仿宋_GB2312 …) may not be shipped; where they are missing a
free stand-in is taken, and the report says so in its last lines.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

import typst

FOLDER, SYSTEM, PACKAGE, BUILT_IN = "字体文件夹", "系统字体", "随附字体", "内置字体"
ORIGINS = (FOLDER, SYSTEM, PACKAGE, BUILT_IN)
PACKAGE_NAME = "pylopdf_fonts_zh_cn"


class FontError(RuntimeError):
    """No usable Chinese font anywhere; the message says what to do."""


@dataclass(frozen=True)
class Role:
    """One use of type: the names of its official typeface, stand-ins and their weight."""

    key: str
    official: tuple[str, ...]
    stand_ins: tuple[str, ...]
    weight: int = 400


_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "FandolHei")
_TITLE = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05")
_FANG = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong")
_KAI = ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti")
_HEI = ("黑体", "SimHei", "STHeiti")
_SONG = ("宋体", "SimSun", "STSong")
_ROMAN = (
    "Liberation Serif",
    "Nimbus Roman",
    "TeX Gyre Termes",
    "Noto Serif SC",
    "Libertinus Serif",
)
ROLES = (
    Role("title", _TITLE, _SERIF, 700),
    Role("body", _FANG, ("FandolFang R", "FandolFang", *_SERIF)),
    Role("kai", _KAI, ("FandolKai", "AR PL UKai CN", *_SERIF)),
    Role("hei", _HEI, _SANS, 700),
    Role("chart", _HEI, _SANS),
    Role("song", _SONG, (*_SERIF, "FandolSong")),
    Role("latin", ("Times New Roman",), _ROMAN),
)


@dataclass(frozen=True)
class Typeface:
    """The font taken for a role; `path` is None for one built into the typesetter."""

    role: Role
    family: str
    weight: int
    origin: str
    path: Path | None

    @property
    def is_official(self) -> bool:
        """Whether it is the typeface the standard names."""
        return self.family in self.role.official


@dataclass(frozen=True)
class Typefaces:
    """The font found for every role by its key, and the book of fonts the typesetter opens."""

    faces: dict[str, Typeface]
    book: typst.Fonts

    @property
    def words(self) -> str:
        """The sentence for the end of the report: which are official, what stands in for which."""
        used = [face.role.official[0] for face in self.faces.values() if face.is_official]
        parts = [f"使用{'、'.join(dict.fromkeys(used))}"] if used else []
        for (family, origin), names in self._stand_ins().items():
            parts.append(f"{'、'.join(names)}以{family}（{origin}）代替")
        return f"本文件{'，'.join(parts)}。"

    def _stand_ins(self) -> dict[tuple[str, str], list[str]]:
        groups: dict[tuple[str, str], list[str]] = {}
        for face in self.faces.values():
            names = groups.setdefault((face.family, face.origin), [])
            if not face.is_official and face.role.official[0] not in names:
                names.append(face.role.official[0])
        return {key: names for key, names in groups.items() if names}


def find_typefaces(folder: Path | None = None, *, system: bool = True) -> Typefaces:
    """One typeface per role, an earlier origin before a later, the official before a stand-in.

    `folder` may be missing or empty. FontError when a role finds nothing at all.
    """
    package = _package_folder()
    places = [place for place in (folder, package) if place and place.is_dir()]
    book = typst.Fonts(include_system_fonts=system, font_paths=[str(place) for place in places])
    found = [
        _Found(font, _origin(font.path, folder, package))
        for font in book.fonts()
        if font.style == "normal"
    ]
    return Typefaces({role.key: _choose(role, found) for role in ROLES}, book)


@dataclass(frozen=True)
class _Found:
    font: typst.FontInfo
    origin: str


def _package_folder() -> Path | None:
    spec = importlib.util.find_spec(PACKAGE_NAME)
    return Path(spec.origin).parent if spec and spec.origin else None


def _origin(path: str | None, folder: Path | None, package: Path | None) -> str:
    if path is None:
        return BUILT_IN
    for place, name in ((folder, FOLDER), (package, PACKAGE)):
        if place and Path(path).resolve().is_relative_to(place.resolve()):
            return name
    return SYSTEM


def _choose(role: Role, found: list[_Found]) -> Typeface:
    for origin in ORIGINS:
        here = [item.font for item in found if item.origin == origin]
        for family in (*role.official, *role.stand_ins):
            variants = [font for font in here if font.family == family]
            if variants:
                best = min(variants, key=lambda font: abs(font.weight - role.weight))
                return Typeface(
                    role, family, best.weight, origin, Path(best.path) if best.path else None
                )
    raise FontError(
        f"没有找到可以代替{role.official[0]}的字体。请把字体文件放入字体文件夹，"
        f"或安装系统中文字体，或重新安装依赖（其中的{PACKAGE_NAME}带有字体）。"
    )
