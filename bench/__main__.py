"""Run every measurement on a demo of its own and print the ratios."""

import argparse
import io
import os
import shutil
import tempfile
from pathlib import Path

ROUNDS = 7


def main() -> None:
    """Build the demo, measure, print, and remove everything."""
    words = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    words.add_argument("--rounds", type=int, default=ROUNDS, help="measured so many times")
    words.add_argument("--size", type=int, default=0, help="facts on file beyond the real ones")
    asked = words.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tracker-bench-"))
    os.environ |= {"TRACKER_DATA": str(folder), "TRACKER_PROFILE": "demo"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    from tracker.servers.commands import servers_for

    try:
        with servers_for(["bench", "demo"]):
            _measure(asked.rounds, asked.size)
    finally:
        from django.conf import settings

        shutil.rmtree(settings.PLACES.runtime, ignore_errors=True)
        shutil.rmtree(folder)


def _measure(rounds: int, size: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    print("building the demo…", flush=True)
    call_command("demo", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench import annotated, approval, cold_start, first_screen, history

    if size:
        print(f"adding {size} facts…", flush=True)
        history.lengthen(size)
    for part in (cold_start, first_screen, annotated, approval):
        print(part.measure(rounds), flush=True)


if __name__ == "__main__":
    main()
