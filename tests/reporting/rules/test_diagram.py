"""docs/workflow.md says what the tables say."""

from pathlib import Path

from reporting.rules import TRANSITIONS
from reporting.rules.diagram import diagram, page

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "workflow.md"


def test_the_document_is_as_the_tables_are():
    text = DOCUMENT.read_text(encoding="utf-8")

    assert text == page(), "docs/workflow.md 已过时：请运行 python manage.py draw_workflow"


def test_every_step_is_in_the_picture():
    picture = "\n".join(diagram())

    for step in TRANSITIONS.values():
        for source in step.sources:
            assert f"{source} --> {step.target or source}" in picture
    assert "approved --> [*]" in picture
    assert "submitted --> [*]" not in picture
