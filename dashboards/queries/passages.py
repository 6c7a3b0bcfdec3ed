"""The paragraph of the plan that an item was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.marking import with_marks
from dashboards.queries.annotated import anchor
from plan.models import Span
from plan.text.normalise import Folded, fold
from projects.models import Project


@dataclass(frozen=True)
class Surroundings:
    """Where the paragraph stands in the annotated plan, and its whole words as HTML.

    ``words`` are escaped, with those of the item marked; blank where no text was imported.
    """

    anchor: str
    words: str


def surroundings(project: Project) -> Surroundings:
    """Read the paragraph of an item; its stretches only where the words are there."""
    passage = getattr(project.clause, "passage", None)
    words = _marked(project, passage.text) if passage else ""
    return Surroundings(anchor(project.clause), words)


def _marked(project: Project, text: str) -> str:
    rows = Span.objects.filter(
        clause=project.clause_id, kind=Span.Kind.PROJECT, item=project.code
    ).values_list("start", "end")
    folded = fold(text)
    return with_marks(text, [folded.source_span(*span) for span in rows if _lies_in(folded, span)])


def _lies_in(folded: Folded, span: tuple[int, int]) -> bool:
    """Words imported from another edition may be shorter than those that were marked."""
    return span[1] <= len(folded.text)
