"""Typefaces, sizes, pitch and language of the styles."""

import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn

from evaluation.render_docx.styles import NAMED_FACES, STYLES
from tests.evaluation.render_docx.reading import opened, part, produced
from tests.evaluation.samples import outline

# The order of the schema, of what we write into styles.
RUN_ORDER = [
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "color",
    "spacing",
    "kern",
    "sz",
    "szCs",
    "lang",
]
PARAGRAPH_ORDER = [
    "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "snapToGrid", "spacing",
    "ind", "contextualSpacing", "jc", "outlineLvl",
]  # fmt: skip


@pytest.fixture(scope="module")
def document():
    return opened(outline())


def fonts(style):
    return style.element.rPr.find(qn("w:rFonts"))


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Page Number", "宋体", 14),
    ],
)
def test_styles_name_the_official_typefaces(document, name, font, size):
    style = document.styles[name]
    assert fonts(style).get(qn("w:eastAsia")) == font
    assert fonts(style).get(qn("w:ascii")) == "Times New Roman"
    assert style.font.size.pt == size


def test_no_theme_font_is_left_to_win_over_them(document):
    for face in STYLES:
        assert not [name for name in fonts(document.styles[face.name]).attrib if "heme" in name]


def test_body_text_has_a_fixed_pitch_slightly_tightened(document):
    style = document.styles["Normal"]
    assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert style.paragraph_format.line_spacing.pt == 28.95
    assert style.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    indent = style.element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_headings_are_black_upright_and_stay_with_their_text(document):
    for level in (1, 2, 3, 4):
        style = document.styles[f"Heading {level}"]
        assert str(style.font.color.rgb) == "000000"
        assert not style.font.italic
        assert bool(style.font.bold) == (level == 3)
        assert style.paragraph_format.keep_with_next


def test_the_language_is_chinese(document):
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(".//" + qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


@pytest.mark.parametrize(("kind", "order"), [("rPr", RUN_ORDER), ("pPr", PARAGRAPH_ORDER)])
def test_properties_stand_in_the_order_of_the_schema(document, kind, order):
    for face in STYLES:
        properties = document.styles[face.name].element.find(qn(f"w:{kind}"))
        names = [child.tag.split("}")[1] for child in properties]
        places = [order.index(name) for name in names]
        assert places == sorted(places), (face.name, names)


def test_every_named_typeface_is_used_by_a_style():
    styles = part(produced(outline()), "word/styles.xml")
    assert all(f'"{face}"' in styles for face in NAMED_FACES)
