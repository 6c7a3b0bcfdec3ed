"""Chinese numerals from 1 to 99, as heads of chapters and sections use them."""

_DIGITS = "零一二三四五六七八九"


def parse_numeral(text: str) -> int | None:
    """The number of 第十二章's 十二 or of 12; None when it is no numeral."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, units = text.partition("十")
    if not ten:
        return _digit(text)
    high = 1 if not tens else _digit(tens)
    low = 0 if not units else _digit(units)
    if high is None or low is None:
        return None
    return high * 10 + low


def _digit(text: str) -> int | None:
    place = _DIGITS.find(text) if len(text) == 1 else -1
    return place if place > 0 else None
