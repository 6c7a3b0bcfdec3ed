"""From the start of the interpreter until the web application can take a request."""

import subprocess
import sys
from pathlib import Path

from bench.measure import Measured, median

ROOT = Path(__file__).resolve().parent.parent
BARE = (
    "from django.conf import settings;"
    "settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'], SECRET_KEY='x');"
    "from django.core.wsgi import get_wsgi_application; get_wsgi_application()"
)
OURS = "import tracker.wsgi"


def measure() -> Measured:
    """Our application beside a Django project without apps."""
    return Measured(
        "cold start of the web process",
        "bare Django project",
        median(lambda: _start(BARE), 5),
        median(lambda: _start(OURS), 5),
    )


def _start(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
