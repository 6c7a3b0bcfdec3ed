"""Small helpers over the WordprocessingML elements that python-docx has no words for."""

from itertools import pairwise
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(tag: str, **attributes: object) -> Any:
    """A new element with attributes of the w: namespace: element("w:ind", firstLineChars=200)."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(parent: Any, tag: str, successors: tuple[str, ...], **attributes: object) -> None:
    """Replace the child `tag` of `parent`, standing before `successors` as the schema orders."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    parent.insert_element_before(element(tag, **attributes), *successors)


def nest(*chain: Any) -> Any:
    """Put each element into the one before it; gives the outermost."""
    for outer, inner in pairwise(chain):
        outer.append(inner)
    return chain[0]


def text_run(words: str, tag: str = "w:t") -> Any:
    """A run with plain text, spaces kept."""
    text = element(tag)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    return nest(element("w:r"), text)


def page_field() -> list[Any]:
    """The runs of a PAGE field."""
    begin, end = (
        nest(element("w:r"), element("w:fldChar", fldCharType=kind)) for kind in ("begin", "end")
    )
    return [begin, text_run(" PAGE ", "w:instrText"), end]
