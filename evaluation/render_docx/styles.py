"""The styles of the Word file: typefaces, sizes and the fixed line pitch of GB/T 9704."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from evaluation.render_docx.xml import element, put

TITLE, FANG, KAI, HEI, SONG, LATIN = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "楷体_GB2312",
    "黑体",
    "宋体",
    "Times New Roman",
)
NAMED_FACES = (TITLE, FANG, KAI, HEI, SONG, LATIN)
PITCH = 28.95  # pt, fixed: 22 lines fill the 版心
TIGHT = -5  # twentieths of a point, so that 28 characters of 16 pt fill 156 mm
CENTER, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """How one style looks: pt, `indent` in characters, `tight` in twentieths of a point."""

    name: str
    font: str
    size: float
    pitch: float
    align: WD_ALIGN_PARAGRAPH = BOTH
    indent: int = 0
    bold: bool = False
    tight: int = 0
    before: float = 0
    after: float = 0
    keep: bool = False


STYLES = (
    Face("Normal", FANG, 16, PITCH, indent=2, tight=TIGHT),
    Face("Title", TITLE, 22, 34, CENTER, before=14, keep=True),
    Face("Subtitle", TITLE, 22, 34, CENTER, keep=True),
    Face("Heading 1", HEI, 16, PITCH, LEFT, indent=2, tight=TIGHT, keep=True),
    Face("Heading 2", KAI, 16, PITCH, LEFT, indent=2, tight=TIGHT, keep=True),
    Face("Heading 3", FANG, 16, PITCH, LEFT, indent=2, tight=TIGHT, bold=True, keep=True),
    Face("Heading 4", FANG, 16, PITCH, LEFT, indent=2, tight=TIGHT, keep=True),
    Face("Report Basis", KAI, 14, 26, CENTER, after=8),
    Face("Report Summary", KAI, 16, PITCH, indent=2, tight=TIGHT),
    Face("Report Centred", FANG, 16, PITCH, CENTER, tight=TIGHT),
    Face("Report Note", FANG, 10.5, 16, LEFT, before=12),
    Face("Caption", HEI, 12, 20, CENTER, before=10, after=2),
    Face("Figure Title", HEI, 12, 18, CENTER, before=2, after=2),
    Face("Table Unit", SONG, 9, 14, RIGHT, keep=True),
    Face("Table Head", HEI, 9, 13, CENTER),
    Face("Table Text", SONG, 9, 13, LEFT),
    Face("Table Note", SONG, 9, 14, LEFT, before=3, after=10),
    Face("Source List", FANG, 12, 20, LEFT),
    Face("Page Number", SONG, 14, 18, LEFT),
)  # fmt: skip


def prepare_styles(document: Document) -> None:
    """Define every style of the report in the new document and set its language."""
    _set_language(document)
    for face in STYLES:
        _apply(_style(document, face.name), face)


def set_fonts(run_properties: object, east_asian: str) -> None:
    """Name the fonts outright; theme fonts of the blank template would win over them."""
    put(
        run_properties,
        "w:rFonts",
        _AFTER_FONTS,
        ascii=LATIN,
        hAnsi=LATIN,
        cs=LATIN,
        eastAsia=east_asian,
        hint="eastAsia",
    )


_AFTER_FONTS = (
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:color",
    "w:spacing",
    "w:kern",
    "w:sz",
    "w:szCs",
    "w:lang",
)
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _set_language(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(properties, FANG)
    put(properties, "w:lang", (), val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), "zh-CN")
        old.set(qn("w:eastAsia"), "zh-CN")


def _style(document: Document, name: str) -> ParagraphStyle:
    if name in document.styles:
        known: ParagraphStyle = document.styles[name]
        return known
    made: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    return made


def _apply(style: ParagraphStyle, face: Face) -> None:
    properties = style.element.get_or_add_rPr()
    set_fonts(properties, face.font)
    style.font.size, style.font.bold, style.font.italic = Pt(face.size), face.bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    put(properties, "w:spacing", _AFTER_SPACING, val=face.tight)
    _apply_paragraph(style, face)


def _apply_paragraph(style: ParagraphStyle, face: Face) -> None:
    form = style.paragraph_format
    form.alignment, form.keep_with_next, form.widow_control = face.align, face.keep, False
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(face.pitch)
    form.space_before, form.space_after = Pt(face.before), Pt(face.after)
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing", "w:numPr"):
        for leftover in properties.findall(qn(tag)):
            properties.remove(leftover)
    form.first_line_indent = Pt(0)
    indent = properties.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), str(face.indent * 100))
    indent.set(qn("w:firstLine"), str(round(face.indent * (face.size + face.tight / 20) * 20)))
    if properties.find(qn("w:snapToGrid")) is None:
        properties.insert_element_before(
            element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
