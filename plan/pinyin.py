"""Names as people type them without a Chinese keyboard: full pinyin and first letters.  Pure.

Readings that a general dictionary gets wrong are listed in ``READINGS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial

# place names of the two provinces whose characters are usually read otherwise
READINGS: dict[str, str] = {
    "珲春": "hun chun",
    "珲乌": "hun wu",
    "穆棱": "mu ling",
    "长岭": "chang ling",
    "长春": "chang chun",
    "长白山": "chang bai shan",
    "长吉": "chang ji",
    "长图": "chang tu",
    "长辽": "chang liao",
    "长客": "chang ke",
    "长廊": "chang lang",
    "朝阳川": "chao yang chuan",
    "蛟河": "jiao he",
    "洮南": "tao nan",
    "乾安": "qian an",
    "桦甸": "hua dian",
    "磐石": "pan shi",
    "讷河": "ne he",
    "尚志": "shang zhi",
    "大蒲柴河": "da pu chai he",
    "嫩江": "nen jiang",
    "引嫩": "yin nen",
    "阁山": "ge shan",
    "依兰": "yi lan",
    "悦来": "yue lai",
    "重载": "zhong zai",
    "重点": "zhong dian",
    "调水": "diao shui",
    "都市": "du shi",
    "银行": "yin hang",
    "行政": "xing zheng",
    "通化": "tong hua",
    "通行": "tong xing",
}

_WORD = re.compile(r"[a-z0-9]+")

# 西部长岭 is no 部长: a place begins where it stands, but 增长 and 成长 end in another reading
_NAME = re.compile(f"(?<![增成])({'|'.join(sorted(READINGS, key=len, reverse=True))})")


@cache
def _reader() -> Callable[[str], list[str]]:
    """The general dictionary with our readings: 55 MB, so not before something is to be read."""
    from pypinyin import Style, lazy_pinyin, load_phrases_dict

    load_phrases_dict({word: [[part] for part in read.split()] for word, read in READINGS.items()})
    return partial(lazy_pinyin, style=Style.NORMAL, errors=list, v_to_u=False)


def syllables(name: str) -> list[str]:
    """One syllable without tone for each character of a name, letters and digits as they are.

    Blank for a character that has no reading, such as a dash: so syllable and character stand
    at the same place.
    """
    folded = name.replace("琿", "珲").lower()
    read = (syllable for part in _NAME.split(folded) for syllable in _reader()(part))
    return ["".join(_WORD.findall(syllable)) for syllable in read]


def full(name: str) -> str:
    """Full pinyin without tones or blanks: 珲春 -> hunchun; letters and digits stay."""
    return "".join(syllables(name))


def initials(name: str) -> str:
    """First letters: 哈尔滨市 -> hebs; letters and digits stay."""
    return "".join(part[:1] for part in syllables(name))


def keys(names: Iterable[str]) -> str:
    """What a search looks through for the names of one thing: both forms of each, once.

    Syllables stand apart, so that a search begins where one begins:
    长春 -> "chang chun,cc".
    """
    forms = (form for name in names for form in _forms(syllables(name)))
    return ",".join(dict.fromkeys(form for form in forms if form))


def _forms(read: list[str]) -> tuple[str, str]:
    return " ".join(part for part in read if part), "".join(part[:1] for part in read)
