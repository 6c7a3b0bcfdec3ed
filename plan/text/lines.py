"""From a file's characters to the blocks of its body: page marks and contents gone."""

import re

from plan.text.normalise import strip_bold
from plan.text.numerals import parse_numeral
from plan.text.tokens import Block, Head

_CONTENTS_TITLE = re.compile(r"^目\s*[录次]$")
_CONTENTS_ENTRY = re.compile(r"[\t\s.．…·]+\d{1,3}$")
_PAGE_NUMBER = re.compile(r"^[—–\-·\s]*\d{1,3}[—–\-·\s]*$")
_MARKDOWN_HEAD = re.compile(r"^#{1,6}\s+")
_FOREWORD = re.compile(r"^前\s*言$")
_NUMBERED = re.compile(r"^第\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*([章节])\s*(.*)$")
_BOX = re.compile(r"^专\s*栏\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[:：]?\s*(.*)$")
_SENTENCE_MARK = re.compile(r"[。；！？]|，.*，")
_TITLE_LENGTH = 40

_KINDS = {"章": "chapter", "节": "section"}


def blocks(text: str) -> list[Block | Head]:
    """The heads and text blocks of the body, in order, the contents table left out."""
    return _without_contents([_classified(line) for line in _lines(text)])


def _lines(text: str) -> list[str]:
    # A form feed is a page break; it separates like a blank line.
    plain = strip_bold(text).lstrip("\ufeff").replace("\f", "\n")
    stripped = (_MARKDOWN_HEAD.sub("", line.strip()) for line in plain.splitlines())
    return [line for line in stripped if line and not _PAGE_NUMBER.match(line)]


def _classified(line: str) -> Block | Head:
    return parse_head(line) or Block(line)


def parse_head(line: str) -> Head | None:
    """The head this line is, or None for a line of text."""
    entry = _CONTENTS_ENTRY.search(line)
    title_line = line[: entry.start()] if entry else line
    if len(title_line) > _TITLE_LENGTH or _SENTENCE_MARK.search(title_line):
        return None
    if _FOREWORD.match(title_line):
        return Head("chapter", 0, "前言", bool(entry))
    return _numbered(title_line, bool(entry)) or _box(title_line, bool(entry))


def _numbered(line: str, in_contents: bool) -> Head | None:
    match = _NUMBERED.match(line)
    number = parse_numeral(match[1]) if match else None
    if match is None or number is None:
        return None
    return Head(_KINDS[match[2]], number, match[3].strip(), in_contents)


def _box(line: str, in_contents: bool) -> Head | None:
    match = _BOX.match(line)
    number = parse_numeral(match[1]) if match else None
    if match is None or number is None:
        return None
    return Head("box", number, match[2].strip(), in_contents)


def _without_contents(items: list[Block | Head]) -> list[Block | Head]:
    start = _contents_start(items)
    body = items if start is None else items[:start] + items[_contents_end(items, start) :]
    return [item for item in body if not (isinstance(item, Head) and item.in_contents)]


def _contents_start(items: list[Block | Head]) -> int | None:
    for index, item in enumerate(items):
        if isinstance(item, Block) and _CONTENTS_TITLE.match(item.text):
            return index
    return None


def _contents_end(items: list[Block | Head], start: int) -> int:
    # The contents end where their first entry comes again, now as a head of the body.
    heads = [(i, item) for i, item in enumerate(items) if i > start and isinstance(item, Head)]
    if not heads:
        return start + 1
    first = heads[0][1]
    for index, head in heads[1:]:
        if (head.kind, head.number) == (first.kind, first.number):
            return index
    return heads[0][0]
