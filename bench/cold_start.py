"""From the start of the interpreter until the web application can take a request."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.measure import Measured, in_turn

ROOT = Path(__file__).resolve().parent.parent
BARE = (
    "from django.conf import settings;"
    "settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='x');"
    "from django.core.wsgi import get_wsgi_application; get_wsgi_application()"
)
OURS = "import tracker.wsgi"


def measure(rounds: int) -> Measured:
    """Our application beside a Django project without apps."""
    floors, ours = in_turn(partial(_start, BARE), partial(_start, OURS), rounds)
    return Measured("cold start of the web process", "bare Django project", floors, ours)


def _start(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
