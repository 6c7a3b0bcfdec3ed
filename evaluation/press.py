"""Sets an outline as a file in a process of its own, which takes its memory with it.

Typst keeps what it made of the last ten documents, some 55 MB each, and offers no way to let go of
them; a Word file leaves 20 MB of trees until Python looks for garbage. A web process that handed
out a dozen reports held 0.8 GB for good.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120
# One at a time for each process that asks: memory for one document, however many wait.
_one = Lock()


class PressError(RuntimeError):
    """No file was made; the message ends with what the press said."""


def press(form: str, outline: str, fonts: Path) -> bytes:
    """The file (``docx`` or ``pdf``) of an outline in JSON, with the customer's folder of fonts."""
    command = [sys.executable, "-m", "evaluation.press", form, str(fonts)]
    with _one:
        done = subprocess.run(
            command, cwd=ROOT, input=outline.encode(), capture_output=True, timeout=SECONDS,
            check=False,
        )  # fmt: skip
    if done.returncode:
        raise PressError(f"{form}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _set(form: str, outline: str, fonts: Path) -> bytes:
    """The same in this process."""
    from evaluation.fonts import find_typefaces
    from evaluation.outline import Outline

    document, faces = Outline.from_json(outline), find_typefaces(fonts)
    if form == "docx":
        from evaluation.render_docx import render_docx

        return render_docx(document, faces)
    from evaluation.render_pdf import render_pdf

    return render_pdf(document, faces)


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(sys.argv[1], sys.stdin.buffer.read().decode(), Path(sys.argv[2])))
