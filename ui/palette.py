"""The few colours of the system, once for style sheets, charts and documents.

``static/ui/tokens.css`` repeats them as custom properties; a test keeps the two
equal and computes the contrast of every pair that carries text or meaning.
"""

PAPER = "#ffffff"
WASH = "#f5f7f9"
INK = "#1b232c"
SECOND = "#4a5561"
HAIRLINE = "#d6dce2"
EDGE = "#76818d"
NAVY = "#1f3a5f"
LINK = "#1d4f8c"
FOCUS = "#b45309"

REACHED = "#1f6b4a"
MISSED = "#a3312a"
MISSED_WASH = "#fdf3f1"
FOUND = "#fbe7a8"
UNKNOWN = "#5f6b77"
ADJUSTED = "#5b4a8a"
NOTICE = "#8a5a00"

TOKENS = {
    "paper": PAPER,
    "wash": WASH,
    "ink": INK,
    "second": SECOND,
    "hairline": HAIRLINE,
    "edge": EDGE,
    "navy": NAVY,
    "link": LINK,
    "focus": FOCUS,
    "reached": REACHED,
    "missed": MISSED,
    "missed-wash": MISSED_WASH,
    "found": FOUND,
    "unknown": UNKNOWN,
    "adjusted": ADJUSTED,
    "notice": NOTICE,
}


_DARK = 0.04045  # below it the sRGB curve is a straight line


def luminance(colour: str) -> float:
    """Return the relative luminance (0–1) of ``#rrggbb`` as WCAG 2.2 defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= _DARK else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio (1–21) of two ``#rrggbb`` colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
