"""`check_plan PATH` prints what it proved, and fails when something is not proven."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.plan.catalogue_files.samples import CATALOGUE, changed, write
from tests.plan.text.samples import TRAPS
from tracker.management.commands import check_plan


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan's text, with the folder of catalogues beside it."""
    monkeypatch.setattr(check_plan, "CATALOGUES", tmp_path)
    path = tmp_path / "plan.txt"
    path.write_text(TRAPS, encoding="utf-8")
    return path


def run(path: Path) -> str:
    out = StringIO()
    call_command("check_plan", str(path), "--plan", "jianghai", stdout=out)
    return out.getvalue()


def test_right_catalogue_is_reported_and_passes(text: Path) -> None:
    write(text.parent / "jianghai", CATALOGUE)
    out = run(text)
    assert "引文：共 4 条，与原文一致 4 条，未找到 0 条" in out
    assert "原则  第二章第1段" in out
    assert "问题：0 处" in out


def test_quote_not_in_the_text_fails(text: Path) -> None:
    files = changed(CATALOGUE, "projects.csv", "1,建设甲州至乙城", "1,建设甲州到乙城")
    write(text.parent / "jianghai", files)
    with pytest.raises(CommandError, match="有 1 处与规划文本不符"):
        run(text)


def test_paragraph_without_a_word_fails(text: Path) -> None:
    write(
        text.parent / "jianghai",
        changed(CATALOGUE, "clauses.csv", "3,,,1,,任务（待录）", "3,,,1,,"),
    )
    with pytest.raises(CommandError, match="有 1 处与规划文本不符"):
        run(text)


def test_faulty_catalogue_is_refused_with_its_faults(text: Path) -> None:
    write(text.parent / "jianghai", changed(CATALOGUE, "projects.csv", "railway,", "rocket,"))
    with pytest.raises(CommandError, match=r"projects.csv 第2行 category 列"):
        run(text)


@pytest.mark.parametrize("content", [None, b"\xff\xfe", "没有章。".encode()])
def test_unreadable_text_is_said_in_words(text: Path, content: bytes | None) -> None:
    write(text.parent / "jianghai", CATALOGUE)
    text.unlink()
    if content is not None:
        text.write_bytes(content)
    with pytest.raises(CommandError, match="不能读取规划文本"):
        run(text)
