"""Small helpers over the WordprocessingML elements that python-docx has no words for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(tag: str, text: str | None = None, **attributes: object) -> Any:
    """A new element; attributes without prefix are in the w: namespace. element("w:ind", firstLineChars=200)."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    if text is not None:
        made.text = text
    return made


def put(parent: Any, tag: str, successors: tuple[str, ...] = (), **attributes: object) -> Any:
    """Replace the child `tag` of `parent` by a new one, before the first of `successors` as the schema orders."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    made = element(tag, **attributes)
    parent.insert_element_before(made, *successors) if successors else parent.append(made)
    return made


def field(instruction: str) -> list[Any]:
    """The runs of a simple field such as PAGE."""
    runs = []
    for part in ("begin", "instr", "end"):
        run = element("w:r")
        if part == "instr":
            text = element("w:instrText", f" {instruction} ")
            text.set(qn("xml:space"), "preserve")
            run.append(text)
        else:
            run.append(element("w:fldChar", fldCharType=part))
        runs.append(run)
    return runs


def text_run(words: str) -> Any:
    """A run with plain text, spaces kept."""
    run = element("w:r")
    text = element("w:t", words)
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run
