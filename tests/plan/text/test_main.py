"""`python -m plan.text PATH` shows each paragraph with its address."""

from pathlib import Path

import pytest

from plan.text.__main__ import main
from tests.plan.text.samples import TRAPS


def test_prints_each_paragraph_with_address_and_lead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TRAPS, encoding="utf-8")
    assert main([str(path)]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 15
    assert "2.1[1].3 〔公路建设〕高速公路: 高速公路：加快推进" in out
    assert err.startswith("# ")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", "没有章".encode()])
def test_unreadable_file_is_said_in_words(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    if content is not None:
        path.write_bytes(content)
    assert main([str(path)]) == 2
    assert "不能读取规划文本" in capsys.readouterr().err


def test_without_a_path_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "用法" in capsys.readouterr().err
