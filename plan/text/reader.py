"""Read a plan's text into chapters, sections, boxes and numbered paragraphs."""

from dataclasses import dataclass, field, replace

from plan.text import joining
from plan.text.lines import blocks
from plan.text.structure import Box, Chapter, Paragraph, PlanText, PlanTextError, Section
from plan.text.tokens import Block, Head


@dataclass
class Run:
    """The blocks under one head, in the place it opens."""

    chapter: int
    section: int | None
    box: int | None
    blocks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """A paragraph put together but not numbered yet."""

    text: str
    subhead: str = ""


@dataclass
class Outline:
    """What the heads give: the structure, and a run of blocks for each place."""

    chapters: list[Chapter] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    preface: list[str] = field(default_factory=list)


def read(text: str) -> PlanText:
    """Read the whole text of a plan.

    Raises PlanTextError when it holds no chapter.
    """
    outline = _outline(blocks(text))
    if not outline.chapters:
        raise PlanTextError("文本中没有找到“第一章”一类的章标题，不是规划文本")
    captions: list[str] = []
    paragraphs: list[Paragraph] = []
    for run in _runs_with_boxes_ended(outline.runs):
        last = run is outline.runs[-1]
        drafts = _drafts(run, outline.remarks, captions if last else None)
        paragraphs += _numbered(run, drafts, _count_at(paragraphs, run))
    return PlanText(
        title=_title(outline.preface),
        chapters=tuple(outline.chapters),
        sections=tuple(outline.sections),
        boxes=tuple(outline.boxes),
        paragraphs=tuple(paragraphs),
        captions=tuple(captions),
        remarks=tuple(outline.remarks),
    )


# heads -> outline


def _outline(items: list[Block | Head]) -> Outline:
    outline = Outline()
    for item in _with_titles(items):
        if isinstance(item, Head) and _is_next(outline, item):
            _open(outline, item)
            continue
        if isinstance(item, Head):
            outline.remarks.append(f"“{_as_text(item)}”不接上一标题，按正文处理")
        _add_text(outline, _as_text(item))
    return outline


def _with_titles(items: list[Block | Head]) -> list[Block | Head]:
    """Heads whose title stands in the next line, made whole."""
    whole: list[Block | Head] = []
    for item in items:
        before = whole[-1] if whole else None
        if isinstance(before, Head) and not before.title and _is_title(item):
            whole[-1] = replace(before, title=_as_text(item))
        else:
            whole.append(item)
    return whole


def _is_title(item: Block | Head) -> bool:
    return isinstance(item, Block) and joining.is_label(item.text)


def _is_next(outline: Outline, head: Head) -> bool:
    chapter = outline.chapters[-1].number if outline.chapters else None
    if head.kind == "chapter":
        return head.number in ({0, 1} if chapter is None else {chapter + 1})
    if chapter is None:
        return False
    if head.kind == "section":
        inside = [s.number for s in outline.sections if s.chapter == chapter]
        return head.number == (inside[-1] if inside else 0) + 1
    return head.number == len(outline.boxes) + 1


def _open(outline: Outline, head: Head) -> None:
    here = outline.runs[-1] if outline.runs else Run(0, None, None)
    if head.kind == "chapter":
        outline.chapters.append(Chapter(head.number, head.title))
        outline.runs.append(Run(head.number, None, None))
    elif head.kind == "section":
        outline.sections.append(Section(here.chapter, head.number, head.title))
        outline.runs.append(Run(here.chapter, head.number, None))
    else:
        outline.boxes.append(Box(head.number, here.chapter, here.section, head.title))
        outline.runs.append(Run(here.chapter, here.section, head.number))


def _add_text(outline: Outline, text: str) -> None:
    if outline.runs:
        outline.runs[-1].blocks.append(text)
    else:
        outline.preface.append(text)


def _as_text(item: Block | Head) -> str:
    if isinstance(item, Block):
        return item.text
    kinds = {"chapter": f"第{item.number}章", "section": f"第{item.number}节"}
    return f"{kinds.get(item.kind, f'专栏{item.number}')} {item.title}".strip()


def _title(preface: list[str]) -> str:
    return next((line for line in preface if line.endswith("规划")), "")


# blocks -> paragraphs


def _runs_with_boxes_ended(runs: list[Run]) -> list[Run]:
    """Runs, with what follows a box in the same section given back to the section."""
    ended: list[Run] = []
    for run in runs:
        end = _box_end(run.blocks) if run.box is not None else len(run.blocks)
        rest = run.blocks[end:]
        del run.blocks[end:]
        ended.append(run)
        if rest:
            ended.append(Run(run.chapter, run.section, None, rest))
    return ended


def _box_end(blocks: list[str]) -> int:
    """The place of the first block of the body after a box of `名称：内容` lines."""
    named = False
    for index, block in enumerate(blocks):
        fresh = index == 0 or not joining.continues(blocks[index - 1], block)
        if named and fresh and joining.sentence_lead(block) and not joining.colon_lead(block):
            return index
        named = named or bool(joining.colon_lead(block))
    return len(blocks)


def _drafts(run: Run, remarks: list[str], captions: list[str] | None) -> list[Draft]:
    drafts: list[Draft] = []
    subhead, fresh = "", True
    for index, block in enumerate(run.blocks):
        before = "" if fresh else drafts[-1].text
        is_last = index == len(run.blocks) - 1
        if before and joining.continues(before, block):
            drafts[-1] = replace(drafts[-1], text=before + block)
        elif run.box is not None and joining.is_label(block) and not is_last:
            subhead, fresh = block, True
        elif captions is not None and is_last and joining.is_label(block):
            captions.append(block)
        elif before and _is_orphan(run, before, block):
            remarks.append(f"“{block[:12]}…”无段首提示语，并入上一段")
            drafts[-1] = replace(drafts[-1], text=before + block)
        else:
            drafts.append(Draft(block, subhead))
            fresh = False
    return drafts


def _is_orphan(run: Run, before: str, block: str) -> bool:
    """A piece without a lead phrase under a paragraph that has one belongs to it."""
    return bool(_lead(run, before)) and not _lead(run, block)


def _lead(run: Run, text: str) -> str:
    if run.box is not None:
        return joining.colon_lead(text) or joining.sentence_lead(text)
    return joining.sentence_lead(text)


def _count_at(paragraphs: list[Paragraph], run: Run) -> int:
    place = (run.chapter, run.section, run.box)
    return sum((p.chapter, p.section, p.box) == place for p in paragraphs)


def _numbered(run: Run, drafts: list[Draft], already: int) -> list[Paragraph]:
    return [
        Paragraph(
            chapter=run.chapter,
            section=run.section,
            box=run.box,
            number=number,
            lead=_lead(run, draft.text),
            text=draft.text,
            subhead=draft.subhead,
        )
        for number, draft in enumerate(drafts, already + 1)
    ]
