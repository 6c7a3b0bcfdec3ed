"""Title, headings, running text and the list of sources in the Word file."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from evaluation.outline.blocks import Entry, Heading, Outline, Paragraph, Sources
from evaluation.render_docx.styles import KAI, set_fonts
from evaluation.render_docx.xml import element, text_run

_STYLE_OF = {"body": "Normal", "note": "Report Note", "centred": "Report Centred"}
HANGING = Pt(30)


def add_title(document: Document, outline: Outline) -> None:
    """Title in two lines, the moment under it, then the summary."""
    document.add_paragraph(outline.title, style="Title")
    document.add_paragraph(outline.subtitle, style="Subtitle")
    document.add_paragraph(outline.basis_words, style="Report Basis")
    for sentence in outline.summary:
        document.add_paragraph(sentence, style="Report Summary")


def add_heading(document: Document, heading: Heading) -> None:
    """A real heading, so that the navigation pane and screen readers find it."""
    document.add_paragraph(heading.text, style=f"Heading {heading.level}")


def add_paragraph(document: Document, paragraph: Paragraph) -> None:
    """Running text, its lead phrase in 楷体."""
    made = document.add_paragraph(style=_STYLE_OF[paragraph.style])
    if paragraph.lead:
        set_fonts(made.add_run(paragraph.lead)._r.get_or_add_rPr(), KAI)
    made.add_run(paragraph.text)


def add_sources(document: Document, sources: Sources) -> None:
    """The numbered sources with hanging numbers and live links."""
    for entry in sources.entries:
        made = document.add_paragraph(style="Source List")
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = (
            HANGING,
            -HANGING,
        )
        made.paragraph_format.tab_stops.add_tab_stop(HANGING)
        made.add_run(f"[{entry.number}]\t{entry.text}")
        if entry.link:
            _add_link(made, entry)


def _add_link(paragraph: WordParagraph, entry: Entry) -> None:
    relation = paragraph.part.relate_to(entry.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(text_run(entry.link))
    paragraph._p.append(link)
