"""Rulings, and that no typed text of any shape breaks the checks."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.rules import (
    IndicatorContext,
    RulingContext,
    RulingEntry,
    WorkContext,
    check_fields,
    fields_of,
    missing,
    notices,
    shown,
)
from reporting.rules.fields import FORMS
from tests.factories import OPENED, VALUE

TODAY = date(2026, 11, 25)
SIDES = RulingContext(TODAY, sides=(("PE-1", "甲"), ("PE-2", "乙")))
CONTEXTS = {
    "progress": WorkContext(TODAY, parts=(("a", "甲"),), stages=(("in_use", "投用"),)),
    "observation": IndicatorContext(TODAY, "亿元", False, (("220100", "长春市"),)),
    "ruling": SIDES,
}
BAD = [
    "", " ", "\x00", "\ud800", "NaN", "Infinity", "-1", "101", "1e400", "9" * 100, "2020-02-30",
    "9999-99-99", "０", "１００％", "<script>", "javascript:x", "https://[", "a" * 5000, "day",
    "unknown", "opened", "progress", "investment", "year", "cumulative", "in_use", "亿", "\u200b",
]  # fmt: skip
ALPHABET = "0123456789-+.,%/年月日 　eE_<>&'\"\\\n\t\x00\x7f长春𠮷\u200b\u202e\u0301"


def test_a_ruling_keeps_its_reason_and_its_document():
    typed = {
        "chosen": "PE-2", "reason": "以省公报为准", "document_title": "公报",
        "document_number": "第3号", "document_date": "2021-05", "document_precision": "month",
    }  # fmt: skip
    found = check_fields("ruling", typed, SIDES)

    assert found.entry == RulingEntry(
        "PE-2", "以省公报为准（依据：公报，第3号）", date(2021, 5, 31)
    )


def test_a_ruling_needs_no_document():
    found = check_fields("ruling", {"chosen": "PE-1", "reason": "现场核对"}, SIDES)

    assert found.entry == RulingEntry("PE-1", "现场核对", None)


def test_a_ruling_chooses_among_the_sides():
    found = check_fields("ruling", {"chosen": "PE-9", "reason": "x"}, SIDES)

    assert dict(found.errors) == {"chosen": "不在可选范围，请重新选择。"}


def test_the_reason_of_a_ruling_with_its_document_fits_the_record():
    longest = {f.name: "长" * f.limit for f in fields_of("ruling") if f.control != "choice"}
    typed = longest | {"chosen": "PE-1", "document_date": "2021-05-01", "document_precision": "day"}
    found = check_fields("ruling", typed, SIDES)

    assert found.entry is not None
    assert len(found.entry.reason) <= 500


def test_what_is_missing_is_part_of_what_is_wrong():
    for form in ("progress", "observation", "ruling"):
        assert set(missing(form, {})) <= set(check_fields(form, {}, CONTEXTS[form]).errors)


# how long a busy machine takes says nothing about the rules
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_typed_text_breaks_the_checks(data):
    form = data.draw(st.sampled_from(sorted(FORMS)))
    base = {"progress": OPENED, "observation": VALUE, "ruling": {"chosen": "PE-1", "reason": "x"}}
    kind = form.removesuffix("_correction")
    any_text = st.sampled_from(BAD) | st.text(ALPHABET, max_size=20)
    names = st.sampled_from([field.name for field in fields_of(form)])
    typed = base[kind] | data.draw(st.dictionaries(names, any_text, max_size=4))
    context = CONTEXTS[kind]

    found = check_fields(form, typed, context)

    assert (found.entry is None) == bool(found.errors)
    assert {name for name, _ in found.errors} <= {field.name for field in fields_of(form)}
    assert all(message for _, message in found.errors)
    assert len(shown(form, typed, context)) <= len(fields_of(form))
    if found.entry is not None:
        assert all(notices(found.entry))
