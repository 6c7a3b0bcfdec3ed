"""Files of outlines are made outside the process that asks, which does not grow with them."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.fonts import find_typefaces
from evaluation.outline import Outline
from evaluation.press import ROOT, PressError, press
from evaluation.render_docx import render_docx
from evaluation.render_pdf import render_pdf
from tests.evaluation.samples import outline

# In this process each pdf would leave more than 30 MB, and each of the ten before it too.
MEGABYTES = 10


def held():
    """The memory of this process in MB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


def test_the_file_is_the_one_made_here(tmp_path):
    words, faces = outline().to_json(), find_typefaces(tmp_path)
    assert press("docx", words, tmp_path) == render_docx(Outline.from_json(words), faces)
    assert press("pdf", words, tmp_path) == render_pdf(Outline.from_json(words), faces)


def test_whoever_asks_for_many_different_reports_does_not_grow(tmp_path):
    before = held()
    for number in range(2):
        report = replace(outline(), title=f"第{number}份报告")
        assert press("pdf", report.to_json(), tmp_path).startswith(b"%PDF-")
    assert held() - before < MEGABYTES


def test_what_cannot_be_set_is_told_with_the_reason(tmp_path):
    with pytest.raises(PressError, match=r"(?s)pdf: .*JSONDecodeError"):
        press("pdf", "没有提纲", tmp_path)


@pytest.mark.parametrize("asking", ["evaluation.press", "evaluation.outline"])
def test_asking_loads_no_typesetter(asking):
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, {asking}; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert asking in said
    assert {"typst", "docx", "resvg_py"}.isdisjoint(said)
