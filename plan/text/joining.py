"""Rules for what belongs together: continuation, lead phrase, sub-head, caption.

A page of the printed plan ends wherever its last line is full, so the file
breaks words, road numbers, brackets and quotations. These are plain
questions about one or two pieces of text; `reader` asks them in order.

What no text alone can tell: a page that ends exactly with a full stop, while
the next one begins with a short sentence, reads as two paragraphs.
"""

import re

from plan.text.normalise import normalise

_CLOSERS = "。！？：…"
_AFTER_CLOSER = "”’）》】」』\"'"
_NEVER_FIRST = "，。、；：！？）》】」』”’%％"
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("(", ")"), ("【", "】"))
_ANY_MARK = re.compile(r"[，。、；：！？“”（）《》]")
_COLON_LEAD = re.compile(r"^([^，。；：！？“”]{1,24})：(?=.)")
_SENTENCE_LEAD = re.compile(r"^([^。；：！？]{1,40})。(?=.)")
_LEAD_LENGTH = 24
_LABEL_LENGTH = 15


def continues(before: str, block: str) -> bool:
    """Whether `block` goes on with the paragraph `before` after a page break."""
    return not is_closed(before) or block[0] in _NEVER_FIRST or _closes_a_pair(before, block)


def is_closed(text: str) -> bool:
    """Whether `text` can be the whole of a paragraph: it ends with a full stop or colon."""
    return text.rstrip(_AFTER_CLOSER + " ").endswith(tuple(_CLOSERS))


def _closes_a_pair(before: str, block: str) -> bool:
    return any(
        before.count(opening) > before.count(closing) and _first_of(block, opening, closing)
        for opening, closing in _PAIRS
    )


def _first_of(block: str, opening: str, closing: str) -> bool:
    close = block.find(closing)
    return close >= 0 and not 0 <= block.find(opening) < close


def colon_lead(text: str) -> str:
    """大庆 of 大庆：石油化工产业基地; blank when there is none."""
    match = _COLON_LEAD.match(text)
    return match[1].strip() if match else ""


def sentence_lead(text: str) -> str:
    """The short first sentence that names a paragraph (增强供水保障能力), or blank."""
    match = _SENTENCE_LEAD.match(text)
    lead = match[1].strip() if match else ""
    return lead if len(normalise(lead)) <= _LEAD_LENGTH else ""


def is_label(text: str) -> bool:
    """Whether `text` can be a sub-head or caption: short and without any mark.

    Before a page break stands a full line of about 28 characters, so so short a
    piece is never the first half of a paragraph.
    """
    return len(normalise(text)) <= _LABEL_LENGTH and not _ANY_MARK.search(text)
